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
    case .xml: XMLDocuments(bytes, from: start, reading)
    case .ldif: LDIFDocuments(bytes, from: start, reading)
    case .csv, .xlsx: nil
    }
  }

  /// The sheet of a workbook that the source names, or its only one.
  static func sheet(
    _ bytes: UnsafeBufferPointer<UInt8>, _ reading: SourceReading
  ) throws(ReadStopped) -> Sheet {
    do throws(Workbook.Fault) {
      return try Workbook(bytes, limits: reading.limits).sheet(
        reading.plan.sheet, headerLines: reading.plan.table.header.lines, zone: reading.plan.forms.zone)
    } catch {
      throw reading.stop(error.code, 0, 0, error.message)
    }
  }

  /// Whether a path ends in that of a packed file.
  static func isPacked(_ path: String) -> Bool { path.lowercased().hasSuffix(".gz") }

  /// The bytes of a packed file: at most 200 times as many, and no more than the limit of file sizes.
  static func unpacked(
    _ bytes: UnsafeBufferPointer<UInt8>, _ reading: SourceReading
  ) throws(ReadStopped) -> [UInt8] {
    do throws(UnpackFault) {
      return try Gunzip.unpack(bytes, limits: reading.limits)
    } catch {
      throw reading.stop(error.code, 0, 0, error.message)
    }
  }
}
