import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// Reads the bytes of one file by its format.
struct FileReader {
  let source: DataSource
  let format: DataFormat
  let context: FileContext

  func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    do throws(ReadStopped) {
      // A byte order mark says nothing in UTF-8.
      let start = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
      let section = try namedSection(bytes)
      if let invalid = ByteScanner.firstInvalidUTF8(bytes, from: start, to: bytes.count) {
        throw context.faults.stop(
          .notUTF8, invalid, invalid + 1,
          "expected UTF-8, found the byte \(hexadecimal(bytes[invalid])); save the file as UTF-8")
      }
      switch format {
      case .json:
        let events = JSONEvents(
          bytes, from: start, to: bytes.count, scratch: ScratchBuffer(), context: context)
        var reader = RecordReader(source: events, context: context)
        defer { context.valueCount += reader.source.valueCount }
        try reader.readDocuments(section: section)
      case .jsonLines:
        guard let section else { return }
        try JSONLines(section: section, context: context).read(bytes, from: start, to: bytes.count)
      case .yaml:
        var reader = RecordReader(source: YAMLEvents(bytes, from: start, context: context), context: context)
        defer { context.valueCount += reader.source.valueCount }
        try reader.readDocuments(section: section)
      case .csv:
        guard let section else { return }
        let header = CSVHeader(context: context, shape: context.shapes[section.index])
        guard let layout = try header.read(bytes, from: start) else {
          throw context.faults.stop(
            .malformedCSV, start, start, "expected a header: the names of the columns, separated by commas")
        }
        try CSVReader(layout: layout, section: section, context: context)
          .read(bytes, from: layout.bodyStart, to: bytes.count)
      }
    } catch {
      // The fault has been noted.
    }
  }

  /// The section that the command line or, in a format that holds only one, the file's name says.
  private func namedSection(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReadStopped) -> TableID? {
    let name: String
    if let section = source.section {
      name = section
    } else if format.holdsOneSection {
      name = source.stem
    } else {
      return nil
    }
    guard let table = context.schema.entity(inSection: name) else {
      context.reportUnknownSection(
        name, 0, 0, notes: source.section == nil ? ["name the section of a file: `--data SECTION=PATH`"] : [])
      throw ReadStopped()
    }
    context.builder.markSection(table, file: context.file, start: 0, end: min(1, bytes.count))
    return table
  }
}

/// As messages show a byte: two digits.
func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return digits.count == 1 ? "0" + digits : digits
}

extension DataFormat {
  /// Whether a file is the records of one section, named elsewhere.
  var holdsOneSection: Bool { self == .jsonLines || self == .csv }
}

extension DataSource {
  /// The name of the file without its folders and its ending.
  var stem: String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return String(name) }
    return String(name[..<dot])
  }
}
