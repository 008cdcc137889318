public import RulePlan

/// A rate by which an amount was converted.
public struct ExchangeStep: Sendable {
  /// The currency of which one unit is worth `rate` units of `currency`.
  public var base: Currency
  public var currency: Currency
  public var rate: Decimal128
  public var row: RowReference
}
