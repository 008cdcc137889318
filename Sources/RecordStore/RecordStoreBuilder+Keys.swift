import RulePlan

/// Keys of several parts, keys that are not texts, and keys inside a parent.
extension RecordStoreBuilder {
  /// Puts the parts of keys together and brings references into the same form. Linear in the rows of the entities whose
  /// keys are composed, and in the references to them; nothing for other entities.
  func composeKeys(report: inout IntegrityReport) {
    guard !parentKeys.isEmpty || schema.tables.contains(where: { $0.hasComposedKey || !$0.furtherKeys.isEmpty }) else {
      return
    }
    for id in keyOrder() {
      let table = schema[id]
      resolveNamedParents(of: table, report: &report)
      if table.hasComposedKey {
        composeKeys(of: table)
        unifyReferences(to: table)
      }
      if !table.furtherKeys.isEmpty { resolveFurtherKeys(of: table) }
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
          if let containment = schema[table].containment { path.append((containment.parent, false)) }
          for part in schema[table].keyParts {
            if case .row(let inner) = schema[table].fields[part].type.scalar { path.append((inner, false)) }
          }
        }
      }
    }
    return order
  }

  // MARK: References

  /// A key may be written in several forms, of which references take the one that the instance has.
  private func unifyReferences(to target: Table) {
    var forms: [UInt32: UInt32?] = [:]
    for table in tables {
      for column in table.columns {
        guard let column, case .references(target.id) = column.kind else { continue }
        column.mapKeys { row, symbol in
          let whole =
            forms[symbol]
            ?? {
              let form = schema.canonicalKey(Array(symbols.bytes(of: symbol)), of: target.id)
              let unified = form.map { $0.withUnsafeBufferPointer { symbols.intern($0) } }
              forms[symbol] = .some(unified)
              return unified
            }()
          return whole ?? keyInsideParent(symbol, of: target, from: row, in: table.table) ?? symbol
        }
      }
    }
  }

  /// A bare key means the instance inside the parent that the referring row lies in.
  private func keyInsideParent(_ symbol: UInt32, of target: Table, from row: Int, in table: TableID) -> UInt32? {
    guard let containment = target.containment,
      let own = schema.bareKey(Array(symbols.bytes(of: symbol)), of: target.id),
      let parent = self.row(around: row, in: table, of: containment.parent),
      var text = parentKey(parent, of: containment.parent)
    else { return nil }
    text.append(UInt8(ascii: "/"))
    text += own
    return text.withUnsafeBufferPointer { symbols.intern($0) }
  }

  /// The key of a parent as the first parts of a key; nil where it has none.
  private func parentKey(_ row: Int, of parent: TableID) -> [UInt8]? {
    guard let field = schema[parent].keyField, let keys = tables[parent.index].columns[field] else { return nil }
    keys.pad(to: tables[parent.index].rowCount)
    guard !keys.missing.contains(row), keys.symbols.indices.contains(row) else { return nil }
    return schema.parentParts(Array(symbols.bytes(of: keys.symbols[row])), of: parent)
  }

  // MARK: Keys

  private func composeKeys(of table: Table) {
    let builder = tables[table.id.index]
    guard let keyField = table.keyField, let column = builder.columns[keyField] else { return }
    let parts = table.keyParts.compactMap { part in
      builder.columns[part].map { (column: $0, type: table.fields[part].type.scalar) }
    }
    for part in parts { part.column.pad(to: builder.rowCount) }
    let withheld = rowsWithoutKey[table.id] ?? []
    let isOnly = parts.count == 1 && table.containment == nil
    var text: [UInt8] = []
    for row in 0..<builder.rowCount {
      text.removeAll(keepingCapacity: true)
      if let containment = table.containment {
        // The key of a parent that is only named in a request is none.
        guard let parent = self.row(around: row, in: table.id, of: containment.parent),
          let prefix = parentKey(parent, of: containment.parent)
        else {
          column.setMissing(at: row)
          continue
        }
        text += prefix
        text.append(UInt8(ascii: "/"))
      }
      let isWhole = parts.enumerated().allSatisfy { index, part in
        if index > 0 { text.append(UInt8(ascii: "/")) }
        return append(part.column, row, part.type, isOnly: isOnly, to: &text)
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

  // MARK: Further keys

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
        column.mapKeys { owners[$1] ?? $1 }
      }
    }
  }

  /// Reports further keys that another row has too, as a key or as a further one. Returns the rows that had it first.
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
}

extension ColumnBuilder {
  /// Replaces the symbols of keys by others, each by the row that refers; missing ones are left.
  func mapKeys(_ other: (_ row: Int, _ symbol: UInt32) -> UInt32) {
    guard let elements else {
      for row in words.indices where words[row] >= 0 {
        words[row] = Int32(bitPattern: other(row, UInt32(bitPattern: words[row])))
      }
      return
    }
    for row in counts.indices {
      let start = Int(starts[row])
      for index in start..<start + Int(counts[row]) where elements.words[index] >= 0 {
        elements.words[index] = Int32(bitPattern: other(row, UInt32(bitPattern: elements.words[index])))
      }
    }
  }
}
