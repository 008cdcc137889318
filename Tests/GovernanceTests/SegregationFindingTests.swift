import Diagnostics
import Governance
import TestSupport
import Testing

@Suite struct SegregationFindingTests {
  static let policy = """
    policy demo.sod

    entity Permission from permissions { key id : Text }

    entity Role from roles {
      key id      : Text
      includes    : [Role] = []
      permissions : [Permission] = []
    }

    entity Person from people {
      key id : Text
      name   : Text
    }

    entity Grant from grants {
      person : Person
      role   : Role
    }

    access rights {
      for   p in Person
      each  g in Grant where g.person == p
      gives g.role.includes*.permissions
    }

    access roles {
      for   r in Role
      gives r.includes*.permissions
    }

    duty create "Create a supplier" of Permission = like "C*"
    duty pay    "Pay a supplier" of Permission = all of "P1", "P2"

    segregate S_01 "Nobody creates and pays" {
      create from pay
      in      rights, roles
      message en "{subject.id} creates and pays."
      remedy  en "Take a right from {subject.id}."
    }
    """

  private func finding(_ data: String, key: String = "u1", language: String = "en") throws -> Finding {
    let assessment = try Scenario(Self.policy, data: data, name: "d.yaml").assessment(language: language)
    return try #require(assessment.findings.first { $0.subject.key == key })
  }

  static let data = """
    permissions: [{ id: C1 }, { id: P1 }, { id: P2 }]
    roles:
      - { id: DESK, permissions: [C1] }
      - { id: CASH, permissions: [P1] }
      - { id: HEAD, includes: [CASH], permissions: [P2] }
      - { id: ALL, includes: [HEAD, DESK] }
    people: [{ id: u1, name: One }, { id: u2, name: Two }]
    grants:
      - { person: u1, role: DESK }
      - { person: u1, role: HEAD }
      - { person: u2, role: ALL }
    """

  @Test func theWayFromEachRightToItsEntitlementIsShownWithTheDuty() throws {
    let finding = try finding(Self.data)
    #expect(
      finding.evidence.map(\.text) == [
        "grants[0] → DESK → C1", "grants[1] → HEAD → CASH → P1", "grants[1] → HEAD → P2",
        "enough: grants[0] + grants[1]",
      ])
    #expect(finding.evidence.map(\.meaning) == ["Create a supplier", "Pay a supplier", "Pay a supplier", nil])
    #expect(finding.evidence.map(\.place?.line) == [9, 10, 10, nil])
    #expect(finding.message == "u1 creates and pays.")
    #expect(finding.remedy == "Take a right from u1.")
    #expect(finding.place?.line == 7)
  }

  @Test func oneRightMayBeEnough() throws {
    let finding = try finding(Self.data, key: "u2")
    #expect(finding.evidence.last?.text == "enough: grants[2]")
    #expect(finding.place?.column == 33)
  }

  @Test func aRoleThatBreaksItByItselfIsAFindingAboutTheRole() throws {
    let finding = try finding(Self.data, key: "ALL")
    #expect(finding.subject.type == "Role")
    #expect(finding.message == "ALL creates and pays.")
    #expect(finding.evidence.map(\.text) == ["ALL → DESK → C1", "ALL → HEAD → CASH → P1", "ALL → HEAD → P2"])
    #expect(finding.evidence.map(\.place?.line) == [6, 6, 6])
  }

  @Test func theSetsAreNamedInTheLanguageOfTheReport() throws {
    let finding = try finding(Self.data, language: "fr")
    #expect(finding.evidence.last?.text == "suffisant : grants[0] + grants[1]")
  }

  @Test func eachWayIsShown() throws {
    let more =
      Self.data.replacing("{ id: C1 }", with: "{ id: C1 }, { id: C2 }")
      .replacing("  - { id: DESK,", with: "  - { id: OTHER, permissions: [C2] }\n  - { id: DESK,")
      + "\n  - { person: u1, role: OTHER }\n  - { person: u1, role: DESK }"
    #expect(
      try finding(more).evidence.map(\.text).suffix(2) == [
        "enough: grants[0] + grants[1]", "enough: grants[1] + grants[3]",
      ])
  }

  @Test func manyWaysAreCutOff() throws {
    let codes = (1...90).map { "C\($0)" }
    let data = """
      permissions: [\((codes + ["P1", "P2"]).map { "{ id: \($0) }" }.joined(separator: ", "))]
      roles:
      \((codes.map { "  - { id: R\($0), permissions: [\($0)] }" } + ["  - { id: PAY, permissions: [P1, P2] }"]).joined(separator: "\n"))
      people: [{ id: u1, name: One }]
      grants:
        - { person: u1, role: PAY }
      \(codes.map { "  - { person: u1, role: R\($0) }" }.joined(separator: "\n"))
      """
    let finding = try finding(data)
    #expect(finding.evidence.count < 80)
    #expect(finding.evidence.contains { $0.text == "… and 32 more" })
  }

  @Test func theRowOfEachVariableOfARightIsNamed() throws {
    let policy = """
      policy demo.several

      entity Role from roles { key id : Text  permissions : [Text] = [] }
      entity Person from people { key id : Text }
      entity Post from posts { key id : Text  roles : [Role] = [] }
      entity Grant from grants { person : Person  posts : [Post] = []  roles : [Role] = [] }

      access rights {
        for   p in Person
        each  g in Grant, o in g.posts, r in o.roles where g.person == p
        gives r.permissions
      }

      duty create "Create" of Text = any of "C"
      duty pay    "Pay"    of Text = any of "P"

      segregate S "S" { create from pay }
      """
    let data = """
      roles: [{ id: DESK, permissions: [C] }, { id: CASH, permissions: [P] }]
      people: [{ id: u1 }]
      posts: [{ id: o1, roles: [DESK] }, { id: o2, roles: [CASH, DESK] }]
      grants: [{ person: u1, posts: [o1] }, { person: u1, posts: [o2] }, { person: u2, posts: [o2] }]
      """.replacing("people: [{ id: u1 }]", with: "people: [{ id: u1 }, { id: u2 }]")
    let assessment = try Scenario(policy, data: data, name: "d.yaml").assessment()
    #expect(
      assessment.findings.first { $0.subject.key == "u1" }?.evidence.map(\.text) == [
        "grants[0] → o1 → DESK → C", "grants[1] → o2 → DESK → C", "grants[1] → o2 → CASH → P",
        "enough: DESK + grants[1] → o2 → CASH",
      ])
  }
}
