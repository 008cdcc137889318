public import SourceText

/// A typed reading of a node.
public protocol SyntaxView: Sendable {
  static var kinds: SyntaxKinds { get }
  var node: SyntaxNode { get }
  init(node: SyntaxNode)
}

extension SyntaxView {
  /// Nil where the node is of another kind.
  public init?(_ node: SyntaxNode?) {
    guard let node, Self.kinds.contains(node.kind) else { return nil }
    self.init(node: node)
  }

  public var range: SourceRange { node.range }
  public var documentation: String { node.documentation }
}

extension SyntaxNode {
  /// The first child of a kind, as a view.
  func view<View: SyntaxView>(_ type: View.Type) -> View? {
    view(type, at: 0)
  }

  /// The n-th child of a kind, from 0.
  func view<View: SyntaxView>(_ type: View.Type, at position: Int) -> View? {
    let kinds = View.kinds
    var remaining = position
    for place in childPositions {
      let child = Int(tree.children[place])
      guard child >= 0, kinds.contains(tree.nodes[child].kind) else { continue }
      if remaining == 0 { return View(node: SyntaxNode(tree: tree, index: child)) }
      remaining -= 1
    }
    return nil
  }

  func views<View: SyntaxView>(_ type: View.Type) -> [View] {
    let kinds = View.kinds
    var count = 0
    for place in childPositions {
      let child = Int(tree.children[place])
      if child >= 0, kinds.contains(tree.nodes[child].kind) { count += 1 }
    }
    var result: [View] = []
    result.reserveCapacity(count)
    for place in childPositions {
      let child = Int(tree.children[place])
      if child >= 0, kinds.contains(tree.nodes[child].kind) {
        result.append(View(node: SyntaxNode(tree: tree, index: child)))
      }
    }
    return result
  }

  /// Whether the node or something in it was left out or did not fit. Linear in the node.
  public var isBroken: Bool {
    var stack = [self]
    while let next = stack.popLast() {
      if next.kind == .missingExpression || next.kind == .unexpected || next.kind == .unknownClause { return true }
      stack.append(contentsOf: next.childNodes)
    }
    return false
  }
}

/// A name with its parts: `a.b.Name`.
public struct QualifiedNameSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.qualifiedName]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var parts: [SyntaxToken] { node.tokens.filter { $0.kind == .identifier } }
  /// Whether no part of the name is there.
  public var isEmpty: Bool { node.token(.identifier) == nil }
  /// The parts joined by points.
  public var name: String {
    node.word(1) == nil ? node.word(0)?.text ?? "" : parts.map(\.text).joined(separator: ".")
  }
}

/// `T`, `T?`, `[T]`, `Money in USD`.
public struct TypeSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.typeReference]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var name: QualifiedNameSyntax? { node.view(QualifiedNameSyntax.self) }
  /// The type of the elements of `[T]`.
  public var element: TypeSyntax? { node.view(TypeSyntax.self) }
  public var isList: Bool { node.token(.leftBracket) != nil }
  public var isOptional: Bool { node.token(.question) != nil }
  /// The word after `in`.
  public var currency: SyntaxToken? { node.word(1) }
}

/// A text in quotes with its escapes.
public struct StringSyntax: Sendable {
  public let token: SyntaxToken
  public init(_ token: SyntaxToken) { self.token = token }

  public var range: SourceRange { token.range }
  /// The text that is meant; an unknown escape is kept as written.
  public var value: String { decode(contentRange) }

  /// The bytes between the quotes.
  public var contentRange: SourceRange {
    let bytes = token.tree.source.bytes
    let range = token.range
    let isClosed = range.count >= 2 && bytes[range.end - 1] == 0x22
    return SourceRange(min(range.start + 1, range.end), isClosed ? range.end - 1 : range.end)
  }

  /// Decodes a part of the text; the lexer reports unknown escapes.
  func decode(_ range: SourceRange) -> String {
    let bytes = token.tree.source.bytes
    guard let escape = bytes[range.start..<range.end].firstIndex(of: 0x5C) else {
      return String(decoding: bytes[range.start..<range.end], as: UTF8.self)
    }
    var result = Array(bytes[range.start..<escape])
    var index = escape
    while index < range.end {
      guard bytes[index] == 0x5C else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let start = index
      let next = index + 1 < range.end ? bytes[index + 1] : 0
      index = min(index + 2, range.end)
      switch next {
      case 0x6E: result.append(0x0A)
      case 0x74: result.append(0x09)
      case 0x22, 0x5C: result.append(next)
      case 0x75 where index < range.end && bytes[index] == 0x7B:
        var end = index + 1
        while end < range.end, bytes[end] != 0x7D, end < index + 10 { end += 1 }
        let digits = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
        if end < range.end, bytes[end] == 0x7D, let number = UInt32(digits, radix: 16),
          let scalar = Unicode.Scalar(number)
        {
          result.append(contentsOf: String(scalar).utf8)
          index = end + 1
        } else {
          result.append(contentsOf: bytes[start..<index])
        }
      default:
        result.append(contentsOf: bytes[start..<index])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The first brace that neither encloses a value nor is written twice; nil where there is none. Linear.
  public var loneBrace: SourceRange? {
    let bytes = token.tree.source.bytes
    let range = contentRange
    var index = range.start
    while index < range.end {
      let next = index + 1 < range.end ? bytes[index + 1] : 0
      switch bytes[index] {
      case 0x7B where next == 0x7B, 0x7D where next == 0x7D: index += 2
      case 0x7B:
        let end = BracedValue.close(bytes, from: index + 1, to: range.end)
        guard end < range.end, end > index + 1 else { return SourceRange(index, index + 1) }
        index = end + 1
      case 0x7D: return SourceRange(index, index + 1)
      case 0x5C:
        index += 2
        if next == 0x75, index < range.end, bytes[index] == 0x7B {
          while index < range.end, bytes[index] != 0x7D { index += 1 }
          index += 1
        }
      default: index += 1
      }
    }
    return nil
  }

  /// A part of a message.
  public enum Part: Sendable {
    case text(String)
    /// `{…}`: the tree of the value, whose ranges are those of the file, and the faults in it; `{… exactly}` wants all
    /// digits of its numbers.
    case value(ExpressionSyntax, isExact: Bool, SyntaxTree)
  }

  /// The text cut at its `{…}`; `{{` and `}}` stand for single braces. Linear in the text.
  public var parts: [Part] { parts(ofSource: false) }

  /// The same, of a text in a source, whose values are those of what comes.
  public var partsOfSource: [Part] { parts(ofSource: true) }

  private func parts(ofSource: Bool) -> [Part] {
    let source = token.tree.source
    let bytes = source.bytes
    let range = contentRange
    var parts: [Part] = []
    parts.reserveCapacity(6)
    var text = ""
    var textStart = range.start
    func flush(_ end: Int) {
      if end > textStart { text += decode(SourceRange(textStart, end)) }
    }
    func emit() {
      if !text.isEmpty { parts.append(.text(text)) }
      text = ""
    }
    var index = range.start
    while index < range.end {
      let byte = bytes[index]
      let next = index + 1 < range.end ? bytes[index + 1] : 0
      if byte == 0x7B && next == 0x7B || byte == 0x7D && next == 0x7D {
        flush(index + 1)
        index += 2
        textStart = index
      } else if byte == 0x7B {
        flush(index)
        emit()
        let end = BracedValue.close(bytes, from: index + 1, to: range.end)
        let tree = PolicyParser.parseExpression(
          in: source, range: SourceRange(index + 1, end), ofSource: ofSource)
        if let expression = tree.root.view(ExpressionSyntax.self) {
          parts.append(.value(expression, isExact: tree.root.hasWord("exactly"), tree))
        }
        index = min(end + 1, range.end)
        textStart = index
      } else if byte == 0x5C {
        index += 2
        // The braces of `\u{20AC}` do not enclose a value.
        if next == 0x75, index < range.end, bytes[index] == 0x7B {
          while index < range.end, bytes[index] != 0x7D { index += 1 }
        }
      } else {
        index += 1
      }
    }
    flush(min(index, range.end))
    emit()
    return parts
  }
}

/// `en "…"`, or a text without a language.
public struct LocalizedTextSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.localizedText]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var language: SyntaxToken? { node.token(.identifier) }
  public var text: StringSyntax? { node.token(.string).map(StringSyntax.init) }
}
