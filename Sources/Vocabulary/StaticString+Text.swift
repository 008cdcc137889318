extension StaticString {
  /// The word as a text of its own.
  public var text: String { withUTF8Buffer { String(decoding: $0, as: UTF8.self) } }

  /// Whether the word is spelled like a text; makes no text of the word.
  public func isSpelled(_ text: String) -> Bool { withUTF8Buffer { text.utf8.elementsEqual($0) } }
}
