public import RulePlan

/// The result of evaluating one norm for one subject: that it is broken, or that this cannot be decided.
public struct Outcome: Sendable {
  public enum Kind: Sendable { case failed, undetermined }

  /// The value of a variable of the norm.
  public struct Binding: Sendable {
    public var variable: VariableID
    public var value: Value

    public init(variable: VariableID, value: Value) {
      self.variable = variable
      self.value = value
    }
  }

  public var norm: NormID
  public var kind: Kind
  /// Of the `for` and `let` variables in order, or of the subject of a segregation.
  public var bindings: [Binding]
  /// Which of the requirement’s variables are subjects comes first; nil for a norm about the data as a whole.
  public var subject: RowReference?
  /// For a segregation: the scope it was found in, an index into ``Segregation/scopes``.
  public var scope: Int?
  public var evidence: Evidence?
  /// For a segregation: the duties that the subject holds together, in the order of the norm; at least one entry.
  public var conflicts: [Conflict]
  /// Why it cannot be decided, for an undetermined outcome.
  public var reason: UndeterminedReason?
  /// The day on which the row was judged; nil where the norm judges all rows on the day of the evaluation.
  public var day: CalendarDate?

  public init(
    norm: NormID, kind: Kind, bindings: [Binding], subject: RowReference?, scope: Int? = nil,
    evidence: Evidence? = nil, conflicts: [Conflict] = [], reason: UndeterminedReason? = nil, day: CalendarDate? = nil
  ) {
    self.norm = norm
    self.kind = kind
    self.bindings = bindings
    self.subject = subject
    self.scope = scope
    self.evidence = evidence
    self.conflicts = conflicts
    self.reason = reason
    self.day = day
  }
}

/// Why something cannot be decided, and where in the policies.
public struct UndeterminedReason: Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    /// Beyond 10^6144.
    case numberTooLarge
    /// Beyond 64 bits.
    case wholeNumberTooLarge
    case durationTooLong
    /// Before the year 1 or after 9999.
    case outsideCalendar
    /// It depends on digits that a rounding to 34 left out.
    case tooFine
    case divisionByZero
    case noExchangeRate(from: Currency, to: Currency, on: CalendarDate)
    /// There is no rate of the two, and several currencies have rates with both.
    case severalExchangeWays(from: Currency, to: Currency, on: CalendarDate, through: [Currency])
    case differentCurrencies
    /// A calendar that the data does not have, or that does not cover a day that is counted over.
    case noWorkingCalendar(String)
    /// A text beyond what is compared.
    case textTooLong
    /// A number that no decimal writes out.
    case notWrittenOut
    /// The step of a rounding.
    case stepNotAboveZero
    case incomparableDurations
    case parameterNotYetSet(String)
    /// A value that the data leaves out, at a place that needs one.
    case missingValue
    /// A value of the data that cannot be read, so that it could be any.
    case unreadableValue
    /// No instance has this key.
    case noInstance(String)
    case other
  }

  public var cause: Cause
  public var origin: Origin

  public init(cause: Cause, origin: Origin) {
    self.cause = cause
    self.origin = origin
  }
}

/// The rights that make a subject break a segregation.
public struct Evidence: Sendable {
  /// A right and the way through which it gives an entitlement.
  public struct Path: Sendable {
    /// The row that grants the right; nil where the subject itself holds it.
    public var right: RowReference?
    /// Values of the variables after `each` that come before the right’s.
    public var trail: [Value]
    /// From the row of the right to the entitlement: roles, then the entitlement.
    public var way: [Value]
    /// The number of steps of a very long way that are left out after the first ``shownAtStart``.
    public var omitted: Int
    public var duty: DutyID

    /// Of a very long way, what is kept of its beginning and of its end.
    public static let shownAtStart = 16
    public static let shownAtEnd = 16

    public init(right: RowReference?, trail: [Value] = [], way: [Value], omitted: Int = 0, duty: DutyID) {
      self.right = right
      self.trail = trail
      self.way = way
      self.omitted = omitted
      self.duty = duty
    }
  }

  /// In the order of the rights.
  public var paths: [Path]

  public init(paths: [Path]) { self.paths = paths }
}

/// The number of things a norm was evaluated over, and how long it took.
public struct NormStatistics: Sendable {
  /// Subjects or combinations that the norm looked at.
  public var examined: Int
  public var failed: Int
  public var undetermined: Int
  /// Combinations whose own day comes after that of the evaluation: they are judged later.
  public var later: Int
  /// Of those that failed or are undetermined, the number that were beyond what is kept.
  public var notKept: Int
  /// Wall time in nanoseconds.
  public var nanoseconds: UInt64

  public init(
    examined: Int = 0, failed: Int = 0, undetermined: Int = 0, later: Int = 0, notKept: Int = 0,
    nanoseconds: UInt64 = 0
  ) {
    self.examined = examined
    self.failed = failed
    self.undetermined = undetermined
    self.later = later
    self.notKept = notKept
    self.nanoseconds = nanoseconds
  }
}

extension NormStatistics {
  init(_ found: RequirementRunner.Found, _ time: Duration) {
    let undetermined = found.outcomes.reduce(found.undeterminedNotKept) { $0 + ($1.kind == .undetermined ? 1 : 0) }
    self.init(
      examined: found.examined, failed: found.outcomes.count + found.notKept - undetermined,
      undetermined: undetermined, later: found.later, notKept: found.notKept, nanoseconds: Self.nanoseconds(time))
  }

  static func nanoseconds(_ time: Duration) -> UInt64 {
    let (seconds, attoseconds) = time.components
    return UInt64(clamping: seconds) &* 1_000_000_000 &+ UInt64(clamping: attoseconds / 1_000_000_000)
  }

  /// With the time and the counts of another part of the same norm.
  public func adding(_ other: NormStatistics) -> NormStatistics {
    NormStatistics(
      examined: examined + other.examined, failed: failed + other.failed,
      undetermined: undetermined + other.undetermined, later: later + other.later, notKept: notKept + other.notKept,
      nanoseconds: nanoseconds &+ other.nanoseconds)
  }
}

/// All outcomes of an evaluation, by norm and inside a norm in the order of the data.
public struct EvaluationResult: Sendable {
  public var outcomes: [Outcome]
  /// By norm; a norm that is not in force on the day has none.
  public var statistics: [NormID: NormStatistics]
  /// Norms that were left out although they are in force.
  public var excluded: Set<NormID>
  /// Whether the evaluation was stopped before its end.
  public var isCancelled: Bool

  public init(
    outcomes: [Outcome], statistics: [NormID: NormStatistics], excluded: Set<NormID> = [], isCancelled: Bool
  ) {
    self.outcomes = outcomes
    self.excluded = excluded
    self.statistics = statistics
    self.isCancelled = isCancelled
  }
}
