import RulePlan

/// Functions of texts. A text that comes up several times in a block is computed only once.
struct TextFunctions {
  let context: EvaluationContext

  /// Nil for operands of another kind.
  func apply(_ function: BuiltInFunction, _ values: [Values], _ type: ValueType, _ count: Int) -> Values? {
    switch function {
    case .lower: return texts(values[0], TextFolding.lower)
    case .upper: return texts(values[0], TextFolding.upper)
    case .trim: return texts(values[0], TextFolding.trim)
    case .collapse: return texts(values[0], TextFolding.collapse)
    case .length:
      return integers(values[0]) { bytes in
        (Int64(bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }), Values.present)
      }
    case .digits:
      return integers(values[0]) { bytes in
        let (value, hasDigits) = TextFolding.digits(bytes)
        return (value ?? 0, !hasDigits ? Values.missing : value == nil ? Values.undetermined : Values.present)
      }
    case .startsWith: return truths(values) { $0.starts(with: $1) }
    case .endsWith: return truths(values) { $0.count >= $1.count && $0.suffix($1.count).elementsEqual($1) }
    case .containsText: return truths(values) { TextFolding.firstIndex(of: $1, in: $0) != nil }
    case .matches: return truths(values) { TextPattern(String(decoding: $1, as: UTF8.self)).matches($0) }
    case .before:
      return pairs(values) { text, part in
        let place = TextFolding.firstIndex(of: part, in: text) ?? text.count
        return String(decoding: text[..<place], as: UTF8.self)
      }
    case .after:
      return pairs(values) { text, part in
        guard let place = TextFolding.firstIndex(of: part, in: text) else { return "" }
        return String(decoding: text[(place + part.count)...], as: UTF8.self)
      }
    case .similarity: return similarities(values)
    case .concatenate: return concatenated(values, count)
    case .round, .roundHalfUp, .roundUp, .roundDown, .floor, .absolute, .modulo, .text, .join, .weekday, .quarter,
      .endOfMonth, .fiscalYear, .addWorkingDays, .workingDays, .percentile, .rank:
      return nil
    }
  }

  private func texts(_ values: Values, _ change: (String) -> String) -> Values? {
    guard case .symbols(let symbols) = values.vector else { return nil }
    var known: [UInt32: UInt32] = [:]
    let result = symbols.indices.map { index -> UInt32 in
      guard values.status(index) == Values.present else { return 0 }
      if let symbol = known[symbols[index]] { return symbol }
      let symbol = context.constants.symbol(of: change(context.text(ofSymbol: symbols[index])))
      known[symbols[index]] = symbol
      return symbol
    }
    return Values(.symbols(result), status: undeterminedWhereMissing(values.status))
  }

  private func integers(_ values: Values, _ measure: (UnsafeBufferPointer<UInt8>) -> (Int64, UInt8)) -> Values? {
    guard case .symbols(let symbols) = values.vector else { return nil }
    var status = undeterminedWhereMissing(values.status) ?? [UInt8](repeating: Values.present, count: symbols.count)
    let result = symbols.indices.map { index -> Int64 in
      guard status[index] == Values.present else { return 0 }
      let (value, found) = context.withBytes(ofSymbol: symbols[index], measure)
      status[index] = found
      return value
    }
    return Values(.integers(result), status: status)
  }

  private func truths(
    _ values: [Values], _ test: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Values? {
    guard values.count == 2, case .symbols(let left) = values[0].vector, case .symbols(let right) = values[1].vector
    else { return nil }
    var truths = left.indices.map { index -> UInt8 in
      guard values[0].status(index) == Values.present, values[1].status(index) == Values.present else { return 2 }
      return context.withBytes(ofSymbol: left[index]) { text in
        context.withBytes(ofSymbol: right[index]) { test(text, $0) }
      } ? 1 : 0
    }
    Comparing.mark(&truths, values[0].status)
    Comparing.mark(&truths, values[1].status)
    return Values(truths: truths)
  }

  private func pairs(
    _ values: [Values], _ change: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> String
  ) -> Values? {
    guard values.count == 2, case .symbols(let left) = values[0].vector, case .symbols(let right) = values[1].vector
    else { return nil }
    var status = [UInt8](repeating: Values.present, count: left.count)
    let result = left.indices.map { index -> UInt32 in
      guard values[0].status(index) == Values.present, values[1].status(index) == Values.present else {
        status[index] = Values.undetermined
        return 0
      }
      let text = context.withBytes(ofSymbol: left[index]) { text in
        context.withBytes(ofSymbol: right[index]) { change(text, $0) }
      }
      return context.constants.symbol(of: text)
    }
    return Values(.symbols(result), status: status)
  }

  private func similarities(_ values: [Values]) -> Values? {
    guard values.count == 2, case .symbols(let left) = values[0].vector, case .symbols(let right) = values[1].vector
    else { return nil }
    var status = [UInt8](repeating: Values.present, count: left.count)
    var aside = NumbersAside.none
    let result = left.indices.map { index -> Decimal128 in
      if values[0].status(index) == Values.present, values[1].status(index) == Values.present,
        let share = TextSimilarity.similarity(
          context.text(ofSymbol: left[index]), context.text(ofSymbol: right[index]))
      {
        return aside.element(share)
      }
      status[index] = Values.undetermined
      return .zero
    }
    return Values(.decimals(result, aside: aside), status: status)
  }

  private func concatenated(_ values: [Values], _ count: Int) -> Values? {
    let lists = values.compactMap { values -> [UInt32]? in
      if case .symbols(let symbols) = values.vector { symbols } else { nil }
    }
    guard lists.count == values.count else { return nil }
    var status = [UInt8](repeating: Values.present, count: count)
    let result = (0..<count).map { index -> UInt32 in
      guard values.allSatisfy({ $0.status(index) == Values.present }) else {
        status[index] = Values.undetermined
        return 0
      }
      return context.constants.symbol(of: lists.map { context.text(ofSymbol: $0[index]) }.joined())
    }
    return Values(.symbols(result), status: status)
  }

  /// The texts of each list with one between them.
  func joined(_ list: Values, _ separator: Values) -> Values? {
    guard case .lists(let lists) = list.vector, case .symbols(let texts) = lists.elements.vector,
      case .symbols(let between) = separator.vector
    else { return nil }
    var status = [UInt8](repeating: Values.present, count: lists.count)
    let result = (0..<lists.count).map { index -> UInt32 in
      let range = lists.range(index)
      guard list.status(index) == Values.present, separator.status(index) == Values.present,
        range.allSatisfy({ lists.elements.status($0) == Values.present })
      else {
        status[index] = Values.undetermined
        return 0
      }
      let text = context.text(ofSymbol: between[index])
      return context.constants.symbol(of: range.map { context.text(ofSymbol: texts[$0]) }.joined(separator: text))
    }
    return Values(.symbols(result), status: status)
  }

  private func undeterminedWhereMissing(_ status: [UInt8]?) -> [UInt8]? {
    status.map { $0.map { $0 == Values.present ? Values.present : Values.undetermined } }
  }
}
