import RecordStore
import RulePlan

/// A table as the readers need it: names as bytes, and the columns that the values go to.
final class TableShape {
  let id: TableID
  let table: Table
  let fields: [FieldShape]
  let builder: TableBuilder
  /// By field, as the loops of the readers need it.
  let access: UnsafeMutablePointer<FieldAccess>
  /// The texts that the columns of batches have had lately.
  private var caches = RowCaches(count: 0)

  init(_ table: Table, schema: Schema, builder: TableBuilder) {
    id = table.id
    self.table = table
    self.builder = builder
    fields = table.fields.indices.map { FieldShape(FieldID(table.id, $0), schema: schema, builder: builder) }
    access = .allocate(capacity: max(1, fields.count))
    for (index, field) in fields.enumerated() { (access + index).initialize(to: FieldAccess(field)) }
  }

  deinit {
    for index in fields.indices { access[index].deallocate() }
    access.deallocate()
  }

  /// The field of a name. The guess is tried first: records nearly always list their fields in one order.
  @inline(__always)
  func field(named name: UnsafeBufferPointer<UInt8>, guess: Int) -> Int? {
    if guess < fields.count, access[guess].isNamed(name) { return guess }
    for index in 0..<fields.count where access[index].isNamed(name) { return index }
    return nil
  }

  /// Caches for at least this many columns. They may be those of another file: a text has one symbol in all of them.
  func caches(count: Int) -> RowCaches {
    if caches.byColumn.count < count { caches = RowCaches(count: count) }
    return caches
  }

  private var resemblances: [String: Int?] = [:]
  /// A file may name fields without end, of which only some are kept in mind.
  private static let mostResemblances = 4096

  /// The field of an open table that a name in the data resembles; nil where it is let be.
  func resembled(by name: String) -> Int? {
    if let known = resemblances[name] { return known }
    let found =
      table.passedOver.contains(name)
      ? nil : fields.firstIndex { $0.column != nil && Resemblance.holds(name, $0.name) }
    if resemblances.count < Self.mostResemblances { resemblances[name] = .some(found) }
    return found
  }

  /// Names of the fields that data may give.
  var givableNames: [String] { table.declaredFields.filter { $0.derivation == nil && !$0.isGenerated }.map(\.dataName) }
}

/// A field as the readers need it.
final class FieldShape {
  let id: FieldID
  let field: Field
  let scalar: ScalarType
  let isMany: Bool
  let isRequired: Bool
  /// A record value, which lies in a table of its own.
  let isRecord: Bool
  private let hasDefault: Bool
  /// A text that must be a currency: one that does not exist would never be found.
  let isCurrency: Bool
  let nameBytes: [UInt8]
  /// As data has it.
  var name: String { field.dataName }
  /// Nil for a field that data does not give: a derived or a generated one.
  let column: ColumnBuilder?
  /// For an enumeration, the names by which data gives the cases, and which case each is.
  let cases: [[UInt8]]
  let ordinals: [UInt16]
  /// Where a record value goes, or a reference leads.
  let target: TableID?

  init(_ id: FieldID, schema: Schema, builder: TableBuilder) {
    self.id = id
    field = schema[id]
    scalar = field.type.scalar
    isMany = field.type.isMany
    isRequired = field.isRequired
    hasDefault = field.defaultValue != nil
    isCurrency = id == BuiltInTables.ExchangeRateField.currency || id == BuiltInTables.ExchangeRateField.per
    // A byte that no text has: data cannot name a generated field.
    nameBytes = field.isComposedKey ? [0xFF] : Array(field.dataName.utf8)
    column = field.isGenerated ? nil : builder.columns[id.index]
    if case .enumeration(let enumeration) = field.type.scalar {
      let words = schema[enumeration].dataWords
      let names = words.isEmpty ? schema[enumeration].cases.map { [$0] } : words
      cases = names.flatMap { $0.map { Array($0.utf8) } }
      ordinals = names.enumerated().flatMap { index, words in words.map { _ in UInt16(clamping: index) } }
    } else {
      cases = []
      ordinals = []
    }
    if case .row(let table) = field.type.scalar {
      target = table
      isRecord = field.holdsRows || !schema[table].isEntity
    } else {
      target = nil
      isRecord = false
    }
  }

  /// Sets a row to the default, or to missing. Returns false for a required field, which could have any value.
  @inline(__always)
  func setAbsent(row: Int, in builder: RecordStoreBuilder) -> Bool {
    if hasDefault { return builder.setAbsent(id, row: row) }
    if isRequired { column?.setUnreadable(at: row) } else { column?.setMissing(at: row) }
    return !isRequired
  }

  /// Sets rows that have no value yet to the default, or to missing; those of a required field could have any value.
  func setAbsent(rows: Range<Int>, in builder: RecordStoreBuilder) {
    guard let column, let first = rows.first else { return }
    guard hasDefault else {
      column.setMissing(at: rows)
      if isRequired { for row in rows { column.setUnreadable(at: row) } }
      return
    }
    if isRecord {
      for row in rows { builder.setAbsent(id, row: row) }
    } else {
      builder.setAbsent(id, row: first)
      column.repeatRow(first, upTo: rows.upperBound)
    }
  }

  /// The case of an enumeration with a name.
  func ordinal(of text: UnsafeBufferPointer<UInt8>) -> UInt16? {
    for (index, name) in cases.enumerated() where name.count == text.count && text.elementsEqual(name) {
      return ordinals[index]
    }
    return nil
  }
}
