import SourceText

/// Writes JSON in the order of the calls, on one line, and puts the commas in.
struct JSONWriter: @unchecked Sendable {
  // It is handed from the thread that writes to the one that puts the report together.

  /// The separator before the next key or value.
  private enum Position { case first, next, afterKey }

  private let bytes = ByteBuffer(capacity: 4096)
  private var position = Position.afterKey

  /// Hands what has been written to a stream, and starts over.
  mutating func move(to stream: ReportStream) {
    stream.write(bytes: bytes.contents)
    bytes.removeAll()
    position = .afterKey
  }

  /// Hands what has been written so far to a stream, and goes on where it was.
  mutating func drain(to stream: ReportStream) {
    guard bytes.count > 1 << 16 else { return }
    stream.write(bytes: bytes.contents)
    bytes.removeAll()
  }

  /// Writes bytes as they are; a value follows.
  mutating func raw(_ text: StaticString) {
    bytes.append(text)
    position = .afterKey
  }

  // MARK: Structure

  mutating func beginObject() { begin(UInt8(ascii: "{")) }

  mutating func endObject() { end(UInt8(ascii: "}")) }

  mutating func beginArray() { begin(UInt8(ascii: "[")) }

  mutating func endArray() { end(UInt8(ascii: "]")) }

  /// The elements of an array, one after the other.
  mutating func array<Element>(_ elements: [Element], _ write: (Element, inout JSONWriter) -> Void) {
    beginArray()
    for element in elements { write(element, &self) }
    endArray()
  }

  /// The key of the value that follows; it must need no escapes.
  mutating func key(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(key)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"), UInt8(ascii: " "))
    position = .afterKey
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    position = .first
  }

  private mutating func end(_ bracket: UInt8) {
    if position != .first { bytes.append(UInt8(ascii: " ")) }
    bytes.append(bracket)
    position = .next
  }

  private mutating func separate() {
    switch position {
    case .first: bytes.append(UInt8(ascii: " "))
    case .next:
      bytes.append(UInt8(ascii: ","), UInt8(ascii: " "))
    case .afterKey: break
    }
    position = .next
  }

  // MARK: Values

  mutating func null() {
    separate()
    bytes.append("null")
  }

  mutating func boolean(_ value: Bool) {
    separate()
    bytes.append(value ? "true" : "false")
  }

  mutating func number(_ value: Int) {
    separate()
    bytes.append(value)
  }

  mutating func optional(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  /// The very text, with escapes for what JSON does not allow and for what people do not see, such as controls and marks
  /// of direction. Plain ASCII costs a comparison of sixteen bytes at a time.
  mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { text in
      guard let start = text.baseAddress else { return }
      var plain = 0
      while true {
        let end = Self.endOfPlainText(start, from: plain, to: text.count)
        bytes.append(start + plain, count: end - plain)
        guard end < text.count else { break }
        plain = start[end] < 0x80 ? escape(start[end], at: end) : copyScalar(text, at: end)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The first byte that needs an escape or a closer look, or the end.
  private static func endOfPlainText(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    func needsEscape(_ byte: UInt8) -> Bool { byte < 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x5C }
    var index = start
    // Sixteen at a time, which the optimizer compares at once.
    while index &+ 16 <= end {
      var found: UInt8 = 0
      for next in index..<(index &+ 16) { found |= needsEscape(bytes[next]) ? 1 : 0 }
      if found != 0 { break }
      index &+= 16
    }
    while index < end, !needsEscape(bytes[index]) { index &+= 1 }
    return index
  }

  /// Writes the escape of a byte of ASCII, and returns the index after it.
  private func escape(_ byte: UInt8, at index: Int) -> Int {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default: appendUnit(UInt16(byte))
    }
    return index + 1
  }

  /// Writes a character beyond ASCII, as it is if people see it, and returns the index after it.
  private func copyScalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let length = text[index] < 0xE0 ? 2 : text[index] < 0xF0 ? 3 : 4
    let end = min(text.count, index + length)
    let part = UnsafeBufferPointer(rebasing: text[index..<end])
    if let scalar = String(decoding: part, as: UTF8.self).unicodeScalars.first, scalar.isNeverSeen {
      for unit in UTF16.encode(scalar) ?? .init() {
        bytes.append(UInt8(ascii: "\\"))
        appendUnit(unit)
      }
    } else if let start = part.baseAddress {
      bytes.append(start, count: part.count)
    }
    return end
  }

  /// `u200b`.
  private func appendUnit(_ unit: UInt16) {
    bytes.append(UInt8(ascii: "u"))
    for shift in stride(from: 12, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
