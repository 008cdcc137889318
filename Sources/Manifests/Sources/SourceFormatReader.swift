import Diagnostics
import RulePlan

/// A reader of a format whose files hold documents: it builds one tree after the other.
protocol DocumentFormatReader {
  /// Reads the next document into the tree, which is empty; false where there is none. A fault after which the file
  /// cannot be read is reported through ``SourceReading/stop(_:_:_:)`` and thrown; places are offsets in the bytes that the
  /// reader was given.
  mutating func readDocument(into tree: DocumentTree) throws(ReadStopped) -> Bool
}

/// The result of a format whose files are not text: a sheet of a workbook as a text of rows and cells, so that it goes
/// through the same columns as CSV. Each cell is one byte that says what it is and then its text in UTF-8; each row ends
/// with ``rowEnd``. Rows of the sheet that hold nothing are there as well, so that the number of a row is the number of
/// line ends before it. Cells at the end of a row may be left out.
enum SheetText {
  /// Before a text, which the forms of the source say how to read; empty where there is no cell.
  static let textCell: UInt8 = 0x1F
  /// Before a value in our own notation: a number as 15 significant digits show it, `15 %`, `2024-01-31`,
  /// `2024-01-31T08:00:00Z`, `true`.
  static let valueCell: UInt8 = 0x1D
  static let rowEnd: UInt8 = 0x1E
}

/// A sheet that was taken from a workbook.
struct Sheet {
  var name: String
  /// As ``SheetText`` says. In the lines of the header, a merged cell is repeated for each of its columns.
  var text: [UInt8]
}

/// The surroundings of a reader of a format: the source, the limits, and where faults go.
struct SourceReading {
  let plan: SourcePlan
  let context: FileContext

  var limits: LoadLimits { context.options.limits }

  /// Reports a fault after which the file cannot be read; throw the result. Offsets are in the bytes that are read.
  func stop(_ code: DiagnosticCode, _ start: Int, _ end: Int, _ message: String) -> ReadStopped {
    context.faults.stop(code, start, end, message)
  }

  /// Reports a fault beside which the file can be read on.
  func add(_ code: DiagnosticCode, _ start: Int, _ end: Int, _ message: String) {
    context.faults.add(code, start, end, message)
  }
}
