/// The namespaces that a document of XML declares near its beginning, with prefixes for a source.
struct XMLPrefixes {
  private static let sampleSize = 1 << 16

  let declared: [(prefix: String, identifier: String)]

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var declared: [(prefix: String, identifier: String)] = []
    var rest = Substring(String(decoding: bytes.prefix(Self.sampleSize), as: UTF8.self))
    while let mark = rest.firstRange(of: "xmlns") {
      rest = rest[mark.upperBound...]
      let name = rest.prefix { $0 != "=" && $0 != ">" && $0 != "<" }
      rest = rest[name.endIndex...]
      guard rest.first == "=" else { continue }
      let value = rest.dropFirst().drop { $0 == " " }
      guard let quote = value.first, quote == "\"" || quote == "'",
        let end = value.dropFirst().firstIndex(of: quote)
      else { continue }
      let identifier = String(value[value.index(after: value.startIndex)..<end])
      rest = value[end...]
      // The default namespace keeps the plain names of its elements.
      let prefix = name.drop { $0 == ":" }.filter { $0 != " " }
      guard !prefix.isEmpty, !identifier.hasSuffix("XMLSchema-instance"),
        !declared.contains(where: { $0.prefix == prefix || $0.identifier == identifier })
      else { continue }
      declared.append((String(prefix), identifier))
    }
    self.declared = declared
  }
}
