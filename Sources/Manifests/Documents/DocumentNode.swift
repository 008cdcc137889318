public import SourceText

/// A value of a small document of YAML or JSON as it is written there: for project files and requests. Data is not read
/// this way but straight into columns.
public struct DocumentNode: Sendable {
  public indirect enum Content: Sendable {
    /// `null`, `~` or nothing.
    case missing
    /// A text, as it is meant: without quotes and escapes.
    case scalar(String)
    case list([DocumentNode])
    case mapping([DocumentEntry])
  }

  public let content: Content
  public let range: SourceRange

  public init(content: Content, range: SourceRange) {
    self.content = content
    self.range = range
  }

  public var text: String? { if case .scalar(let text) = content { text } else { nil } }
  public var elements: [DocumentNode]? { if case .list(let elements) = content { elements } else { nil } }
  public var entries: [DocumentEntry]? { if case .mapping(let entries) = content { entries } else { nil } }
  public var isMissing: Bool { if case .missing = content { true } else { false } }

  /// The value of a name in a mapping.
  public subscript(name: String) -> DocumentNode? { entries?.first { $0.name == name }?.value }

  /// A description for messages: “a list”, or the text in backticks.
  public var description: String {
    switch content {
    case .missing: "nothing"
    case .scalar(let text): text.isEmpty ? "an empty text" : quoted(text)
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A name in a mapping with its value. Names are in the order of the document, each once.
public struct DocumentEntry: Sendable {
  public let name: String
  public let nameRange: SourceRange
  public let value: DocumentNode

  public init(name: String, nameRange: SourceRange, value: DocumentNode) {
    self.name = name
    self.nameRange = nameRange
    self.value = value
  }
}
