import Diagnostics
import Governance
import TestSupport
import Testing

/// The conflicts and findings that a waiver of a segregation, or of a rule of several variables, excuses.
@Suite struct WaiverOfConflictTests {
  static let policy = """
    policy t.places

    entity Unit from units { key id : Text   parent : Unit? }
    entity Person from people { key id : Text   name : Text? }
    entity Grant from grants { person : Person   gives : [Text]   unit : Unit? }
    entity App from apps { key id : Text   does : Text }
    entity Line from lines { app : App }

    access rights {
      for   p in Person
      each  g in Grant where g.person == p
      gives g.gives
      over  g.unit within parent
    }

    access direct {
      for   p in Person
      each  g in Grant where g.person == p and g.unit is missing
      gives g.gives
    }

    duty enter   of Text = any of "ENTER"
    duty pay     of Text = any of "PAY"
    duty release of Text = any of "RELEASE"

    segregate S1 "Kept apart" {
      enter from pay, release
      in    rights
      within overlapping scope
      waivable by "Controller" for at most 90 days
    }

    segregate S2 "Both models" {
      enter from pay
      in    rights, direct
      waivable by "Controller"
    }

    rule D1 "No two do the same" {
      for  a in App, b in App
      where a.id < b.id and a.does == b.does
      must false
      waivable by "Board" for at most 90 days
    }

    rule D2 "Lines are few" {
      for  a in App, l in Line
      where l.app == a
      must false
      waivable by "Board"
    }
    """

  static let units = "units: [{ id: top }, { id: north, parent: top }, { id: south, parent: top }]"

  /// Conflicts of S1 about p1 with their status, then what is said of waivers.
  private func check(
    _ grants: String, _ waivers: String..., rule: String = "S1", more: String = "", asOf: String = "2024-03-10"
  ) throws -> [String] {
    let rows = grants.split(separator: " ").map { grant in
      let parts = grant.split(separator: "@")
      let unit = parts.count > 1 ? ", unit: \(parts[1])" : ""
      return "  - { person: p1, gives: [\(parts[0].replacing("+", with: ", "))]\(unit) }"
    }
    let list = waivers.map { waiver in
      let has = { (name: String) in waiver.contains(name) }
      return "  - { " + (has("rule:") ? "" : "rule: \(rule), ") + (has("subject:") ? "" : "subject: p1, ")
        + (has("reason:") ? "" : "reason: R, ") + (has("approved_by:") ? "" : "approved_by: Controller, ")
        + (has("valid:") ? "" : "valid: { from: 2024-02-01, until: 2024-04-30 }, ") + waiver + " }"
    }
    let data = """
      \(Self.units)
      people: [{ id: p1, name: One }]
      \(more)
      grants:
      \(rows.isEmpty ? "  []" : rows.joined(separator: "\n"))
      waivers:
      \(list.isEmpty ? "  []" : list.joined(separator: "\n"))
      """
    let assessment = try Scenario(Self.policy, data: data, name: "d.yaml", asOf: asOf).assessment()
    let findings = assessment.findings.filter { $0.rule == "t.places." + rule }
    let conflicts = findings.flatMap { finding in
      finding.conflicts.isEmpty
        ? ["\(finding.subject.key) \(finding.about.map(\.key).joined(separator: " ")) \(finding.status)"]
        : finding.conflicts.map { conflict in
          "\(conflict.duties.map { $0.name.split(separator: ".").last ?? "" }.joined(separator: "+")) \(conflict.status)"
        }
    }
    let faults = assessment.findings.filter { $0.rule.hasPrefix("waiver.") }
    return conflicts + faults.map { "\($0.rule) \($0.subject.key)" }
  }

  // MARK: Duties

  @Test func aWaiverExcusesTheConflictsWithinItsDuties() throws {
    #expect(
      try check("ENTER PAY RELEASE", "duties: [enter, pay]") == ["enter+pay waived", "enter+release open"])
    #expect(
      try check("ENTER PAY RELEASE", "duties: [release, t.places.enter, pay]")
        == ["enter+pay waived", "enter+release waived"])
    #expect(
      try check("ENTER PAY", "duties: [enter, release]") == ["enter+pay open", "waiver.unused waivers[0]"])
  }

  @Test func whereSeveralConflictsArePossibleAWaiverSaysWhich() throws {
    #expect(try check("ENTER PAY", "") == ["enter+pay open", "waiver.unspecific waivers[0]"])
    // Whether or not there is anything to excuse.
    #expect(try check("ENTER", "") == ["waiver.unspecific waivers[0]"])
  }

  @Test func oneMayBeExcusedByTwo() throws {
    #expect(
      try check("ENTER PAY RELEASE", "duties: [enter, pay]", "duties: [enter, release]")
        == ["enter+pay waived", "enter+release waived"])
  }

  // MARK: Units

  @Test func aConflictIsWaivedOnlyWhereEveryPlaceIsCovered() throws {
    let both = "ENTER@north PAY@north ENTER@south PAY@south"
    #expect(try check(both, "duties: [enter, pay], unit: north") == ["enter+pay open"])
    #expect(try check(both, "duties: [enter, pay], unit: top") == ["enter+pay waived"])
    #expect(try check(both, "duties: [enter, pay]") == ["enter+pay waived"])
    #expect(
      try check(both, "duties: [enter, pay], unit: north", "duties: [enter, pay], unit: south")
        == ["enter+pay waived"])
    #expect(
      try check("ENTER@north PAY@top", "duties: [enter, pay], unit: south")
        == ["enter+pay open", "waiver.unused waivers[0]"])
    // A conflict that meets everywhere is not within a unit.
    #expect(
      try check("ENTER PAY", "duties: [enter, pay], unit: top") == ["enter+pay open", "waiver.unused waivers[0]"])
  }

  // MARK: Models and variables

  @Test func aWaiverMayBeForOneModel() throws {
    #expect(try check("ENTER PAY", "", rule: "S2") == ["enter+pay waived", "enter+pay waived"])
    #expect(try check("ENTER PAY", "in: direct", rule: "S2") == ["enter+pay open", "enter+pay waived"])
    #expect(try check("ENTER PAY", "in: t.places.rights", rule: "S2") == ["enter+pay waived", "enter+pay open"])
  }

  @Test func theOtherVariablesOfARuleAreNamed() throws {
    let apps = "apps: [{ id: a1, does: mail }, { id: a2, does: mail }, { id: a3, does: mail }]"
    #expect(
      try check("", "subject: a1, about: [a3], approved_by: Board", rule: "D1", more: apps)
        == ["a1 a2 open", "a1 a3 waived", "a2 a3 open"])
    #expect(
      try check("", "subject: a1, approved_by: Board", rule: "D1", more: apps)
        == ["a1 a2 open", "a1 a3 open", "a2 a3 open", "waiver.unspecific waivers[0]"])
    #expect(
      try check("", "subject: a2, about: [a1], approved_by: Board", rule: "D1", more: apps)
        == ["a1 a2 open", "a1 a3 open", "a2 a3 open", "waiver.unused waivers[0]"])
  }

  @Test func anotherVariableWithoutAKeyCannotBeNamed() throws {
    let data = "apps: [{ id: a1, does: mail }]\nlines: [{ app: a1 }]"
    #expect(
      try check("", "subject: a1, about: [\"lines[0]\"], approved_by: Board", rule: "D2", more: data)
        == ["a1 lines[0] open", "waiver.no_identity waivers[0]"])
  }

  // MARK: Who approved it

  @Test func whoRequestedItDoesNotApproveIt() throws {
    let duties = "duties: [enter, pay], "
    #expect(
      try check("ENTER PAY", duties + "requested_by: Controller") == [
        "enter+pay open", "waiver.self_approved waivers[0]",
      ])
    #expect(try check("ENTER PAY", duties + "requested_by: u7") == ["enter+pay waived"])
    // By the name of whom the key is.
    #expect(
      try check("ENTER PAY", duties + "requested_by: p2", more: "").first == "enter+pay waived")
    // Whether or not there is a finding.
    #expect(
      try check("ENTER", "duties: [enter, pay], approved_by: One") == ["waiver.self_approved waivers[0]"])
  }

  // MARK: Days running

  private func chain(_ waivers: String..., asOf: String = "2024-03-10") throws -> [String] {
    let data = """
      \(Self.units)
      people: [{ id: p1 }]
      grants: [{ person: p1, gives: [ENTER, PAY] }]
      waivers:
      \(waivers.map { "  - { rule: S1, subject: p1, duties: [enter, pay], reason: R, approved_by: Controller, \($0) }" }.joined(separator: "\n"))
      """
    let assessment = try Scenario(Self.policy, data: data, name: "d.yaml", asOf: asOf).assessment()
    return assessment.findings.filter { !$0.rule.hasSuffix("S2") }.map { finding in
      finding.conflicts.first.map { "\($0.status) \($0.waivers.map(\.term))" }
        ?? "\(finding.rule) \(finding.subject.key)"
    }
  }

  private func valid(_ from: String, _ until: String) -> String { "valid: { from: \(from), until: \(until) }" }

  @Test func waiversThatFollowEachOtherCountTogether() throws {
    let first = valid("2024-01-01", "2024-02-29")
    // 60 + 30 days, and one more.
    #expect(try chain(first, valid("2024-03-01", "2024-03-30")) == ["waived [1]", "waiver.expired waivers[0]"])
    #expect(
      try chain(first, valid("2024-03-01", "2024-03-31"))
        == ["open []", "waiver.expired waivers[0]", "waiver.too_long waivers[1]"])
    // With a day between them they do not.
    #expect(try chain(first, valid("2024-03-02", "2024-05-01")) == ["waived [1]", "waiver.expired waivers[0]"])
    // Where they overlap, days count once.
    #expect(try chain(first, valid("2024-02-01", "2024-03-30")) == ["waived [1]", "waiver.expired waivers[0]"])
  }

  @Test func theWaiverThatPassesTheLimitDoesNotHoldAndTheOthersDo() throws {
    let first = valid("2024-01-01", "2024-02-29")
    let second = valid("2024-03-01", "2024-05-10")
    #expect(try chain(first, second, asOf: "2024-02-10") == ["waived [1]", "waiver.too_long waivers[1]"])
    // Once both have ended, that is all that is said.
    #expect(
      try chain(first, second, asOf: "2024-06-01")
        == ["open []", "waiver.expired waivers[0]", "waiver.expired waivers[1]"])
    // One that does not hold does not count for those after it.
    #expect(
      try chain(first, second, valid("2024-03-01", "2024-03-15"))
        == ["waived [1]", "waiver.expired waivers[0]", "waiver.too_long waivers[1]"])
  }

  @Test func aRenewalStartsANewCount() throws {
    let first = valid("2024-01-01", "2024-02-29")
    let second = valid("2024-03-01", "2024-05-10") + ", renews: true"
    #expect(try chain(first, second) == ["waived [2]", "waiver.expired waivers[0]"])
    #expect(
      try chain(first, second, valid("2024-05-11", "2024-06-30"), asOf: "2024-04-01")
        == ["waived [2]", "waiver.expired waivers[0]", "waiver.too_long waivers[2]"])
    #expect(
      try chain(first, second, valid("2024-05-11", "2024-06-30") + ", renews: true", asOf: "2024-06-01")
        == ["waived [3]", "waiver.expired waivers[0]", "waiver.expired waivers[1]"])
  }

  @Test func aWaiverThatIsItselfTooLongIsSoWhateverThereIsToExcuse() throws {
    #expect(
      try check("ENTER", "duties: [enter, pay], valid: { from: 2024-01-01, until: 2024-12-31 }")
        == ["waiver.too_long waivers[0]"])
  }

  // MARK: Before and after

  @Test func mistakesAreSaidBeforeAWaiverBeginsAndUntilItEnds() throws {
    let later = "duties: [enter, pay], approved_by: Nobody, valid: { from: 2024-05-01, until: 2024-06-30 }"
    #expect(try check("ENTER PAY", later) == ["enter+pay open", "waiver.no_authority waivers[0]"])
    #expect(try check("ENTER PAY", later, asOf: "2024-07-01") == ["enter+pay open", "waiver.expired waivers[0]"])
    let idle = "duties: [enter, release], valid: { from: 2024-05-01, until: 2024-06-30 }"
    #expect(try check("ENTER PAY", idle) == ["enter+pay open"])
    #expect(try check("ENTER PAY", idle, asOf: "2024-06-30") == ["enter+pay open", "waiver.unused waivers[0]"])
  }
}
