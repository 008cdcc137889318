/// Powers of ten by their exponent.
@usableFromInline enum PowersOfTen {
  @usableFromInline static let table: [UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// For exponents 0…18.
  @usableFromInline static func small(_ exponent: Int) -> Int64? {
    guard exponent >= 0, exponent <= 18 else { return nil }
    return Int64(truncatingIfNeeded: table[exponent])
  }

  /// For exponents 0…38.
  @usableFromInline static func wide(_ exponent: Int) -> Int128? {
    guard exponent >= 0, exponent <= 38 else { return nil }
    if exponent <= 19 { return Int128(table[exponent]) }
    return Int128(table[19]) &* Int128(table[exponent &- 19])
  }

  /// How many decimal digits a number has; 0 has none.
  static func digitCount(_ value: UInt128) -> Int {
    var count = 0
    var rest = value
    if rest >= 10_000_000_000_000_000_000 {
      rest /= 10_000_000_000_000_000_000
      count = 19
    }
    if rest >= 10_000_000_000_000_000_000 { return count + 20 }
    let small = UInt64(truncatingIfNeeded: rest)
    var index = 0
    while index < table.count, small >= table[index] { index += 1 }
    return count + index
  }
}
