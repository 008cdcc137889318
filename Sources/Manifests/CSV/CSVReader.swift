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

  /// Rows whose values are collected before they go to the columns together.
  static let blockSize = 1024

  /// Reads the rows of a range, which begins at the start of a row. Only a limit stops it.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) throws(ReadStopped) {
    var scanner = CSVScanner(bytes, from: start, to: end, into: row)
    slots.begin(bytes)
    defer { slots.flush() }
    var isInBlock = 0
    while true {
      switch scanner.next() {
      case .end: return
      case .fault(let fault, let range):
        shape.builder.breakLines()
        context.noteIncomplete(shape.id)
        context.faults.add(.malformedCSV, range.start, range.end, Self.describe(fault))
      case .cells(let count) where count != layout.cellCount:
        shape.builder.breakLines()
        context.noteIncomplete(shape.id)
        context.faults.add(
          .malformedCSV, scanner.rowStart, scanner.rowEnd,
          "expected \(layout.cellCount) cells as in the header, found \(count)")
      case .cells:
        context.valueCount &+= layout.cellCount
        if context.valueCount > context.options.limits.valueCount {
          throw context.faults.stop(
            .tooManyValues, scanner.rowStart, scanner.rowEnd,
            "more than \(context.options.limits.valueCount) values in the data")
        }
        let index = shape.builder.beginLine(file: context.file, start: scanner.rowStart)
        slots.write(row: index, SourceRange(scanner.rowStart, scanner.rowEnd))
        isInBlock &+= 1
        if isInBlock == Self.blockSize {
          slots.flush()
          isInBlock = 0
        }
      }
    }
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
