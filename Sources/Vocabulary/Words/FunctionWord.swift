/// A function of the language.
public enum FunctionWord: UInt8, CaseIterable, Sendable {
  case count, sum, average, min, max
  case round, roundHalfUp, roundUp, roundDown, floor, abs, mod
  case lower, upper, trim, collapse, length, before, after, digits, similarity, join
  case weekday, quarter, endOfMonth, fiscalYear, workingDays
  case median, percentile, rank, mode, standardDeviation

  /// The row of a function.
  public struct Entry: Sendable {
    public let function: FunctionWord
    public let word: StaticString
    /// The values that it takes.
    public let parameters: [Parameter]
    /// The type of what it gives, in words where it depends on what it takes.
    public let result: StaticString
    /// Its result, in one sentence.
    public let documentation: StaticString
    public let example: StaticString
    /// Whether no declaration may have its name. Of others the declaration goes first.
    public let isReserved: Bool
  }

  public struct Parameter: Sendable {
    public let name: StaticString
    /// The type, in words where there are several.
    public let type: StaticString
  }

  public var entry: Entry { Self.entries[Int(rawValue)] }
  public var word: StaticString { entry.word }

  public init?(_ word: String) {
    guard let entry = Self.entries.first(where: { $0.word.isSpelled(word) }) else { return nil }
    self = entry.function
  }

  /// The inputs of every rounding.
  private static let valueAndStep = [
    Parameter(name: "x", type: "a number or an amount"),
    Parameter(name: "to: step", type: "the type of the value, above zero"),
  ]

  /// In the order of the cases.
  public static let entries: [Entry] = [
    Entry(
      function: .count, word: "count", parameters: [Parameter(name: "values", type: "several values")],
      result: "Integer", documentation: "How many values there are.",
      example: "count(g for g in Grant where g.person == p)", isReserved: true),
    Entry(
      function: .sum, word: "sum", parameters: [Parameter(name: "values", type: "several numbers or quantities")],
      result: "the type of the values", documentation: "The total of several values; zero for none.",
      example: "sum(l.amount for l in po.lines)", isReserved: true),
    Entry(
      function: .average, word: "average", parameters: [Parameter(name: "values", type: "several numbers or amounts")],
      result: "the type of the values, optional", documentation: "The mean of several values; missing for none.",
      example: "average(po.lines.amount)", isReserved: true),
    Entry(
      function: .min, word: "min", parameters: [Parameter(name: "values", type: "several values with an order")],
      result: "the type of the values, optional", documentation: "The least of several values; missing for none.",
      example: "min(p.contracts.valid.from)", isReserved: true),
    Entry(
      function: .max, word: "max", parameters: [Parameter(name: "values", type: "several values with an order")],
      result: "the type of the values, optional", documentation: "The greatest of several values; missing for none.",
      example: "max(po.lines.amount)", isReserved: true),
    Entry(
      function: .round, word: "round",
      parameters: valueAndStep,
      result: "the type of the value",
      documentation: "The value to the minor unit of its currency, a whole number, or a step; half to the even one.",
      example: "round(o.total, to: 0.05 USD)", isReserved: false),
    Entry(
      function: .roundHalfUp, word: "round_half_up",
      parameters: valueAndStep,
      result: "the type of the value", documentation: "The value to a step, a half away from zero.",
      example: "round_half_up(o.total)", isReserved: false),
    Entry(
      function: .roundUp, word: "round_up",
      parameters: valueAndStep,
      result: "the type of the value", documentation: "The value to a step, away from zero.",
      example: "round_up(o.total)", isReserved: false),
    Entry(
      function: .roundDown, word: "round_down",
      parameters: valueAndStep,
      result: "the type of the value", documentation: "The value to a step, towards zero.",
      example: "round_down(o.total)", isReserved: false),
    Entry(
      function: .floor, word: "floor", parameters: [Parameter(name: "x", type: "a number or an amount")],
      result: "the type of the value", documentation: "The greatest whole number that is not greater.",
      example: "floor(2.9)", isReserved: false),
    Entry(
      function: .abs, word: "abs", parameters: [Parameter(name: "x", type: "a number or an amount")],
      result: "the type of the value", documentation: "The value without its sign.",
      example: "abs(-2)", isReserved: false),
    Entry(
      function: .mod, word: "mod",
      parameters: [
        Parameter(name: "a", type: "a number or an amount"),
        Parameter(name: "b", type: "a number or an amount of its currency"),
      ],
      result: "the type of the value", documentation: "The rest: `a - b * floor(a / b)`.",
      example: "mod(7, 5)", isReserved: false),
    Entry(
      function: .lower, word: "lower", parameters: [Parameter(name: "text", type: "Text")],
      result: "Text", documentation: "The text in lower case.",
      example: "lower(p.name)", isReserved: false),
    Entry(
      function: .upper, word: "upper", parameters: [Parameter(name: "text", type: "Text")],
      result: "Text", documentation: "The text in upper case.",
      example: "upper(p.name)", isReserved: false),
    Entry(
      function: .trim, word: "trim", parameters: [Parameter(name: "text", type: "Text")],
      result: "Text", documentation: "The text without white space at its ends.",
      example: "trim(p.name)", isReserved: false),
    Entry(
      function: .collapse, word: "collapse", parameters: [Parameter(name: "text", type: "Text")],
      result: "Text", documentation: "The text with one space for each run of white space, and none at its ends.",
      example: "collapse(p.name)", isReserved: false),
    Entry(
      function: .length, word: "length", parameters: [Parameter(name: "text", type: "Text")],
      result: "Integer", documentation: "How many Unicode scalars the text has.",
      example: "length(p.name)", isReserved: false),
    Entry(
      function: .before, word: "before",
      parameters: [Parameter(name: "text", type: "Text"), Parameter(name: "part", type: "Text")],
      result: "Text", documentation: "The text before the first place of the part; all of it without the part.",
      example: "before(o.id, \"-\")", isReserved: false),
    Entry(
      function: .after, word: "after",
      parameters: [Parameter(name: "text", type: "Text"), Parameter(name: "part", type: "Text")],
      result: "Text", documentation: "The text after the first place of the part; empty without the part.",
      example: "after(o.id, \"-\")", isReserved: false),
    Entry(
      function: .digits, word: "digits", parameters: [Parameter(name: "text", type: "Text")],
      result: "Integer?", documentation: "The whole number of the digits; missing where there are none.",
      example: "digits(o.id)", isReserved: false),
    Entry(
      function: .similarity, word: "similarity",
      parameters: [Parameter(name: "a", type: "Text"), Parameter(name: "b", type: "Text")],
      result: "Percent", documentation: "How alike two names are, without case, marks and punctuation.",
      example: "similarity(p.name, \"Acme\")", isReserved: false),
    Entry(
      function: .join, word: "join",
      parameters: [Parameter(name: "list", type: "several texts"), Parameter(name: "text", type: "Text")],
      result: "Text", documentation: "The texts of a list with a text between them.",
      example: "join(po.lines.product, \", \")", isReserved: false),
    Entry(
      function: .weekday, word: "weekday", parameters: [Parameter(name: "day", type: "Date")],
      result: "Integer", documentation: "The day of the week: 1 is Monday, 7 Sunday.",
      example: "weekday(o.raised)", isReserved: false),
    Entry(
      function: .quarter, word: "quarter", parameters: [Parameter(name: "day", type: "Date")],
      result: "Integer", documentation: "The quarter of the year, 1 to 4.",
      example: "quarter(o.raised)", isReserved: false),
    Entry(
      function: .endOfMonth, word: "end_of_month", parameters: [Parameter(name: "day", type: "Date")],
      result: "Date", documentation: "The last day of the month.",
      example: "end_of_month(o.raised)", isReserved: false),
    Entry(
      function: .fiscalYear, word: "fiscal_year",
      parameters: [Parameter(name: "day", type: "Date"), Parameter(name: "first: month", type: "Integer")],
      result: "Integer", documentation: "The year in which the fiscal year of the day ends.",
      example: "fiscal_year(o.raised, first: 7)", isReserved: false),
    Entry(
      function: .workingDays, word: "working_days",
      parameters: [
        Parameter(name: "from", type: "Date"), Parameter(name: "until", type: "Date"),
        Parameter(name: "calendar", type: "Text"),
      ],
      result: "Integer", documentation: "The working days after one day up to another, in a calendar of the data.",
      example: "working_days(o.raised, today, \"NBO\")", isReserved: false),
    Entry(
      function: .median, word: "median", parameters: [Parameter(name: "list", type: "several numbers or amounts")],
      result: "the type of the values, optional", documentation: "The middle of several values; missing for none.",
      example: "median(po.lines.amount)", isReserved: false),
    Entry(
      function: .percentile, word: "percentile",
      parameters: [
        Parameter(name: "list", type: "several numbers or amounts"), Parameter(name: "share", type: "Percent"),
      ],
      result: "the type of the values, optional",
      documentation: "The value at a share of the way from the least to the greatest.",
      example: "percentile(po.lines.amount, 25 %)", isReserved: false),
    Entry(
      function: .rank, word: "rank",
      parameters: [
        Parameter(name: "x", type: "a value with an order"),
        Parameter(name: "list", type: "several values of its type"),
      ],
      result: "Integer?", documentation: "One more than how many of the values are less.",
      example: "rank(o.total, [1 USD, 2 USD])", isReserved: false),
    Entry(
      function: .mode, word: "mode", parameters: [Parameter(name: "list", type: "several values with an order")],
      result: "the type of the values, optional", documentation: "The most frequent value, the least of several.",
      example: "mode(po.lines.quantity)", isReserved: false),
    Entry(
      function: .standardDeviation, word: "standard_deviation",
      parameters: [Parameter(name: "list", type: "several numbers or amounts")],
      result: "the type of the values, optional",
      documentation: "The standard deviation of the whole population, rounded to 34 digits.",
      example: "standard_deviation(po.lines.quantity)", isReserved: false),
  ]
}
