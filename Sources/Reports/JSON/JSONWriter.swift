/// Writes JSON in the order of the calls, on one line, and puts the commas in.
struct JSONWriter {
  /// What stands before the next key or value.
  private enum Position { case first, next, behindKey }

  private var bytes: [UInt8] = []
  private var position = Position.behindKey

  init() { bytes.reserveCapacity(4096) }

  /// Hands what has been written to a stream, and begins anew.
  mutating func move(to stream: ReportStream) {
    bytes.withUnsafeBufferPointer { stream.write(bytes: $0) }
    bytes.removeAll(keepingCapacity: true)
    position = .behindKey
  }

  /// Hands what has been written so far to a stream, and goes on where it was.
  mutating func drain(to stream: ReportStream) {
    guard bytes.count > 1 << 16 else { return }
    bytes.withUnsafeBufferPointer { stream.write(bytes: $0) }
    bytes.removeAll(keepingCapacity: true)
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
    bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    bytes.append(UInt8(ascii: " "))
    position = .behindKey
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
      bytes.append(UInt8(ascii: ","))
      bytes.append(UInt8(ascii: " "))
    case .behindKey: break
    }
    position = .next
  }

  // MARK: Values

  mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  mutating func boolean(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  mutating func number(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func optional(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { text in
      var plain = 0
      for index in text.indices {
        let byte = text[index]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        bytes.append(contentsOf: text[plain..<index])
        plain = index + 1
        escape(byte)
      }
      bytes.append(contentsOf: text[plain...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default: bytes.append(contentsOf: ("u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8)
    }
  }
}
