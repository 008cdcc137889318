extension DayBoundaryReader {
  /// Notes the boundaries at which a comparison of two values may come out otherwise.
  mutating func cross(_ left: DayValue, _ right: DayValue, _ comparison: Comparison) {
    guard left.isMoving || right.isMoving else { return }
    if left.isMoving && right.isUnknown || right.isMoving && left.isUnknown { noteDaily() }
    cross(left.days, right.days, comparison)
    if !left.lastDays.isEmpty || !right.lastDays.isEmpty {
      // Periods are only ever equal or not.
      cross(left.lastDays, right.lastDays, .equal)
      if comparison != .equal, comparison != .notEqual { noteDaily() }
    }
    for elapsed in left.elapsed {
      for length in right.lengths { note(elapsed, comparison, length) }
    }
    for elapsed in right.elapsed {
      for length in left.lengths { note(elapsed, comparison.mirrored, length) }
    }
    for one in left.elapsed {
      for other in right.elapsed where !Self.moveTogether(one, other) { noteDaily() }
    }
  }

  private mutating func cross(_ left: Set<DayValue.Form>, _ right: Set<DayValue.Form>, _ comparison: Comparison) {
    for a in left {
      for b in right {
        switch (a.isMoving, b.isMoving) {
        case (false, false): break
        case (true, false): note(a.shifts, comparison, b)
        case (false, true): note(b.shifts, comparison.mirrored, a)
        case (true, true): if !Self.keepOrder(a.shifts, b.shifts) { noteDaily() }
        }
      }
    }
  }

  private mutating func note(
    _ moved: [DayShift], _ comparison: Comparison, _ value: DayValue.Form, _ length: DayShift? = nil
  ) {
    let base: DayBoundary.Base
    switch value.base {
    case .today: return
    case .column(let field, let part): base = .column(field, part)
    case .constant(let day): base = .constant(day)
    }
    for isPassed in comparison.crossings {
      note(DayBoundary(base: base, shifts: value.shifts, length: length, moved: moved, isPassed: isPassed))
    }
  }

  /// The time since a day exceeds a length where today exceeds that day and the length together.
  private mutating func note(_ elapsed: DayValue.Elapsed, _ comparison: Comparison, _ length: DayShift) {
    note(
      elapsed.moving.shifts, elapsed.isLeft ? comparison.mirrored : comparison, elapsed.steady,
      elapsed.isLeft ? length.negated : length)
  }

  /// Whether `today` moved in two ways compares the same on every day.
  static func keepOrder(_ left: [DayShift], _ right: [DayShift]) -> Bool {
    if left == right { return true }
    guard left.count <= 1, right.count <= 1, let a = length(left), let b = length(right),
      a.microseconds % Timestamp.microsecondsPerDay == 0, b.microseconds % Timestamp.microsecondsPerDay == 0
    else { return false }
    let first = Int64(a.days) &+ a.microseconds / Timestamp.microsecondsPerDay
    let second = Int64(b.days) &+ b.microseconds / Timestamp.microsecondsPerDay
    // More months and as many days lead to a later day, wherever one begins.
    return a.months <= b.months && first <= second || a.months >= b.months && first >= second
  }

  private static func length(_ shifts: [DayShift]) -> CalendarDuration? {
    shifts.first.map(\.constant) ?? CalendarDuration()
  }

  /// Whether the difference of two times since some day is the same on every day.
  private static func moveTogether(_ left: DayValue.Elapsed, _ right: DayValue.Elapsed) -> Bool {
    left.isLeft == right.isLeft && left.moving == right.moving
  }

  // MARK: Values

  mutating func component(_ component: Component, _ value: DayValue) -> DayValue {
    switch component {
    case .date, .dateInUTC, .dateInZone: return value.starts
    case .amount, .currency: return .steady
    case .year, .month, .day:
      for form in value.days where form.isMoving {
        switch component {
        case .year: note(DayBoundary(base: .years, moved: form.shifts, isPassed: false))
        case .month: note(DayBoundary(base: .months, moved: form.shifts, isPassed: false))
        default: noteDaily()
        }
      }
      return .steady
    }
  }

  /// One or some of several values, by their order or equality.
  mutating func chosen(_ value: DayValue) -> DayValue {
    cross(value, value, .less)
    if value.isMoving { cross(value, value, .equal) }
    return value
  }

  mutating func negated(_ value: DayValue) -> DayValue {
    var result = DayValue(lengths: Set(value.lengths.map(\.negated)), isUnknown: value.isUnknown)
    result.elapsed = Set(
      value.elapsed.map { DayValue.Elapsed(moving: $0.moving, steady: $0.steady, isLeft: !$0.isLeft) })
    return result
  }

  mutating func arithmetic(_ operation: Arithmetic, _ left: Expression, _ right: Expression) -> DayValue {
    let a = visit(left)
    let b = visit(right)
    switch (operation, left.type.scalar, right.type.scalar) {
    case (.subtract, .date, .date): return between(a, b)
    case (.add, .date, .duration): return shifted(a, by: b)
    case (.subtract, .date, .duration): return shifted(a, by: negated(b))
    case (.add, .duration, .duration): return sum(a, b)
    case (.subtract, .duration, .duration): return sum(a, negated(b))
    case (.multiply, .duration, .integer):
      guard case .constant(.integer(let factor)) = right.node, a.elapsed.isEmpty else { break }
      var result = DayValue(isUnknown: a.isUnknown)
      for length in a.lengths {
        if let product = length.constant?.multiplied(by: factor) {
          result.lengths.insert(DayShift(product))
        } else {
          result.isUnknown = true
        }
      }
      return result
    default: break
    }
    if a.isMoving || b.isMoving { noteDaily() }
    return steadyResult(left.type).union(steadyResult(right.type))
  }

  private mutating func shifted(_ days: DayValue, by lengths: DayValue) -> DayValue {
    var result = DayValue(isUnknown: days.isUnknown || lengths.isUnknown)
    if !lengths.elapsed.isEmpty || lengths.isUnknown && days.isMoving { noteDaily() }
    for form in days.days {
      for length in lengths.lengths {
        let day = form.shifted(by: length)
        result.days.insert(day)
        // Outside the calendar it is undetermined.
        if day.isMoving { note(DayBoundary(base: .constant(.last), moved: day.shifts, isPassed: true)) }
      }
    }
    return result
  }

  private mutating func sum(_ left: DayValue, _ right: DayValue) -> DayValue {
    var result = DayValue(isUnknown: left.isUnknown || right.isUnknown)
    if !left.elapsed.isEmpty || !right.elapsed.isEmpty { noteDaily() }
    for a in left.lengths {
      for b in right.lengths { result.lengths.insert(DayShift(a.terms + b.terms)) }
    }
    return result
  }

  /// The time from the second to the first.
  private mutating func between(_ later: DayValue, _ earlier: DayValue) -> DayValue {
    var result = DayValue()
    if later.isUnknown || earlier.isUnknown {
      result.isUnknown = true
      if later.isMoving || earlier.isMoving { noteDaily() }
    }
    for a in later.days {
      for b in earlier.days {
        switch (a.isMoving, b.isMoving) {
        case (false, false): result.isUnknown = true
        case (true, false): result.elapsed.insert(DayValue.Elapsed(moving: a, steady: b, isLeft: false))
        case (false, true): result.elapsed.insert(DayValue.Elapsed(moving: b, steady: a, isLeft: true))
        case (true, true):
          if a == b { result.lengths.insert(DayShift(CalendarDuration())) } else { noteDaily() }
        }
      }
    }
    return result
  }
}

extension Comparison {
  /// Whether the value must be passed, or only reached, for the comparison to come out otherwise.
  fileprivate var crossings: [Bool] {
    switch self {
    case .less, .greaterOrEqual: [false]
    case .lessOrEqual, .greater: [true]
    case .equal, .notEqual: [false, true]
    }
  }
}
