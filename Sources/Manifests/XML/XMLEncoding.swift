import RulePlan

/// The encoding that an XML document says itself.
enum XMLEncoding {
  /// How much of a document is looked at for its declaration.
  private static let declarationLimit = 256

  /// By the byte order mark or by the declaration, `<?xml … encoding="…"?>`; UTF-8 where neither says anything, nil for one
  /// that is not read.
  static func declared(_ bytes: UnsafeBufferPointer<UInt8>) -> SourceEncoding? {
    if bytes.count >= 2, bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF { return .utf16 }
    let head = String(decoding: bytes.prefix(declarationLimit), as: UTF8.self)
    guard let start = head.firstRange(of: "<?xml"), let end = head.firstRange(of: "?>"),
      start.upperBound <= end.lowerBound
    else { return .utf8 }
    let declaration = head[start.upperBound..<end.lowerBound]
    guard let name = declaration.firstRange(of: "encoding") else { return .utf8 }
    let value = declaration[name.upperBound...].drop {
      $0 == " " || $0 == "=" || $0 == "\t" || $0 == "\n" || $0 == "\r"
    }
    guard let quote = value.first, quote == "\"" || quote == "'", let close = value.dropFirst().firstIndex(of: quote)
    else {
      return .utf8
    }
    switch value[value.index(after: value.startIndex)..<close].lowercased() {
    case "utf-8", "us-ascii", "ascii": return .utf8
    case "utf-16", "utf-16le", "utf-16be": return .utf16
    case "windows-1252", "cp1252": return .windows1252
    case "iso-8859-1", "latin1": return .latin1
    default: return nil
    }
  }
}
