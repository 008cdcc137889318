/// A pattern for whole texts, in which `*` stands for any number of characters and `?` for one. Nothing else is
/// special, and the two cannot be escaped: a text that has them is meant literally by
/// ``init(literal:)`` only. A character is a Unicode scalar.
public struct TextPattern: Sendable {
  /// As written.
  public let text: String
  /// The elements of a pattern, in one canonical order: two patterns of one form have the same elements.
  @usableFromInline let elements: [Element]
  @usableFromInline let shape: Shape
  /// The common beginning of all matching texts, in UTF-8. For use with an index.
  public let literalPrefix: [UInt8]
  /// The common end of all matching texts, in UTF-8; empty for a literal.
  public let literalSuffix: [UInt8]

  /// A byte of UTF-8, or a wildcard.
  @usableFromInline typealias Element = UInt16
  @usableFromInline static var anyScalar: Element { 256 }
  @usableFromInline static var anyRun: Element { 257 }

  @usableFromInline enum Shape: Sendable {
    /// No wildcard.
    case literal
    /// One `*` between the prefix and the suffix.
    case ends
    case general
  }

  /// The pattern of a `like`.
  public init(_ text: String) {
    var elements: [Element] = []
    elements.reserveCapacity(text.utf8.count)
    var hasRun = false
    // In a run of wildcards the `?` come first and one `*` is enough.
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "*"): hasRun = true
      case UInt8(ascii: "?"): elements.append(Self.anyScalar)
      default:
        if hasRun { elements.append(Self.anyRun) }
        hasRun = false
        elements.append(Element(byte))
      }
    }
    if hasRun { elements.append(Self.anyRun) }
    self.init(text, elements)
  }

  /// The pattern that only this text matches.
  public init(literal text: String) { self.init(text, text.utf8.map { Element($0) }) }

  private init(_ text: String, _ elements: [Element]) {
    self.text = text
    self.elements = elements
    let isByte = { (element: Element) in element < Self.anyScalar }
    literalPrefix = elements.prefix(while: isByte).map { UInt8(truncatingIfNeeded: $0) }
    if literalPrefix.count == elements.count {
      shape = .literal
      literalSuffix = []
    } else {
      let suffix = elements.reversed().prefix(while: isByte)
      literalSuffix = suffix.reversed().map { UInt8(truncatingIfNeeded: $0) }
      let isEnds =
        elements.count == literalPrefix.count + literalSuffix.count + 1
        && elements[literalPrefix.count] == Self.anyRun
      shape = isEnds ? .ends : .general
    }
  }

  /// Whether there is no wildcard, so that only one text matches.
  public var isLiteral: Bool { shape == .literal }

  /// Whether every text matches.
  public var matchesEverything: Bool { elements == [Self.anyRun] }
}

extension TextPattern: Hashable, CustomStringConvertible {
  public static func == (lhs: TextPattern, rhs: TextPattern) -> Bool { lhs.elements == rhs.elements }

  public func hash(into hasher: inout Hasher) { hasher.combine(elements) }

  public var description: String { text }
}
