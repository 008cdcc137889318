import RulePlan

/// Functions of dates alone.
enum CalendarFunctions {
  /// Nil for operands of another kind.
  static func apply(_ function: BuiltInFunction, _ dates: Values, _ other: Values?) -> Values? {
    guard case .days(let days) = dates.vector else { return nil }
    var status = dates.status ?? [UInt8](repeating: Values.present, count: days.count)
    func integers(_ value: (CalendarDate, Int) -> Int?) -> Values {
      let list = days.indices.map { index -> Int64 in
        guard status[index] == Values.present else { return 0 }
        if let found = value(CalendarDate(days: days[index]), index) { return Int64(found) }
        status[index] = Values.undetermined
        return 0
      }
      return Values(.integers(list), status: status)
    }
    switch function {
    case .weekday: return integers { date, _ in date.weekday }
    case .quarter: return integers { date, _ in date.quarter }
    case .endOfMonth: return Values(.days(days.map { CalendarDate(days: $0).endOfMonth.days }), status: dates.status)
    case .fiscalYear:
      guard let other, case .integers(let months) = other.vector else { return nil }
      for index in status.indices where other.status(index) != Values.present { status[index] = Values.undetermined }
      return integers { date, index in date.fiscalYear(firstMonth: months[index]) }
    case .round, .roundHalfUp, .roundUp, .roundDown, .floor, .absolute, .modulo, .lower, .upper, .trim, .collapse,
      .length, .startsWith, .endsWith, .containsText, .before, .after, .digits, .concatenate, .text, .matches,
      .similarity, .join, .addWorkingDays, .workingDays, .percentile, .rank:
      return nil
    }
  }
}
