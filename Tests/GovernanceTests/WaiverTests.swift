import Diagnostics
import Governance
import RulePlan
import TestSupport
import Testing

@Suite struct WaiverTests {
  static let policy = """
    policy demo.waivers

    entity Person from people {
      key id  : Text
      name    : Text?
      trained : Date?
    }

    entity Device from devices {
      key id : Text
      owner  : Person
      locked : Boolean
    }

    entity Note from notes { about : Text }

    rule SEC_01 "Users take the security course" {
      for  p in Person
      must p.trained is present
      waivable by "Chief of security", "Director" for at most 30 days
    }

    rule SEC_02 "Training is not older than two years" {
      for  p in Person where p.trained is present
      must p.trained + 2 years >= today
    }

    rule DEV_01 "Devices are locked" {
      for  d in Device
      must d.locked
      waivable by "Director"
    }

    rule NOT_01 "Notes say something" {
      for  n in Note
      must n.about != ""
      waivable by "Director" for at most 30 days
    }
    """

  /// The findings about waivers, and the status of the finding about u1, on 2019-06-15.
  private func check(
    _ waivers: String, people: String = "[{ id: u1, name: One }]", more: String = "", asOf: String = "2019-06-15"
  ) throws -> (status: String?, faults: [String]) {
    let data = "people: \(people)\n\(more)\nwaivers:\n\(waivers)"
    let assessment = try Scenario(Self.policy, data: data, name: "data.yaml", asOf: asOf).assessment()
    let finding = assessment.findings.first { $0.subject.key == "u1" || $0.subject.type == "Note" }
    let faults = assessment.findings.filter { $0.rule.hasPrefix("waiver.") }
    return (finding?.status.rawValue, faults.map { "\($0.rule) \($0.severity.rawValue) \($0.subject.key)" })
  }

  private func waiver(
    rule: String = "SEC_01", subject: String = "u1", by: String = "Director", from: String = "2019-06-01",
    until: String = "2019-06-30"
  ) -> String {
    let end = until.isEmpty ? "" : ", until: \(until)"
    return "  - { rule: \(rule), subject: \(subject), reason: R, approved_by: \(by), valid: { from: \(from)\(end) } }\n"
  }

  @Test func aWaiverThatHoldsKeepsTheFindingInTheReport() throws {
    let data = "people: [{ id: u1 }]\nwaivers:\n" + waiver()
    let assessment = try Scenario(Self.policy, data: data, name: "data.yaml", asOf: "2019-06-15").assessment()
    #expect(assessment.lines == ["demo.waivers.SEC_01 Person u1 waived"])
    #expect(assessment.findings.first?.waiver?.reason == "R")
    #expect(assessment.findings.first?.waiver?.place?.line == 3)
    #expect(assessment.summary.errors == 0)
    #expect(assessment.summary.waived == 1)
    #expect(Verdict.of(assessment, policyWarnings: 0, threshold: .warning, allowsEmpty: false) == .passed)
  }

  @Test(arguments: [
    ("2019-06-15", "2019-06-15"), ("2019-06-15", "2019-07-14"), ("2019-05-17", "2019-06-15"),
  ])
  func bothEndsCount(from: String, until: String) throws {
    #expect(try check(waiver(from: from, until: until)) == ("waived", []))
  }

  @Test func theLongestTermIsCountedWithBothEnds() throws {
    #expect(try check(waiver(from: "2019-06-01", until: "2019-06-30")) == ("waived", []))
    #expect(
      try check(waiver(from: "2019-06-01", until: "2019-07-01")) == ("open", ["waiver.too_long error waivers[0]"]))
  }

  /// Decision 9: a waiver that has not begun is not unused yet.
  @Test func aWaiverOfTheFutureIsNotUnused() throws {
    let trained = "[{ id: u1, name: One, trained: 2019-06-01 }]"
    #expect(try check(waiver(from: "2019-06-16", until: "2019-06-30"), people: trained).faults == [])
    #expect(
      try check(waiver(from: "2019-06-15", until: "2019-06-30"), people: trained).faults
        == ["waiver.unused warning waivers[0]"])
  }

  /// A baseline keeps only what nothing else excuses, so that a waiver that ends is seen.
  @Test func aWaiverComesBeforeABaseline() throws {
    let data = "people: [{ id: u1 }]\nwaivers:\n" + waiver()
    let scenario = try Scenario(Self.policy, data: data, name: "data.yaml", asOf: "2019-06-15")
    let open = try Scenario(Self.policy, data: "people: [{ id: u1 }]", name: "data.yaml", asOf: "2019-06-15")
    let baseline = open.desk.baseline(of: open.assessment(), after: nil, on: open.asOf)
    var assessment = scenario.assessment()
    _ = scenario.desk.apply(baseline, to: &assessment, on: scenario.asOf)
    #expect(assessment.lines == ["demo.waivers.SEC_01 Person u1 waived"])
    var withoutWaiver = open.assessment()
    _ = open.desk.apply(baseline, to: &withoutWaiver, on: open.asOf)
    #expect(withoutWaiver.lines == ["demo.waivers.SEC_01 Person u1 baseline"])
  }

  @Test func aWaiverWithoutEndIsTooLongWhereThereIsALimit() throws {
    #expect(try check(waiver(until: "")) == ("open", ["waiver.too_long error waivers[0]"]))
  }

  @Test func aWaiverWithoutEndHoldsWhereThereIsNoLimit() throws {
    let device = "devices: [{ id: d1, owner: u2, locked: false }]"
    let people = "[{ id: u2, trained: 2019-01-01 }]"
    let data = "people: \(people)\n\(device)\nwaivers:\n" + waiver(rule: "DEV_01", subject: "d1", until: "")
    let assessment = try Scenario(Self.policy, data: data, name: "data.yaml", asOf: "2019-06-15").assessment()
    #expect(assessment.lines == ["demo.waivers.DEV_01 Device d1 waived"])
  }

  @Test func theRuleMayHaveItsNamespace() throws {
    #expect(try check(waiver(rule: "demo.waivers.SEC_01")) == ("waived", []))
  }

  @Test func theSubjectMayHaveItsType() throws { #expect(try check(waiver(subject: "Person u1")) == ("waived", [])) }

  @Test func aRuleThatTakesNoneIsNotWaived() throws {
    let found = try check(waiver(rule: "SEC_02"), people: "[{ id: u1, trained: 2010-01-01 }]")
    #expect(found == ("open", ["waiver.not_allowed error waivers[0]"]))
  }

  @Test func onlyThoseWhomTheRuleNamesMayWaive() throws {
    #expect(try check(waiver(by: "Supervisor")) == ("open", ["waiver.no_authority error waivers[0]"]))
    #expect(try check(waiver(by: "director")) == ("open", ["waiver.no_authority error waivers[0]"]))
    #expect(try check(waiver(by: "Chief of security")) == ("waived", []))
  }

  @Test func nobodyWaivesForThemselves() throws {
    #expect(try check(waiver(by: "u1")) == ("open", ["waiver.self_approved error waivers[0]"]))
    #expect(
      try check(waiver(), people: "[{ id: u1, name: Director }]") == ("open", ["waiver.self_approved error waivers[0]"])
    )
  }

  @Test func ofSeveralMistakesTheFirstIsSaid() throws {
    let found = try check(waiver(by: "Supervisor", until: "2020-06-30"))
    #expect(found == ("open", ["waiver.no_authority error waivers[0]"]))
  }

  @Test func anEndedWaiverIsExpiredAndNothingElse() throws {
    let found = try check(waiver(by: "Supervisor", from: "2018-01-01", until: "2019-06-14"))
    #expect(found == ("open", ["waiver.expired warning waivers[0]"]))
  }

  @Test func aWaiverThatHasNotBegunDoesNotHoldAndIsNoMistake() throws {
    #expect(try check(waiver(from: "2019-06-16", until: "2019-06-30")) == ("open", []))
  }

  @Test(arguments: ["u2", "u9"]) func aWaiverWithoutFindingIsUnused(subject: String) throws {
    let found = try check(
      waiver(subject: subject), people: "[{ id: u1 }, { id: u2, trained: 2019-01-01 }]")
    #expect(found == ("open", ["waiver.unused warning waivers[0]"]))
  }

  @Test func aWaiverOfAnUnknownRuleNamesTheNearest() throws {
    let data = "people: [{ id: u1 }]\nwaivers:\n" + waiver(rule: "SEC_O1")
    let assessment = try Scenario(Self.policy, data: data, name: "data.yaml", asOf: "2019-06-15").assessment()
    #expect(assessment.finding("waiver.unused")?.message == "No rule is called SEC_O1; did you mean SEC_01?")
  }

  @Test func whatHasNoKeyCannotBeWaived() throws {
    let found = try check(
      waiver(rule: "NOT_01", subject: "\"notes[0]\""), people: "[]", more: "notes: [{ about: \"\" }]")
    #expect(found == ("open", ["waiver.no_identity error waivers[0]"]))
  }

  @Test func oneKeyOfTwoEntitiesDoesNotSayWhichIsMeant() throws {
    let policy = """
      policy demo.both

      entity Permission from permissions { key id : Text }

      entity Role from roles {
        key id      : Text
        permissions : [Permission] = []
      }

      entity Person from people {
        key id : Text
        role   : Role
      }

      access people {
        for   p in Person
        gives p.role.permissions
      }

      access roles {
        for   r in Role
        gives r.permissions
      }

      duty a "A" of Permission = any of "A"
      duty b "B" of Permission = any of "B"

      segregate S_01 "Nobody has both" {
        a from b
        in people, roles
        waivable by "Director" for at most 30 days
      }
      """
    let data = """
      permissions: [{ id: A }, { id: B }]
      roles: [{ id: x, permissions: [A, B] }]
      people: [{ id: x, role: x }]
      waivers:

      """
    let unclear = try Scenario(
      policy, data: data + waiver(rule: "S_01", subject: "x"), name: "d.yaml", asOf: "2019-06-15")
    #expect(
      unclear.assessment().lines == [
        "demo.both.S_01 Role x open", "demo.both.S_01 Person x open", "waiver.unspecific Waiver waivers[0] open",
      ])
    let clear = try Scenario(
      policy, data: data + waiver(rule: "S_01", subject: "Role x"), name: "d.yaml", asOf: "2019-06-15")
    #expect(clear.assessment().lines == ["demo.both.S_01 Role x waived", "demo.both.S_01 Person x open"])
  }

  @Test func theVersionOfAStandardThatIsInForceSaysWhoMayWaive() throws {
    let policy = """
      policy demo.versions

      entity Laptop from laptops {
        key id : Text
        locked : Boolean
      }

      standard DEV "Devices" version 1 {
        in force from 2018-01-01 until 2018-12-31
        for     l in Laptop
        must    locked "Locked" : l.locked
        waivable by "Nobody" for at most 1 days
      }

      standard DEV "Devices" version 2 {
        in force from 2019-01-01
        for     l in Laptop
        must    locked "Locked" : l.locked
        waivable by "Director" for at most 30 days
      }
      """
    let data = "laptops: [{ id: l1, locked: false }]\nwaivers:\n" + waiver(rule: "DEV.locked", subject: "l1")
    let scenario = try Scenario(policy, data: data, name: "d.yaml", asOf: "2019-06-15")
    #expect(scenario.assessment().lines == ["demo.versions.DEV.locked Laptop l1 waived"])
  }

  @Test func whatCannotBeDecidedIsNeverWaived() throws {
    let policy = """
      policy demo.undecided

      entity Item from items {
        key id : Text
        count  : Integer
      }

      rule R "Counts are small" {
        for  i in Item
        must i.count * 2 < 10
        waivable by "Director" for at most 30 days
      }
      """
    let data = "items: [{ id: u1, count: 9223372036854775807 }]\nwaivers:\n" + waiver(rule: "R")
    let assessment = try Scenario(policy, data: data, name: "d.yaml", asOf: "2019-06-15").assessment()
    #expect(assessment.lines == ["demo.undecided.R Item u1 undetermined"])
    #expect(assessment.findings.first?.severity == .error)
    #expect(Verdict.of(assessment, policyWarnings: 0, threshold: .error, allowsEmpty: false) == .failed)
  }

  @Test func messagesAboutWaiversAreInTheLanguageOfTheReport() throws {
    let data = "people: [{ id: u1 }]\nwaivers:\n" + waiver(by: "Supervisor")
    let scenario = try Scenario(Self.policy, data: data, name: "data.yaml", asOf: "2019-06-15")
    #expect(
      scenario.assessment().finding("waiver.no_authority")?.message
        == "Supervisor may not waive SEC_01; only Chief of security or Director may.")
    #expect(
      scenario.assessment(language: "fr").finding("waiver.no_authority")?.message
        == "Supervisor ne peut pas déroger à SEC_01 ; seul Chief of security ou Director le peut.")
  }

  static let pages = Catalogue.all.filter { $0.code.hasPrefix("P5") }

  @Test(arguments: pages) func theExamplesOfThePageGiveTheFindingOrNone(page: DiagnosticCode) throws {
    let rule = "waiver." + page.name.dropFirst("waiver-".count).replacing("-", with: "_")
    let bad = try Scenario(Catalogue.waiverExamplePolicy, data: page.example, name: "d.yaml", asOf: "2019-06-15")
    let about = bad.assessment().findings.filter { $0.rule.hasPrefix("waiver.") }
    #expect(about.map(\.rule) == [rule])
    #expect(about.map(\.severity.rawValue) == [page.severity.rawValue])
    let good = try Scenario(Catalogue.waiverExamplePolicy, data: page.prefer, name: "d.yaml", asOf: "2019-06-15")
    #expect(!good.assessment().findings.contains { $0.rule.hasPrefix("waiver.") })
  }

  private static let standard = """
    policy demo.standards

    entity Device from devices {
      key id    : Text
      encrypted : Boolean
      current   : Boolean
    }

    standard DEVICE "Devices" version 1 {
      for    d in Device
      must   encryption "Encrypted" : d.encrypted
      should firmware   "Current"   : d.current
      waivable by "Director" for at most 30 days
    }

    standard STRICT "Strictly" version 1 {
      for  d in Device
      must encryption "Encrypted" : d.encrypted
    }
    """

  private func lines(ofStandardWaivedBy rule: String, subject: String = "d1") throws -> [String] {
    let data = """
      devices: [{ id: d1, encrypted: false, current: false }, { id: d2, encrypted: true, current: true }]
      waivers:
      \(waiver(rule: rule, subject: subject))
      """
    return try Scenario(Self.standard, data: data, name: "d.yaml", asOf: "2019-06-15").assessment().lines.sorted()
  }

  @Test(arguments: ["DEVICE", "demo.standards.DEVICE"])
  func aWaiverOfAStandardCoversAllItsRequirements(rule: String) throws {
    #expect(
      try lines(ofStandardWaivedBy: rule) == [
        "demo.standards.DEVICE.encryption Device d1 waived", "demo.standards.DEVICE.firmware Device d1 waived",
        "demo.standards.STRICT.encryption Device d1 open",
      ])
  }

  @Test func aWaiverOfARequirementCoversNoOther() throws {
    #expect(
      try lines(ofStandardWaivedBy: "DEVICE.firmware") == [
        "demo.standards.DEVICE.encryption Device d1 open", "demo.standards.DEVICE.firmware Device d1 waived",
        "demo.standards.STRICT.encryption Device d1 open",
      ])
  }

  @Test func aStandardThatTakesNoWaiversIsNotWaived() throws {
    #expect(try lines(ofStandardWaivedBy: "STRICT").contains("waiver.not_allowed Waiver waivers[0] open"))
  }

  @Test func aWaiverOfAStandardThatIsKeptIsUnused() throws {
    #expect(try lines(ofStandardWaivedBy: "DEVICE", subject: "d2").contains("waiver.unused Waiver waivers[0] open"))
  }
}
