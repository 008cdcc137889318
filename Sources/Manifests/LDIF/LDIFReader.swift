import Diagnostics
import SourceText

/// Reads the entries of LDIF (RFC 2849) over bytes that are known to be UTF-8. Files of changes are not read: what a
/// directory holds is data, what is to be done to it is not.
struct LDIFReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private var isAtStart = true
  private let lengthLimit: Int

  /// - Parameter lengthLimit: bytes that a value may have.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, lengthLimit: Int) {
    self.bytes = bytes
    position = start
    self.lengthLimit = lengthLimit
  }

  /// A line with those that are folded into it: where it begins, and the bytes up to its last line ending.
  private struct Line {
    var start: Int
    var end: Int
    /// After the line ending.
    var next: Int
    var isFolded: Bool
  }

  /// Reads the next entry; false where there is none.
  mutating func next(_ entry: inout LDIFEntry) throws(LDIFFault) -> Bool {
    entry.removeAll()
    skipBlankLines()
    if isAtStart {
      isAtStart = false
      try readVersion()
      skipBlankLines()
    }
    guard position < bytes.count else { return false }
    entry.start = position
    while position < bytes.count, !isBlank(at: position) {
      let line = try nextLine()
      if bytes[line.start] == 0x23 { continue }
      if entry.values.isEmpty { entry.start = line.start }
      entry.end = line.end
      try read(line, into: &entry)
    }
    return !entry.values.isEmpty
  }

  // MARK: Lines

  private func isBlank(at index: Int) -> Bool {
    bytes[index] == 0x0A || bytes[index] == 0x0D && (index + 1 >= bytes.count || bytes[index + 1] == 0x0A)
  }

  /// Passes over blank lines and comments between entries.
  private mutating func skipBlankLines() {
    while position < bytes.count {
      if isBlank(at: position) {
        position = ByteScanner.endOfLine(bytes, from: position, to: bytes.count) + 1
      } else if bytes[position] == 0x23 {
        position = line(at: position).next
      } else {
        return
      }
    }
  }

  private mutating func nextLine() throws(LDIFFault) -> Line {
    if bytes[position] == 0x20 || bytes[position] == 0x09 {
      throw LDIFFault(
        code: .malformedLDIF, message: "a line that begins with a space goes on with the one before, and there is none",
        start: position, end: position + 1)
    }
    let line = line(at: position)
    position = line.next
    return line
  }

  private func line(at start: Int) -> Line {
    var feed = ByteScanner.endOfLine(bytes, from: start, to: bytes.count)
    var isFolded = false
    while feed + 1 < bytes.count, bytes[feed + 1] == 0x20 {
      isFolded = true
      feed = ByteScanner.endOfLine(bytes, from: feed + 1, to: bytes.count)
    }
    let end = feed > start && bytes[feed - 1] == 0x0D ? feed - 1 : feed
    return Line(start: start, end: end, next: min(bytes.count, feed + 1), isFolded: isFolded)
  }

  // MARK: Attributes

  private mutating func readVersion() throws(LDIFFault) {
    guard position < bytes.count else { return }
    let line = line(at: position)
    let text = UnsafeBufferPointer(rebasing: bytes[line.start..<line.end])
    guard text.count > 8, text.prefix(8).elementsEqual("version:".utf8) else { return }
    guard text.dropFirst(8).drop(while: { $0 == 0x20 }).elementsEqual("1".utf8) else {
      throw LDIFFault(
        code: .malformedLDIF, message: "expected `version: 1`, the only version of LDIF that there is",
        start: line.start,
        end: line.end)
    }
    position = line.next
  }

  private func read(_ line: Line, into entry: inout LDIFEntry) throws(LDIFFault) {
    guard let colon = ByteScanner.firstIndex(of: 0x3A, in: bytes, from: line.start, to: line.end) else {
      throw LDIFFault(
        code: .malformedLDIF,
        message:
          "expected `attribute: value`, found \(quoted(UnsafeBufferPointer(rebasing: bytes[line.start..<line.end])))",
        start: line.start, end: line.end)
    }
    let name = try readName(line.start..<colon, isFirst: entry.values.isEmpty)
    var valueStart = afterFold(colon + 1, in: line)
    let mark = valueStart < line.end ? bytes[valueStart] : 0
    if mark == 0x3C {
      throw LDIFFault(
        code: .ldifReference, message: "the value lies in another file, `:<`; put it into this one", start: colon,
        end: line.end)
    }
    if mark == 0x3A { valueStart = afterFold(valueStart + 1, in: line) }
    while valueStart < line.end, bytes[valueStart] == 0x20 { valueStart = afterFold(valueStart + 1, in: line) }
    var value = LDIFEntry.Value(
      name: 0, start: line.start, valueRange: SourceRange(valueStart, line.end), text: valueStart..<line.end,
      isMade: false)
    if line.isFolded { unfold(&value, in: entry.made) }
    if mark == 0x3A { try decode(&value, in: entry.made) }
    guard value.text.count <= lengthLimit else {
      throw LDIFFault(
        code: .scalarTooLong, message: "a value of \(value.text.count) bytes; values may have at most \(lengthLimit)",
        start: valueStart, end: line.end)
    }
    entry.add(name, value)
  }

  /// The name of an attribute in small letters, its options in their order by letters.
  private func readName(_ range: Range<Int>, isFirst: Bool) throws(LDIFFault) -> [UInt8] {
    // A name may be folded, too.
    var lower: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      lower.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
      index = afterFold(index + 1, upTo: range.upperBound)
    }
    let fault = { (code: DiagnosticCode, message: String) in
      LDIFFault(code: code, message: message, start: range.lowerBound, end: range.upperBound)
    }
    guard let first = lower.first, first &- 0x61 < 26 || first &- 0x30 < 10, lower.allSatisfy(Self.isNameByte) else {
      throw fault(
        .malformedLDIF,
        "expected the name of an attribute, found \(quoted(UnsafeBufferPointer(rebasing: bytes[range])))")
    }
    if lower.elementsEqual("changetype".utf8) || lower.elementsEqual("control".utf8) {
      throw fault(
        .ldifChange,
        "\(quoted(String(decoding: lower, as: UTF8.self))) makes this a list of changes; export the entries")
    }
    if isFirst != lower.elementsEqual("dn".utf8) {
      let shown = quoted(UnsafeBufferPointer(rebasing: bytes[range]))
      throw fault(
        .malformedLDIF,
        isFirst
          ? "an entry begins with `dn:`, found \(shown); `ldapsearch -LLL` leaves out what is about the search"
          : "a second `dn:` in one entry; a blank line comes between entries")
    }
    guard lower.contains(0x3B) else { return lower }
    let parts = lower.split(separator: 0x3B, omittingEmptySubsequences: false)
    return Array(
      (parts.prefix(1) + parts.dropFirst().sorted { $0.lexicographicallyPrecedes($1) }).joined(separator: [0x3B]))
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2E || byte == 0x3B || byte == 0x5F
  }

  // MARK: Values

  private func afterFold(_ index: Int, in line: Line) -> Int {
    line.isFolded ? afterFold(index, upTo: line.end) : index
  }

  /// The next byte of a line that may be folded at an offset.
  private func afterFold(_ start: Int, upTo end: Int) -> Int {
    var index = start
    while index < end {
      let feed = bytes[index] == 0x0D ? index + 1 : index
      guard feed + 1 < end, bytes[feed] == 0x0A, bytes[feed + 1] == 0x20 else { break }
      index = feed + 2
    }
    return min(index, end)
  }

  /// Joins a value that is folded over lines: line endings go, each with the space after it.
  private func unfold(_ value: inout LDIFEntry.Value, in made: ScratchBuffer) {
    let start = made.count
    var index = value.text.lowerBound
    while index < value.text.upperBound {
      let feed = ByteScanner.endOfLine(bytes, from: index, to: value.text.upperBound)
      let isReturned = feed < value.text.upperBound && feed > index && bytes[feed - 1] == 0x0D
      made.append(UnsafeBufferPointer(rebasing: bytes[index..<(isReturned ? feed - 1 : feed)]))
      index = feed + 2
    }
    value.text = start..<made.count
    value.isMade = true
  }

  private func decode(_ value: inout LDIFEntry.Value, in made: ScratchBuffer) throws(LDIFFault) {
    let packed =
      value.isMade
      ? Array(made.slice(value.text.lowerBound, value.text.count))
      : Array(bytes[value.text])
    let range = value.valueRange
    let fault = { (code: DiagnosticCode, message: String) in
      LDIFFault(code: code, message: message, start: range.start, end: range.end)
    }
    guard let decoded = Base64.decode(packed) else {
      throw fault(.malformedLDIF, "after `::` comes base64, and this is not")
    }
    let invalid = decoded.withUnsafeBufferPointer { ByteScanner.firstInvalidUTF8($0, from: 0, to: $0.count) }
    guard invalid == nil else {
      throw fault(
        .ldifBinary, "the base64 holds bytes that are not a text in UTF-8; leave the attribute out of the export")
    }
    let start = made.count
    decoded.withUnsafeBufferPointer { made.append($0) }
    value.text = start..<made.count
    value.isMade = true
  }
}
