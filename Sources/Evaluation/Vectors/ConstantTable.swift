import RecordStore
import RulePlan
import Synchronization

/// Turns single values into vectors. Texts that the data does not have get symbols of their own above those
/// of the data, so that equality of texts is equality of symbols everywhere.
final class ConstantTable: Sendable {
  private struct Extra {
    /// By the bytes of the text: what looks alike but is written otherwise is another text.
    var symbols: [[UInt8]: UInt32] = [:]
    var texts: [String] = []
    var records: [TableID: Records] = [:]
  }

  /// Records written in policies. They have no place in the data, so their rows are numbered after those of the data;
  /// equal ones are one.
  private struct Records {
    var rows: [[Constant?]: Int32] = [:]
    var values: [[Constant?]] = []
  }

  private let store: RecordStore
  private let schema: Schema
  private let extra: Extras

  private final class Extras: Sendable {
    let known = Mutex(Extra())
    let hasRecords = Atomic<Bool>(false)
  }

  init(plan: Plan, store: RecordStore) {
    self.store = store
    schema = plan.schema
    extra = Extras()
  }

  /// For another state of the same data: a text has the same symbol in both.
  init(store: RecordStore, sharing other: ConstantTable) {
    self.store = store
    schema = other.schema
    extra = other.extra
  }

  /// The symbol of a text, of the data or one of its own.
  func symbol(of text: String) -> UInt32 {
    if let symbol = store.symbols.symbol(of: text) { return symbol }
    let base = UInt32(clamping: store.symbols.count)
    let bytes = Array(text.utf8)
    return extra.known.withLock { extra in
      if let symbol = extra.symbols[bytes] { return symbol }
      let symbol = base &+ UInt32(clamping: extra.texts.count)
      extra.symbols[bytes] = symbol
      extra.texts.append(text)
      return symbol
    }
  }

  func text(ofSymbol symbol: UInt32) -> String {
    let index = Int(symbol) - store.symbols.count
    return extra.known.withLock { index >= 0 && index < $0.texts.count ? $0.texts[index] : "" }
  }

  /// A value for each of a number of tuples.
  func values(_ value: Value, _ type: ValueType, count: Int) -> Values {
    let one = single(value, type)
    return count == 1 ? one : one.gathered([Int32](repeating: 0, count: count))
  }

  private func single(_ value: Value, _ type: ValueType) -> Values {
    switch value {
    case .missing: return Values(empty(type).gathered([-1]), status: [Values.missing])
    case .undetermined: return Values(empty(type).gathered([-1]), status: [Values.undetermined])
    case .text(let text): return Values(.symbols([symbol(of: text)]))
    case .boolean(let value): return Values(truths: [value ? 1 : 0])
    case .integer(let value): return Values(.integers([value]))
    case .decimal(let value), .percent(let value):
      var aside = NumbersAside.none
      let element = aside.element(value)
      return Values(.decimals([element], aside: aside))
    case .money(let value):
      var aside = NumbersAside.none
      let element = aside.element(value.number)
      return Values(.monies([Money(amount: element, currency: value.currency)], aside: aside))
    case .date(let value): return Values(.days([value.days]))
    case .timestamp(let value): return Values(.timestamps([value]))
    case .duration(let value): return Values(.durations([value]))
    case .period(let value): return Values(.periods([value]))
    case .dataSize(let value): return Values(.integers([value.bytes]))
    case .version(let value): return Values(.versions([value]))
    case .enumeration(_, let index): return Values(.integers([Int64(index)]))
    case .row(let reference): return Values(.rows([Int32(clamping: reference.row)]))
    case .instance(let table, let key):
      let row = store.row(of: table, key: key)
      return row.map { Values(.rows([Int32($0)])) } ?? Values(.rows([-1]), status: [Values.undetermined])
    case .record(let table, let values): return Values(.rows([row(ofRecord: table, values)]))
    case .list(let elements):
      let parts = elements.map { single($0, type.with(.one)) }
      let all = Values.concatenated(parts, like: empty(type.with(.one)))
      return Values(.lists(ListVector(offsets: [0, Int32(parts.count)], elements: all)))
    }
  }

  // MARK: Records

  /// Whether any record has a row after those of the data.
  var hasRecords: Bool { extra.hasRecords.load(ordering: .acquiring) }

  func recordCount(of table: TableID) -> Int {
    hasRecords ? extra.known.withLock { $0.records[table]?.values.count ?? 0 } : 0
  }

  /// The row of a record, and with it of all that it holds.
  private func row(ofRecord table: TableID, _ values: [Constant?]) -> Int32 {
    let name = Self.name(of: values)
    if let row = extra.known.withLock({ $0.records[table]?.rows[name] }) { return row }
    for case let value? in values { noteRecords(in: value) }
    let first = store[table].rowCount
    extra.hasRecords.store(true, ordering: .releasing)
    return extra.known.withLock { extra in
      var records = extra.records[table] ?? Records()
      if let row = records.rows[name] { return row }
      let row = Int32(clamping: first + records.values.count)
      records.rows[name] = row
      records.values.append(values)
      extra.records[table] = records
      return row
    }
  }

  /// The fields with the offsets of timestamps beside them: equal moments may be of different days.
  private static func name(of values: [Constant?]) -> [Constant?] { values.map { $0.map(name) } }

  private static func name(of constant: Constant) -> Constant {
    switch constant {
    case .timestamp(let timestamp): .list([constant, .integer(Int64(timestamp.offset))])
    case .list(let elements): .list(elements.map(name))
    case .record(let table, let values): .record(table, name(of: values))
    case .missing, .undetermined, .text, .boolean, .integer, .decimal, .percent, .money, .date, .duration, .period,
      .dataSize, .version, .enumeration, .instance, .row:
      constant
    }
  }

  private func noteRecords(in constant: Constant) {
    switch constant {
    case .record(let table, let values): _ = row(ofRecord: table, values)
    case .list(let elements): for element in elements { noteRecords(in: element) }
    default: break
    }
  }

  /// The fields of a record by its row; nil for a row of the data.
  func record(_ table: TableID, row: Int32) -> [Constant?]? {
    guard hasRecords, !schema[table].isEntity else { return nil }
    let index = Int(row) - store[table].rowCount
    return extra.known.withLock { extra in
      guard let values = extra.records[table]?.values, values.indices.contains(index) else { return nil }
      return values[index]
    }
  }

  /// A field of a record by its row; undetermined where there is no such record.
  func field(_ id: FieldID, ofRecord row: Int32) -> Values {
    let type = schema[id].type
    guard let values = record(id.table, row: row), values.indices.contains(id.index) else {
      return Values(empty(type).gathered([-1]), status: [Values.undetermined])
    }
    if let value = values[id.index] { return single(value, type) }
    // A list that is left out is empty.
    return type.isMany
      ? single(.list([]), type) : Values(empty(type).gathered([-1]), status: [Values.missing])
  }

  /// A vector without elements for values of a type.
  func empty(_ type: ValueType) -> Vector {
    if type.isMany {
      return .lists(ListVector(offsets: [0], elements: Values(empty(type.with(.one)))))
    }
    switch type.scalar {
    case .text: return .symbols([])
    case .boolean: return .truths([])
    case .integer, .dataSize, .enumeration: return .integers([])
    case .timestamp: return .timestamps([])
    case .decimal, .percent: return .decimals([], aside: .none)
    case .money: return .monies([], aside: .none)
    case .date: return .days([])
    case .duration: return .durations([])
    case .period: return .periods([])
    case .version: return .versions([])
    case .row: return .rows([])
    }
  }
}
