import Diagnostics
import Governance
import Manifests
import RulePlan
import SourceText
import TestSupport
import Testing

@testable import Workbench

@Suite struct BaselineTests {
  static let policy = """
    policy t.known

    entity Unit from units { key id : Text   parent : Unit? }
    entity Person from people { key id : Text   score : Integer = 0 }
    entity Grant from grants { person : Person   gives : Text   unit : Unit? }

    access rights {
      for   p in Person
      each  g in Grant where g.person == p
      gives g.gives
      over  g.unit within parent
    }

    duty enter   of Text = any of "ENTER"
    duty pay     of Text = any of "PAY", "PAY_BY_HAND"
    duty release of Text = any of "RELEASE"

    segregate S1 "Kept apart" {
      enter from pay, release
      in    rights
      within overlapping scope
      waivable by "Controller" for at most 90 days
    }

    rule R1 "Scores are low" {
      for  p in Person
      must p.score <= 3
      message en "{p.id} has {p.score}."
      waivable by "Controller" for at most 90 days
    }
    """

  private func run(_ data: String, _ baseline: String? = nil, asOf: String = "2024-03-10") throws -> CheckResult {
    let folder = TemporaryFolder([
      "p.policy": Self.policy,
      "d.yaml": "units: [{ id: top }, { id: north, parent: top }, { id: south, parent: top }]\n" + data,
    ])
    var request = CheckRequest(
      policies: [folder.path + "/p.policy"], data: [DataInput(argument: folder.path + "/d.yaml")],
      asOf: try #require(CalendarDate(asOf)))
    request.givesAdvice = false
    request.givesBaseline = true
    request.baseline = baseline.map { SourceFile(path: "known.json", bytes: Array($0.utf8)) }
    return CheckSession(request).run()
  }

  private func text(_ data: String, asOf: String = "2024-03-10") throws -> String {
    BaselineFile.markup(of: try #require(run(data, asOf: asOf).baseline)).text
  }

  private func statuses(_ result: CheckResult) -> [String] {
    (result.assessment?.findings ?? []).map { finding in
      finding.conflicts.isEmpty
        ? "\(finding.rule) \(finding.status)"
        : finding.conflicts.map { conflict in
          conflict.duties.map { $0.name.split(separator: ".").last ?? "" }.joined(separator: "+")
            + " \(conflict.status)"
        }.joined(separator: ", ")
    }
  }

  static let pair =
    "people: [{ id: p1 }]\ngrants:\n  - { person: p1, gives: ENTER, unit: north }\n  - { person: p1, gives: PAY, unit: north }"

  @Test func anEntrySaysWhatWasAccepted() throws {
    #expect(
      try text(Self.pair)
        == """
        {
          "schemaVersion": 2,
          "entries": [
            { "rule": "t.known.S1", "subject": { "type": "Person", "key": "p1" }, "access": "t.known.rights", "duties": ["t.known.enter", "t.known.pay"], "units": ["north"], "message": "Kept apart", "rights": ["Grant{gives=\\"ENTER\\";person=\\"p1\\";unit=\\"north\\"}", "Grant{gives=\\"PAY\\";person=\\"p1\\";unit=\\"north\\"}"], "written": "2024-03-10", "reason": null, "until": null, "fingerprint": "FINGERPRINT" }
          ]
        }

        """.replacing("FINGERPRINT", with: try #require(run(Self.pair).assessment?.findings.first).fingerprint))
  }

  @Test func whatIsKeptNoLongerCounts() throws {
    let result = try run(Self.pair, text(Self.pair), asOf: "2025-01-01")
    #expect(statuses(result) == ["enter+pay baseline"])
    #expect(result.diagnostics.isEmpty)
    #expect(result.verdict == .passed)
  }

  @Test func aFurtherConflictIsOpen() throws {
    let more = Self.pair + "\n  - { person: p1, gives: RELEASE, unit: north }"
    let result = try run(more, text(Self.pair))
    #expect(statuses(result) == ["enter+pay baseline, enter+release open"])
    #expect(result.verdict == .failed)
  }

  @Test func aFurtherWayIsKeptAndSaid() throws {
    let more = Self.pair + "\n  - { person: p1, gives: PAY_BY_HAND, unit: north }"
    let result = try run(more, text(Self.pair))
    #expect(statuses(result) == ["enter+pay baseline"])
    #expect(result.diagnostics.map(\.code) == [.outgrownBaselineEntry])
    #expect(result.diagnostics.first?.notes.first?.contains("PAY_BY_HAND") == true)
    #expect(result.diagnostics.first?.place.line == 4)
  }

  @Test func anotherPlaceIsOpen() throws {
    let more =
      Self.pair + "\n  - { person: p1, gives: ENTER, unit: south }\n  - { person: p1, gives: PAY, unit: south }"
    #expect(try statuses(run(more, text(Self.pair))) == ["enter+pay open"])
    let wider = try text(Self.pair).replacing("\"units\": [\"north\"]", with: "\"units\": [\"top\"]")
    #expect(try statuses(run(more, wider)) == ["enter+pay baseline"])
  }

  @Test func anEntryThatFitsNothingIsSaid() throws {
    let result = try run("people: [{ id: p1 }]\ngrants: []", text(Self.pair))
    #expect(result.diagnostics.map(\.code) == [.unusedBaselineEntry])
    #expect(result.diagnostics.map(\.severity) == [.warning])
  }

  @Test func anEntryKeepsUpToItsEnd() throws {
    let known = try text(Self.pair).replacing("\"until\": null", with: "\"until\": \"2024-06-30\"")
    #expect(try statuses(run(Self.pair, known, asOf: "2024-06-30")) == ["enter+pay baseline"])
    let later = try run(Self.pair, known, asOf: "2024-07-01")
    #expect(statuses(later) == ["enter+pay open"])
    #expect(later.diagnostics.map(\.code) == [.endedBaselineEntry])
  }

  @Test func aMessageThatHasChangedIsSaid() throws {
    let known = try text("people: [{ id: p1, score: 5 }]\ngrants: []")
    let result = try run("people: [{ id: p1, score: 9 }]\ngrants: []", known)
    #expect(statuses(result) == ["t.known.R1 baseline"])
    #expect(result.diagnostics.map(\.code) == [.outgrownBaselineEntry])
    #expect(result.diagnostics.first?.notes == ["it was “p1 has 5.”, it is “p1 has 9.”"])
  }

  @Test func whatHasAWaiverIsLeftToIt() throws {
    let waiver =
      "\nwaivers:\n  - { rule: S1, subject: p1, duties: [enter, pay], reason: R, approved_by: Controller, valid: { from: 2023-01-01, until: 2023-02-01 } }"
    let result = try run(Self.pair + waiver, text(Self.pair))
    #expect(statuses(result) == ["enter+pay open", "waiver.expired open"])
    #expect(result.diagnostics.isEmpty)
  }

  @Test func onlyWhatIsOpenIsWritten() throws {
    let waiver =
      "\nwaivers:\n  - { rule: S1, subject: p1, duties: [enter, pay], reason: R, approved_by: Controller, valid: { from: 2024-03-01, until: 2024-04-01 } }"
    #expect(try run(Self.pair + waiver).baseline?.entries.isEmpty == true)
  }

  @Test func writingAgainKeepsWhatWasAddedByHand() throws {
    let known = try text(Self.pair).replacing(
      "\"reason\": null, \"until\": null", with: "\"reason\": \"Old\", \"until\": \"2025-06-30\"")
    let entry = try #require(run(Self.pair, known, asOf: "2024-05-01").baseline?.entries.first)
    #expect(entry.reason == "Old")
    #expect(entry.until == CalendarDate("2025-06-30"))
    #expect(entry.written == CalendarDate("2024-03-10"))
  }

  @Test func theOldFormIsAnError() throws {
    let result = try run(
      Self.pair, "{ \"schemaVersion\": 1, \"fingerprints\": [\"45aa2f1031805339878d2aff79862696\"] }")
    #expect(result.diagnostics.map(\.code) == [.oldBaseline])
    #expect(result.verdict == .dataFaulty)
  }

  @Test(arguments: [
    ("\"until\": null", "\"until\": \"soon\""), ("\"written\": \"2024-03-10\", ", ""),
    ("\"duties\": [", "\"duties\": [{}, "),
  ])
  func anEntryThatIsWrongIsAnError(part: String, wrong: String) throws {
    let result = try run(Self.pair, text(Self.pair).replacing(part, with: wrong))
    #expect(result.diagnostics.map(\.code) == [.malformedBaseline])
    #expect(result.verdict == .dataFaulty)
  }
}
