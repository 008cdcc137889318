/// A typed expression. The compiler writes it, the planner rewrites its pipelines, the evaluator runs it.
///
/// Truth has three values. *Undetermined* is what cannot be decided (overflow, division by zero, no exchange rate,
/// a missing value that was not dealt with); `and`, `or`, `not` follow Kleene, so the order of operands never matters.
public struct Expression: Sendable {
  public var node: Node
  public var type: ValueType
  public var origin: Origin

  public init(_ node: Node, _ type: ValueType, _ origin: Origin) {
    self.node = node
    self.type = type
    self.origin = origin
  }

  public indirect enum Node: Sendable {
    case constant(Constant)
    case variable(VariableID)
    /// The day of the evaluation, or the one that ``onDay(_:day:)`` or ``Pipeline/Source/day(_:)`` puts in its place.
    case today

    // Paths
    /// A field of a row, or of each of several rows (flattened; missing values drop out).
    /// Of an optional row the result is optional.
    case field(Expression, FieldID)
    /// The pseudo-fields `from` and `until` of a period. `until` is missing where the period is open.
    case periodFrom(Expression)
    case periodUntil(Expression)
    /// The amount of money as a decimal, its currency as text; the year, month and day of a date.
    case component(Component, Expression)
    /// The rows reached over a field any number of times: each once, in the order it is first reached.
    case closure(Expression, FieldID, includesStart: Bool)
    /// All instances of an entity, in the order of the data.
    case instances(TableID)

    // Several values
    case list([Expression])
    /// The value of an expression for each row of a pipeline.
    case collect(Pipeline, Expression)
    case distinct(Expression)

    // Truth
    case not(Expression)
    case and([Expression])
    case or([Expression])
    case implies(Expression, Expression)
    case compare(Comparison, Expression, Expression)
    case like(Expression, TextPattern)
    /// Whether the first is among the second, several.
    case isMember(Expression, of: Expression)
    case isInRange(Expression, lower: Expression, upper: Expression, includesUpper: Bool)
    case isPresent(Expression)
    /// A period contains a date or a period; several contain a value.
    case periodContains(Expression, Expression)
    case overlaps(Expression, Expression)
    /// Every value of the first occurs in the second.
    case isSubset(Expression, of: Expression)
    /// Whether an access model gives the subject an entitlement that fits the pattern.
    case holds(Expression, TextPattern, in: AccessModelID)
    /// Whether what an access model gives the subject amounts to a duty.
    case performs(Expression, DutyID, in: AccessModelID)
    /// Whether a pipeline yields a row. Undetermined if none is sure and one is undetermined.
    case exists(Pipeline)
    /// Whether the condition holds for each row of a pipeline.
    case every(Pipeline, Expression)

    // Values
    /// The first where it is present, else the second.
    case otherwise(Expression, Expression)
    case arithmetic(Arithmetic, Expression, Expression)
    case negate(Expression)
    /// A whole number, or a percentage as a fraction, as a decimal; exact. Of each of several.
    case decimal(Expression)
    /// Money in another currency at the rate of a day.
    case convert(Expression, to: Currency, on: Expression)
    /// The value of a parameter on a day.
    case parameter(ParameterID, on: Expression)
    /// Number of values of several.
    case count(Expression)
    /// Over several values. `sum` of none is zero of the type (money: needs a fixed currency); the others are missing.
    case aggregate(Aggregate, Expression)
    case period(from: Expression, until: Expression?)
    case call(FunctionID, [Expression])
    case function(BuiltInFunction, [Expression])
    /// The second where the first holds, the third where it does not.
    case choose(Expression, Expression, Expression)
    /// A value as it is on another day: inside of it, `today` is that day. The day itself is read with the `today`
    /// outside; where it is undetermined, so is `today`.
    case onDay(Expression, day: Expression)
    /// A name for a value inside the last.
    case bind(VariableID, Expression, in: Expression)
  }
}

/// A part of a value.
public enum Component: Hashable, Sendable {
  case amount, currency, year, month, day
  /// The day of a timestamp where it was written.
  case date
  case dateInUTC
  /// The day in a zone of the plan; undetermined outside the calendar.
  case dateInZone(TimeZoneID)
}

/// A comparison of two values of one type: numbers of two types are widened with ``Expression/Node/decimal(_:)``
/// before.
public enum Comparison: Hashable, Sendable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}

/// Arithmetic. The compiler widens and orders the operands, so that only these pairs of types occur:
/// - add, subtract: two of one type of integer, decimal, percent, money of one currency, duration, data size; a date or
///   a timestamp and a duration; subtract also two dates or two timestamps, which gives a duration.
/// - multiply: integers; decimals; money and a decimal; a duration or a data size and an integer.
/// - divide: decimals; money and a decimal; two amounts of money, two data sizes or two durations, which
///   gives a decimal.
public enum Arithmetic: Hashable, Sendable {
  case add, subtract, multiply, divide
}

/// The function that reduces several values to one.
public enum Aggregate: Hashable, Sendable {
  case sum, average, minimum, maximum
  case median
  /// The least of those that are most frequent.
  case mode
  /// Of the whole population, to 34 significant digits.
  case standardDeviation
}
