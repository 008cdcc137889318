import SourceText

extension SourceFile {
  /// The range with the lines that hold nothing else, for taking it out.
  func wholeLines(_ range: SourceRange) -> SourceRange {
    var start = range.start
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    var end = range.end
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    let isFirst = start == 0 || bytes[start - 1] == 0x0A
    if isFirst, end == bytes.count { return SourceRange(start, end) }
    if isFirst, bytes[end] == 0x0A { return SourceRange(start, end + 1) }
    if isFirst, bytes[end] == 0x0D, end + 1 < bytes.count, bytes[end + 1] == 0x0A {
      return SourceRange(start, end + 2)
    }
    // Something else is on the line: the space before goes with the range.
    return SourceRange(start, range.end)
  }
}
