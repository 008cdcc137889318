public import RulePlan

/// Exact decimals in nine bytes each; the few that are wider are kept apart.
public struct DecimalColumn: Sendable {
  /// The coefficient; or, where the scale is ``wideMark``, an index into ``wide``.
  public private(set) var coefficients: [Int64]
  public private(set) var scales: [UInt8]
  /// Values whose coefficient does not fit in 64 bits.
  public private(set) var wide: [Decimal128]

  public static let wideMark: UInt8 = 0xFF

  public init() {
    coefficients = []
    scales = []
    wide = []
  }

  @inlinable public var count: Int { coefficients.count }

  @inlinable public subscript(index: Int) -> Decimal128 {
    let scale = scales[index]
    let coefficient = coefficients[index]
    if scale != DecimalColumn.wideMark { return Decimal128(coefficient: coefficient, scale: scale) }
    return wide[Int(truncatingIfNeeded: coefficient)]
  }

  public mutating func append(_ value: Decimal128) {
    let (coefficient, scale) = stored(value)
    coefficients.append(coefficient)
    scales.append(scale)
  }

  /// Replaces a value that is there.
  public mutating func set(_ value: Decimal128, at index: Int) {
    guard index >= 0, index < coefficients.count else { return }
    (coefficients[index], scales[index]) = stored(value)
  }

  public mutating func append(contentsOf other: DecimalColumn) {
    if other.wide.isEmpty {
      coefficients.append(contentsOf: other.coefficients)
      scales.append(contentsOf: other.scales)
    } else {
      for index in 0..<other.count { append(other[index]) }
    }
  }

  mutating func reserveCapacity(_ capacity: Int) {
    coefficients.reserveCapacity(capacity)
    scales.reserveCapacity(capacity)
  }

  private mutating func stored(_ value: Decimal128) -> (coefficient: Int64, scale: UInt8) {
    if let small = Int64(exactly: value.coefficient) { return (small, value.scale) }
    wide.append(value)
    return (Int64(wide.count - 1), Self.wideMark)
  }
}

/// Amounts of money: of one currency that the field fixes, or each of its own.
public struct MoneyColumn: Sendable {
  public internal(set) var amounts: DecimalColumn
  /// ``Currency/code`` of each amount; empty where ``currency`` holds for all.
  public internal(set) var currencies: [UInt16]
  /// The currency of the field's type.
  public let currency: Currency?

  public init(currency: Currency?) {
    amounts = DecimalColumn()
    currencies = []
    self.currency = currency
  }

  @inlinable public var count: Int { amounts.count }

  @inlinable public subscript(index: Int) -> Money {
    Money(amount: amounts[index], currency: currency ?? Currency(code: currencies[index]))
  }

  /// The currency must be the one of the field, where it fixes one.
  public mutating func append(_ value: Money) {
    amounts.append(value.amount)
    if currency == nil { currencies.append(value.currency.code) }
  }

  public mutating func set(_ value: Money, at index: Int) {
    guard index >= 0, index < amounts.count else { return }
    amounts.set(value.amount, at: index)
    if currency == nil { currencies[index] = value.currency.code }
  }

  public mutating func append(contentsOf other: MoneyColumn) {
    amounts.append(contentsOf: other.amounts)
    if currency == nil { currencies.append(contentsOf: other.currencies) }
  }

  mutating func reserveCapacity(_ capacity: Int) {
    amounts.reserveCapacity(capacity)
    if currency == nil { currencies.reserveCapacity(capacity) }
  }
}
