@_spi(_Unicode) import Swift

/// How alike two names are that people write differently.
public enum TextSimilarity {
  /// Scalars of a folded text that are compared; longer texts have no similarity. The comparison takes the product of the
  /// two lengths.
  public static let maximumLength = 2_000

  /// 1 less the Levenshtein distance by the length of the longer text, after the texts are decomposed (NFD), without marks,
  /// in lower case, with spaces for punctuation, and collapsed. Two empty texts are alike. Nil for a text that is too long.
  public static func similarity(_ left: String, _ right: String) -> Number? {
    let a = folded(left)
    let b = folded(right)
    guard a.count <= maximumLength, b.count <= maximumLength else { return nil }
    let longer = max(a.count, b.count)
    guard longer > 0 else { return Number(1) }
    return try? Number(Int64(longer - distance(a, b))).divided(by: Number(Int64(longer)))
  }

  static func folded(_ text: String) -> [Unicode.Scalar] {
    var plain = ""
    for scalar in text._nfd {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark: break
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
        .finalPunctuation, .otherPunctuation:
        plain.unicodeScalars.append(" ")
      default: plain.unicodeScalars.append(scalar)
      }
    }
    return Array(TextFolding.collapse(TextFolding.lower(plain)).unicodeScalars)
  }

  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for (place, scalar) in a.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for (index, other) in b.enumerated() {
        let changed = diagonal + (scalar == other ? 0 : 1)
        diagonal = row[index + 1]
        row[index + 1] = min(changed, min(diagonal, row[index]) + 1)
      }
    }
    return row[b.count]
  }
}
