/// Texts that have been shown. They are few mostly, so that comparing costs less than hashing.
struct ShownTexts {
  private var few: [String] = []
  private var many: Set<[UInt8]> = []
  private static let mostFew = 16

  var count: Int { many.isEmpty ? few.count : many.count }

  /// False where the text has been shown, byte by byte.
  mutating func insert(_ text: String) -> Bool {
    if many.isEmpty {
      if few.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { return false }
      few.append(text)
      if few.count > Self.mostFew { many = Set(few.map { Array($0.utf8) }) }
      return true
    }
    return many.insert(Array(text.utf8)).inserted
  }
}
