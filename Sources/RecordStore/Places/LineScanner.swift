#if canImport(Glibc)
  import Glibc
#endif

/// Lines and columns of ascending offsets in one pass over the bytes, without a table of all lines.
///
/// Lines end with LF, CRLF or a lone CR; both count from 1, columns in Unicode scalars.
struct LineScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var offset = 0
  private(set) var line = 1
  private(set) var column = 1

  /// - Parameter start: of a line; lines are counted from it.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
    self.bytes = bytes
    offset = start
    // A byte order mark is not part of the first line.
    if start == 0, bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
  }

  /// Where the line begins that an offset is in.
  static func lineStart(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var start = min(max(0, offset), bytes.count)
    while start > 0 {
      let byte = bytes[start - 1]
      if byte == 0x0A || byte == 0x0D && (start == bytes.count || bytes[start] != 0x0A) { break }
      start -= 1
    }
    return start
  }

  /// Moves to an offset, which must not be before the last one.
  mutating func advance(to wanted: Int) {
    let target = min(wanted, bytes.count)
    while offset < target {
      let block = min(target, offset + Self.blockSize)
      let (breaks, lastEnd) = lineBreaks(from: offset, to: block)
      if breaks > 0 {
        line += breaks
        column = 1
        offset = lastEnd
      }
      column += scalars(from: offset, to: block)
      offset = block
    }
  }

  /// Moves to the start of a line that is known to be this many lines on.
  mutating func pass(lines: Int, to start: Int) {
    guard lines > 0 else { return }
    offset = start
    line += lines
    column = 1
  }

  /// Moves past this many line endings, from the start of a line.
  mutating func skipLines(_ count: Int) {
    guard count > 0, let base = bytes.baseAddress else { return }
    column = 1
    let target = line + count
    while line < target, offset < bytes.count {
      let end = min(bytes.count, offset + Self.stepSize)
      let (feeds, hasReturns) = lineFeeds(base + offset, end - offset)
      if line + feeds < target, !hasReturns {
        line += feeds
        offset = end
        continue
      }
      while line < target, offset < end {
        if !hasReturns, let feed = memchr(base + offset, 0x0A, end - offset) {
          offset = UnsafeRawPointer(feed) - UnsafeRawPointer(base)
        }
        if bytes[offset] == 0x0A || isLoneReturn(offset) { line += 1 }
        offset += 1
      }
    }
  }

  private static let blockSize = 1 << 16
  /// Bytes in which line endings are counted before they are looked for one by one.
  private static let stepSize = 240

  /// Number of line endings whose last byte lies in a range, and the offset after the last of them.
  private func lineBreaks(from start: Int, to end: Int) -> (count: Int, lastEnd: Int) {
    guard let base = bytes.baseAddress else { return (0, start) }
    var (count, hasReturns) = lineFeeds(base + start, end - start)
    if hasReturns {
      for index in start..<end where isLoneReturn(index) { count += 1 }
    }
    guard count > 0 else { return (0, start) }
    var last = end
    while last > start, bytes[last - 1] != 0x0A, !isLoneReturn(last - 1) { last -= 1 }
    return (count, last)
  }

  /// Number of line feeds in some bytes, and whether there is a carriage return among them.
  private func lineFeeds(_ base: UnsafePointer<UInt8>, _ length: Int) -> (count: Int, hasReturns: Bool) {
    var total = 0
    var returns: UInt8 = 0
    var index = 0
    while index < length {
      // So few that a byte counts them: the optimizer then compares and adds sixteen bytes at once.
      let stop = min(length, index &+ 240)
      var feeds: UInt8 = 0
      while index < stop {
        feeds &+= base[index] == 0x0A ? 1 : 0
        returns |= base[index] == 0x0D ? 1 : 0
        index &+= 1
      }
      total &+= Int(feeds)
    }
    return (total, returns > 0)
  }

  private func isLoneReturn(_ index: Int) -> Bool {
    bytes[index] == 0x0D && (index + 1 >= bytes.count || bytes[index + 1] != 0x0A)
  }

  private func scalars(from start: Int, to end: Int) -> Int {
    var count = 0
    for index in start..<max(start, end) where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
