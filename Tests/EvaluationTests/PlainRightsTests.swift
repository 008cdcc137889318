import Evaluation
import RecordStore
import RulePlan
import TestSupport
import Testing

/// Rights that are stored whole in columns are read without evaluating anything; that must make no difference.
@Suite struct PlainRightsTests {
  private static func policy(condition: String = "", role: String = "role") -> String {
    """
    policy test.plain

    entity Permission from permissions { key id : Text }
    entity Role from roles { key id : Text  permissions : [Permission] = [] }
    entity Person from people { key id : Text }
    entity Grant from grants { person : Person  role : Role  let own_role = role }

    access rights {
      for   p in Person
      each  g in Grant where g.person == p\(condition)
      gives g.\(role).permissions
    }

    duty buy     of Permission = any of "P0", "P1"
    duty pay     of Permission = any of "P2", "P3"
    duty release of Permission = all of "P4", "P5"

    segregate S1 "Buying and paying" { buy from pay  in rights }
    segregate S2 "At most two" { at most 2 of buy, pay, release  in rights }
    """
  }

  /// Grants in no order, some twice; roles that give nothing.
  private static func data(seed: UInt64) -> String {
    var state = seed
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    func list(_ parts: [String]) -> String { "[" + parts.joined(separator: ", ") + "]" }
    let permissions = (0..<8).map { "{ \"id\": \"P\($0)\" }" }
    let roles = (0..<12).map { role in
      let held = (0..<2).map { _ in "\"P\(next(8))\"" }
      return "{ \"id\": \"R\(role)\", \"permissions\": \(role % 4 == 0 ? "[]" : list(held)) }"
    }
    let people = (0..<40).map { "{ \"id\": \"u\($0)\" }" }
    let grants = (0..<150).map { _ in
      "{ \"person\": \"u\(next(40))\", \"role\": \"R\(next(12))\" }"
    }
    return """
      { "permissions": \(list(permissions)), "roles": \(list(roles)), "people": \(list(people)),
        "grants": \(list(grants)) }
      """
  }

  /// Everything that is found, with its evidence.
  private func found(_ scenario: Scenario, jobs: Int) -> [String] {
    let evaluator = Evaluator(
      plan: scenario.plan, store: scenario.store, asOf: scenario.asOf, jobs: jobs, rowsWorthSplitting: 2)
    return evaluator.run().outcomes.map { outcome in
      let paths = outcome.evidence?.paths.map { "\($0.right?.row ?? -1) \($0.way) \($0.duty)" } ?? []
      return """
        \(scenario.plan[outcome.norm].shortName) \(outcome.kind) \(outcome.subject?.row ?? -1) \(paths) \
        \(outcome.conflicts.map { "\($0.duties) \($0.ways.map { $0.rights.map(\.row) }) \($0.rights.map(\.row))" })
        """
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func rightsInColumnsGiveWhatEvaluatedRightsGive(seed: UInt64) throws {
    let data = Self.data(seed: seed)
    let plain = try Scenario(Self.policy(), data: data)
    let filtered = try Scenario(Self.policy(condition: " and g.role.id != \"\""), data: data)
    // A derived field is not a column, so that nothing is known before it is evaluated.
    let evaluated = try Scenario(Self.policy(role: "own_role"), data: data)
    let wanted = found(evaluated, jobs: 1)
    #expect(!wanted.isEmpty)
    for jobs in [1, 2, 3] {
      #expect(found(plain, jobs: jobs) == wanted)
      #expect(found(filtered, jobs: jobs) == wanted)
    }
  }
}
