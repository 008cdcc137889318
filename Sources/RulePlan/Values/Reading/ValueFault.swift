/// Why a text is not a value of its type.
@frozen public struct ValueFault: Error, Hashable, Sendable {
  /// The type that was expected.
  public let kind: Kind
  public let reason: Reason

  @inlinable public init(_ kind: Kind, _ reason: Reason) {
    self.kind = kind
    self.reason = reason
  }

  @frozen public enum Kind: UInt8, Hashable, Sendable {
    case integer, decimal, percent, currency, money, date, timestamp, duration, period, dataSize, version
  }

  @frozen public enum Reason: Hashable, Sendable {
    /// It does not have the form of such a value at all.
    case form
    /// More than 36 digits, or more than 63 after the point.
    case tooManyDigits
    /// Beyond the largest or the smallest value of the type.
    case outOfRange
    /// Digits are grouped, or the decimal mark is a comma.
    case groupedDigits
    case exponent
    case missingUnit
    case unknownUnit
    case missingCurrency
    case unknownCurrency
    case noSuchMonth(UInt8)
    case noSuchDay(year: UInt16, month: UInt8, last: UInt8)
    case noSuchTime
    case missingOffset
    /// Finer than the type can hold: parts of a microsecond, of a byte.
    case tooFine
    case endsBeforeItBegins
    case tooManyParts
  }
}

extension ValueFault: CustomStringConvertible {
  /// The expected form, with an example, and the fault where it is known. Does not repeat the text.
  public var description: String {
    guard let explanation else { return "expected \(kind.noun)" }
    return "expected \(kind.noun): \(explanation)"
  }

  /// A whole message about the text that was read.
  public func message(found text: String) -> String {
    let found = "expected \(kind.noun), found `\(text)`"
    guard let explanation else { return found }
    return "\(found): \(explanation)"
  }

  /// The fault of the text, beyond not having the form that was expected.
  public var explanation: String? {
    switch reason {
    case .form: nil
    case .tooManyDigits: "it has more digits than can be held exactly"
    case .outOfRange: "it is out of range"
    case .groupedDigits: "digits are not grouped in data, and the decimal mark is a point"
    case .exponent: "the number is to be written out, without an exponent"
    case .missingUnit: "the unit is missing"
    case .unknownUnit: "the unit is not known"
    case .missingCurrency: "the currency is missing"
    case .unknownCurrency: "there is no such currency in ISO 4217"
    case .noSuchMonth(let month): "there is no month \(month)"
    case .noSuchDay(let year, let month, let last):
      "\(CalendarDate.monthName(Int(month))) \(year) has \(last) days"
    case .noSuchTime: "there is no such time of day"
    case .missingOffset: "`Z` or the offset from UTC is missing"
    case .tooFine:
      switch kind {
      case .dataSize: "it is not a whole number of bytes"
      default: "it is finer than a microsecond"
      }
    case .endsBeforeItBegins: "it ends before it begins"
    case .tooManyParts: "it has more parts than can be held"
    }
  }
}

extension ValueFault.Kind {
  /// The name of the type with an example, for messages.
  public var noun: String {
    switch self {
    case .integer: "a whole number such as `1000`"
    case .decimal: "a number such as `0.15`"
    case .percent: "a percentage such as `15 %`"
    case .currency: "a currency such as `USD`"
    case .money: "an amount such as `50000 USD`"
    case .date: "a date such as `2019-06-30`"
    case .timestamp: "a time such as `2019-06-30T14:00:00Z`"
    case .duration: "a duration such as `90 days`"
    case .period: "a period such as `2019-01-01 .. 2019-12-31`"
    case .dataSize: "a size such as `16 GB`"
    case .version: "a version such as `1.2`"
    }
  }
}
