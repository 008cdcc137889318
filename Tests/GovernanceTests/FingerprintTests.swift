import Governance
import TestSupport
import Testing

@Suite struct FingerprintTests {
  static let policy = """
    policy demo.print

    entity Person from people { key id : Text }

    entity Grant from grants {
      person : Person
      role   : Text
      tags   : [Text] = []
      steps  : [Step] = []
    }

    record Step { name : Text  count : Integer }

    rule G_01 "No grant is for ever" {
      for  g in Grant
      must g.role != "ADMIN"
    }

    rule G_02 "Steps are few" {
      for  g in Grant, s in g.steps
      must s.count < 3
    }
    """

  /// Fingerprints by rule, sorted.
  private func fingerprints(_ data: String) throws -> [String] {
    try Scenario(Self.policy, data: data, name: "d.yaml").assessment().findings.map { "\($0.rule) \($0.fingerprint)" }
      .sorted()
  }

  @Test func orderAndLinesOfTheDataDoNotMatter() throws {
    let first = """
      people: [{ id: u1 }, { id: u2 }]
      grants:
        - { person: u1, role: ADMIN, tags: [a, b] }
        - { person: u2, role: ADMIN, steps: [{ name: x, count: 9 }, { name: y, count: 8 }] }
      """
    let second = """
      # moved

      grants:
        - steps: [{ count: 8, name: y }, { count: 9, name: x }]
          role: ADMIN
          person: u2
        - { person: u2, role: OTHER }
        - { role: ADMIN, tags: [b, a], person: u1 }
      people: [{ id: u2 }, { id: u1 }]
      """
    let found = try fingerprints(first)
    #expect(found == (try fingerprints(second)))
    #expect(Set(found).count == 4)
    #expect(found.allSatisfy { $0.split(separator: " ")[1].count == 32 })
  }

  @Test func anotherSubjectOrAnotherValueIsAnotherFinding() throws {
    let first = try fingerprints("people: [{ id: u1 }, { id: u2 }]\ngrants: [{ person: u1, role: ADMIN }]")
    let second = try fingerprints("people: [{ id: u1 }, { id: u2 }]\ngrants: [{ person: u2, role: ADMIN }]")
    let third = try fingerprints("people: [{ id: u1 }]\ngrants: [{ person: u1, role: ADMIN, tags: [a] }]")
    #expect(Set(first + second + third).count == 3)
  }

  @Test func equalRowsHaveFingerprintsOfTheirOwn() throws {
    let twice = "people: [{ id: u1 }]\ngrants: [{ person: u1, role: ADMIN }, { person: u1, role: ADMIN }]"
    let once = "people: [{ id: u1 }]\ngrants: [{ person: u1, role: ADMIN }]"
    let found = try fingerprints(twice)
    #expect(Set(found).count == 2)
    #expect(try fingerprints(once).allSatisfy { found.contains($0) })
  }
}
