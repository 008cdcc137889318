/// The line that a place begins in, or the part of a long line around it; where the place begins with nothing but
/// brackets, the next line.
struct Excerpt: Hashable {
  var line: Int
  var text: String
  /// Column of the first scalar of the text, from 1.
  var firstColumn: Int
  var isCutBefore: Bool
  var isCutBehind: Bool
  /// Columns of the marked part, from 1; the second is just after it.
  var mark: Range<Int>
}

/// Cuts excerpts for many places of one file out of its bytes, in one pass.
struct ExcerptCutter {
  /// Longer lines are cut around the place.
  private static let wholeLine = 240
  private static let before = 40
  private static let following = 120

  private let bytes: UnsafeBufferPointer<UInt8>
  private var line = 1
  private var lineStart = 0
  /// An offset in the line, and the column of the scalar that begins there.
  private var offset = 0
  private var column = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    // A byte order mark is not part of the first line.
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { lineStart = 3 }
    offset = lineStart
  }

  /// Excerpts by place. Linear in the bytes up to the last place.
  static func cut(_ places: some Sequence<Place>, from bytes: UnsafeBufferPointer<UInt8>) -> [Place: Excerpt] {
    var cutter = ExcerptCutter(bytes)
    var result: [Place: Excerpt] = [:]
    for place in places.sorted(by: { ($0.line, $0.column) < ($1.line, $1.column) }) where result[place] == nil {
      result[place] = cutter.excerpt(at: place)
    }
    return result
  }

  private mutating func excerpt(at place: Place) -> Excerpt? {
    guard advance(toLine: place.line) else { return nil }
    let excerpt = excerpt(fromColumn: place.column, to: place.endLine > line ? nil : place.endColumn)
    guard place.endLine > line, saysNothing(excerpt) else { return excerpt }
    var ahead = self
    guard ahead.advance(toLine: line + 1) else { return excerpt }
    let end = place.endLine > ahead.line ? nil : place.endColumn
    let next = ahead.excerpt(fromColumn: ahead.firstColumn, to: end)
    return saysNothing(next) ? excerpt : next
  }

  /// The text from a column of the line on; nil ends with the line.
  private mutating func excerpt(fromColumn start: Int, to end: Int?) -> Excerpt {
    let mark = start..<max(start + 1, end ?? Int.max)
    if let end = endOfLine(within: Self.wholeLine) { return excerpt(lineStart, end, firstColumn: 1, mark) }
    advance(toColumn: start)
    var start = offset
    var firstColumn = column
    for _ in 0..<Self.before where start > lineStart {
      start -= 1
      while start > lineStart, bytes[start] & 0xC0 == 0x80 { start -= 1 }
      firstColumn -= 1
    }
    var end = offset
    for _ in 0..<Self.following where !isLineEnd(end) { end = next(end) }
    return excerpt(start, end, firstColumn: firstColumn, mark)
  }

  private func excerpt(_ start: Int, _ end: Int, firstColumn: Int, _ mark: Range<Int>) -> Excerpt {
    Excerpt(
      line: line, text: String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self),
      firstColumn: firstColumn, isCutBefore: start > lineStart, isCutBehind: !isLineEnd(end), mark: mark)
  }

  /// Whether there is nothing but brackets after the mark, as in JSON that is laid out over lines.
  private func saysNothing(_ excerpt: Excerpt) -> Bool {
    guard !excerpt.isCutBehind else { return false }
    let skipped = max(0, excerpt.mark.lowerBound - excerpt.firstColumn)
    return excerpt.text.unicodeScalars.dropFirst(skipped).allSatisfy { "{}[](), \t-".unicodeScalars.contains($0) }
  }

  /// Column of the first scalar of the line that is not blank.
  private var firstColumn: Int {
    var index = lineStart
    while !isLineEnd(index), bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index - lineStart + 1
  }

  private func isLineEnd(_ index: Int) -> Bool { index >= bytes.count || bytes[index] == 0x0A || bytes[index] == 0x0D }

  private func next(_ index: Int) -> Int {
    var next = index + 1
    while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }

  /// False where the text has fewer lines.
  private mutating func advance(toLine wanted: Int) -> Bool {
    guard line < wanted else { return line == wanted }
    var index = offset
    while line < wanted {
      while !isLineEnd(index) { index += 1 }
      guard index < bytes.count else { return false }
      index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
      line += 1
    }
    lineStart = index
    offset = index
    column = 1
    return true
  }

  private mutating func advance(toColumn wanted: Int) {
    while column < wanted, !isLineEnd(offset) {
      offset = next(offset)
      column += 1
    }
  }

  /// Nil where the line is longer.
  private func endOfLine(within limit: Int) -> Int? {
    var index = lineStart
    while !isLineEnd(index) {
      if index - lineStart >= limit { return nil }
      index += 1
    }
    return index
  }
}
