import RulePlan

/// The functions of the language, each by its definition.
extension NaiveEvaluator {
  func function(_ function: BuiltInFunction, _ operands: [Plain]) -> Plain {
    switch function {
    case .percentile: return percentile(operands[0], operands[1])
    case .rank: return rank(operands[0], operands[1])
    case .join:
      guard case .list(let elements, false) = operands[0], case .text(let between) = operands[1] else {
        return .undetermined
      }
      var result: [UInt32] = []
      for (index, element) in elements.enumerated() {
        guard case .text(let text) = element else { return .undetermined }
        result += (index > 0 ? between : []) + text
      }
      return .text(result)
    default: break
    }
    guard operands.allSatisfy(\.isPresent) else { return .undetermined }
    switch function {
    case .round, .roundHalfUp, .roundUp, .roundDown, .floor, .absolute, .modulo: return number(function, operands)
    case .weekday, .quarter, .endOfMonth, .fiscalYear: return date(function, operands)
    case .addWorkingDays, .workingDays: return .undetermined
    case .lower, .upper, .trim, .collapse, .length, .startsWith, .endsWith, .containsText, .before, .after, .digits,
      .concatenate, .text, .matches, .similarity, .join, .percentile, .rank:
      return text(function, operands)
    }
  }

  // MARK: Numbers

  private static let minorDigits = ["USD": 2, "EUR": 2, "GBP": 2, "KES": 2, "CHF": 2, "JPY": 0, "KWD": 3]

  private func number(_ function: BuiltInFunction, _ operands: [Plain]) -> Plain {
    func parts(_ value: Plain) -> (Number, String?)? {
      switch value {
      case .integer(let value): (Number(value), nil)
      case .number(let value): (value, nil)
      case .money(let value, let currency): (value, currency)
      default: nil
      }
    }
    guard let (value, currency) = parts(operands[0]) else { return .undetermined }
    var result: Number
    switch function {
    case .absolute: result = value.isNegative ? -value : value
    case .modulo:
      guard let (divisor, _) = parts(operands[1]), let quotient = value / divisor else { return .undetermined }
      result = value - divisor * quotient.floor
    default:
      var step = Number(1)
      if operands.count > 1, let (given, _) = parts(operands[1]) { step = given }
      if operands.count == 1, function != .floor, let currency {
        for _ in 0..<(Self.minorDigits[currency] ?? 0) { step = (step / Number(10)) ?? step }
      }
      guard !step.isNegative, let steps = value / step else { return .undetermined }
      result = Self.rounded(steps, function) * step
    }
    switch operands[0] {
    case .integer: return result.integer.map { .integer($0) } ?? .undetermined
    case .money: return .money(result, currency ?? "")
    default: return .number(result)
    }
  }

  private static func rounded(_ value: Number, _ function: BuiltInFunction) -> Number {
    let low = value.floor
    if low == value { return value }
    let high = low + Number(1)
    let toLow = Number.compare(value - low, high - value)
    let (near, far) = value.isNegative ? (high, low) : (low, high)
    switch function {
    case .floor: return low
    case .roundUp: return far
    case .roundDown: return near
    case .roundHalfUp: return toLow == 0 ? far : toLow < 0 ? low : high
    default:
      if toLow != 0 { return toLow < 0 ? low : high }
      guard let half = low / Number(2) else { return low }
      return half.floor == half ? low : high
    }
  }

  // MARK: Dates

  private func date(_ function: BuiltInFunction, _ operands: [Plain]) -> Plain {
    guard case .date(let day) = operands[0] else { return .undetermined }
    switch function {
    case .weekday:
      // 0001-01-03 was a Wednesday; days are counted on from a Monday of this century.
      let monday = Civil(year: 2024, month: 1, day: 1).number
      let distance = (day.number - monday) % 7
      return .integer(Int64((distance + 7) % 7 + 1))
    case .quarter: return .integer(Int64([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4][day.month - 1]))
    case .endOfMonth:
      return .date(Civil(year: day.year, month: day.month, day: Civil.length(ofMonth: day.month, in: day.year)))
    default:
      guard operands.count > 1, case .integer(let first) = operands[1], first >= 1, first <= 12 else {
        return .undetermined
      }
      return .integer(Int64(first > 1 && day.month >= Int(first) ? day.year + 1 : day.year))
    }
  }

  // MARK: Texts

  private func text(_ function: BuiltInFunction, _ operands: [Plain]) -> Plain {
    let texts = operands.map { operand -> [UInt32] in if case .text(let text) = operand { text } else { [] } }
    func string(_ scalars: [UInt32]) -> String {
      var text = ""
      for scalar in scalars { if let scalar = Unicode.Scalar(scalar) { text.unicodeScalars.append(scalar) } }
      return text
    }
    func isSpace(_ scalar: UInt32) -> Bool { Unicode.Scalar(scalar)?.properties.isWhitespace ?? false }
    func place(_ part: [UInt32], _ text: [UInt32]) -> Int? {
      (0...max(0, text.count - part.count)).first { start in
        start + part.count <= text.count && Array(text[start..<(start + part.count)]) == part
      }
    }
    switch function {
    case .lower: return .text(string(texts[0]).lowercased())
    case .upper: return .text(string(texts[0]).uppercased())
    case .trim:
      var text = texts[0]
      while let last = text.last, isSpace(last) { text.removeLast() }
      while let first = text.first, isSpace(first) { text.removeFirst() }
      return .text(text)
    case .collapse: return .text(Array(texts[0].split(whereSeparator: isSpace).joined(separator: [0x20])))
    case .length: return .integer(Int64(texts[0].count))
    case .startsWith: return .truth(Array(texts[0].prefix(texts[1].count)) == texts[1])
    case .endsWith: return .truth(Array(texts[0].suffix(texts[1].count)) == texts[1])
    case .containsText: return .truth(place(texts[1], texts[0]) != nil)
    case .before: return .text(Array(texts[0].prefix(place(texts[1], texts[0]) ?? texts[0].count)))
    case .after: return .text(place(texts[1], texts[0]).map { Array(texts[0][($0 + texts[1].count)...]) } ?? [])
    case .digits:
      let digits = texts[0].filter { $0 >= 0x30 && $0 <= 0x39 }
      return digits.isEmpty ? .missing : Int64(string(digits)).map { .integer($0) } ?? .undetermined
    case .concatenate: return .text(texts.flatMap { $0 })
    case .matches: return .truth(Self.matches(texts[0][...], texts[1][...]))
    default: return .undetermined
    }
  }

  // MARK: Several values

  private func percentile(_ list: Plain, _ share: Plain) -> Plain {
    guard case .list(let elements, false) = list, elements.allSatisfy(\.isPresent), case .number(let share) = share,
      !share.isNegative, Number.compare(share, Number(1)) <= 0
    else { return .undetermined }
    return Calculation.percentile(elements, share)
  }

  private func rank(_ value: Plain, _ list: Plain) -> Plain {
    guard value.isPresent, case .list(let elements, false) = list, elements.allSatisfy(\.isPresent) else {
      return .undetermined
    }
    if elements.isEmpty { return .missing }
    var rank: Int64 = 1
    for element in elements {
      guard let isLess = Plain.compare(element, value, [-1]) else { return .undetermined }
      if isLess { rank += 1 }
    }
    return .integer(rank)
  }
}
