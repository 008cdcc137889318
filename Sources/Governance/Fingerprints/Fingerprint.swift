/// A name for a finding that stays the same as long as the same thing breaks the same norm.
struct FingerprintMaker {
  /// How often a content has come up, by the first half of its hash.
  private var seen: [UInt64: Int] = [:]
  private var hasher = SHA256()
  private var content: [UInt8] = []

  /// The fingerprint of a norm and what it is about, 32 hexadecimal digits. Of several findings that say the same, as of
  /// rows that are equal in every field, each has its own.
  mutating func fingerprint(rule: String, identities: [String]) -> String {
    content.removeAll(keepingCapacity: true)
    content.append(contentsOf: rule.utf8)
    for identity in identities {
      content.append(0)
      content.append(contentsOf: identity.utf8)
    }
    var hash = hasher.hash(content)
    let count = seen[hash[0], default: 0]
    seen[hash[0]] = count + 1
    if count > 0 {
      content.append(contentsOf: "\u{0}#\(count)".utf8)
      hash = hasher.hash(content)
    }
    return String(unsafeUninitializedCapacity: 32) { digits in
      for (index, word) in hash.prefix(2).enumerated() {
        for position in 0..<16 {
          let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * position)) & 15
          digits[index * 16 + position] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        }
      }
      return 32
    }
  }
}
