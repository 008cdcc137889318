public import RulePlan

/// Collects the data of one evaluation. For one thread.
public final class RecordStoreBuilder {
  public let schema: Schema
  public let symbols: SymbolTableBuilder
  /// By ``TableID/index``.
  public let tables: [TableBuilder]
  public private(set) var files: [DataFile] = []
  private var sections: [TableID: [RecordStore.SectionPlace]] = [:]
  /// Rows that only say which instance is meant, and are none themselves.
  private(set) var rowsWithoutKey: [TableID: Set<Int>] = [:]

  public convenience init(schema: Schema) { self.init(schema: schema, symbols: SymbolTableBuilder()) }

  init(schema: Schema, symbols: SymbolTableBuilder) {
    self.schema = schema
    self.symbols = symbols
    tables = schema.tables.map { TableBuilder(table: $0, schema: schema) }
  }

  public subscript(table: TableID) -> TableBuilder { tables[table.index] }

  /// Adds a file and returns its index.
  public func add(_ file: DataFile) -> Int {
    files.append(file)
    return files.count - 1
  }

  /// Notes that a section is given, and where its name is.
  public func markSection(_ table: TableID, file: Int, start: Int, end: Int) {
    sections[table, default: []].append(RecordStore.SectionPlace(file: file, start: start, end: end))
  }

  /// The keys of parents of rows that were not read inside them.
  var parentKeys: [TableID: [Int: UInt32]] = [:]

  /// Says by its key in which instance a row lies that was not read inside of it.
  public func setParent(of row: Int, in table: TableID, key symbol: UInt32) {
    parentKeys[table, default: [:]][row] = symbol
  }

  /// Says that a row only names an instance by its key, which is not given to the row itself.
  public func withholdKey(of row: Int, in table: TableID) { rowsWithoutKey[table, default: []].insert(row) }

  func absorbSections(of peer: RecordStoreBuilder) {
    sections.merge(peer.sections) { $0 + $1 }
  }

  /// The store, and what in it does not fit together: at most `limit` faults of a field are listed. References are
  /// resolved here, after all data is read; one that leads nowhere is missing. The builder must not be used afterwards.
  ///
  /// - Parameter jobs: threads to use; the result is the same for any number.
  public func finish(faultLimit limit: Int = 1000, jobs: Int = 1) -> (store: RecordStore, report: IntegrityReport) {
    var report = IntegrityReport(limit: limit)
    fillParents()
    composeKeys(report: &report)
    var repeated: [TableID: Set<Int32>] = [:]
    let keyIndexes = schema.tables.map { table in
      let index = makeKeyIndex(of: table, report: &report, repeated: &repeated)
      let ambiguous = checkFurtherKeys(index, of: table, report: &report)
      if !ambiguous.isEmpty { repeated[table.id, default: []].formUnion(ambiguous) }
      return index
    }
    resolveReferences(by: keyIndexes, jobs: jobs, report: &report)
    for (table, rows) in repeated { markReferences(to: rows, of: table) }
    let finished = tables.map { $0.finish(keys: keyIndexes[$0.table.index]) }
    let store = RecordStore(
      schema: schema, symbols: symbols.finish(), tables: finished, files: files, sections: sections)
    return (store, report)
  }

  private func makeKeyIndex(
    of table: Table, report: inout IntegrityReport, repeated: inout [TableID: Set<Int32>]
  ) -> KeyIndex? {
    guard let keyField = table.keyField, let column = tables[table.id.index].columns[keyField],
      column.kind == .symbols, !column.isMany
    else { return nil }
    column.pad(to: tables[table.id.index].rowCount)
    let field = FieldID(table.id, table.keyParts.last ?? keyField)
    return KeyIndex(keys: column.symbols, presence: column.presence) { row, first in
      // A reference to the key could mean either.
      repeated[table.id, default: []].insert(Int32(clamping: first))
      report.add(IntegrityFault(field: field, row: row, kind: .duplicateKey(column.symbols[row], first: first)))
    }
  }

  /// Adds a row of which nothing can be read.
  @discardableResult
  public func addUnreadableRow(
    of table: TableID, file: Int, start: Int, end: Int, owner: RecordOwner? = nil
  ) -> Int {
    let builder = tables[table.index]
    let row = builder.beginRow(file: file, start: start, owner: owner)
    for column in builder.columns { column?.setUnreadable(at: row) }
    builder.endRow(row, end: end)
    return row
  }

  /// References to rows whose key another one has too.
  private func markReferences(to rows: Set<Int32>, of target: TableID) {
    for table in tables {
      for column in table.columns {
        if let column, case .references(target) = column.kind { column.markReferences(to: rows) }
      }
    }
  }

  private func resolveReferences(by keyIndexes: [KeyIndex?], jobs: Int, report: inout IntegrityReport) {
    var referring: [TableID: [FieldID]] = [:]
    for table in tables {
      for (index, column) in table.columns.enumerated() {
        if let column, case .references(let target) = column.kind {
          referring[target, default: []].append(FieldID(table.table, index))
        }
      }
    }
    // One table from symbol to row serves all references to an entity, and then the next entity.
    let map = UnsafeMutableBufferPointer<Int32>.allocate(capacity: symbols.count)
    defer { map.deallocate() }
    for target in referring.keys.sorted(by: { $0.index < $1.index }) {
      map.initialize(repeating: -1)
      keyIndexes[target.index]?.write(into: map)
      for field in referring[target] ?? [] {
        guard let column = tables[field.table.index].columns[field.index] else { continue }
        let lost = column.resolve(UnsafeBufferPointer(map), jobs: jobs, listing: report.limit)
        report.addUnlisted(field, count: lost.unlistedCount)
        for (index, symbol) in lost.listed {
          let place = column.isMany ? column.owner(ofElement: index) : (index, -1)
          guard let place else { continue }
          report.add(
            IntegrityFault(
              field: field, row: place.row, element: place.position < 0 ? nil : place.position,
              kind: .noSuchInstance(target, key: symbol)))
        }
      }
    }
  }
}
