import RulePlan

extension ExpressionEvaluator {
  func function(_ function: BuiltInFunction, _ operands: [Expression], _ type: ValueType, _ frame: Frame) -> Values {
    if function.isOverSeveral { return overSeveral(function, operands, type, frame) }
    let values = operands.map { evaluate($0, frame) }
    guard let first = values.first else { return undetermined(type, frame.count) }
    switch function {
    case .round: return NumberFunctions.rounded(first, to: values.second, .halfToEven, isWhole: false)
    case .roundHalfUp: return NumberFunctions.rounded(first, to: values.second, .halfAwayFromZero, isWhole: false)
    case .roundUp: return NumberFunctions.rounded(first, to: values.second, .awayFromZero, isWhole: false)
    case .roundDown: return NumberFunctions.rounded(first, to: values.second, .towardsZero, isWhole: false)
    case .floor: return NumberFunctions.rounded(first, to: values.second, .down, isWhole: true)
    case .absolute: return NumberFunctions.absolute(first)
    case .modulo: return values.second.map { NumberFunctions.modulo(first, $0) } ?? undetermined(type, frame.count)
    case .lower, .upper, .trim, .collapse, .length, .startsWith, .endsWith, .containsText, .before, .after, .digits,
      .concatenate, .matches, .similarity:
      return TextFunctions(context: context).apply(function, values, type, frame.count)
        ?? undetermined(type, frame.count)
    case .text: return text(first, operands[0].type)
    case .weekday, .quarter, .endOfMonth, .fiscalYear:
      return CalendarFunctions.apply(function, first, values.second) ?? undetermined(type, frame.count)
    case .addWorkingDays, .workingDays:
      guard values.count == 3 else { return undetermined(type, frame.count) }
      return context.workingCalendars.apply(function, first, values[1], values[2], context)
        ?? undetermined(type, frame.count)
    case .join, .percentile, .rank: return undetermined(type, frame.count)
    }
  }

  /// A value as data writes it; undetermined where no decimal writes a number out.
  private func text(_ values: Values, _ type: ValueType) -> Values {
    var status = [UInt8](repeating: Values.present, count: values.count)
    let symbols = (0..<values.count).map { index -> UInt32 in
      if let text = DataNotation(schema: context.plan.schema).text(of: context.value(values, index, type)) {
        return context.constants.symbol(of: text)
      }
      status[index] = Values.undetermined
      return 0
    }
    return Values(.symbols(symbols), status: status)
  }

  /// Functions of which an operand is several values: it is evaluated once for all tuples where it depends on none.
  private func overSeveral(
    _ function: BuiltInFunction, _ operands: [Expression], _ type: ValueType, _ frame: Frame
  ) -> Values {
    guard operands.count == 2 else { return undetermined(type, frame.count) }
    let statistics = Statistics(evaluator: self, type: type)
    switch function {
    case .rank:
      let (list, isShared) = collection(operands[1], frame)
      guard case .lists(let lists) = list.vector else { return undetermined(type, frame.count) }
      return statistics.ranks(evaluate(operands[0], frame), lists, list.status, shared: isShared ? operands[1] : nil)
    case .percentile:
      let (list, isShared) = collection(operands[0], frame)
      guard case .lists(let lists) = list.vector,
        case .decimals(let shares, let aside) = evaluate(operands[1], frame).vector
      else { return undetermined(type, frame.count) }
      let status = evaluate(operands[1], frame)
      func share(_ index: Int) -> Number? { status.status(index) == Values.present ? aside.number(shares[index]) : nil }
      guard isShared else {
        return statistics.percentiles(lists, list.status, shares: (0..<frame.count).map(share))
      }
      // One list for all tuples: it is sorted once.
      return statistics.percentiles(of: lists, list.status, operands[0], shares: (0..<frame.count).map(share))
    case .join:
      let list = ordered(operands[0], frame)
      return TextFunctions(context: context).joined(list, evaluate(operands[1], frame))
        ?? undetermined(type, frame.count)
    case .round, .roundHalfUp, .roundUp, .roundDown, .floor, .absolute, .modulo, .lower, .upper, .trim, .collapse,
      .length, .startsWith, .endsWith, .containsText, .before, .after, .digits, .concatenate, .text, .matches,
      .similarity, .weekday, .quarter, .endOfMonth, .fiscalYear, .addWorkingDays, .workingDays:
      return undetermined(type, frame.count)
    }
  }

  /// Several values in the order of a list of one record, else in the order of the keys of the rows they are of.
  private func ordered(_ operand: Expression, _ frame: Frame) -> Values {
    guard case .collect(let pipeline, let value) = operand.node else { return evaluate(operand, frame) }
    let keys = pipeline.steps.compactMap { step -> Expression? in
      guard case .row(let table) = context.plan[step.variable].type.scalar,
        let key = context.plan.schema[table].keyField
      else { return nil }
      let row = Expression(.variable(step.variable), ValueType(.row(table)), value.origin)
      return Expression(.field(row, FieldID(table, key)), ValueType(.text), value.origin)
    }
    let list = collect(pipeline, value, frame)
    guard case .lists(let lists) = list.vector, !keys.isEmpty, value.type.cardinality == .one else { return list }
    let columns = keys.map { collect(pipeline, $0, frame) }
    var places = (0..<Int32(lists.elements.count)).map { $0 }
    for tuple in 0..<lists.count {
      let range = lists.range(tuple)
      places[range].sort { left, right in
        for column in columns {
          guard case .lists(let keys) = column.vector, case .symbols(let symbols) = keys.elements.vector,
            symbols.count == lists.elements.count
          else { continue }
          let order = context.order(ofSymbol: symbols[Int(left)], symbols[Int(right)])
          if order != 0 { return order < 0 }
        }
        return left < right
      }
    }
    return Values(
      .lists(ListVector(offsets: lists.offsets, elements: lists.elements.gathered(places))), status: list.status)
  }
}

extension [Values] {
  fileprivate var second: Values? { count > 1 ? self[1] : nil }
}

extension BuiltInFunction {
  /// Whether an operand is several values.
  fileprivate var isOverSeveral: Bool {
    switch self {
    case .join, .percentile, .rank: true
    case .round, .roundHalfUp, .roundUp, .roundDown, .floor, .absolute, .modulo, .lower, .upper, .trim, .collapse,
      .length, .startsWith, .endsWith, .containsText, .before, .after, .digits, .concatenate, .text, .matches,
      .similarity, .weekday, .quarter, .endOfMonth, .fiscalYear, .addWorkingDays, .workingDays:
      false
    }
  }
}
