/// A name for a finding that stays the same as long as the same thing breaks the same norm.
struct FingerprintMaker {
  private var seen: [String: Int] = [:]

  /// The fingerprint of a norm and what it is about, 32 hexadecimal digits. Of several findings that say the same, as of
  /// rows that are equal in every field, each has its own.
  mutating func fingerprint(rule: String, identities: [String]) -> String {
    let content = ([rule] + identities).joined(separator: "\u{0}")
    let count = seen[content, default: 0]
    seen[content] = count + 1
    let hash = SHA256.hash(Array((count == 0 ? content : content + "\u{0}#\(count)").utf8))
    return hash.prefix(16).map(Self.hexadecimal).joined()
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }
}
