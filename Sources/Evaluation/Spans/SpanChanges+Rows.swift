import RecordStore
public import RulePlan

extension SpanChanges {
  /// The days after the first on which a value of a row reaches or passes `today`, in order. Linear in the days on which
  /// something can change.
  public func days(of row: RowReference) -> [CalendarDate] {
    var found: Set<Int32> = []
    for boundary in boundaryDays where boundary.field?.table == row.table {
      if boundary.isEveryDay, let later = span.laterDays { found.formUnion(later) }
      for day in boundary.days where boundary.rows(on: day).contains(Int32(clamping: row.row)) { found.insert(day) }
    }
    return found.sorted().map { CalendarDate(days: $0) }
  }
}
