/// A text in several languages, in the order in which they were written.
public struct LocalizedText: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// `en`, `fr`, …; empty for a text that names no language.
    public var language: String
    public var text: String

    public init(language: String, text: String) {
      self.language = language
      self.text = text
    }
  }

  public var entries: [Entry]

  public init(_ entries: [Entry] = []) { self.entries = entries }
  public init(_ text: String) { entries = [Entry(language: "", text: text)] }

  /// The text in a language; else the one without a language; else the first.
  public func text(in language: String) -> String? {
    (entries.first { $0.language == language } ?? entries.first { $0.language.isEmpty } ?? entries.first)?.text
  }
}

/// A message with values in it, in several languages.
public struct MessageTemplate: Sendable {
  public struct Entry: Sendable {
    public var language: String
    public var parts: [Part]

    public init(language: String, parts: [Part]) {
      self.language = language
      self.parts = parts
    }
  }

  public enum Part: Sendable {
    case text(String)
    /// Over the variables of the norm. Exact: with all digits of its numbers.
    case value(Expression, isExact: Bool)
  }

  public var entries: [Entry]

  public init(_ entries: [Entry] = []) { self.entries = entries }

  /// The parts in a language; else those without a language; else the first.
  public func parts(in language: String) -> [Part]? {
    (entries.first { $0.language == language } ?? entries.first { $0.language.isEmpty } ?? entries.first)?.parts
  }
}
