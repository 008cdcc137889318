import SourceText

/// The hash of what a fingerprint names: a norm and what it is about.
struct FingerprintHash {
  var first: UInt64
  var second: UInt64

  /// 32 hexadecimal digits.
  var text: String {
    String(unsafeUninitializedCapacity: 32) { digits in
      for position in 0..<32 {
        let word = position < 16 ? first : second
        let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (position & 15))) & 15
        digits[position] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
      }
      return 32
    }
  }
}

/// Hashes norms and what they are about. One for each thread.
struct FingerprintHasher {
  private var content: [UInt8] = []

  /// - Parameter repetition: how often the same has come up before.
  mutating func hash(rule: String, identities: [String], repetition: Int = 0) -> FingerprintHash {
    content.removeAll(keepingCapacity: true)
    content.append(contentsOf: rule.utf8)
    for identity in identities {
      content.append(0)
      content.append(contentsOf: identity.utf8)
    }
    if repetition > 0 { content.append(contentsOf: "\u{0}#\(repetition)".utf8) }
    let words = SHA256(of: content).words
    return FingerprintHash(first: words[0], second: words[1])
  }
}

/// A name for a finding that stays the same as long as the same thing breaks the same norm.
struct FingerprintMaker {
  /// How often a content has come up, by the first half of its hash.
  private var seen: [UInt64: Int] = [:]
  private var hasher = FingerprintHasher()

  /// The fingerprint of a hash. Of several findings that say the same, as of rows that are equal in every field, each
  /// has its own: for them the hashed text is requested again.
  mutating func fingerprint(
    _ hash: FingerprintHash, _ content: () -> (rule: String, identities: [String])
  ) -> String {
    let count = seen[hash.first, default: 0]
    seen[hash.first] = count + 1
    guard count > 0 else { return hash.text }
    let (rule, identities) = content()
    return hasher.hash(rule: rule, identities: identities, repetition: count).text
  }

  mutating func fingerprint(rule: String, identities: [String]) -> String {
    fingerprint(hasher.hash(rule: rule, identities: identities)) { (rule, identities) }
  }
}
