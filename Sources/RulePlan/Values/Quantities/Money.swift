/// An exact amount in a currency.
///
/// Amounts in different currencies are neither equal nor in any order; to compare them, convert.
@frozen public struct Money: TextualValue {
  public let amount: Decimal128
  public let currency: Currency

  @inlinable public init(amount: Decimal128, currency: Currency) {
    self.amount = amount
    self.currency = currency
  }

  /// −1, 0 or 1; nil where the currencies differ.
  @inlinable public func compare(_ other: Money) -> Int? {
    currency == other.currency ? amount.compare(other.amount) : nil
  }

  @inlinable public func negated() -> Money { Money(amount: amount.negated(), currency: currency) }

  /// The exact sum; nil where the currencies differ or it cannot be held.
  @inlinable public func adding(_ other: Money) -> Money? {
    guard currency == other.currency, let sum = amount.adding(other.amount) else { return nil }
    return Money(amount: sum, currency: currency)
  }

  /// The exact difference; nil where the currencies differ or it cannot be held.
  @inlinable public func subtracting(_ other: Money) -> Money? { adding(other.negated()) }

  /// Reads `50000 USD` or `50000.00 USD`.
  @inlinable public static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> Money {
    var scanner = ByteScanner(bytes)
    let amount = try Decimal128.scan(&scanner, kind: .money)
    let isSeparated = scanner.takeBlanks()
    if scanner.isAtEnd { throw ValueFault(.money, .missingCurrency) }
    guard isSeparated else { throw Decimal128.fault(at: scanner, kind: .money) }
    guard let currency = Currency(bytes: scanner.takeWord()) else { throw ValueFault(.money, .unknownCurrency) }
    scanner.takeBlanks()
    guard scanner.isAtEnd else { throw ValueFault(.money, .form) }
    return Money(amount: amount, currency: currency)
  }

  public func write(to output: inout [UInt8]) {
    amount.write(to: &output)
    output.append(UInt8(ascii: " "))
    currency.write(to: &output)
  }
}
