/// A function of the language, with the forms of its operands. An operand that is undetermined
/// makes the result undetermined.
public enum BuiltInFunction: Hashable, Sendable, CaseIterable {
  // Numbers: integers, decimals, percentages as fractions, money.
  /// Of a number, and of a step where there is a second operand; the result has the type of the first.
  case round, roundHalfUp, roundUp, roundDown
  case floor, absolute
  /// `a - b * floor(a / b)`
  case modulo

  // Texts, by Unicode scalars and without normalisation.
  case lower, upper, trim, collapse
  /// In Unicode scalars.
  case length
  case startsWith, endsWith, containsText
  /// The text before or after the first place of the second in the first.
  case before, after
  /// The whole number of the digits; missing where there are none.
  case digits
  /// Any number of texts after each other.
  case concatenate
  /// A value as data writes it.
  case text
  /// Whether a text fits a pattern that is not written out.
  case matches
  case similarity
  /// Several texts with one between them.
  case join

  // Dates
  case weekday, quarter, endOfMonth
  /// Of a date, and of the first month.
  case fiscalYear
  /// Of a date, a number of days and a calendar.
  case addWorkingDays
  /// From after one date up to another, in a calendar.
  case workingDays

  // Several values
  /// Of several, and of a percentage.
  case percentile
  /// Of a value, among several.
  case rank
}
