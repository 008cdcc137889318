import RecordStore
import RulePlan

/// Texts, references, dates and periods, of which large files are made: their values are collected for a block of rows
/// before they go to the columns together. Everything here is plain memory, so that a row costs no reference counting.
struct CSVBlock {
  enum Kind: UInt8 {
    case symbols, keys, days, periods
  }

  /// One column of the block.
  struct Column {
    var kind: Kind
    /// The cell of the value, or of the first day of a period.
    var cell: Int
    /// The cell of the last day of a period; −1 where the file has none.
    var secondCell = -1
    var words: UnsafeMutablePointer<Int32>
    var moreWords: UnsafeMutablePointer<Int32>?
    var cache = SymbolInterner.Cache()
    /// Texts that are interned behind the block.
    var pending: UnsafeMutablePointer<SymbolInterner.Pending>?
    var pendingCount = 0
  }

  /// Rows of a block.
  static let capacity = 1024

  let columns: UnsafeMutableBufferPointer<Column>
  private let interner: SymbolInterner
  private let lengthLimit: Int

  init(_ kinds: [(kind: Kind, cell: Int, secondCell: Int)], context: FileContext) {
    columns = .allocate(capacity: kinds.count)
    interner = context.builder.symbols.interner
    lengthLimit = context.options.limits.scalarLength
    for (index, entry) in kinds.enumerated() {
      columns.initializeElement(
        at: index,
        to: Column(
          kind: entry.kind, cell: entry.cell, secondCell: entry.secondCell, words: .allocate(capacity: Self.capacity),
          moreWords: entry.kind == .periods ? .allocate(capacity: Self.capacity) : nil,
          pending: entry.kind == .symbols || entry.kind == .keys ? .allocate(capacity: Self.capacity) : nil))
    }
  }

  func deallocate() {
    for column in columns {
      column.words.deallocate()
      column.moreWords?.deallocate()
      column.cache.deallocate()
      column.pending?.deallocate()
    }
    columns.deallocate()
  }

  /// Takes the cells of a row. Calls back for a column whose cell is empty, is no value, or needs its text made first.
  @inline(__always)
  func write(
    _ cells: UnsafePointer<CSVScanner.Cell>, in bytes: UnsafePointer<UInt8>, at index: Int,
    orElse setUnusual: (Int) -> Void
  ) {
    for number in 0..<columns.count {
      let column = columns.baseAddress.unsafelyUnwrapped + number
      let cell = cells[column.pointee.cell]
      let count = cell.end &- cell.start
      switch column.pointee.kind {
      case .symbols, .keys:
        guard count > 0, count <= lengthLimit, cell.form != .escaped, let pending = column.pointee.pending else {
          setUnusual(number)
          continue
        }
        let symbol = interner.internLater(
          bytes + cell.start, count: count, cache: &column.pointee.cache, pending: pending,
          pendingCount: &column.pointee.pendingCount)
        column.pointee.words[index] = Int32(bitPattern: symbol)
      case .days:
        guard let day = Self.day(cell, in: bytes) else {
          setUnusual(number)
          continue
        }
        column.pointee.words[index] = day
      case .periods:
        guard let moreWords = column.pointee.moreWords, let from = Self.day(cell, in: bytes) else {
          setUnusual(number)
          continue
        }
        var until = Period.openEnd
        if column.pointee.secondCell >= 0 {
          let second = cells[column.pointee.secondCell]
          if !second.isMissing {
            guard let day = Self.day(second, in: bytes), day >= from else {
              setUnusual(number)
              continue
            }
            until = day
          }
        }
        column.pointee.words[index] = from
        moreWords[index] = until
      }
    }
  }

  /// Interns the texts of the block.
  func resolve(rowCount: Int) {
    for number in columns.indices {
      guard let pending = columns[number].pending, columns[number].pendingCount > 0 else { continue }
      interner.resolve(
        UnsafeMutableBufferPointer(start: pending, count: columns[number].pendingCount),
        cache: &columns[number].cache,
        words: UnsafeMutableBufferPointer(start: columns[number].words, count: rowCount))
      columns[number].pendingCount = 0
    }
  }

  @inline(__always)
  private static func day(_ cell: CSVScanner.Cell, in bytes: UnsafePointer<UInt8>) -> Int32? {
    let count = cell.end &- cell.start
    guard count == 10 else { return nil }
    do throws(ValueFault) {
      return try CalendarDate.read(UnsafeBufferPointer(start: bytes + cell.start, count: count)).days
    } catch {
      return nil
    }
  }
}
