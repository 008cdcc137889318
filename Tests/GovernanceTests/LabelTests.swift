import Governance
import RulePlan
import TestSupport
import Testing

/// The labels of instances, and where they show.
@Suite struct LabelTests {
  static let policy = """
    policy t.labels

    entity Item from items {
      key order : Text
      key line  : Integer
      label     en "{order} line {line}{note}"
                fr "{order} ligne {line}{note}"
      note      : Text?
      parent    : Item?
      amount    : Integer
    }

    rule R "r" {
      for     i in Item
      must    i.parent is present implies i.amount < i.parent.amount
      message "{i} is below {i.parent}."
      waivable by "X"
    }
    """

  static let data = """
    { "items": [
      { "order": "45", "line": 1, "amount": 1, "note": "!" },
      { "order": "45", "line": 2, "amount": 1, "note": "!", "parent": "45/1" },
      { "order": "46", "line": 1, "amount": 9, "parent": { "order": "45", "line": 2 } } ] }
    """

  private func findings(_ policy: String = policy, language: String = "en") throws -> [Finding] {
    try Scenario(policy, data: Self.data).assessment(language: language).findings
  }

  @Test func aMessageHasTheLabelAloneAndTheSubjectBoth() throws {
    let found = try findings()
    #expect(found.map(\.message) == ["45 line 2! is below 45 line 1!.", "46/1 is below 45 line 2!."])
    #expect(found.map(\.subject.label) == ["45 line 2!", nil])
    #expect(found.map(\.subject.name) == ["45 line 2! (45/2)", "46/1"])
    #expect(found[0].evidence.contains { $0.text == "i.parent = 45 line 1! (45/1)" })
  }

  @Test func aLabelIsLocalised() throws {
    #expect(try findings(language: "fr").first?.message == "45 ligne 2! is below 45 ligne 1!.")
  }

  @Test func aLabelEntersNoFingerprint() throws {
    let plain = Self.policy.split(separator: "\n").filter { !$0.contains("ligne") && !$0.contains("label  ") }
    let without = try findings(plain.joined(separator: "\n"))
    #expect(try findings().map(\.fingerprint) == without.map(\.fingerprint))
    #expect(without.map(\.message) == ["45/2 is below 45/1.", "46/1 is below 45/2."])
  }
}
