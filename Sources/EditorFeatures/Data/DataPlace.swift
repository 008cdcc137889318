import SourceText

/// Where a caret is in a YAML or JSON document that is being written, by its brackets and its indentation: the names
/// that lead there. The document need not be readable.
struct DataCaret {
  /// Names from the section on.
  private(set) var path: [String] = []
  /// The name whose value is being written; nil where a name is.
  private(set) var field: String?
  /// The word so far.
  let word: SourceRange
  /// Whether names are in quotes.
  let isJSON: Bool

  private let bytes: [UInt8]

  init(_ offset: Int, in source: SourceFile) {
    bytes = source.bytes
    isJSON = source.path.hasSuffix(".json")
    let offset = max(0, min(offset, bytes.count))
    var start = offset
    while start > 0, SignatureHelp.isWordByte(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "-") { start -= 1 }
    // A dash that begins an item is not part of the word.
    while start < offset, bytes[start] == UInt8(ascii: "-") { start += 1 }
    word = SourceRange(start, offset)
    var position = start
    if position > 0, bytes[position - 1] == 0x22 || bytes[position - 1] == 0x27 { position -= 1 }
    field = name(before: position, allowsSpace: true)
    climb(from: position)
  }

  /// Goes outwards bracket by bracket, then by indentation.
  private mutating func climb(from start: Int) {
    var position = start
    for _ in 0..<64 {
      guard let opener = opener(before: position) else { return climbLines(from: position) }
      if let name = name(before: opener, allowsSpace: true) {
        path.insert(name, at: 0)
        position = nameStart(before: opener)
      } else {
        position = opener
      }
    }
  }

  /// The bracket that is open at an offset.
  private func opener(before offset: Int) -> Int? {
    var depth = 0
    var index = offset - 1
    let stop = max(0, offset - 50_000)
    while index >= stop {
      switch bytes[index] {
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if depth == 0 { return index }
        depth -= 1
      default: break
      }
      index -= 1
    }
    return nil
  }

  /// The name in front of a colon in front of an offset.
  private func name(before offset: Int, allowsSpace: Bool) -> String? {
    var index = offset
    while index > 0, bytes[index - 1] == 0x20 { index -= 1 }
    guard index > 0, bytes[index - 1] == UInt8(ascii: ":") else { return nil }
    let start = nameStart(before: offset)
    var end = index - 1
    while end > start, bytes[end - 1] == 0x22 || bytes[end - 1] == 0x27 || bytes[end - 1] == 0x20 { end -= 1 }
    var first = start
    while first < end, bytes[first] == 0x22 || bytes[first] == 0x27 { first += 1 }
    return first < end ? String(decoding: bytes[first..<end], as: UTF8.self) : nil
  }

  private func nameStart(before offset: Int) -> Int {
    var index = offset
    while index > 0, bytes[index - 1] == 0x20 { index -= 1 }
    if index > 0, bytes[index - 1] == UInt8(ascii: ":") { index -= 1 }
    while index > 0, bytes[index - 1] == 0x20 { index -= 1 }
    while index > 0,
      SignatureHelp.isWordByte(bytes[index - 1]) || bytes[index - 1] == UInt8(ascii: "-") || bytes[index - 1] == 0x22
        || bytes[index - 1] == 0x27
    {
      index -= 1
    }
    return index
  }

  // MARK: Lines

  private struct Line {
    /// Column of the first dash; nil where there is none.
    var dash: Int?
    /// Column of what follows.
    var column: Int
    /// The name in front of a colon at the end.
    var opens: String?
  }

  private mutating func climbLines(from offset: Int) {
    var lineStart = offset
    while lineStart > 0, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
    let own = line(lineStart, offset)
    var limit = own.dash.map { $0 + 1 } ?? own.column
    var end = lineStart - 1
    while end > 0, limit > 0 {
      var start = end
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
      let line = line(start, end)
      end = start - 1
      guard line.column < Int.max else { continue }
      if line.column < limit, let name = line.opens {
        path.insert(name, at: 0)
        limit = line.dash.map { $0 + 1 } ?? line.column
      } else if let dash = line.dash, dash < limit, line.column == limit || line.column < limit {
        limit = dash + 1
      }
    }
  }

  private func line(_ start: Int, _ end: Int) -> Line {
    var index = start
    var dash: Int?
    while index < end {
      if bytes[index] == UInt8(ascii: "-"), index + 1 >= bytes.count || bytes[index + 1] == 0x20 {
        if dash == nil { dash = index - start }
      } else if bytes[index] != 0x20 {
        break
      }
      index += 1
    }
    guard index < end || dash != nil || end == start || bytes[start..<end].allSatisfy({ $0 == 0x20 }) else {
      return Line(dash: nil, column: .max, opens: nil)
    }
    if index < end, bytes[index] == UInt8(ascii: "#") { return Line(dash: nil, column: .max, opens: nil) }
    var last = end
    while last > index, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x0D { last -= 1 }
    let opens =
      last > index && bytes[last - 1] == UInt8(ascii: ":")
      ? String(decoding: bytes[index..<(last - 1)], as: UTF8.self) : nil
    let isEmpty = index >= end && dash == nil
    return Line(dash: dash, column: isEmpty ? end - start : index - start, opens: opens)
  }
}
