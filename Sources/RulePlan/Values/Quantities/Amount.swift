/// An amount of money of any exact number. ``Money`` is one that a decimal holds, as all amounts of the data are.
public struct Amount: Hashable, Sendable, CustomStringConvertible {
  public let number: Number
  public let currency: Currency

  public init(number: Number, currency: Currency) {
    self.number = number
    self.currency = currency
  }

  public init(_ money: Money) { self.init(number: .decimal(money.amount), currency: money.currency) }

  public func negated() -> Amount { Amount(number: number.negated(), currency: currency) }

  /// All digits, or the fraction where no decimal writes it out.
  public var description: String { "\(number) \(currency)" }
}
