import Diagnostics
import RulePlan
import SourceText

/// Finds conditions that contradict themselves, and requirements that cannot be broken.
struct ConditionAdvice {
  let program: Program
  private let solver: ConditionSolver

  init(program: Program) {
    self.program = program
    solver = ConditionSolver(schema: program.builder.plan.schema)
  }

  private var plan: Plan { program.builder.plan }

  func give() {
    for requirement in plan.requirements { check(requirement) }
    for model in program.compiledAccessModels.values.sorted(by: { $0.id.index < $1.id.index }) {
      check(Rows(Pipeline(model.subjects.steps + model.rights.steps)))
      checkRows(inside: [model.pivot, model.gives] + (model.scope.map { [$0] } ?? []))
    }
    for function in plan.functions { checkRows(inside: [function.body]) }
    for table in plan.schema.tables { checkRows(inside: table.fields.compactMap { $0.derivation?.value }) }
  }

  /// The conditions that limit the rows of a pipeline.
  private struct Rows {
    var conditions: [Expression] = []
    /// The expressions that `let` names stand for.
    var values: [VariableID: Expression] = [:]
    /// Everything in it that may hold pipelines itself.
    var parts: [Expression] = []

    init(_ pipeline: Pipeline) {
      for step in pipeline.steps {
        switch step.source {
        case .scan: break
        case .values(let source), .day(let source): parts.append(source)
        case .value(let value):
          parts.append(value)
          // A term without a key would be another unknown at each use of the name.
          if TermTable.holds(value, values: values) { values[step.variable] = value }
        }
        conditions += step.conditions
      }
      parts += conditions
    }
  }

  private func check(_ requirement: Requirement) {
    let rows = Rows(requirement.pipeline)
    let canBeBroken = solver.possibility(of: rows.conditions, not: [requirement.condition], values: rows.values)
    // Where a row can break the requirement, there can be rows.
    let isPossible = check(rows, isKnownPossible: canBeBroken == true)
    checkRows(inside: [requirement.condition])
    checkAlternatives(of: requirement.condition, rows)
    guard isPossible, canBeBroken == false else { return }
    let condition = requirement.condition
    let isAlone = !solver.canHold([], not: [condition], values: rows.values)
    let cause =
      isAlone
      ? nil
      : rows.conditions.first {
        !solver.canHold([$0], not: [condition], values: rows.values)
      }
    program.builder.report(
      .alwaysHolds,
      "the requirement always holds" + (isAlone ? "" : cause.map { " where \(text($0))" } ?? " where `where` does"),
      at: program.range(of: condition.origin), in: condition.origin.file,
      related: cause.flatMap { program.builder.place(of: $0.origin) }.map {
        [RelatedPlace(message: "it follows from this", place: $0)]
      } ?? [])
  }

  /// Whether the rows can be there; false after reporting that they cannot.
  @discardableResult
  private func check(_ rows: Rows, isKnownPossible: Bool = false) -> Bool {
    checkRows(inside: rows.parts)
    for condition in rows.conditions { checkAlternatives(of: condition, rows) }
    guard !isKnownPossible, !rows.conditions.isEmpty, !solver.canHold(rows.conditions, values: rows.values) else {
      return true
    }
    // The first condition that cannot hold with those before it.
    var last = 0
    while last < rows.conditions.count - 1, solver.canHold(Array(rows.conditions[...last]), values: rows.values) {
      last += 1
    }
    let condition = rows.conditions[last]
    let isAlone = !solver.canHold([condition], values: rows.values)
    let cause =
      isAlone ? nil : rows.conditions[..<last].first { !solver.canHold([$0, condition], values: rows.values) }
    report(condition, beside: cause, isAlone: isAlone)
    return false
  }

  /// Looks at what is joined by `or`: each of the parts should be possible.
  private func checkAlternatives(of condition: Expression, _ rows: Rows) {
    var waiting = [condition]
    while let next = waiting.popLast() {
      switch next.node {
      case .and(let parts): waiting += parts
      case .or(let parts):
        for part in parts {
          if case .constant = part.node { continue }
          if solver.canHold([part], values: rows.values) {
            waiting.append(part)
          } else {
            report(part, beside: nil, isAlone: true)
          }
        }
      default: break
      }
    }
  }

  private func report(_ condition: Expression, beside cause: Expression?, isAlone: Bool) {
    program.builder.report(
      .neverHolds,
      "\(text(condition)) can never hold"
        + (isAlone ? "" : cause.map { " together with \(text($0))" } ?? " together with the conditions before it"),
      at: program.range(of: condition.origin), in: condition.origin.file,
      related: cause.flatMap { program.builder.place(of: $0.origin) }.map {
        [RelatedPlace(message: "it contradicts this", place: $0)]
      } ?? [])
  }

  /// Looks at the rows of quantifiers and comprehensions in some expressions. Linear, but for what is solved.
  private func checkRows(inside expressions: [Expression]) {
    var waiting = expressions
    while let next = waiting.popLast() {
      next.forEachOperand { if !$0.isLeaf { waiting.append($0) } }
      switch next.node {
      case .collect(let pipeline, _), .every(let pipeline, _), .exists(let pipeline): check(Rows(pipeline))
      default: break
      }
    }
  }

  /// The text of a condition on one line, shortened.
  private func text(_ condition: Expression) -> String {
    let files = program.builder.files
    guard files.indices.contains(condition.origin.file) else { return "the condition" }
    let words = files[condition.origin.file].text(in: program.range(of: condition.origin))
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "`\(words.count > 60 ? String(words.prefix(59)) + "…" : words)`"
  }
}
