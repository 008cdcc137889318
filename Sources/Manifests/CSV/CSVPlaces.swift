import RecordStore
import SourceText

/// Finds rows and cells in CSV.
struct CSVPlaces: PlaceResolver {
  func finder(in bytes: UnsafeBufferPointer<UInt8>) -> any PlaceFinder { Finder(bytes) }

  private struct Finder: PlaceFinder {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// The names of the columns.
    private let columns: [String]
    private let row: CSVRow
    /// The columns of names that have been looked up.
    private var known: [String: Int?] = [:]
    private var lastName = ""
    private var lastColumn: Int?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      let start = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
      row = CSVRow(capacity: min(CSVHeader.largestCellCount(bytes, from: start), 1 << 16))
      var scanner = CSVScanner(bytes, from: start, to: bytes.count, into: row)
      guard case .cells(let count) = scanner.next() else {
        columns = []
        return
      }
      columns = (0..<min(count, row.capacity)).map { [row] index in
        String(decoding: bytes[row.cells[index].start..<row.cells[index].end], as: UTF8.self)
      }
    }

    func range(ofRecord count: Int, after offset: Int) -> SourceRange? {
      guard offset >= 0, offset <= bytes.count else { return nil }
      var scanner = CSVScanner(bytes, from: offset, to: bytes.count, into: row)
      var remaining = count
      while case .cells = scanner.next() {
        if remaining == 0 { return SourceRange(scanner.rowStart, scanner.rowEnd) }
        remaining -= 1
      }
      return nil
    }

    /// A path is looked for as a column of its name, with or without its last steps; an element is a part of a cell.
    mutating func range(of path: [PlaceStep], inRecord record: SourceRange) -> SourceRange? {
      guard record.start >= 0, record.end <= bytes.count else { return nil }
      var name = ""
      var element: Int?
      for step in path {
        switch step {
        case .field(let field): name = name.isEmpty ? field : name + "." + field
        case .element(let index): element = index
        }
      }
      guard let column = column(named: name) else { return nil }
      var scanner = CSVScanner(bytes, from: record.start, to: record.end, into: row)
      guard case .cells(let count) = scanner.next(), column < min(count, row.capacity) else { return nil }
      let cell = row.cells[column]
      guard !cell.isMissing else { return nil }
      guard let element, cell.form != .escaped else { return cell.range }
      return part(element, of: cell)
    }

    private mutating func column(named name: String) -> Int? {
      if name == lastName { return lastColumn }
      lastName = name
      if let column = known[name] {
        lastColumn = column
      } else {
        lastColumn = columns.firstIndex(of: name) ?? columns.firstIndex { $0.hasPrefix(name + ".") }
        known[name] = .some(lastColumn)
      }
      return lastColumn
    }

    private func part(_ index: Int, of cell: CSVScanner.Cell) -> SourceRange? {
      var start = cell.start
      for _ in 0..<index {
        guard let bar = ByteScanner.firstIndex(of: 0x7C, in: bytes, from: start, to: cell.end) else { return nil }
        start = bar + 1
      }
      return SourceRange(start, ByteScanner.firstIndex(of: 0x7C, in: bytes, from: start, to: cell.end) ?? cell.end)
    }
  }
}
