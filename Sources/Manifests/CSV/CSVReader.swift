import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// A reader of the rows of a CSV file. A row that cannot be read does not stop the others.
struct CSVReader {
  private let context: FileContext
  private let layout: CSVLayout
  private let shape: TableShape
  private let row: CSVRow
  private let slots: CSVSlots

  init(layout: CSVLayout, section: TableID, context: FileContext) {
    self.context = context
    self.layout = layout
    shape = context.shapes[section.index]
    row = CSVRow(capacity: layout.cellCount)
    slots = CSVSlots(layout.slots, shape: shape, cells: row, context: context)
  }

  /// Reads the rows of a range, which begins at the start of a row. Only a limit stops it.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) throws(ReadStopped) {
    var scanner = CSVScanner(bytes, from: range.lowerBound, to: range.upperBound, into: row)
    slots.begin(bytes)
    let starts = UnsafeMutablePointer<UInt32>.allocate(capacity: CSVBlock.capacity)
    defer { starts.deallocate() }
    var firstRow = shape.builder.rowCount
    var count = 0
    var hasReserved = false
    while true {
      let found = scanner.next()
      if case .cells(layout.cellCount) = found {
        starts[count] = UInt32(truncatingIfNeeded: scanner.rowStart)
        slots.write(row: firstRow &+ count, at: count, SourceRange(scanner.rowStart, scanner.rowEnd))
        count &+= 1
        guard count == CSVBlock.capacity else { continue }
      }
      // Rows behind a faulty one are found from there.
      shape.builder.appendLines(
        file: context.file, starts: UnsafeBufferPointer(start: starts, count: count), oneEach: !scanner.hasOtherLines)
      scanner.hasOtherLines = false
      slots.flush(rows: firstRow..<firstRow + count)
      context.valueCount &+= count &* layout.cellCount
      if !hasReserved, count == CSVBlock.capacity {
        hasReserved = true
        // Rows are nearly as long as the first ones; some room is left, because growing would copy.
        let rowLength = max(1, (scanner.position - range.lowerBound) / count)
        slots.reserveCapacity(firstRow + range.count / rowLength / 16 * 17)
      }
      firstRow += count
      count = 0
      if context.valueCount > context.options.limits.valueCount {
        throw context.faults.stop(
          .tooManyValues, scanner.rowStart, scanner.rowEnd,
          "there are more values than can be read")
      }
      switch found {
      case .end: return
      case .fault(let fault, let range): report(Self.describe(fault), range)
      case .cells(layout.cellCount): break
      case .cells(let found):
        report(
          "expected \(layout.cellCount) cells as in the header, found \(found)",
          SourceRange(scanner.rowStart, scanner.rowEnd))
      }
    }
  }

  private func report(_ message: String, _ range: SourceRange) {
    shape.builder.breakLines()
    context.noteIncomplete(shape.id)
    context.faults.add(.malformedCSV, range.start, range.end, message)
  }

  private static func describe(_ fault: CSVScanner.Fault) -> String {
    switch fault {
    case .quoteInside:
      "a quote inside a cell; a cell that holds a quote stands in quotes, and the quote in it is doubled"
    case .textBehindQuote: "expected `,` or the end of the line behind the closing quote"
    case .unclosedQuote: "a quote that begins here is not closed"
    }
  }
}
