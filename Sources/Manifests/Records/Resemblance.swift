import SourceText

/// Whether a name that is not a field may have been meant for one: it is the same but for letter case, `_` and `-`, or but
/// for one letter where both have at least five.
enum Resemblance {
  private static let shortest = 5

  static func holds(_ name: String, _ field: String) -> Bool {
    let (first, second) = (folded(name), folded(field))
    if first == second { return true }
    guard first.count >= shortest, second.count >= shortest else { return false }
    return isOneLetter(between: first, second)
  }

  private static func folded(_ name: String) -> [Unicode.Scalar] {
    Array(name.lowercased().unicodeScalars.filter { $0 != "_" && $0 != "-" })
  }

  /// Whether one letter is added, left out or another one.
  private static func isOneLetter(between first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Bool {
    let (short, long) = first.count <= second.count ? (first, second) : (second, first)
    guard long.count - short.count <= 1 else { return false }
    var start = 0
    while start < short.count, short[start] == long[start] { start += 1 }
    let rest = short.count == long.count ? short.dropFirst(start + 1) : short.dropFirst(start)
    return rest.elementsEqual(long.dropFirst(start + 1))
  }
}
