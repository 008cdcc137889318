import Evaluation
public import Governance
import PolicySemantics
import RecordStore
import RulePlan
import SourceText

/// Evaluates an expression over the data of a project.
public struct QuerySession {
  /// The entity whose derived field the expression becomes: it takes the type of its value, whatever that is.
  private static let entity = "PolicycQuery"
  /// The file that stands for the expression in messages.
  private static let fileName = "query"

  private let request: CheckRequest
  private let expression: String

  public init(_ request: CheckRequest, expression: String) {
    self.request = request
    self.expression = expression
  }

  public func run() throws(LoadedProject.Failure) -> QueryResult {
    // The names of every namespace are at hand, so the policies are compiled once without the expression.
    let policies = try LoadedProject(request, loadsData: false)
    let loaded = try LoadedProject(request, extra: source(policies.plan), loadsData: true)
    guard let store = loaded.store, let table = loaded.plan.schema.tables.last(where: { $0.name == Self.entity }),
      let value = table.fields.last?.derivation?.value
    else { return QueryResult(header: nil, rows: [], isMany: false) }
    var plan = loaded.plan
    let firstVariable = plan.variables.count
    for table in plan.schema.tables {
      plan.variables.append(Variable(name: table.name, type: ValueType(.row(table.id))))
    }
    let evaluator = Evaluator(plan: plan, store: store, asOf: request.asOf, jobs: request.jobs)
    let writer = ResultWriter(
      plan: plan, store: store, evaluator: evaluator, firstVariable: firstVariable,
      texts: ValueText(
        store: store, language: request.language, labels: LabelBook(evaluator, language: request.language)))
    let result = evaluator.evaluate(value, [])
    if result == .undetermined, let reason = evaluator.reason(value) {
      return QueryResult(header: nil, rows: [[writer.texts.text(of: reason)]], isMany: false)
    }
    return writer.result(of: result, origin: value.origin)
  }

  private func source(_ plan: Plan) -> SourceFile {
    let namespaces = Set(plan.schema.tables.map(\.namespace) + plan.norms.map(\.namespace))
      .union(plan.duties.map(\.namespace)).union(plan.parameters.map(\.namespace))
      .union(plan.accessModels.map(\.namespace)).filter { !$0.isEmpty }.sorted()
    let imports = namespaces.map { "import \($0)\n" }.joined()
    return SourceFile(
      path: Self.fileName,
      text:
        "policy policyc.query\n\(imports)entity \(Self.entity) from policyc_query {\n  let result =\n\(expression)\n}\n"
    )
  }
}

private struct ResultWriter {
  let plan: Plan
  let store: RecordStore
  let evaluator: Evaluator
  /// Of the variables that stand for a row of each table.
  let firstVariable: Int
  let texts: ValueText

  func result(of value: Value, origin: Origin) -> QueryResult {
    var elements = [value]
    var isMany = false
    if case .list(let list) = value { (elements, isMany) = (list, true) }
    let rows = elements.compactMap { element in if case .row(let row) = element { row } else { nil } }
    guard let id = rows.first?.table, rows.count == elements.count else {
      return QueryResult(header: nil, rows: elements.map { [texts.text(of: $0)] }, isMany: isMany)
    }
    let table = plan.schema[id]
    let variable = VariableID(firstVariable + id.index)
    let instance = Expression(.variable(variable), ValueType(.row(id)), origin)
    let fields = table.declaredFields.indices.map {
      Expression(.field(instance, FieldID(id, $0)), table.fields[$0].type, origin)
    }
    let values = evaluator.evaluate(
      fields, over: rows.map { [Outcome.Binding(variable: variable, value: .row($0))] })
    let lines = rows.enumerated().map { index, row in
      [store.positionName(row.table, row: row.row)] + values.map { texts.text(of: $0[index]) }
    }
    return QueryResult(header: [table.name] + table.declaredFields.map(\.name), rows: lines, isMany: isMany)
  }
}
