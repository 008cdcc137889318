/// Tables that every schema holds, at fixed places before those of the policies.
public enum BuiltInTables {
  /// Section `waivers`: accepted departures from a norm.
  public static let waiver = TableID(0)
  /// Section `exchange_rates`: how many units of `currency` one unit of `per` is worth.
  public static let exchangeRate = TableID(1)

  /// Section `calendars`: the days on which people do not work.
  public static let calendar = TableID(2)

  /// The kinds of rows of ``calendar``.
  public static let weekendKind = "weekend"
  public static let holidayKind = "holiday"

  /// Fields of ``calendar``.
  public enum CalendarField {
    public static let calendar = FieldID(BuiltInTables.calendar, 0)
    public static let kind = FieldID(BuiltInTables.calendar, 1)
    public static let days = FieldID(BuiltInTables.calendar, 2)
    public static let day = FieldID(BuiltInTables.calendar, 3)
    public static let valid = FieldID(BuiltInTables.calendar, 4)
  }

  /// Fields of ``waiver``.
  public enum WaiverField {
    public static let rule = FieldID(waiver, 0)
    public static let subject = FieldID(waiver, 1)
    public static let reason = FieldID(waiver, 2)
    public static let approvedBy = FieldID(waiver, 3)
    public static let valid = FieldID(waiver, 4)
    public static let controls = FieldID(waiver, 5)
    public static let duties = FieldID(waiver, 6)
    public static let unit = FieldID(waiver, 7)
    public static let model = FieldID(waiver, 8)
    public static let about = FieldID(waiver, 9)
    public static let requestedBy = FieldID(waiver, 10)
    public static let renews = FieldID(waiver, 11)
  }

  /// Fields of ``exchangeRate``.
  public enum ExchangeRateField {
    public static let currency = FieldID(exchangeRate, 0)
    public static let per = FieldID(exchangeRate, 1)
    public static let rate = FieldID(exchangeRate, 2)
    public static let valid = FieldID(exchangeRate, 3)
  }

  public static let tables: [Table] = [
    Table(
      id: waiver, name: "Waiver", namespace: "", section: "waivers",
      fields: [
        Field(
          name: "rule", type: ValueType(.text),
          documentation: "The norm that is waived, with or without its namespace."),
        Field(name: "subject", type: ValueType(.text), documentation: "Key of the instance that the waiver is for."),
        Field(name: "reason", type: ValueType(.text), documentation: "Why the departure is accepted."),
        Field(name: "approved_by", type: ValueType(.text), documentation: "Who approved it."),
        Field(name: "valid", type: ValueType(.period), documentation: "When it holds; both ends count."),
        Field(
          name: "controls", type: ValueType(.text, .many), defaultValue: .list([]),
          documentation: "Mitigating controls in place meanwhile."),
        Field(
          name: "duties", type: ValueType(.text, .many), defaultValue: .list([]),
          documentation: "The duties within which conflicts are excused."),
        Field(
          name: "unit", type: ValueType(.text, .optional),
          documentation: "Key of the unit at which and below which it holds; without one, everywhere."),
        Field(
          name: "in", type: ValueType(.text, .optional),
          documentation: "The access model that it is for; without one, any."),
        Field(
          name: "about", type: ValueType(.text, .many), defaultValue: .list([]),
          documentation: "Keys of the instances of the rule’s other variables, in their order."),
        Field(name: "requested_by", type: ValueType(.text, .optional), documentation: "Who asked for it."),
        Field(
          name: "renews", type: ValueType(.boolean), defaultValue: .boolean(false),
          documentation: "Whether a new term begins with it."),
      ],
      documentation: "An accepted, time-bound departure from a norm."),
    Table(
      id: exchangeRate, name: "ExchangeRate", namespace: "", section: "exchange_rates",
      fields: [
        Field(name: "currency", type: ValueType(.text), documentation: "The currency that the rate is given in."),
        Field(name: "per", type: ValueType(.text), documentation: "The currency one unit of which is worth `rate`."),
        Field(name: "rate", type: ValueType(.decimal), documentation: "Units of `currency` for one unit of `per`."),
        Field(name: "valid", type: ValueType(.period), documentation: "The days on which the rate applies."),
      ],
      documentation: "An exchange rate and the days on which it applies."),
    Table(
      id: calendar, name: "WorkingCalendar", namespace: "", section: "calendars",
      fields: [
        Field(name: "calendar", type: ValueType(.text), documentation: "The name of the calendar."),
        Field(name: "kind", type: ValueType(.text), documentation: "`weekend` or `holiday`."),
        Field(
          name: "days", type: ValueType(.integer, .many), defaultValue: .list([]),
          documentation: "Of a weekend, the free days of the week: 1 is Monday, 7 Sunday."),
        Field(name: "day", type: ValueType(.date, .optional), documentation: "Of a holiday, the day."),
        Field(
          name: "valid", type: ValueType(.period, .optional),
          documentation: "Of a weekend, the days that the calendar covers."),
      ],
      documentation: "Days on which people do not work, by the name of a calendar."),
  ]
}
