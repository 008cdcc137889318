import SourceText

/// How rows and cells of a sheet are marked in its bytes.
public struct CellMarks: Sendable {
  public var rowEnd: UInt8
  /// Each cell begins with one of them.
  public var cells: [UInt8]

  public init(rowEnd: UInt8, cells: [UInt8]) {
    self.rowEnd = rowEnd
    self.cells = cells
  }
}

/// Finds rows and columns in a sheet. Building it is linear; looking up a place is linear in one row.
struct CellTable {
  private let marks: CellMarks
  private var rowStarts = [0]

  init(_ marks: CellMarks, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.marks = marks
    for (index, byte) in bytes.enumerated() where byte == marks.rowEnd { rowStarts.append(index + 1) }
  }

  /// Row and column of an offset, from 1.
  func position(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int) {
    var low = 0
    var high = rowStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if rowStarts[middle] <= offset { low = middle } else { high = middle }
    }
    var column = 0
    for index in rowStarts[low]..<max(rowStarts[low], min(offset, bytes.count)) where marks.cells.contains(bytes[index])
    {
      column += 1
    }
    return (low + 1, max(1, column))
  }

  func place(of range: SourceRange, in bytes: UnsafeBufferPointer<UInt8>, file: String) -> DataPlace {
    let start = position(at: range.start, in: bytes)
    let end = position(at: max(range.start, range.end), in: bytes)
    return DataPlace(file: file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column + 1)
  }
}
