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
        escape(start[end])
        plain = end + 1
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The first byte that needs an escape, or the end.
  private static func endOfPlainText(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    func needsEscape(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }
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

  private func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default: bytes.append("u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
    }
  }
}
