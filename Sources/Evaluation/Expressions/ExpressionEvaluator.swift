import RulePlan

/// Evaluates expressions over frames. One for each thread: it keeps what it has learned of subqueries.
final class ExpressionEvaluator {
  let context: EvaluationContext
  let comparing: Comparing
  let calculating = Calculating()
  var memo = SubqueryMemo()
  var dayMemo = DayMemo()
  var sharedMemo = SharedMemo()

  init(context: EvaluationContext) {
    self.context = context
    comparing = Comparing(context: context)
  }

  func evaluate(_ expression: Expression, _ frame: Frame) -> Values {
    switch expression.node {
    case .constant(let constant): return context.constants.values(constant, expression.type, count: frame.count)
    case .variable(let variable):
      return frame.values(of: variable.index) ?? undetermined(expression.type, frame.count)
    case .today: return frame.days ?? Values(.days([Int32](repeating: context.asOf.days, count: frame.count)))
    case .field(let base, let field): return self.field(field, of: evaluate(base, frame), frame)
    case .periodFrom(let base): return mapped(evaluate(base, frame), periodFrom)
    case .periodUntil(let base): return mapped(evaluate(base, frame), periodUntil)
    case .component(let component, let base): return mapped(evaluate(base, frame)) { self.component(component, $0) }
    case .closure(let base, let field, let includesStart):
      return closure(field, of: evaluate(base, frame), includesStart: includesStart, frame)
    case .instances(let table): return instances(of: table, count: frame.count)
    case .list(let elements): return list(elements, expression.type, frame)
    case .collect(let pipeline, let value): return collect(pipeline, value, frame)
    case .distinct(let base): return distinct(evaluate(base, frame))
    case .not(let operand): return Values(truths: evaluate(operand, frame).truths.map(Kleene.not))
    case .and(let operands): return connective(operands, frame, isAnd: true)
    case .or(let operands): return connective(operands, frame, isAnd: false)
    case .implies(let left, let right):
      return connective(
        [Expression(.not(left), .boolean, left.origin), right], frame, isAnd: false)
    case .compare(let comparison, let left, let right):
      return comparing.compare(comparison, evaluate(left, frame), evaluate(right, frame))
    case .like(let text, let pattern): return like(evaluate(text, frame), pattern)
    case .isMember(let element, let collection): return isMember(element, collection, frame)
    case .isInRange(let value, let lower, let upper, let includesUpper):
      let values = evaluate(value, frame)
      let above = comparing.compare(.greaterOrEqual, values, evaluate(lower, frame)).truths
      let below = comparing.compare(includesUpper ? .lessOrEqual : .less, values, evaluate(upper, frame)).truths
      return Values(truths: zip(above, below).map(Kleene.and))
    case .isPresent(let operand): return isPresent(evaluate(operand, frame))
    case .periodContains(let period, let value): return contains(evaluate(period, frame), evaluate(value, frame))
    case .overlaps(let left, let right): return overlaps(evaluate(left, frame), evaluate(right, frame))
    case .isSubset(let left, let right): return isSubset(left, right, frame)
    case .holds(let subject, let pattern, let model):
      return holds(evaluate(subject, frame), pattern, model, frame)
    case .performs(let subject, let duty, let model):
      return performs(evaluate(subject, frame), duty, model, frame)
    case .exists(let pipeline): return subquery(pipeline, nil, frame) { self.exists(pipeline, $0) }
    case .every(let pipeline, let condition):
      return subquery(pipeline, condition, frame) { self.every(pipeline, condition, $0) }
    case .otherwise(let first, let second): return otherwise(evaluate(first, frame), second, frame)
    case .arithmetic(let operation, let left, let right): return arithmetic(operation, left, right, frame)
    case .negate(let operand): return calculating.negate(evaluate(operand, frame))
    case .decimal(let operand): return mapped(evaluate(operand, frame), decimal)
    case .convert(let money, let currency, let day):
      return context.exchangeRates.convert(evaluate(money, frame), to: currency, on: evaluate(day, frame))
    case .parameter(let parameter, let day): return self.parameter(parameter, expression.type, evaluate(day, frame))
    case .count(let operand): return count(operand, frame)
    case .aggregate(let aggregate, let operand): return self.aggregate(aggregate, operand, expression.type, frame)
    case .period(let from, let until): return period(evaluate(from, frame), until.map { evaluate($0, frame) })
    case .call(let function, let arguments): return call(function, arguments, expression.type, frame)
    case .function(let function, let operands): return self.function(function, operands, expression.type, frame)
    case .choose(let condition, let first, let second):
      return choose(evaluate(condition, frame).truths, first, second, expression.type, frame)
    case .onDay(let value, let day): return evaluate(value, self.frame(frame, on: evaluate(day, frame)))
    case .bind(let variable, let value, let body):
      let inner = frame.extended()
      inner.bind(variable.index, evaluate(value, frame))
      return evaluate(body, inner)
    }
  }

  /// Undetermined elements of a type.
  func undetermined(_ type: ValueType, _ count: Int) -> Values {
    Values(
      context.constants.empty(type).gathered([Int32](repeating: -1, count: count)),
      status: [UInt8](repeating: Values.undetermined, count: count))
  }

  // MARK: Truth

  /// `and` and `or`: what is decided by one operand is not asked of the next.
  private func connective(_ operands: [Expression], _ frame: Frame, isAnd: Bool) -> Values {
    let decided: UInt8 = isAnd ? 0 : 1
    guard let first = operands.first else {
      return Values(truths: [UInt8](repeating: isAnd ? 1 : 0, count: frame.count))
    }
    var truths = evaluate(first, frame).truths
    for operand in operands.dropFirst() {
      let open = truths.indices.filter { truths[$0] != decided }
      if open.isEmpty { break }
      if open.count == truths.count {
        let next = evaluate(operand, frame).truths
        for index in truths.indices {
          truths[index] = isAnd ? Kleene.and(truths[index], next[index]) : Kleene.or(truths[index], next[index])
        }
      } else {
        let next = evaluate(operand, frame.selected(open.map(Int32.init))).truths
        for (position, index) in open.enumerated() {
          truths[index] = isAnd ? Kleene.and(truths[index], next[position]) : Kleene.or(truths[index], next[position])
        }
      }
    }
    return Values(truths: truths)
  }

  private func like(_ text: Values, _ pattern: TextPattern) -> Values {
    guard case .symbols(let symbols) = text.vector else { return undetermined(.boolean, text.count) }
    var seen: [UInt32: UInt8] = [:]
    var truths = symbols.enumerated().map { index, symbol -> UInt8 in
      guard text.status(index) == Values.present else { return 2 }
      if let known = seen[symbol] { return known }
      let fits: UInt8 = context.withBytes(ofSymbol: symbol) { pattern.matches($0) } ? 1 : 0
      seen[symbol] = fits
      return fits
    }
    Comparing.mark(&truths, text.status)
    return Values(truths: truths)
  }

  private func isPresent(_ values: Values) -> Values {
    guard let status = values.status else { return Values(truths: [UInt8](repeating: 1, count: values.count)) }
    return Values(truths: status.map { $0 == Values.present ? 1 : $0 == Values.missing ? 0 : 2 })
  }

  private func contains(_ period: Values, _ value: Values) -> Values {
    guard case .periods(let periods) = period.vector else { return undetermined(.boolean, period.count) }
    var truths = [UInt8](repeating: 2, count: periods.count)
    switch value.vector {
    case .days(let days):
      for index in truths.indices { truths[index] = periods[index].contains(CalendarDate(days: days[index])) ? 1 : 0 }
    case .periods(let others):
      for index in truths.indices { truths[index] = periods[index].contains(others[index]) ? 1 : 0 }
    default: break
    }
    Comparing.mark(&truths, period.status)
    Comparing.mark(&truths, value.status)
    return Values(truths: truths)
  }

  private func overlaps(_ left: Values, _ right: Values) -> Values {
    guard case .periods(let a) = left.vector, case .periods(let b) = right.vector else {
      return undetermined(.boolean, left.count)
    }
    var truths = a.indices.map { a[$0].overlaps(b[$0]) ? UInt8(1) : 0 }
    Comparing.mark(&truths, left.status)
    Comparing.mark(&truths, right.status)
    return Values(truths: truths)
  }

  // MARK: Values

  private func otherwise(_ first: Values, _ second: Expression, _ frame: Frame) -> Values {
    guard let status = first.status else { return first }
    let places = status.indices.filter { status[$0] == Values.missing }.map(Int32.init)
    guard !places.isEmpty else { return first }
    let replacements = evaluate(second, frame.selected(places))
    var order = [Int32](repeating: 0, count: first.count)
    for index in order.indices { order[index] = Int32(index) }
    for (position, place) in places.enumerated() { order[Int(place)] = Int32(first.count + position) }
    return Values.concatenated([first, replacements], like: first.vector).gathered(order)
  }

  /// Each side is evaluated only where the condition chooses it; an undetermined condition chooses neither.
  private func choose(
    _ truths: [UInt8], _ first: Expression, _ second: Expression, _ type: ValueType, _ frame: Frame
  ) -> Values {
    var parts: [Values] = []
    var order = [Int32](repeating: 0, count: frame.count)
    var count = 0
    for (truth, side) in [(Kleene.isTrue, first), (Kleene.isFalse, second)] {
      let places = truths.indices.filter { truths[$0] == truth }.map(Int32.init)
      if places.count == frame.count { return evaluate(side, frame) }
      guard !places.isEmpty else { continue }
      parts.append(evaluate(side, frame.selected(places)))
      for (position, place) in places.enumerated() { order[Int(place)] = Int32(count + position) }
      count += places.count
    }
    let open = truths.indices.filter { truths[$0] == Kleene.isUndetermined }
    if !open.isEmpty {
      parts.append(undetermined(type, open.count))
      for (position, place) in open.enumerated() { order[place] = Int32(count + position) }
    }
    return Values.concatenated(parts, like: context.constants.empty(type)).gathered(order)
  }

  private func arithmetic(_ operation: Arithmetic, _ left: Expression, _ right: Expression, _ frame: Frame) -> Values {
    let a = evaluate(left, frame)
    let b = evaluate(right, frame)
    if operation == .subtract, left.type.scalar == .timestamp, right.type.scalar == .timestamp {
      return calculating.difference(ofMoments: a, b)
    }
    return calculating.calculate(operation, a, b)
  }

  private func parameter(_ id: ParameterID, _ type: ValueType, _ day: Values) -> Values {
    guard case .days(let days) = day.vector else { return undetermined(type, day.count) }
    let parameter = context.plan.parameters[id.index]
    let candidates = (parameter.steps.map(\.value) + (parameter.override.map { [$0.value] } ?? [])).map {
      context.constants.values($0, type, count: 1)
    }
    let overridden = parameter.override.map { ($0.from ?? context.firstDay).days }
    let all = Values.concatenated(candidates, like: context.constants.empty(type))
    let places = days.enumerated().map { index, day -> Int32 in
      if let overridden, day >= overridden { return Int32(parameter.steps.count) }
      return Int32((parameter.steps.lastIndex { $0.from.days <= day }) ?? -1)
    }
    var result = all.gathered(places)
    var status = result.status ?? [UInt8](repeating: Values.present, count: places.count)
    for index in status.indices where places[index] < 0 || day.status(index) != Values.present {
      status[index] = Values.undetermined
    }
    result.status = status
    return result
  }

  private func period(_ from: Values, _ until: Values?) -> Values {
    guard case .days(let starts) = from.vector else { return from }
    var ends = [Int32](repeating: Period.openEnd, count: starts.count)
    var status = [UInt8](repeating: Values.present, count: starts.count)
    if let until, case .days(let days) = until.vector {
      for index in ends.indices {
        if until.status(index) == Values.present { ends[index] = days[index] }
        if until.status(index) == Values.undetermined { status[index] = Values.undetermined }
      }
    }
    let periods = starts.indices.map { index -> Period in
      if from.status(index) == Values.undetermined { status[index] = Values.undetermined }
      return Period(from: from.status(index) == Values.missing ? Period.openStart : starts[index], until: ends[index])
    }
    return Values(.periods(periods), status: status)
  }

  private func call(_ id: FunctionID, _ arguments: [Expression], _ type: ValueType, _ frame: Frame) -> Values {
    let function = context.plan.functions[id.index]
    guard function.parameters.count == arguments.count else { return undetermined(type, frame.count) }
    let inner = Frame(count: frame.count, days: frame.days)
    for (parameter, argument) in zip(function.parameters, arguments) {
      inner.bind(parameter.index, evaluate(argument, frame))
    }
    return evaluate(function.body, inner)
  }
}
