import SourceText

/// Finds the values of the attributes in a tag that is known to be well-formed, in their order, without those that declare
/// namespaces. The parser says what they are, but not where.
struct XMLTagScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int
  private let limit: Int

  /// - Parameters: the bytes of the tag, from its `<` to after its `>`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    self.bytes = bytes
    index = start
    limit = end
    // The name of the element.
    while index < limit, bytes[index] > 0x20 { index += 1 }
  }

  /// The next value, without its quotes.
  mutating func next() -> SourceRange? {
    while true {
      while index < limit, bytes[index] <= 0x20 || bytes[index] == 0x2F { index += 1 }
      let nameStart = index
      while index < limit, bytes[index] > 0x20, bytes[index] != 0x3D { index += 1 }
      let nameEnd = index
      while index < limit, bytes[index] != 0x22, bytes[index] != 0x27 { index += 1 }
      guard index < limit else { return nil }
      let quote = bytes[index]
      let start = index + 1
      guard let end = ByteScanner.firstIndex(of: quote, in: bytes, from: start, to: limit) else { return nil }
      index = end + 1
      let name = UnsafeBufferPointer(rebasing: bytes[nameStart..<nameEnd])
      if !name.starts(with: "xmlns:".utf8), !name.equals("xmlns") { return SourceRange(start, end) }
    }
  }
}
