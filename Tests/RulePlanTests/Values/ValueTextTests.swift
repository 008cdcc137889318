import RulePlan
import TestSupport
import Testing

/// Properties of every kind of value and its text.
@Suite struct ValueTextTests {
  /// Whatever is read prints a text that reads back as an equal value and prints the same again.
  private func roundTrips<Value: TextualValue>(_ type: Value.Type, _ bytes: [UInt8]) throws {
    guard let value = try? Value.read(bytes) else { return }
    let text = value.description
    let again = try Value.read(text)
    try #require(again == value && again.description == text && again.hashValue == value.hashValue, "\(text)")
  }

  private func readAll(_ bytes: [UInt8]) throws {
    try roundTrips(Decimal128.self, bytes)
    try roundTrips(Percent.self, bytes)
    try roundTrips(Currency.self, bytes)
    try roundTrips(Money.self, bytes)
    try roundTrips(CalendarDate.self, bytes)
    try roundTrips(Timestamp.self, bytes)
    try roundTrips(CalendarDuration.self, bytes)
    try roundTrips(Period.self, bytes)
    try roundTrips(DataSize.self, bytes)
    try roundTrips(Version.self, bytes)
    _ = try? bytes.withUnsafeBufferPointer { try IntegerNumeral.read($0) }
    _ = bytes.withUnsafeBufferPointer { Decimal128(bytes: $0, allowsUnderscores: true) }
  }

  @Test func anyBytesAreReadOrRefused() throws {
    var random = SeededGenerator(13)
    let alphabet = Array("0123456789012345.._-+:, %TZPYMWDHSeGBkiKUSDEvdays months".utf8)
    for _ in 0..<6000 {
      try readAll((0..<random.below(24)).map { _ in random.pick(alphabet) })
      try readAll((0..<random.below(12)).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    }
  }

  /// Good texts with one byte changed, removed, doubled or cut off.
  @Test func damagedTextsAreReadOrRefused() throws {
    let good = [
      "-1234567890123456789012345678.5", "15 %", "USD", "50000.00 USD", "2019-06-30", "2019-06-30T14:00:00.123+02:00",
      "1 year 6 months 3 days", "P1Y6M3DT4H5M6.5S", "2019-01-01 .. 2019-12-31", "0.5 TB", "512 MiB", "v11.0.3",
      "340282366920938463463374607431768211455.00", "0.00000000000000000000000000000000000000000000000000000001 %",
      "9223372036854775807 B", "2147483647 days", "-9223372036854.775808 seconds", "4294967295.0.4294967295",
    ]
    let replacements = Array("0 9.-+_eTZP%\0\u{7F}".utf8)
    for text in good {
      let bytes = Array(text.utf8)
      try readAll(bytes)
      for index in bytes.indices {
        try readAll(Array(bytes[..<index]))
        try readAll(Array(bytes[..<index] + bytes[(index + 1)...]))
        try readAll(Array(bytes[...index] + bytes[index...]))
        for replacement in replacements {
          var changed = bytes
          changed[index] = replacement
          try readAll(changed)
        }
      }
    }
  }

  @Test func randomValuesReadBack() throws {
    var random = SeededGenerator(14)
    func word() -> Int64 { Int64(truncatingIfNeeded: random.next()) >> Int64(random.below(64)) }
    for _ in 0..<2000 {
      let coefficient = (Int128(word()) << 64 | Int128(word())) >> Int128(7 + random.below(114))
      guard let decimal = Decimal128(coefficient: coefficient, scale: UInt8(random.below(64))) else { continue }
      let currency = try Currency.read(random.pick(Currency.codes))
      let duration = CalendarDuration(
        months: Int32(truncatingIfNeeded: word()), days: Int32(truncatingIfNeeded: word()), microseconds: word())
      #expect(Decimal128("\(decimal)") == decimal)
      #expect(Percent("\(Percent(fraction: decimal))")?.fraction == decimal)
      #expect(Money("\(Money(amount: decimal, currency: currency))") == Money(amount: decimal, currency: currency))
      #expect(CalendarDuration("\(duration)") == duration)
      #expect(DataSize("\(DataSize(bytes: word()))") != nil)
    }
  }

  @Test func everyFaultHasASentence() {
    let faults: [ValueFault.Reason] = [
      .form, .tooManyDigits, .outOfRange, .groupedDigits, .exponent, .missingUnit, .unknownUnit, .missingCurrency,
      .unknownCurrency, .noSuchMonth(13), .noSuchDay(year: 2019, month: 2, last: 28), .noSuchTime, .missingOffset,
      .tooFine, .endsBeforeItBegins, .tooManyParts,
    ]
    for reason in faults {
      let fault = ValueFault(.date, reason)
      #expect(fault.description.hasPrefix("expected a date such as `2019-06-30`"))
      #expect(fault.message(found: "x").hasPrefix("expected a date such as `2019-06-30`, found `x`"))
      #expect((fault.explanation == nil) == (reason == .form))
    }
  }
}
