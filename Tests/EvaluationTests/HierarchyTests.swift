import RulePlan
import TestSupport
import Testing

@testable import Evaluation

/// The entitlements that rows give through hierarchies are found for all of them at once, and so are long ways; both must be what a search
/// from each row finds, in trees, ladders and circles.
@Suite struct HierarchyTests {
  private static let policy = """
    policy test.hierarchies

    entity Permission from permissions { key id : Text }
    entity Role from roles { key id : Text  includes : [Role] = []  base : Role?  permissions : [Permission] = [] }
    entity Person from people { key id : Text  role : Role }

    access whole   { for p in Person  gives p.role.includes*.permissions }
    access below   { for p in Person  gives p.role.includes+.permissions }
    access both    { for p in Person  gives p.role.base.includes*.base*.permissions }
    access without { for p in Person  gives p.role.base.includes+.base*.permissions }
    access several { for p in Person  gives p.role.includes.includes*.permissions }

    duty buy   of Permission = any of "P0"
    duty pay   of Permission = any of "P1"
    duty order of Permission = all of "P2", "P3"

    segregate S "Buying and paying" { buy from pay, order in whole, below, both, without, several }
    """

  private static func data(seed: UInt64) -> String {
    var generator = SeededGenerator(seed)
    func list(_ parts: [String]) -> String { "[" + parts.joined(separator: ", ") + "]" }
    let count = Int.random(in: 1...12, using: &generator)
    let most = Int.random(in: 1...3, using: &generator)
    let roles = (0..<count).map { role in
      let included = (0..<Int.random(in: 0...most, using: &generator)).map { _ in
        "\"R\(Int.random(in: 0..<count, using: &generator))\""
      }
      let held =
        Int.random(in: 0...2, using: &generator) == 0 ? ["\"P\(Int.random(in: 0..<4, using: &generator))\""] : []
      let base = Bool.random(using: &generator) ? "\"R\(Int.random(in: 0..<count, using: &generator))\"" : "null"
      return """
        { "id": "R\(role)", "includes": \(list(Array(Set(included)).sorted())), "base": \(base), "permissions": \(list(held)) }
        """
    }
    return """
      { "permissions": \(list((0..<4).map { "{ \"id\": \"P\($0)\" }" })), "roles": \(list(roles)),
        "people": [{ "id": "u", "role": "R0" }] }
      """
  }

  private func context(seed: UInt64) throws -> EvaluationContext {
    let scenario = try Scenario(Self.policy, data: Self.data(seed: seed))
    return Evaluator(plan: scenario.plan, store: scenario.store, asOf: scenario.asOf).context
  }

  @Test(arguments: 0..<150 as Range<UInt64>) func rowsGiveWhatASearchFromEachFinds(seed: UInt64) throws {
    let context = try context(seed: seed)
    let evaluator = ExpressionEvaluator(context: context)
    for model in context.plan.accessModels {
      guard case .row(let table) = model.pivot.type.scalar else { continue }
      let rows = (0..<Int32(clamping: context.rowCount(table))).map { $0 }
      let entitlements = EntitlementAtoms(model: model, context: context)
      let one = PivotAtoms.words(of: rows, model: model, entitlements, evaluator)
      #expect(GivesPath(model, in: context.plan.schema) != nil)
      #expect(PivotAtoms(model: model, context: context).plainWords?.words == one, "\(model.name), seed \(seed)")
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>) func theTableOfWaysHasThoseThatASearchFinds(seed: UInt64) throws {
    let context = try context(seed: seed)
    let evaluator = ExpressionEvaluator(context: context)
    for model in context.plan.accessModels {
      guard case .row(let table) = model.pivot.type.scalar else { continue }
      let searched = EntitlementWays(model: model, context: context, evaluator: evaluator, visitsBeforeTables: .max)
      let tabled = EntitlementWays(model: model, context: context, evaluator: evaluator, visitsBeforeTables: 0)
      for row in 0..<Int32(clamping: context.rowCount(table)) {
        for atom in 0..<context.atoms.atomCount {
          #expect(
            tabled.way(from: row, to: atom).steps == searched.way(from: row, to: atom).steps,
            "\(model.name), row \(row), atom \(atom), seed \(seed)")
        }
      }
    }
  }

  /// Sixteen steps of its beginning and of its end, and a number.
  @Test func ofAVeryLongWayBothEndsAreKept() throws {
    let roles = (0..<100).map { role in
      "{ \"id\": \"R\(role)\", \"includes\": \(role < 99 ? "[\"R\(role + 1)\"]" : "[]"), "
        + "\"permissions\": \(role == 99 ? "[\"P0\"]" : "[]") }"
    }
    let scenario = try Scenario(
      Self.policy,
      data: """
        { "permissions": [{ "id": "P0" }, { "id": "P1" }, { "id": "P2" }, { "id": "P3" }],
          "roles": [\(roles.joined(separator: ","))], "people": [] }
        """)
    let context = Evaluator(plan: scenario.plan, store: scenario.store, asOf: scenario.asOf).context
    let model = context.plan.accessModels[0]
    let ways = EntitlementWays(
      model: model, context: context, evaluator: ExpressionEvaluator(context: context), visitsBeforeTables: 0)
    let atom = try #require(context.atoms.atoms(of: DutyID(0), among: [UInt64](repeating: .max, count: 1)).first)
    let way = ways.way(from: 0, to: atom)
    let rows = way.steps.map { if case .row(let row) = $0 { row.row } else { -1 } }
    // The last step is the entitlement; leaving the closure is a step of the search.
    #expect(rows == Array(0..<16) + Array(85..<100) + [0])
    #expect(way.omitted == 100 - 16 - 15)
  }
}
