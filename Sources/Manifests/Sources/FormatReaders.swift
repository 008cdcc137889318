import Diagnostics
import RulePlan

/// The readers of the formats of sources. A new format is a case of ``SourceFormat`` and its reader here.
enum FormatReaders {
  /// The reader of a format that holds documents; nil for one of tables.
  ///
  /// - Parameter bytes: unpacked, in UTF-8 unless the format says its own encoding (XML).
  static func documents(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ reading: SourceReading
  ) throws(ReadStopped) -> (any DocumentFormatReader)? {
    switch reading.plan.format {
    case .json: JSONDocuments(bytes, from: start, reading)
    case .jsonl: JSONLineDocuments(bytes, from: start, reading)
    case .yaml: YAMLDocuments(bytes, from: start, reading)
    case .xml, .ldif: throw unread(reading)
    case .csv, .xlsx: nil
    }
  }

  /// The sheet of a workbook that the source names, or its only one.
  static func sheet(
    _ bytes: UnsafeBufferPointer<UInt8>, _ reading: SourceReading
  ) throws(ReadStopped) -> Sheet { throw unread(reading) }

  /// Whether a path ends in that of a packed file.
  static func isPacked(_ path: String) -> Bool { path.lowercased().hasSuffix(".gz") }

  /// The bytes of a packed file: at most 200 times as many, and no more than the limit of file sizes.
  static func unpacked(
    _ bytes: UnsafeBufferPointer<UInt8>, _ reading: SourceReading
  ) throws(ReadStopped) -> [UInt8] { throw unread(reading) }

  private static func unread(_ reading: SourceReading) -> ReadStopped {
    reading.stop(.sourceFormat, 0, 0, "this build cannot read \(reading.plan.format.rawValue) files, or packed ones")
  }
}
