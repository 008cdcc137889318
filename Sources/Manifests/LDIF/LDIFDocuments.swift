import Diagnostics
import RulePlan
import SourceText

/// The entries of a file of LDIF, a document each: an object with `dn` and the attributes, whose names are in small letters;
/// an attribute of several values is a list.
struct LDIFDocuments: DocumentFormatReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let reading: SourceReading
  private var reader: LDIFReader
  private var entry = LDIFEntry()

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ reading: SourceReading) {
    self.bytes = bytes
    self.reading = reading
    reader = LDIFReader(bytes, from: start, lengthLimit: reading.limits.scalarLength)
  }

  mutating func readDocument(into tree: DocumentTree) throws(ReadStopped) -> Bool {
    do throws(LDIFFault) {
      guard try reader.next(&entry) else { return false }
    } catch {
      throw reading.stop(error.code, error.start, error.end, error.message)
    }
    tree.beginObject(at: entry.start)
    for (name, values) in entry.valuesByName.enumerated() {
      entry.names[name].withUnsafeBufferPointer { tree.name($0) }
      if values.count > 1 { tree.beginList(at: entry.values[values[0]].start) }
      for index in values {
        let value = entry.values[index]
        tree.text(entry.text(of: value, in: bytes), at: value.valueRange)
      }
      if values.count > 1, let last = values.last { tree.end(at: entry.values[last].valueRange.end) }
    }
    tree.end(at: entry.end)
    return true
  }
}
