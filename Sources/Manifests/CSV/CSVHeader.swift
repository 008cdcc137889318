import Diagnostics
import RulePlan
import SourceText

/// Reads the header of a CSV file. Faults of the header are noted once, not for each row.
struct CSVHeader {
  /// A field that columns are for.
  private final class Node {
    let shape: FieldShape
    /// The column that names it first.
    let column: SourceRange
    var cell: Int?
    var parts: [Int?] = []
    /// The fields of a record.
    var children: [Node] = []

    init(_ shape: FieldShape, _ column: SourceRange) {
      self.shape = shape
      self.column = column
    }

    /// The table of a single record.
    var record: TableID? {
      shape.isRecord && !shape.isMany ? shape.target : nil
    }
  }

  /// One column of the header.
  private struct Column {
    var index: Int
    var name: String
    var range: SourceRange
  }

  let context: FileContext
  let shape: TableShape

  /// The layout; nil where there is no header.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(ReadStopped) -> CSVLayout? {
    let capacity = Self.largestCellCount(bytes, from: start)
    let row = CSVRow(capacity: capacity)
    var scanner = CSVScanner(bytes, from: start, to: bytes.count, into: row)
    let count: Int
    switch scanner.next() {
    case .end: return nil
    case .fault(_, let range):
      throw context.faults.stop(
        .malformedCSV, range.start, range.end, "expected a header: the names of the columns, separated by commas")
    case .cells(let found): count = min(found, capacity)
    }
    let header = SourceRange(scanner.rowStart, scanner.rowEnd)
    let columns = (0..<count).map { index in
      let cell = row.cells[index]
      return Column(
        index: index, name: String(decoding: bytes[cell.start..<cell.end], as: UTF8.self), range: cell.range)
    }
    try checkSeparator(columns, header)
    let root = Root()
    var others: [(column: Column, name: String, shape: TableShape)] = []
    for column in columns { add(column, to: root, &others) }
    checkResemblance(of: others, root)
    reportMissing(in: shape, root.nodes, header)
    return CSVLayout(
      rows: RowLayout(slots: slots(of: root.nodes), cellCount: count), bodyStart: scanner.position)
  }

  /// No row has more cells than commas and one. Blank lines come before the header, and cells of it may hold line ends.
  static func largestCellCount(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let header = range(bytes, from: start)
    var count = 1
    for index in header.start..<header.end where bytes[index] == 0x2C { count += 1 }
    return count
  }

  /// Where the first row is that is not blank.
  static func range(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> SourceRange {
    var scanner = CSVScanner(bytes, from: start, to: bytes.count, into: CSVRow(capacity: 0))
    switch scanner.next() {
    case .end: return SourceRange(start, start)
    case .cells, .fault: return SourceRange(scanner.rowStart, max(scanner.rowStart, scanner.rowEnd))
    }
  }

  private func slots(of nodes: [Node]) -> [RowLayout.Slot] {
    nodes.map { node in
      let content: RowLayout.Content =
        if let record = node.record {
          .record(record, slots(of: node.children))
        } else if !node.parts.isEmpty {
          .parts(node.parts)
        } else if node.shape.isMany {
          .list(cell: node.cell ?? 0)
        } else {
          .value(cell: node.cell ?? 0)
        }
      return RowLayout.Slot(field: node.shape.id.index, content: content)
    }
  }

  // MARK: Columns

  private final class Root { var nodes: [Node] = [] }

  /// Reports columns of open tables that may have been meant for a field that has none.
  private func checkResemblance(of others: [(column: Column, name: String, shape: TableShape)], _ root: Root) {
    for (column, name, shape) in others {
      guard let index = shape.resembled(by: name), !Self.has(shape.fields[index], root.nodes) else { continue }
      context.reportResemblance(name, to: shape.fields[index], in: shape, column.range.start, column.range.end)
    }
  }

  private static func has(_ field: FieldShape, _ nodes: [Node]) -> Bool {
    nodes.contains { $0.shape === field || has(field, $0.children) }
  }

  private func add(
    _ column: Column, to root: Root, _ others: inout [(column: Column, name: String, shape: TableShape)]
  ) {
    var shape = shape
    var parent: Node?
    var rest = column.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)[...]
    while let step = rest.popFirst() {
      guard let index = shape.table.fieldIndex(inData: step) else {
        if shape.table.isOpen { return others.append((column, step, shape)) }
        return context.reportUnknownField(step, in: shape, column.range.start, column.range.end)
      }
      let field = shape.fields[index]
      guard field.column != nil else {
        return context.reportDerivedField(field, in: shape, column.range.start, column.range.end)
      }
      let known = (parent?.children ?? root.nodes).first { $0.shape === field }
      let node = known ?? Node(field, column.range)
      if known == nil, let fault = misfit(of: node, rest: rest, column) {
        return report(fault, of: node, rest: rest, column)
      }
      if known == nil {
        if let parent { parent.children.append(node) } else { root.nodes.append(node) }
      }
      if let record = node.record, !rest.isEmpty {
        shape = context.shapes[record.index]
        parent = node
        continue
      }
      place(column, rest: rest, at: node, isKnown: known != nil)
      return
    }
  }

  /// Notes which cell holds the value or the part.
  private func place(_ column: Column, rest: ArraySlice<String>, at node: Node, isKnown: Bool) {
    guard let part = rest.first else {
      if isKnown { return reportDuplicate(column, node) }
      node.cell = column.index
      return
    }
    let names = CompositeParts.names(of: node.shape.scalar)
    guard node.cell == nil, let position = names.firstIndex(of: part) else { return reportDuplicate(column, node) }
    if node.parts.isEmpty { node.parts = [nil, nil] }
    guard node.parts[position] == nil else { return reportDuplicate(column, node) }
    node.parts[position] = column.index
  }

  private struct Misfit {
    var code: DiagnosticCode
    var message: String
    var notes: [String] = []
  }

  /// Why a column cannot give a field in this way.
  private func misfit(of node: Node, rest: ArraySlice<String>, _ column: Column) -> Misfit? {
    let name = "`\(node.shape.name)`"
    if node.shape.isRecord {
      if node.shape.isMany {
        return Misfit(
          code: .wrongDataType, message: "\(name) expects several records, which a row of CSV cannot hold",
          notes: ["give this section in YAML, JSON or JSON Lines"])
      }
      guard rest.isEmpty, let record = node.record else { return nil }
      let first = context.shapes[record.index].givableNames.first ?? "…"
      return Misfit(
        code: .wrongDataType, message: "\(name) expects a record, found one column",
        notes: ["write a column for each of its fields: `\(column.name).\(first)`"])
    }
    guard let part = rest.first else { return nil }
    let names = node.shape.isMany ? [] : CompositeParts.names(of: node.shape.scalar)
    if rest.count == 1, names.contains(part) { return nil }
    let has = names.isEmpty ? "it has none" : "it has \(listed(names, "and"))"
    return Misfit(
      code: .unknownDataField,
      message: "\(name) has no part \(quoted(rest.joined(separator: "."))); \(has)")
  }

  // MARK: Faults

  private func report(_ fault: Misfit, of node: Node, rest: ArraySlice<String>, _ column: Column) {
    guard fault.code == .unknownDataField else {
      return context.faults.add(
        fault.code, column.range.start, column.range.end, notes: fault.notes, fault.message)
    }
    let name = node.shape.name + "." + rest.joined(separator: ".")
    context.reportUnknown(
      PassedName.Identity(table: node.shape.id.table, name: name), fault.code, column.range.start, column.range.end
    ) { fault.message }
  }

  private func reportDuplicate(_ column: Column, _ node: Node) {
    context.faults.add(
      .duplicateDataField, column.range.start, column.range.end,
      related: [
        Fault.Related(message: "first given here", file: context.file, start: node.column.start, end: node.column.end)
      ], "the column \(quoted(column.name)) is given twice")
  }

  private func reportMissing(in shape: TableShape, _ nodes: [Node], _ header: SourceRange) {
    for field in shape.fields {
      if let node = nodes.first(where: { $0.shape === field }) {
        // Without any field the columns of the record were faulty themselves.
        if let record = node.record, !node.children.isEmpty {
          reportMissing(in: context.shapes[record.index], node.children, header)
        }
      } else if field.field.isRequired {
        if shape.table.keyParts.contains(field.id.index) { context.noteIncomplete(shape.id) }
        context.faults.add(
          .missingDataField, header.start, header.end,
          "the header lacks the column `\(field.name)` of \(shape.table.name): "
            + field.scalar.expectation(in: context.schema))
      }
    }
  }

  /// One column that is not a field is most often a file with another separator.
  private func checkSeparator(_ columns: [Column], _ header: SourceRange) throws(ReadStopped) {
    guard columns.count == 1, let name = columns.first?.name, shape.table.fieldIndex(inData: name) == nil,
      !shape.table.isOpen
    else { return }
    let found = name.contains(";") ? "semicolons" : name.contains("\t") ? "tabs" : name.contains("|") ? "bars" : nil
    guard let found else { return }
    throw context.faults.stop(
      .malformedCSV, header.start, header.end, "expected columns separated by commas, found \(found)")
  }
}
