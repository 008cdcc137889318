/// An entity of every project.
public enum EntityWord: UInt8, CaseIterable, Sendable {
  case waiver, exchangeRate, workingCalendar

  public var word: StaticString {
    switch self {
    case .waiver: "Waiver"
    case .exchangeRate: "ExchangeRate"
    case .workingCalendar: "WorkingCalendar"
    }
  }

  /// The meaning of its instances, in one sentence.
  public var documentation: StaticString {
    switch self {
    case .waiver: "An accepted, time-bound departure from a norm."
    case .workingCalendar: "Days on which people do not work, by the name of a calendar."
    case .exchangeRate: "An exchange rate and the days on which it applies."
    }
  }
}
