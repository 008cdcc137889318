@_spi(_Unicode) import Swift

/// The form under which texts that look alike are the same (`skeleton` of UTS 39): decomposed, without what nobody sees,
/// each character replaced by the one it is taken for.
public enum Skeleton {
  /// The skeleton of a text. Linear in it.
  public static func of(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text._nfd where !scalar.isNeverSeen {
      if let replacement = replacements[scalar.value] {
        result.append(contentsOf: replacement)
      } else {
        result.append(scalar)
      }
    }
    return String(String.UnicodeScalarView(String(result)._nfd))
  }

  /// Whether a text of ASCII is its own skeleton, as most are.
  public static func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.allSatisfy { $0 < 0x80 && $0 >= 0x20 && replacements[UInt32($0)] == nil }
  }

  /// Characters with what they are taken for. Read once.
  static let replacements: [UInt32: [Unicode.Scalar]] = {
    let table = Confusables.table.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    var replacements: [UInt32: [Unicode.Scalar]] = [:]
    replacements.reserveCapacity(6_500)
    for entry in table.split(separator: " ") {
      let sides = entry.split(separator: ">")
      guard sides.count == 2 else { continue }
      let ends = sides[0].split(separator: "-").compactMap { UInt32($0, radix: 16) }
      let target = sides[1].split(separator: "+").compactMap { UInt32($0, radix: 16) }
      guard let first = ends.first, let last = ends.last, first <= last else { continue }
      for source in first...last {
        let shift = source - first
        replacements[source] = target.compactMap { Unicode.Scalar($0 + shift) }
      }
    }
    return replacements
  }()
}
