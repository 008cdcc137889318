import RulePlan

/// Keys of several parts, and keys that are not texts.
extension RecordStoreBuilder {
  /// Puts the parts of keys together and brings references into the same form. Linear in the rows of the entities whose
  /// keys are composed, and in the references to them; nothing for other entities.
  func composeKeys() {
    let composed = schema.tables.contains(where: \.hasComposedKey)
    if composed { unifyReferences() }
    for table in composed || schema.tables.contains(where: { !$0.furtherKeys.isEmpty }) ? keyOrder() : [] {
      if schema[table].hasComposedKey { composeKeys(of: schema[table]) }
      if !schema[table].furtherKeys.isEmpty { resolveFurtherKeys(of: schema[table]) }
    }
  }

  /// All tables, those before others whose keys they are part of. The keys of entities form no loop.
  private func keyOrder() -> [TableID] {
    var order: [TableID] = []
    var seen: Set<TableID> = []
    for start in schema.tables {
      var path: [(table: TableID, isOpened: Bool)] = [(start.id, false)]
      while let (table, isOpened) = path.popLast() {
        if isOpened {
          order.append(table)
        } else if seen.insert(table).inserted {
          path.append((table, true))
          for field in schema.keyFields(of: table) {
            if case .row(let inner) = schema[field].type.scalar { path.append((inner, false)) }
          }
        }
      }
    }
    return order
  }

  /// References by a further key become references by the key.
  private func resolveFurtherKeys(of table: Table) {
    let builder = tables[table.id.index]
    guard let keyField = table.keyField, let keys = builder.columns[keyField] else { return }
    keys.pad(to: builder.rowCount)
    let known = Set((0..<builder.rowCount).lazy.filter { !keys.missing.contains($0) }.map { keys.symbols[$0] })
    var owners: [UInt32: UInt32] = [:]
    for further in table.furtherKeys {
      guard let column = builder.columns[further], column.kind == .symbols else { continue }
      column.pad(to: builder.rowCount)
      for row in 0..<builder.rowCount where !column.missing.contains(row) && !keys.missing.contains(row) {
        let symbol = column.symbols[row]
        if !known.contains(symbol), owners[symbol] == nil { owners[symbol] = keys.symbols[row] }
      }
    }
    for other in tables {
      for column in other.columns {
        guard let column, case .references(table.id) = column.kind else { continue }
        (column.elements ?? column).mapKeys { owners[$0] ?? $0 }
      }
    }
  }

  /// Reports further keys that another row has too, as a key or as a further one.
  func checkFurtherKeys(_ index: KeyIndex?, of table: Table, report: inout IntegrityReport) -> Set<Int32> {
    let builder = tables[table.id.index]
    guard !table.furtherKeys.isEmpty, let index else { return [] }
    var ambiguous: Set<Int32> = []
    var owners: [UInt32: Int] = [:]
    for further in table.furtherKeys {
      guard let column = builder.columns[further], column.kind == .symbols else { continue }
      for row in 0..<builder.rowCount where !column.missing.contains(row) {
        if rowsWithoutKey[table.id]?.contains(row) == true { continue }
        let symbol = column.symbols[row]
        let first = index.row(of: symbol) ?? owners[symbol] ?? row
        owners[symbol] = owners[symbol] ?? row
        guard first != row else { continue }
        ambiguous.insert(Int32(clamping: first))
        report.add(
          IntegrityFault(field: FieldID(table.id, further), row: row, kind: .duplicateKey(symbol, first: first)))
      }
    }
    return ambiguous
  }

  /// A key may be written in several forms, of which references take the one that the instance has.
  private func unifyReferences() {
    var forms: [TableID: [UInt32: UInt32]] = [:]
    for table in tables {
      for column in table.columns {
        guard let column, case .references(let target) = column.kind, schema.tables[target.index].hasComposedKey else {
          continue
        }
        (column.elements ?? column).mapKeys { symbol in
          if let known = forms[target]?[symbol] { return known }
          let form = schema.canonicalKey(Array(symbols.bytes(of: symbol)), of: target)
          let unified = form.map { $0.withUnsafeBufferPointer { symbols.intern($0) } } ?? symbol
          forms[target, default: [:]][symbol] = unified
          return unified
        }
      }
    }
  }

  private func composeKeys(of table: Table) {
    let builder = tables[table.id.index]
    guard let keyField = table.keyField, let column = builder.columns[keyField] else { return }
    let parts = schema.keyFields(of: table.id).compactMap { field in
      builder.columns[field.index].map { (column: $0, type: schema[field].type.scalar) }
    }
    for part in parts { part.column.pad(to: builder.rowCount) }
    let withheld = rowsWithoutKey[table.id] ?? []
    var text: [UInt8] = []
    for row in 0..<builder.rowCount {
      text.removeAll(keepingCapacity: true)
      let isWhole = parts.enumerated().allSatisfy { index, part in
        if index > 0 { text.append(UInt8(ascii: "/")) }
        return append(part.column, row, part.type, isOnly: parts.count == 1, to: &text)
      }
      if withheld.contains(row) {
        column.setMissing(at: row)
      } else if isWhole {
        column.set(symbol: text.withUnsafeBufferPointer { symbols.intern($0) }, at: row)
      } else {
        column.setUnreadable(at: row)
      }
    }
  }

  /// Appends a part of a key; false where the row has none.
  private func append(
    _ column: ColumnBuilder, _ row: Int, _ type: ScalarType, isOnly: Bool, to text: inout [UInt8]
  ) -> Bool {
    guard !column.missing.contains(row), !column.unreadable.contains(row) else { return false }
    func add(_ part: some Sequence<UInt8>) {
      if isOnly { text.append(contentsOf: part) } else { KeyNotation.append(part, to: &text) }
    }
    switch column.kind {
    case .symbols: add(symbols.bytes(of: column.symbols[row]))
    case .integers: add(String(column.longs[row]).utf8)
    case .days: add(CalendarDate(days: column.words[row]).description.utf8)
    case .references:
      guard column.words[row] >= 0 else { return false }
      add(symbols.bytes(of: UInt32(bitPattern: column.words[row])))
    case .ordinals:
      guard case .enumeration(let id) = type, schema[id].cases.indices.contains(Int(column.shorts[row])) else {
        return false
      }
      add(schema[id].cases[Int(column.shorts[row])].utf8)
    case .truths, .records, .decimals, .monies, .timestamps, .durations, .periods, .versions: return false
    }
    return true
  }
}

extension ColumnBuilder {
  /// Replaces the symbols of keys by others; missing ones are left.
  func mapKeys(_ other: (UInt32) -> UInt32) {
    for index in words.indices where words[index] >= 0 {
      words[index] = Int32(bitPattern: other(UInt32(bitPattern: words[index])))
    }
  }
}

extension RecordStore {
  /// The key that the fields of a row make up, whether or not the row is an instance; nil where a part is missing.
  public func composedKey(of row: Int, in table: TableID) -> String? {
    let fields = schema.keyFields(of: table)
    var parts: [[UInt8]] = []
    for field in fields {
      guard let column = column(field), row >= 0, row < column.values.count, column.isPresent(row) else { return nil }
      switch (column.values, schema[field].type.scalar) {
      case (.symbols(let list), _): parts.append(Array(symbols.bytes(of: list[row])))
      case (.integers(let list), _): parts.append(Array(String(list[row]).utf8))
      case (.days(let list), _): parts.append(Array(CalendarDate(days: list[row]).description.utf8))
      case (.ordinals(let list), .enumeration(let id)) where schema[id].cases.indices.contains(Int(list[row])):
        parts.append(Array(schema[id].cases[Int(list[row])].utf8))
      case (.rows(let list), .row(let target)):
        guard let key = key(of: Int(list[row]), in: target) else { return nil }
        parts.append(Array(symbols.bytes(of: key)))
      default: return nil
      }
    }
    guard !parts.isEmpty else { return nil }
    return String(decoding: parts.count == 1 ? parts[0] : KeyNotation.text(of: parts), as: UTF8.self)
  }
}
