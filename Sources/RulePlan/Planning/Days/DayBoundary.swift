/// A day on which a comparison with `today` may come out otherwise than on the day before, as a function of the data: the
/// first on which `today`, moved by some durations, reaches or passes a value.
public struct DayBoundary: Hashable, Sendable {
  /// Where the value comes from.
  public enum Base: Hashable, Sendable {
    /// Every value of a field that is read from the data.
    case column(FieldID, Part)
    case constant(CalendarDate)
    /// Every first day of a month, of a year.
    case months
    case years
  }

  /// The type of a field, and which day of its value counts.
  public enum Part: Hashable, Sendable {
    case date
    /// The first and the last day of a period.
    case from
    case until
    /// The day of a timestamp. The zone is left open, so the days beside it count too.
    case timestamp
  }

  public var base: Base
  /// Durations that are added to the value, one after the other.
  public var shifts: [DayShift] = []
  /// A number of days added to it at last: the length of a duration that the time since the value is compared with.
  public var length: DayShift?
  /// Durations that are added to `today`, one after the other.
  public var moved: [DayShift] = []
  /// Whether the value must be passed; else it is enough to reach it.
  public var isPassed: Bool

  public init(
    base: Base, shifts: [DayShift] = [], length: DayShift? = nil, moved: [DayShift] = [], isPassed: Bool
  ) {
    self.base = base
    self.shifts = shifts
    self.length = length
    self.moved = moved
    self.isPassed = isPassed
  }

  /// The field that the value is read from.
  public var field: FieldID? {
    if case .column(let field, _) = base { field } else { nil }
  }
}

/// A duration that is added to a day: the sum, part by part, of durations that are written or read from the data.
public struct DayShift: Hashable, Sendable {
  public enum Amount: Hashable, Sendable {
    case constant(CalendarDuration)
    /// Every value of a field that is read from the data.
    case column(FieldID)
  }

  public struct Term: Hashable, Sendable {
    public var amount: Amount
    /// Whether it is subtracted.
    public var isNegative = false
  }

  public var terms: [Term]

  public init(_ terms: [Term]) { self.terms = terms }
  public init(_ constant: CalendarDuration) { terms = [Term(amount: .constant(constant))] }

  /// The duration, where no part of it is read from the data; nil also on overflow.
  public var constant: CalendarDuration? {
    var sum = CalendarDuration()
    for term in terms {
      guard case .constant(let value) = term.amount, let signed = term.isNegative ? value.negated() : value,
        let next = sum.adding(signed)
      else { return nil }
      sum = next
    }
    return sum
  }

  var negated: DayShift {
    DayShift(terms.map { Term(amount: $0.amount, isNegative: !$0.isNegative) })
  }
}
