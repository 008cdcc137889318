@_spi(_Unicode) import Swift

/// How two texts differ that people take for one.
public enum TextLikeness: Sendable {
  case whiteSpace, invisibleCharacters, composition, letterCase, look

  /// In words, after "differ only by".
  public var words: String {
    switch self {
    case .whiteSpace: "white space at the ends"
    case .invisibleCharacters: "characters that nobody sees"
    case .composition: "the way in which accents are composed"
    case .letterCase: "letter case"
    case .look: "letters that look alike"
    }
  }

  /// The way in which two texts are alike; nil where they are the same, or different to the eye. Linear in them.
  public init?(_ left: String, _ right: String) {
    guard !left.utf8.elementsEqual(right.utf8) else { return nil }
    let steps: [(Self, (String) -> String)] = [
      (.whiteSpace, Self.trimmed), (.invisibleCharacters, { Self.trimmed(Self.seen($0)) }),
      (.composition, { Self.decomposed(Self.trimmed(Self.seen($0))) }), (.letterCase, Self.foldedCase),
      (.look, Self.foldedLook),
    ]
    for (likeness, fold) in steps where fold(left).utf8.elementsEqual(fold(right).utf8) {
      self = likeness
      return
    }
    return nil
  }

  /// The text without white space at its ends and what nobody sees, decomposed, in small letters.
  public static func foldedCase(_ text: String) -> String {
    decomposed(decomposed(trimmed(seen(text))).lowercased())
  }

  /// The skeleton of the text without white space at its ends.
  public static func foldedLook(_ text: String) -> String { Skeleton.of(trimmed(seen(text))) }

  private static func decomposed(_ text: String) -> String { String(String.UnicodeScalarView(text._nfd)) }

  private static func seen(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.isNeverSeen }))
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
