import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Finds the day on which a rule or a standard judges each row, and puts it into the pipeline: as the norm says, else as
/// the entity of its first variable says, else the day of the evaluation.
struct JudgmentCompiler {
  let program: Program
  let checker: ExpressionChecker

  private var builder: PlanBuilder { program.builder }

  /// Adds the day to the rows of a norm. Conditions are read on that day, wherever they are written.
  func add(dayOf syntax: NormSyntax, to rows: inout Rows) {
    guard let day = day(of: syntax, rows) else { return }
    // `judged on today`
    if case .today = day.node { return }
    insert(day, into: &rows.pipeline)
  }

  // MARK: The day

  private func day(of syntax: NormSyntax, _ rows: Rows) -> Expression? {
    guard let own = syntax.judgedOn else { return rows.isBroken ? nil : dayOfEntity(syntax, rows) }
    checker.context = nil
    var scope = rows.scope
    scope.facts = scope.facts.filter { $0.isSameOnEveryDay { program.derivedFields.keys.contains($0) } }
    guard let day = checker.checkDate(own, after: "judged on", in: scope), !rows.isBroken else { return nil }
    let named = FreeVariables.of(day).subtracting(rows.subjects.map(\.index))
    guard let name = named.min().map({ builder.plan.variables[$0].name }) else { return day }
    builder.report(
      .dayOfLet, "the day on which a row is judged comes before `let`, found `\(name)`", at: own.range,
      in: rows.scope.file, notes: ["a `let` is computed on that day; write its value here"])
    return nil
  }

  /// The day that the entity of the first variable says. Another entity among the variables may say another one.
  private func dayOfEntity(_ syntax: NormSyntax, _ rows: Rows) -> Expression? {
    let variables = rows.subjects.compactMap { variable -> (variable: VariableID, table: TableID)? in
      guard case .row(let table) = builder.plan[variable].type.scalar else { return nil }
      return (variable, table)
    }
    guard let first = variables.first, first.variable == rows.subjects.first else { return nil }
    if let other = variables.first(where: { $0.table != first.table && judged($0.table) != nil }) {
      report(first, other, syntax, rows)
      return nil
    }
    guard let day = program.judgmentDays[first.table] else { return nil }
    return Self.replacing(day.instance, by: first.variable, in: day.value)
      ?? Expression(
        .bind(
          day.instance, Expression(.variable(first.variable), builder.plan[first.variable].type, day.value.origin),
          in: day.value), day.value.type, day.value.origin)
  }

  /// A short value with another variable in the place of one; nil for a value of another form.
  private static func replacing(
    _ variable: VariableID, by other: VariableID, in expression: Expression
  ) -> Expression? {
    func replaced(_ inner: Expression) -> Expression? { replacing(variable, by: other, in: inner) }
    let node: Expression.Node?
    switch expression.node {
    case .variable(variable): node = .variable(other)
    case .constant: node = expression.node
    case .field(let base, let field): node = replaced(base).map { .field($0, field) }
    case .periodFrom(let base): node = replaced(base).map { .periodFrom($0) }
    case .periodUntil(let base): node = replaced(base).map { .periodUntil($0) }
    case .component(let component, let base): node = replaced(base).map { .component(component, $0) }
    case .otherwise(let first, let second):
      guard let a = replaced(first), let b = replaced(second) else { return nil }
      node = .otherwise(a, b)
    default: node = nil
    }
    return node.map { Expression($0, expression.type, expression.origin) }
  }

  private func judged(_ table: TableID) -> Program.Declared<TableSyntax>? {
    let index = table.index - BuiltInTables.tables.count
    guard program.tables.indices.contains(index), program.tables[index].syntax.judgedOn != nil else { return nil }
    return program.tables[index]
  }

  private func report(
    _ first: (variable: VariableID, table: TableID), _ other: (variable: VariableID, table: TableID),
    _ syntax: NormSyntax, _ rows: Rows
  ) {
    func name(_ entry: (variable: VariableID, table: TableID)) -> String { builder.plan[entry.variable].name }
    func day(_ entry: (variable: VariableID, table: TableID)) -> String {
      judged(entry.table)?.syntax.judgedOn.map { $0.node.text } ?? "today"
    }
    let generators = syntax.forClauses.flatMap(\.generators)
    let place = generators.first { $0.variable?.text == name(other) }?.range ?? syntax.range
    let start = syntax.forClauses.first?.range.start ?? syntax.range.end
    builder.report(
      .conflictingDays,
      "`\(name(first))` is judged on `\(day(first))`, and `\(name(other))` on `\(day(other))`", at: place,
      in: rows.scope.file,
      related: [first, other].compactMap { entry in
        guard let declared = judged(entry.table), let own = declared.syntax.judgedOn else { return nil }
        return RelatedPlace(
          message: "`\(declared.declaration.name)` says its day here",
          place: Place(own.range, in: builder.files[declared.file]))
      },
      notes: ["say on which day the norm judges: `judged on …`"],
      fixIts: [
        FixIt(
          title: "Judge on the day of the evaluation",
          edits: [TextEdit(range: SourceRange(start, start), replacement: "judged on today\n  ")])
      ])
  }

  // MARK: The pipeline

  /// Puts the day after the variables that it needs. The values of `let`, and all conditions, are read on the day.
  private func insert(_ day: Expression, into pipeline: inout Pipeline) {
    var needed = FreeVariables.of(day)
    // The rows of the first variable are what a norm is evaluated for, whatever the day needs.
    if let first = pipeline.steps.first, case .scan = first.source { needed.insert(first.variable.index) }
    guard let last = pipeline.steps.lastIndex(where: { needed.contains($0.variable.index) }) else {
      pipeline.steps.insert(step(day, []), at: 0)
      return
    }
    var before: [Pipeline.Step] = []
    var after: [Pipeline.Step] = []
    for step in pipeline.steps[...last].reversed() {
      if case .value = step.source, !needed.contains(step.variable.index) {
        after.insert(step, at: 0)
        continue
      }
      switch step.source {
      case .scan: break
      case .values(let source), .value(let source), .day(let source): needed.formUnion(FreeVariables.of(source))
      }
      before.insert(step, at: 0)
    }
    let conditions = pipeline.steps[...last].flatMap(\.conditions)
    for index in before.indices { before[index].conditions = [] }
    for index in after.indices { after[index].conditions = [] }
    var steps = before + [step(day, [])] + after
    steps[steps.count - 1].conditions = conditions
    pipeline.steps = steps + pipeline.steps[(last + 1)...]
  }

  private func step(_ day: Expression, _ conditions: [Expression]) -> Pipeline.Step {
    Pipeline.Step(variable: builder.variable("", ValueType(.date)), source: .day(day), conditions: conditions)
  }
}
