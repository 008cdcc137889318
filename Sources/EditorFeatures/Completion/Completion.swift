import PolicySemantics
import PolicySyntax
import RulePlan
public import SourceText

/// The possible completions at a place.
public enum Completion {
  public enum Kind: Sendable {
    case keyword, snippet, entity, record, enumeration, enumerationCase, field, variable, function, parameter, duty
    case access, instrument, clause, norm, type, namespace, value, code
  }

  public struct Item: Sendable {
    public var label: String
    public var kind: Kind
    /// A type or a title beside the label.
    public var detail: String?
    /// The text to insert; the label where it is nil.
    public var text: String?
    /// With `$1`, `${1:…}` and `$0` where the caret goes in turn.
    public var snippet: String?
    /// Smaller comes first.
    public var rank = 5
    /// The name to look up for documentation.
    public var symbol: PolicyIndex.Symbol?
    /// A line of documentation that is known at once.
    public var documentation: String?

    init(
      _ label: String, _ kind: Kind, detail: String? = nil, text: String? = nil, snippet: String? = nil, rank: Int = 5,
      symbol: PolicyIndex.Symbol? = nil, documentation: String? = nil
    ) {
      self.label = label
      self.kind = kind
      self.detail = detail
      self.text = text
      self.snippet = snippet
      self.rank = rank
      self.symbol = symbol
      self.documentation = documentation
    }
  }

  public struct Result: Sendable {
    /// Best first.
    public var items: [Item]
    /// The text that an item replaces: the word so far.
    public var range: SourceRange
  }

  public static func at(_ offset: Int, in context: EditorContext) -> Result {
    let place = CompletionPlace(offset, in: context)
    var items = CompletionSource(place: place, context: context).items()
    var seen: Set<String> = []
    items = items.filter { seen.insert($0.label).inserted }
    // Sorting is stable here: the sources give the better ones first.
    let ordered = items.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
    return Result(items: ordered.map(\.element), range: place.word)
  }

  /// The documentation of an item, as Markdown.
  public static func documentation(of symbol: PolicyIndex.Symbol, in context: EditorContext) -> String? {
    SymbolDescription(symbol, in: context)?.markdown
  }
}
