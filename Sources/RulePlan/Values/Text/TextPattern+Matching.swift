extension TextPattern {
  /// Whether the whole of a UTF-8 text matches. Linear in the text where the pattern has at most one `*` or no other
  /// wildcard between two of them; at most the product of both lengths. Allocates nothing.
  public func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch shape {
    case .literal: text.count == literalPrefix.count && hasPrefix(text)
    case .ends: text.count >= literalPrefix.count + literalSuffix.count && hasPrefix(text) && hasSuffix(text)
    case .general: hasPrefix(text) && hasSuffix(text) && matchesElements(text)
    }
  }

  public func matches(_ text: [UInt8]) -> Bool { text.withUnsafeBufferPointer { matches($0) } }

  public func matches(_ text: String) -> Bool { matches(Array(text.utf8)) }

  private func hasPrefix(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= literalPrefix.count else { return false }
    for index in literalPrefix.indices where literalPrefix[index] != text[index] { return false }
    return true
  }

  private func hasSuffix(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = text.count - literalSuffix.count
    guard start >= 0 else { return false }
    for index in literalSuffix.indices where literalSuffix[index] != text[start + index] { return false }
    return true
  }

  /// Only the last `*` is ever tried again: what an earlier one could take instead, the later could as well.
  private func matchesElements(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    elements.withUnsafeBufferPointer { elements in
      var element = 0
      var place = 0
      var runElement = -1
      var runPlace = 0
      while place < text.count {
        if element < elements.count {
          let wanted = elements[element]
          if wanted == Self.anyRun {
            runElement = element
            runPlace = place
            element &+= 1
            continue
          }
          if wanted == Self.anyScalar {
            place = Self.scalarEnd(from: place, in: text)
            element &+= 1
            continue
          }
          if wanted == Element(text[place]) {
            place &+= 1
            element &+= 1
            continue
          }
        }
        guard runElement >= 0 else { return false }
        runPlace = Self.scalarEnd(from: runPlace, in: text)
        place = runPlace
        element = runElement &+ 1
      }
      while element < elements.count, elements[element] == Self.anyRun { element &+= 1 }
      return element == elements.count
    }
  }

  /// The place after the scalar that begins at a place.
  @inline(__always)
  private static func scalarEnd(from place: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var end = place &+ 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end &+= 1 }
    return end
  }
}
