import Evaluation
import RecordStore
public import RulePlan

/// The days that a review is about: from the day of the evaluation to the last on which the request can make a difference.
public struct ReviewSpan: Hashable, Sendable {
  public var first: CalendarDate
  public var last: CalendarDate
  /// Whether what is requested has no end, so that only the days up to the last are looked at.
  public var isOpenEnded: Bool
}

/// Reads from the rows of a request how long it can make a difference.
struct RequestPeriods {
  let schema: Schema
  let store: RecordStore

  /// The periods of the rows that a request adds, removes or changes, before and after it; nil for a row without one.
  func periods(of request: AccessRequest) -> [Period?] {
    request.items.flatMap { item -> [Period?] in
      let own = period(of: item.row.row, in: item.row.table)
      guard item.action == .change else { return [own] }
      let replaced = request.replaced.filter { $0.field.table == item.row.table && $0.row == item.row.row }
      let sources = Set(replaced.compactMap { if case .row(let row) = $0.source { row } else { nil } })
      let fields = Set(replaced.map(\.field))
      guard periodFields(of: item.row.table).contains(where: fields.contains) else { return [own] }
      return [own] + sources.map { period(of: $0, in: item.row.table) }
    }
  }

  /// The period of a row; the first, where its entity has several.
  func period(of row: Int, in table: TableID) -> Period? {
    for field in periodFields(of: table) {
      if let column = store.column(field), column.isPresent(row), case .periods(let from, let until) = column.values,
        from.indices.contains(row), until.indices.contains(row)
      {
        return Period(from: from[row], until: until[row])
      }
    }
    return nil
  }

  private func periodFields(of table: TableID) -> [FieldID] {
    schema[table].fields.indices.compactMap { index in
      let field = schema[table].fields[index]
      return field.type.scalar == .period && !field.type.isMany && field.derivation == nil
        ? FieldID(table, index) : nil
    }
  }

  /// The last day on which a record of a table with a period begins; nil where none has one.
  func lastBeginning(in tables: Set<TableID>) -> CalendarDate? {
    var last: Int32?
    for field in tables.flatMap(periodFields) {
      guard let column = store.column(field), case .periods(let from, _) = column.values else { continue }
      for day in from where day != Int32.min && day <= CalendarDate.maximumDays { last = max(last ?? day, day) }
    }
    return last.map { CalendarDate(days: $0) }
  }
}
