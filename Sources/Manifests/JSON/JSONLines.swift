import Diagnostics
import RecordStore
import RulePlan

/// A reader of JSON Lines: an object a line, all of one section. A line that cannot be read does not stop the others.
struct JSONLines {
  /// A line without its ending and the white space around it.
  struct Line {
    var start: Int
    var end: Int
    /// Where the next line begins.
    var next: Int
    var isBlank: Bool { start == end }
  }

  @inline(__always)
  static func line(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) -> Line {
    var end = ByteScanner.endOfLine(bytes, from: start, to: limit)
    let next = min(limit, end + 1)
    var first = start
    while first < end, isSpace(bytes[first]) { first &+= 1 }
    while end > first, isSpace(bytes[end &- 1]) { end &-= 1 }
    return Line(start: first, end: end, next: next)
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  let context: FileContext
  let shape: TableShape

  init(section: TableID, context: FileContext) {
    self.context = context
    shape = context.shapes[section.index]
  }

  /// Reads the lines of a range, which begins at the start of a line. Only a limit stops it.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) throws(ReadStopped) {
    let scratch = ScratchBuffer()
    var reader = RecordReader(
      source: JSONEvents(bytes, from: start, to: start, scratch: scratch, context: context), context: context,
      isLineFormat: true)
    defer { context.valueCount += reader.source.valueCount }
    var position = start
    while position < end {
      let line = Self.line(in: bytes, from: position, to: end)
      position = line.next
      guard !line.isBlank else { continue }
      reader.source.restart(from: line.start, to: line.end)
      do throws(ReadStopped) {
        try reader.readLine(of: shape)
      } catch {
        if context.faults.hasPassedLimit { throw error }
        reader.forgetRecords()
        shape.builder.breakLines()
        context.noteIncomplete(shape.id)
      }
    }
  }
}
