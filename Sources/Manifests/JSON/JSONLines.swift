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
  ///
  /// - Parameter plainCount: lines before the first one, which is not plain; nil where nothing is known of it.
  func read(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, after plainCount: Int? = nil
  ) throws(ReadStopped) {
    let scratch = ScratchBuffer()
    var reader = RecordReader(
      source: JSONEvents(bytes, from: start, to: start, scratch: scratch, context: context), context: context,
      isLineFormat: true)
    defer { context.valueCount += reader.source.valueCount }
    let plain = JSONPlainLines(shape: shape, context: context, bytes: bytes, from: start, to: end)
    var position = start
    var patience = Patience()
    if let plainCount { patience.note(plainCount) }
    while position < end {
      if patience.isOver, let plain, reader.source.hasRoom(for: plain.largestValueCount) {
        let before = context.valueCount
        let run = try plain.read(from: position)
        reader.source.valueLimit -= context.valueCount - before
        position = run.next
        if run.isInterrupted { patience.note(run.rowCount) }
        continue
      }
      patience.spend()
      let line = Self.line(in: bytes, from: position, to: end)
      position = line.next
      guard !line.isBlank else {
        // Rows after it are not on the lines that they would be on without it.
        shape.builder.breakLines()
        continue
      }
      reader.source.restart(from: line.start, to: line.end)
      let rowCount = shape.builder.rowCount
      do throws(ReadStopped) {
        try reader.readLine(of: shape)
      } catch {
        if context.faults.hasPassedLimit { throw error }
        reader.forgetRecords()
        shape.builder.breakLines()
        context.noteIncomplete(shape.id)
        if shape.builder.rowCount == rowCount {
          context.builder.addUnreadableRow(of: shape.id, file: context.file, start: line.start, end: line.end)
        }
      }
    }
  }

  /// How many lines are read by events before plain ones are looked for again: more each time that there are few.
  private struct Patience {
    private var length = 1
    private var left = 0

    var isOver: Bool { left == 0 }

    mutating func spend() { left = max(0, left - 1) }

    /// Notes how many plain lines came before one that is not.
    mutating func note(_ plainCount: Int) {
      length = plainCount < 16 ? min(length * 2, 1 << 16) : 1
      left = length
    }
  }
}
