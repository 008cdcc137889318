import Diagnostics
import RecordStore
import RulePlan

/// A file, or a part of one, to be read on its own.
struct LoadTask {
  /// Place in the order in which the parts are put together.
  var index: Int
  /// Index in ``LoadRun/entries``.
  var entry: Int
  /// Index of the file in the store.
  var file: Int
  var content: FileBytes
  var part: Part

  enum Part {
    /// The whole of a file of YAML or JSON, from an offset on.
    case document(DataFormat, section: TableID?, from: Int)
    case jsonLines(section: TableID, Range<Int>)
    case csv(CSVLayout, section: TableID, Range<Int>)
    /// A file that a source reads.
    case source(SourceTask)
  }

  /// The bytes that the part takes, where they are known separately.
  var range: Range<Int>? {
    switch part {
    case .document, .source: nil
    case .jsonLines(_, let range), .csv(_, _, let range): range
    }
  }

  /// Reads the part into the builder of the context.
  func read(into context: FileContext) {
    read(into: context) { (bytes) throws(ReadStopped) in try read(bytes, into: context) }
  }

  /// Hands the bytes of the file to a reader, whose faults are those of the context.
  func read(
    into context: FileContext, by body: (UnsafeBufferPointer<UInt8>) throws(ReadStopped) -> Void
  ) {
    content.withBytes { bytes in
      do throws(ReadStopped) {
        try body(bytes)
      } catch {
        // The fault has been noted.
      }
    }
  }

  private func read(_ bytes: UnsafeBufferPointer<UInt8>, into context: FileContext) throws(ReadStopped) {
    switch part {
    case .source(let task): try task.read(bytes, into: context)
    case .document(let format, let section, let start):
      try checkEncoding(bytes, start..<bytes.count, context)
      if format == .json {
        let events = JSONEvents(bytes, from: start, to: bytes.count, scratch: ScratchBuffer(), context: context)
        var reader = RecordReader(source: events, context: context)
        defer { context.valueCount += reader.source.valueCount }
        try reader.readDocuments(section: section)
      } else {
        var reader = RecordReader(
          source: YAMLEvents(bytes, from: start, context: context, joinsDocuments: true), context: context)
        defer { context.valueCount += reader.source.valueCount }
        try reader.readDocuments(section: section)
      }
    case .jsonLines(let section, let range):
      try checkEncoding(bytes, range, context)
      try JSONLines(section: section, context: context).read(bytes, from: range.lowerBound, to: range.upperBound)
    case .csv(let layout, let section, let range):
      try checkEncoding(bytes, range, context)
      try CSVReader(layout: layout, section: section, context: context).read(bytes, range)
    }
  }

  private func checkEncoding(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ context: FileContext
  ) throws(ReadStopped) {
    if let invalid = ByteScanner.firstInvalidUTF8(bytes, from: range.lowerBound, to: range.upperBound) {
      throw Self.notUTF8(bytes, at: invalid, context)
    }
  }

  static func notUTF8(
    _ bytes: UnsafeBufferPointer<UInt8>, at invalid: Int, _ context: FileContext
  ) -> ReadStopped {
    if let description = ForeignFile.description(of: bytes) {
      return context.faults.stop(.notUTF8, 0, 1, "expected UTF-8: \(description)")
    }
    return context.faults.stop(
      .notUTF8, invalid, invalid + 1,
      "expected UTF-8, found the byte \(hexadecimal(bytes[invalid])); save the file as UTF-8 (spreadsheet programs call it "
        + "“CSV UTF-8”), or say its `encoding` in a source")
  }
}

/// As messages show a byte: two digits.
func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return digits.count == 1 ? "0" + digits : digits
}
