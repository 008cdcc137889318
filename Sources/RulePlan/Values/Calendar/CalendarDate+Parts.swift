extension CalendarDate {
  /// 1 is Monday, 7 Sunday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let shifted = (Int(days) &+ 3) % 7
    return (shifted < 0 ? shifted &+ 7 : shifted) &+ 1
  }

  /// 1 to 4.
  public var quarter: Int { (month &- 1) / 3 &+ 1 }

  /// The last day of the month.
  public var endOfMonth: CalendarDate {
    let (year, month, day) = components
    return CalendarDate(days: days &+ Int32(Self.daysInMonth(year: year, month: month) &- day))
  }

  /// The year in which the fiscal year ends; nil for a first month outside 1…12.
  public func fiscalYear(firstMonth: Int64) -> Int? {
    guard (1...12).contains(firstMonth) else { return nil }
    let (year, month, _) = components
    return firstMonth > 1 && Int64(month) >= firstMonth ? year &+ 1 : year
  }
}
