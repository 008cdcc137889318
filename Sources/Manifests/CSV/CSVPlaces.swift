import RecordStore
import SourceText

/// Finds rows and cells in CSV.
struct CSVPlaces: PlaceResolver {
  func range(ofRecord count: Int, behind offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> SourceRange? {
    guard offset >= 0, offset <= bytes.count else { return nil }
    var scanner = CSVScanner(bytes, from: offset, to: bytes.count, into: CSVRow(capacity: 0))
    var remaining = count
    while case .cells = scanner.next() {
      if remaining == 0 { return SourceRange(scanner.rowStart, scanner.rowEnd) }
      remaining -= 1
    }
    return nil
  }

  /// A path is looked for as a column of its name, with or without its last steps; an element is a part of a cell.
  func range(
    of path: [PlaceStep], inRecord record: SourceRange, in bytes: UnsafeBufferPointer<UInt8>
  ) -> SourceRange? {
    guard record.start >= 0, record.end <= bytes.count else { return nil }
    var names: [String] = []
    var element: Int?
    for step in path {
      switch step {
      case .field(let name): names.append(name)
      case .element(let index): element = index
      }
    }
    let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    let columns = cells(in: bytes, from: hasMark ? 3 : 0, to: bytes.count).map { cell in
      String(decoding: bytes[cell.start..<cell.end], as: UTF8.self)
    }
    let name = names.joined(separator: ".")
    let found = columns.firstIndex(of: name) ?? columns.firstIndex { $0.hasPrefix(name + ".") }
    let cells = cells(in: bytes, from: record.start, to: record.end)
    guard let found, found < cells.count, !cells[found].isMissing else { return nil }
    let cell = cells[found]
    guard let element, cell.form != .escaped else { return cell.range }
    return part(element, of: cell, in: bytes)
  }

  private func cells(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> [CSVScanner.Cell] {
    let capacity = 1 + (start..<max(start, ByteScanner.endOfLine(bytes, from: start, to: end))).count
    let row = CSVRow(capacity: min(capacity, 4096))
    var scanner = CSVScanner(bytes, from: start, to: end, into: row)
    guard case .cells(let count) = scanner.next() else { return [] }
    return (0..<min(count, row.capacity)).map { row.cells[$0] }
  }

  private func part(_ index: Int, of cell: CSVScanner.Cell, in bytes: UnsafeBufferPointer<UInt8>) -> SourceRange? {
    var start = cell.start
    for _ in 0..<index {
      guard let bar = ByteScanner.firstIndex(of: 0x7C, in: bytes, from: start, to: cell.end) else { return nil }
      start = bar + 1
    }
    return SourceRange(start, ByteScanner.firstIndex(of: 0x7C, in: bytes, from: start, to: cell.end) ?? cell.end)
  }
}
