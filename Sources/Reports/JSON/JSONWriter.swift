/// Writes JSON values one after the other; the caller keeps brackets and keys in order.
struct JSONWriter {
  let stream: ReportStream

  // MARK: Structure

  /// A member of an object: the key and its value.
  func member(_ key: String, isFirst: Bool = false, _ value: () -> Void) {
    if !isFirst { stream.write(", ") }
    stream.write(byte: UInt8(ascii: "\""))
    stream.write(key)
    stream.write("\": ")
    value()
  }

  func object(_ members: () -> Void) {
    stream.write("{ ")
    members()
    stream.write(" }")
  }

  /// The elements of an array on one line.
  func array<Elements: Sequence>(_ elements: Elements, _ write: (Elements.Element) -> Void) {
    stream.write("[")
    var isFirst = true
    for element in elements {
      stream.write(isFirst ? " " : ", ")
      write(element)
      isFirst = false
    }
    stream.write(isFirst ? "]" : " ]")
  }

  // MARK: Values

  func null() { stream.write("null") }

  func number(_ value: Int) { stream.write(String(value)) }

  func optional(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  func string(_ text: String) {
    stream.write(byte: UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      var plain = 0
      for index in bytes.indices {
        let byte = bytes[index]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        write(bytes, plain, index)
        plain = index + 1
        writeEscape(byte)
      }
      write(bytes, plain, bytes.count)
    }
    stream.write(byte: UInt8(ascii: "\""))
  }

  private func write(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    guard start < end else { return }
    stream.write(bytes: UnsafeBufferPointer(rebasing: bytes[start..<end]))
  }

  private func writeEscape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): stream.write("\\\"")
    case UInt8(ascii: "\\"): stream.write("\\\\")
    case 0x08: stream.write("\\b")
    case 0x09: stream.write("\\t")
    case 0x0A: stream.write("\\n")
    case 0x0C: stream.write("\\f")
    case 0x0D: stream.write("\\r")
    default:
      let digits = String(byte, radix: 16)
      stream.write("\\u00" + (byte < 16 ? "0" : "") + digits)
    }
  }
}
