/// Text in the language of an output. It is made of literals of the source code, which mean what they say there, and of
/// ``ShownText``, which means nothing but itself. There is no way from a `String` to it but through ``ShownText``.
public struct Markup<Context: TextContext>: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// The text as it is written.
  public private(set) var text: String

  public init() { text = "" }

  public init(stringLiteral: StaticString) {
    text = stringLiteral.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
  }

  public init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  public init(_ text: ShownText) {
    self.text = ""
    Context.append(text, keepsLines: false, to: &self.text)
  }

  /// The text with its line breaks.
  public init(lines text: ShownText) {
    self.text = ""
    Context.append(text, keepsLines: true, to: &self.text)
  }

  public init(_ number: some BinaryInteger) { text = String(number) }

  public init(repeating literal: StaticString, count: Int) {
    text = String(repeating: Markup(stringLiteral: literal).text, count: max(0, count))
  }

  /// For what the contexts themselves make of shown text.
  init(trusted text: String) { self.text = text }

  public var isEmpty: Bool { text.isEmpty }

  public static func + (left: Markup, right: Markup) -> Markup { Markup(trusted: left.text + right.text) }

  public static func += (left: inout Markup, right: Markup) { left.text += right.text }

  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    public mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
    }

    public mutating func appendInterpolation(_ shown: ShownText) {
      Context.append(shown, keepsLines: false, to: &text)
    }

    /// The text with its line breaks.
    public mutating func appendInterpolation(lines shown: ShownText) {
      Context.append(shown, keepsLines: true, to: &text)
    }

    public mutating func appendInterpolation(_ markup: Markup) { text += markup.text }

    public mutating func appendInterpolation(_ number: some BinaryInteger) { text += String(number) }
  }
}

extension Sequence {
  /// The parts one after the other, with a literal between them.
  public func joined<Context>(separator: StaticString = "") -> Markup<Context> where Element == Markup<Context> {
    var result = Markup<Context>()
    var isFirst = true
    for part in self {
      if !isFirst { result += Markup(stringLiteral: separator) }
      result += part
      isFirst = false
    }
    return result
  }
}

public typealias PlainMarkup = Markup<PlainText>
public typealias HTMLMarkup = Markup<HTMLText>
public typealias MarkdownMarkup = Markup<MarkdownText>
public typealias XMLMarkup = Markup<XMLText>
public typealias JSONMarkup = Markup<JSONText>
