/// Which days and durations an expression may come to, in terms of `today` and of the data. Of everything else nothing is
/// said: it changes only on boundaries that are noted on the way.
struct DayValue: Hashable {
  struct Form: Hashable {
    enum Base: Hashable {
      case today
      case column(FieldID, DayBoundary.Part)
      case constant(CalendarDate)
    }

    var base: Base
    var shifts: [DayShift] = []

    /// Whether it is another day on every day.
    var isMoving: Bool { base == .today }

    func shifted(by shift: DayShift) -> Form { Form(base: base, shifts: shifts + [shift]) }
  }

  /// The time between a day that moves and one that does not.
  struct Elapsed: Hashable {
    var moving: Form
    var steady: Form
    /// Whether it is the time that is left until the steady day.
    var isLeft: Bool
  }

  /// Dates; the first days of periods; timestamps, by their days.
  var days: Set<Form> = []
  /// The last days of periods.
  var lastDays: Set<Form> = []
  /// Durations that do not move.
  var lengths: Set<DayShift> = []
  var elapsed: Set<Elapsed> = []
  /// Whether it may also be a day or a duration of which nothing is known but that it does not move.
  var isUnknown = false

  static let today = DayValue(days: [Form(base: .today)])
  static let steady = DayValue()
  static let unknown = DayValue(isUnknown: true)

  /// The number of forms that are distinguished.
  static let limit = 64

  var isMoving: Bool { !elapsed.isEmpty || days.contains(where: \.isMoving) || lastDays.contains(where: \.isMoving) }
  var count: Int { days.count + lastDays.count + lengths.count + elapsed.count }

  /// The last days of periods as days.
  var ends: DayValue { DayValue(days: lastDays, isUnknown: isUnknown) }
  /// The first days of periods as days.
  var starts: DayValue { DayValue(days: days, isUnknown: isUnknown) }

  func union(_ other: DayValue) -> DayValue {
    DayValue(
      days: days.union(other.days), lastDays: lastDays.union(other.lastDays), lengths: lengths.union(other.lengths),
      elapsed: elapsed.union(other.elapsed), isUnknown: isUnknown || other.isUnknown)
  }

  /// A value written in a policy.
  init(_ constant: Constant) {
    self.init()
    switch constant {
    case .date(let day): days = [Form(base: .constant(day))]
    case .timestamp(let moment): days = [Form(base: .constant(moment.date))]
    case .duration(let duration): lengths = [DayShift(duration)]
    case .period(let period):
      days = Set(period.firstDay.map { Form(base: .constant($0)) }.map { [$0] } ?? [])
      lastDays = Set(period.lastDay.map { Form(base: .constant($0)) }.map { [$0] } ?? [])
    case .list(let elements): self = elements.reduce(into: DayValue()) { $0 = $0.union(DayValue($1)) }
    case .text, .boolean, .integer, .decimal, .percent, .money, .dataSize, .version, .enumeration, .instance, .record,
      .row,
      .missing, .undetermined:
      break
    }
  }

  /// The values that the data has in a field.
  init(column field: FieldID, _ type: ScalarType) {
    self.init()
    switch type {
    case .date: days = [Form(base: .column(field, .date))]
    case .timestamp: days = [Form(base: .column(field, .timestamp))]
    case .duration: lengths = [DayShift([DayShift.Term(amount: .column(field))])]
    case .period:
      days = [Form(base: .column(field, .from))]
      lastDays = [Form(base: .column(field, .until))]
    case .text, .boolean, .integer, .decimal, .percent, .money, .dataSize, .version, .enumeration, .row: break
    }
  }

  init(
    days: Set<Form> = [], lastDays: Set<Form> = [], lengths: Set<DayShift> = [], elapsed: Set<Elapsed> = [],
    isUnknown: Bool = false
  ) {
    self.days = days
    self.lastDays = lastDays
    self.lengths = lengths
    self.elapsed = elapsed
    self.isUnknown = isUnknown
  }
}
