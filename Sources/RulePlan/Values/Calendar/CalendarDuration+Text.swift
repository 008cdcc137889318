extension CalendarDuration: TextualValue {
  /// Reads `90 days`, `1 year 6 months`, or the form of ISO 8601: `P90D`, `P1Y6M`, `PT4H30M`.
  /// Only seconds may have a fraction. In the first form each part carries its own sign, in the second the whole.
  public static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> CalendarDuration {
    var scanner = ByteScanner(bytes)
    if isISO(bytes) { return try readISO(&scanner) }
    var total = CalendarDuration()
    repeat {
      let isNegative = scanner.take(UInt8(ascii: "-"))
      let number = try scanNumber(&scanner)
      let isSeparated = scanner.takeBlanks()
      if scanner.isAtEnd { throw ValueFault(.duration, .missingUnit) }
      guard isSeparated else { throw Decimal128.fault(at: scanner, kind: .duration) }
      let word = scanner.takeWord()
      guard let unit = Unit(bytes: word) else {
        let isWord = word.allSatisfy { ($0 | 0x20) &- UInt8(ascii: "a") < 26 }
        throw ValueFault(.duration, isWord ? .unknownUnit : .form)
      }
      total = try total.adding(number, unit, isNegative: isNegative)
      scanner.takeBlanks()
    } while !scanner.isAtEnd
    return total
  }

  private static func isISO(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    return (isSigned ? bytes.dropFirst().first : first) == UInt8(ascii: "P")
  }

  private static func readISO(_ scanner: inout ByteScanner) throws(ValueFault) -> CalendarDuration {
    let isNegative = scanner.take(UInt8(ascii: "-"))
    if !isNegative { _ = scanner.take(UInt8(ascii: "+")) }
    _ = scanner.take(UInt8(ascii: "P"))
    var total = CalendarDuration()
    var isTime = false
    var lastUnit: Unit?
    repeat {
      if !isTime, scanner.take(UInt8(ascii: "T")) { isTime = true }
      let number = try scanNumber(&scanner)
      let unit: Unit
      switch (scanner.current, isTime) {
      case (UInt8(ascii: "Y"), false): unit = .year
      case (UInt8(ascii: "M"), false): unit = .month
      case (UInt8(ascii: "W"), false): unit = .week
      case (UInt8(ascii: "D"), false): unit = .day
      case (UInt8(ascii: "H"), true): unit = .hour
      case (UInt8(ascii: "M"), true): unit = .minute
      case (UInt8(ascii: "S"), true): unit = .second
      default: throw ValueFault(.duration, scanner.isAtEnd ? .missingUnit : .form)
      }
      scanner.advance()
      if let lastUnit, lastUnit.rawValue >= unit.rawValue { throw ValueFault(.duration, .form) }
      lastUnit = unit
      total = try total.adding(number, unit, isNegative: isNegative)
    } while !scanner.isAtEnd
    return total
  }

  private struct Number {
    var whole: Int64
    /// Millionths; nil where no fraction is written.
    var fraction: Int?
  }

  private static func scanNumber(_ scanner: inout ByteScanner) throws(ValueFault) -> Number {
    let start = scanner.index
    var whole: Int64 = 0
    while !scanner.isAtEnd, scanner.current &- UInt8(ascii: "0") <= 9 {
      whole = whole &* 10 &+ Int64(scanner.current &- UInt8(ascii: "0"))
      guard whole <= 1_000_000_000_000_000 else { throw ValueFault(.duration, .outOfRange) }
      scanner.advance()
    }
    guard scanner.index > start else { throw ValueFault(.duration, .form) }
    guard scanner.take(UInt8(ascii: ".")) else { return Number(whole: whole) }
    return Number(whole: whole, fraction: try Timestamp.scanFraction(&scanner, kind: .duration))
  }

  private func adding(_ number: Number, _ unit: Unit, isNegative: Bool) throws(ValueFault) -> CalendarDuration {
    guard number.fraction == nil || unit == .second else { throw ValueFault(.duration, .form) }
    guard let whole = CalendarDuration(count: number.whole, unit),
      let part = whole.adding(CalendarDuration(microseconds: Int64(number.fraction ?? 0))),
      let signed = isNegative ? part.negated() : part, let sum = adding(signed)
    else { throw ValueFault(.duration, .outOfRange) }
    return sum
  }

  /// Appends years, months, days, hours, minutes and seconds, each that there is, each with its sign.
  public func write(to output: inout [UInt8]) {
    let start = output.count
    func append(_ count: Int64, _ unit: Unit, fraction: Int64 = 0) {
      guard count != 0 || fraction != 0 else { return }
      if output.count > start { output.append(UInt8(ascii: " ")) }
      if count < 0 || fraction < 0 { output.append(UInt8(ascii: "-")) }
      output.append(digits: UInt128(count.magnitude))
      Timestamp.write(fraction: fraction, to: &output)
      output.append(UInt8(ascii: " "))
      output.append(text: unit.word)
      if count.magnitude != 1 || fraction != 0 { output.append(UInt8(ascii: "s")) }
    }
    append(Int64(months) / 12, .year)
    append(Int64(months) % 12, .month)
    append(Int64(days), .day)
    let seconds = microseconds / Timestamp.microsecondsPerSecond
    append(seconds / 3600, .hour)
    append(seconds / 60 % 60, .minute)
    append(seconds % 60, .second, fraction: microseconds % Timestamp.microsecondsPerSecond)
    if output.count == start { output.append(text: "0 days") }
  }
}

extension CalendarDuration.Unit {
  /// The unit with that name, in the singular or the plural.
  public init?(bytes: UnsafeBufferPointer<UInt8>) {
    var name = bytes
    if bytes.last == UInt8(ascii: "s") { name = UnsafeBufferPointer(rebasing: bytes.dropLast()) }
    for unit in Self.allCases where name.isText(unit.word) {
      self = unit
      return
    }
    return nil
  }

  /// The unit with that name, in the singular or the plural.
  public init?(_ name: String) {
    guard let unit = Array(name.utf8).withUnsafeBufferPointer({ Self(bytes: $0) }) else { return nil }
    self = unit
  }

  /// The name in the singular.
  var word: StaticString {
    switch self {
    case .year: "year"
    case .month: "month"
    case .week: "week"
    case .day: "day"
    case .hour: "hour"
    case .minute: "minute"
    case .second: "second"
    }
  }
}
