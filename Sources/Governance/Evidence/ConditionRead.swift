import Evaluation
import RulePlan

/// Something besides the plain fields of its variables by which a requirement came out as it did.
enum ConditionRead {
  /// The rows that a quantifier found where it should not, or for which it does not hold: one sample for each variable
  /// of its pipeline, side by side.
  case witnesses(label: String, variables: [(name: String, sample: Int)])
  /// A count, a total or another value over rows. The sample is nil where the rows are not known.
  case aggregate(label: String, value: Int, sample: Int?)
  case parameter(ParameterID, value: Int, day: Int)
  /// A value that the condition computes: `s.patched + patch_delay = 2025-03-31`.
  case computed(label: String, value: Int)
  /// The rates of a conversion of an amount on a day.
  case conversion(amount: Int, to: Currency, day: Int)
}

/// Collects what a requirement reads, and asks for it by the questions of a pattern.
struct ConditionReads {
  private(set) var reads: [ConditionRead] = []
  private(set) var samples: [SampleQuestion] = []
  private(set) var questions: [Expression]

  private let plan: Plan
  /// The source text of an expression, on one line.
  private let text: (Origin) -> String?
  /// The names around what is being visited, which are the parameters of functions and the instance of a derived field,
  /// and the days that it is read on.
  private var surroundings: [Surrounding] = []
  private var seen: Set<String> = []

  /// More than this is a list and no explanation.
  private static let limit = 12
  /// Functions and derived fields are looked into this deep.
  private static let depthLimit = 8

  /// - Parameter questions: those of the pattern so far; new ones are appended.
  init(of requirement: Requirement, plan: Plan, questions: [Expression], text: @escaping (Origin) -> String?) {
    self.plan = plan
    self.text = text
    self.questions = questions
    explain(requirement.condition, being: false)
  }

  // MARK: Conditions

  /// Collects what makes a condition true or false.
  private mutating func explain(_ condition: Expression, being truth: Bool) {
    guard reads.count < Self.limit else { return }
    switch condition.node {
    case .not(let operand): explain(operand, being: !truth)
    case .and(let operands), .or(let operands): for operand in operands { explain(operand, being: truth) }
    case .implies(let premise, let conclusion):
      explain(premise, being: !truth)
      explain(conclusion, being: truth)
    case .exists(let pipeline):
      if truth { addWitnesses(of: pipeline, besides: [], condition) }
      readClosed(pipeline)
    case .every(let pipeline, let body):
      if !truth { addWitnesses(of: pipeline, besides: [Expression(.not(body), .boolean, body.origin)], condition) }
      readClosed(pipeline)
    case .bind(let variable, let value, let body):
      read(value)
      within([(variable, value)]) { $0.explain(body, being: truth) }
    case .call(let function, let arguments):
      for argument in arguments { read(argument) }
      let callee = plan.functions[function.index]
      within(Array(zip(callee.parameters, arguments))) { $0.explain(callee.body, being: truth) }
    case .field(let base, let field):
      read(base)
      guard let derivation = plan.schema[field].derivation, !base.type.isMany else { return }
      within([(derivation.instance, base)]) { $0.explain(derivation.value, being: truth) }
    case .compare(_, let left, let right):
      for side in [left, right] { readCompared(side) }
    case .onDay(let value, let day):
      read(day)
      within(.day(day)) { $0.explain(value, being: truth) }
    default: condition.forEachOperand { read($0) }
    }
  }

  private mutating func within(
    _ names: [(VariableID, Expression)], _ body: (inout ConditionReads) -> Void
  ) {
    within(names.map { .name($0.0, $0.1) }, body)
  }

  private mutating func within(_ day: Surrounding, _ body: (inout ConditionReads) -> Void) { within([day], body) }

  private mutating func within(_ inner: [Surrounding], _ body: (inout ConditionReads) -> Void) {
    guard surroundings.count < Self.depthLimit else { return }
    surroundings += inner
    body(&self)
    surroundings.removeLast(inner.count)
  }

  /// The day on which what is being visited is read; nil for that of the row.
  private var day: Expression? {
    for surrounding in surroundings.reversed() { if case .day(let day) = surrounding { return day } }
    return nil
  }

  // MARK: Values

  private mutating func readCompared(_ side: Expression) {
    switch side.node {
    case .arithmetic, .convert, .call, .function, .choose: addComputed(side)
    default: break
    }
    if case .onDay(let value, let day) = side.node {
      read(day)
      return within(.day(day)) { $0.readCompared(value) }
    }
    read(side)
  }

  /// Collects what a value is made of.
  private mutating func read(_ value: Expression) {
    guard reads.count < Self.limit else { return }
    switch value.node {
    case .count(let list): addAggregate(value, over: list)
    case .aggregate(_, let list): addAggregate(value, over: list)
    case .parameter(let parameter, let day): addParameter(parameter, value, day)
    // On another day it is that day, which is read where it is written.
    case .today: if day == nil { addComputed(value) }
    case .onDay(let inner, let day):
      read(day)
      within(.day(day)) { $0.read(inner) }
    case .convert(let amount, let currency, let day):
      addConversion(value, amount, currency, day)
      read(amount)
      read(day)
    case .exists, .every, .not, .and, .or, .implies: explain(value, being: true)
    case .bind(let variable, let inner, let body):
      read(inner)
      within([(variable, inner)]) { $0.read(body) }
    case .call(let function, let arguments):
      for argument in arguments { read(argument) }
      let callee = plan.functions[function.index]
      within(Array(zip(callee.parameters, arguments))) { $0.read(callee.body) }
    case .field(let base, let field):
      read(base)
      guard let derivation = plan.schema[field].derivation, !base.type.isMany else { return }
      within([(derivation.instance, base)]) { $0.read(derivation.value) }
    case .collect(let pipeline, _): readClosed(pipeline)
    default: value.forEachOperand { read($0) }
    }
  }

  /// The reads of a pipeline that are the same for all of its rows.
  private mutating func readClosed(_ pipeline: Pipeline) {
    let own = Set(pipeline.steps.map(\.variable.index))
    func isClosed(_ expression: Expression) -> Bool { FreeVariables.of(expression).isDisjoint(with: own) }
    readClosed(pipeline.operands, isClosed)
  }

  private mutating func readClosed(_ expressions: [Expression], _ isClosed: (Expression) -> Bool) {
    var open = expressions
    while let expression = open.popLast() {
      switch expression.node {
      case .parameter where isClosed(expression): read(expression)
      case .onDay(let value, let day):
        open.append(day)
        // A day of its own for each row is not one to name.
        if isClosed(day) { within(.day(day)) { $0.readClosed([value], isClosed) } }
      default: expression.forEachOperand { open.append($0) }
      }
    }
  }

  // MARK: Asking

  /// The expression with what is around it.
  private func closed(_ expression: Expression) -> Expression { Surrounding.close(expression, in: surroundings) }

  private mutating func ask(_ expression: Expression) -> Int {
    questions.append(closed(expression))
    return questions.count - 1
  }

  private mutating func sample(_ rows: Expression, _ weights: Expression?) -> Int {
    samples.append(SampleQuestion(rows: closed(rows), weights: weights.map(closed)))
    return samples.count - 1
  }

  /// The text of an expression with the day that it is read on, where nothing of that text has been collected.
  private mutating func label(_ expression: Expression) -> String? {
    guard let own = text(expression.origin) else { return nil }
    let label = dated(own)
    return seen.insert(label).inserted ? label : nil
  }

  private func dated(_ label: String) -> String {
    guard let day = day.flatMap({ text($0.origin) }), !label.hasSuffix(" on \(day)") else { return label }
    return label.contains(" ") && !label.hasPrefix("(") ? "(\(label)) on \(day)" : "\(label) on \(day)"
  }

  private mutating func addWitnesses(of pipeline: Pipeline, besides conditions: [Expression], _ condition: Expression) {
    guard !pipeline.steps.isEmpty, let label = label(condition) else { return }
    var pipeline = pipeline
    pipeline.steps[pipeline.steps.count - 1].conditions += conditions
    var variables: [(name: String, sample: Int)] = []
    for step in pipeline.steps {
      switch step.source {
      case .value, .day: continue
      case .scan, .values: break
      }
      let type = plan[step.variable].type
      let rows = Expression(
        .collect(pipeline, Expression(.variable(step.variable), type, condition.origin)), type.with(.many),
        condition.origin)
      variables.append((plan[step.variable].name, sample(rows, nil)))
    }
    reads.append(.witnesses(label: label, variables: variables))
  }

  private mutating func addAggregate(_ value: Expression, over list: Expression) {
    guard let label = label(value) else { return }
    let sample = rows(of: list).map { self.sample($0, isOfRows(list) ? nil : list) }
    reads.append(.aggregate(label: label, value: ask(value), sample: sample))
    if case .collect(let pipeline, _) = list.node { readClosed(pipeline) }
  }

  private func isOfRows(_ list: Expression) -> Bool { if case .row = list.type.scalar { true } else { false } }

  /// The rows that a list has its values from; nil where that is every instance of an entity, or not known.
  private func rows(of list: Expression) -> Expression? {
    switch list.node {
    case .instances: return nil
    case .distinct(let inner), .decimal(let inner), .convert(let inner, _, _): return rows(of: inner)
    case .onDay(let inner, let day):
      return rows(of: inner).map { Expression(.onDay($0, day: day), $0.type, $0.origin) }
    case .collect(let pipeline, _):
      let variable = pipeline.steps.last { step in
        if case .row = plan[step.variable].type.scalar { !plan[step.variable].type.isMany } else { false }
      }?.variable
      guard let variable else { return nil }
      let type = plan[variable].type
      return Expression(
        .collect(pipeline, Expression(.variable(variable), type, list.origin)), type.with(.many), list.origin)
    case .field(let base, _) where base.type.isMany && !isOfRows(list): return isOfRows(base) ? base : nil
    default: return isOfRows(list) && list.type.isMany ? list : nil
    }
  }

  private mutating func addParameter(_ parameter: ParameterID, _ value: Expression, _ day: Expression) {
    guard seen.insert(dated("parameter \(parameter.index) \(text(day.origin) ?? "")")).inserted else { return }
    reads.append(.parameter(parameter, value: ask(value), day: ask(day)))
  }

  private mutating func addConversion(
    _ value: Expression, _ amount: Expression, _ currency: Currency, _ day: Expression
  ) {
    guard !value.type.isMany, let own = text(value.origin), seen.insert("rates of " + dated(own)).inserted else {
      return
    }
    reads.append(.conversion(amount: ask(amount), to: currency, day: ask(day)))
  }

  private mutating func addComputed(_ value: Expression) {
    guard let label = label(value) else { return }
    reads.append(.computed(label: label, value: ask(value)))
  }
}
