import RecordStore
import RulePlan

/// Finds the innermost expression that made a result undetermined, by evaluating the parts for one tuple again; also
/// inside the rows of an aggregate or a quantifier, what a `let` names, a function and a derived field.
struct UndeterminedExplainer {
  let evaluator: ExpressionEvaluator
  /// The values of `let` names, by variable.
  var definitions: [Int: Expression] = [:]
  private var depth = 0

  /// Functions, derived fields and rows inside each other that are followed.
  private static let maximumDepth = 60

  init(evaluator: ExpressionEvaluator) { self.evaluator = evaluator }

  /// The same with the values of the names of a pipeline.
  init(evaluator: ExpressionEvaluator, pipeline: Pipeline) {
    self.init(evaluator: evaluator)
    define(pipeline)
  }

  private mutating func define(_ pipeline: Pipeline) {
    for step in pipeline.steps {
      if case .value(let value) = step.source { definitions[step.variable.index] = value }
    }
  }

  /// Nil where the expression is determined for the tuple of the frame.
  func reason(_ expression: Expression, _ frame: Frame) -> UndeterminedReason? {
    guard depth < Self.maximumDepth, Self.isUndetermined(evaluator.evaluate(expression, frame), 0) else { return nil }
    return inner(expression, frame) ?? cause(of: expression, frame)
  }

  private static func isUndetermined(_ values: Values, _ tuple: Int) -> Bool {
    guard tuple < values.count else { return false }
    if values.status(tuple) == Values.undetermined { return true }
    switch values.vector {
    case .truths(let truths): return truths[tuple] == Kleene.isUndetermined && values.status(tuple) == Values.present
    case .lists(let lists):
      return lists.range(tuple).contains { lists.elements.status($0) == Values.undetermined }
    case .integers, .days, .symbols, .rows, .decimals, .monies, .timestamps, .durations, .periods, .versions:
      return false
    }
  }

  /// The reason of a part that made the expression undetermined; nil where the expression itself did.
  private func inner(_ expression: Expression, _ frame: Frame) -> UndeterminedReason? {
    var deeper = self
    deeper.depth += 1
    switch expression.node {
    case .exists(let pipeline): return deeper.reason(pipeline, nil, frame)
    case .every(let pipeline, let value), .collect(let pipeline, let value):
      return deeper.reason(pipeline, value, frame)
    case .variable(let variable):
      guard let meant = definitions[variable.index] else { return nil }
      return deeper.reason(meant, frame)
    case .bind(let variable, let value, let body):
      if let reason = deeper.reason(value, frame) { return reason }
      let inner = frame.extended()
      inner.bind(variable.index, evaluator.evaluate(value, frame))
      return deeper.reason(body, inner)
    case .call(let id, let arguments):
      for argument in arguments { if let reason = deeper.reason(argument, frame) { return reason } }
      let function = evaluator.context.plan.functions[id.index]
      guard function.parameters.count == arguments.count else { return nil }
      let inner = Frame(count: frame.count, days: frame.days)
      for (parameter, argument) in zip(function.parameters, arguments) {
        inner.bind(parameter.index, evaluator.evaluate(argument, frame))
      }
      return deeper.reason(function.body, inner)
    case .field(let base, let field):
      return reason(base, frame) ?? deeper.reason(field, of: evaluator.evaluate(base, frame), frame.days)
    case .onDay(let value, let day):
      if let reason = reason(day, frame) { return reason }
      return deeper.reason(value, evaluator.frame(frame, on: evaluator.evaluate(day, frame)))
    default:
      for operand in expression.operands { if let reason = reason(operand, frame) { return reason } }
      return nil
    }
  }

  /// The reason of a derived field of one of the rows.
  private func reason(_ field: FieldID, of rows: Values, _ days: Values?) -> UndeterminedReason? {
    guard let derivation = evaluator.context.plan.schema[field].derivation else { return nil }
    var elements = rows
    if case .lists(let lists) = rows.vector { elements = lists.elements }
    guard case .rows(let list) = elements.vector else { return nil }
    for index in list.indices where elements.status(index) == Values.present {
      // One tuple is explained at a time.
      let frame = Frame(
        count: 1, own: [derivation.instance.index: Values(.rows([list[index]]))], days: days?.gathered([0]))
      if let reason = reason(derivation.value, frame) { return reason }
    }
    return nil
  }

  /// The reason of a row of a pipeline, or of a value over it.
  private func reason(_ pipeline: Pipeline, _ value: Expression?, _ frame: Frame) -> UndeterminedReason? {
    var inside = self
    inside.define(pipeline)
    let sink = ReasonSink(pipeline: pipeline, value: value, explainer: inside)
    PipelineRunner(evaluator: evaluator, pipeline: pipeline, sink: sink).run(frame)
    return sink.reason
  }

  /// Looks for the first tuple that is not decided.
  private final class ReasonSink: PipelineSink {
    private let pipeline: Pipeline
    private let value: Expression?
    private let explainer: UndeterminedExplainer
    private(set) var reason: UndeterminedReason?

    init(pipeline: Pipeline, value: Expression?, explainer: UndeterminedExplainer) {
      self.pipeline = pipeline
      self.value = value
      self.explainer = explainer
    }

    func take(_ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
      let values = value.map { explainer.evaluator.evaluate($0, frame) }
      for tuple in 0..<frame.count where reason == nil {
        let isUnclear = values.map { UndeterminedExplainer.isUndetermined($0, tuple) } ?? false
        guard isUnclear || uncertain[tuple] != 0 else { continue }
        let one = frame.selected([Int32(tuple)])
        reason = uncertain[tuple] != 0 ? explainer.reason(steps: pipeline, one) : nil
        if reason == nil, isUnclear, let value { reason = explainer.reason(value, one) }
      }
    }

    func isDecided(_ root: Int32) -> Bool { reason != nil }
  }

  /// The reason of a source or a condition on the way to a tuple.
  func reason(steps pipeline: Pipeline, _ frame: Frame) -> UndeterminedReason? {
    for step in pipeline.steps {
      switch step.source {
      case .values(let source):
        if let reason = reason(source, frame) { return reason }
      case .day(let day):
        if let reason = reason(day, frame.onDays(nil)) { return reason }
      case .scan, .value: break
      }
      for condition in step.indexedConditions + step.conditions {
        if let reason = reason(condition, frame) { return reason }
      }
    }
    return nil
  }

  // MARK: Causes

  private func cause(of expression: Expression, _ frame: Frame) -> UndeterminedReason {
    let kind = kind(of: expression, frame)
    // Where values of the data cannot be read, there is rarely another reason for what has none of its own.
    let isUnreadable = kind == .other && evaluator.context.store.hasUnreadableValues
    return UndeterminedReason(cause: isUnreadable ? .unreadableValue : kind, origin: expression.origin)
  }

  private func value(_ expression: Expression, _ frame: Frame) -> Value {
    evaluator.context.value(evaluator.evaluate(expression, frame), 0, expression.type)
  }

  private func kind(of expression: Expression, _ frame: Frame) -> UndeterminedReason.Cause {
    switch expression.node {
    case .arithmetic(let operation, let left, let right):
      return ArithmeticCause.of(operation, value(left, frame), value(right, frame))
    case .negate(let operand): return ArithmeticCause.of(.subtract, .integer(0), value(operand, frame))
    case .convert(let money, let currency, let day):
      guard case .money(let amount) = value(money, frame), case .date(let date) = value(day, frame) else {
        return .missingValue
      }
      do throws(NumberFault) {
        _ = try evaluator.context.exchangeRates.convert(amount, to: currency, on: date)
        let way = evaluator.context.exchangeRates.way(from: amount.currency, to: currency, on: date)
        if case .several(let thirds) = way {
          return .severalExchangeWays(from: amount.currency, to: currency, on: date, through: thirds)
        }
        return .noExchangeRate(from: amount.currency, to: currency, on: date)
      } catch {
        return UndeterminedReason.Cause(error)
      }
    case .function(let function, let operands):
      let values = operands.map { value($0, frame) }
      if values.contains(.missing) { return .missingValue }
      return ArithmeticCause.of(function, values)
    case .parameter(let id, _): return .parameterNotYetSet(evaluator.context.plan.parameters[id.index].name)
    case .constant(.instance(_, let key)): return .noInstance(key)
    case .aggregate(let aggregate, let operand):
      guard case .list(let list) = value(operand, frame) else { return .other }
      return ArithmeticCause.of(aggregate, list)
    case .compare(_, let left, let right):
      let (a, b) = (value(left, frame), value(right, frame))
      if a == .missing || b == .missing { return .missingValue }
      return ArithmeticCause.ofOrder(a, b)
    case .count, .isMember, .isInRange: return rounding(expression, frame) ?? missing(expression, frame)
    default: return missing(expression, frame)
    }
  }

  private func missing(_ expression: Expression, _ frame: Frame) -> UndeterminedReason.Cause {
    expression.operands.contains { value($0, frame) == .missing } ? .missingValue : .other
  }

  private func rounding(_ expression: Expression, _ frame: Frame) -> UndeterminedReason.Cause? {
    expression.operands.contains { ArithmeticCause.isRounded(value($0, frame)) } ? .tooFine : nil
  }
}
