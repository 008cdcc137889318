import Diagnostics
public import PolicySyntax
import SourceText

/// The invariants of parsing a text.
public struct ParseCheck {
  /// A diagnostic that a marked source gives.
  public struct Expectation: Sendable {
    /// The marker where it begins.
    public var marker: String
    public var code: String
    /// Part of its message.
    public var message: String

    public init(_ marker: String, _ code: String, _ message: String = "") {
      self.marker = marker
      self.code = code
      self.message = message
    }
  }

  /// Parses a marked source and says everything that is not as it should be: its bytes, its diagnostics, the source
  /// with their first fixes applied, each of its prefixes, and the source without each of its tokens.
  public static func faults(
    of marked: String, expecting expectations: [Expectation] = [], fixed: String? = nil
  ) -> [String] {
    let source = MarkedSource(marked)
    let bytes = Array(source.text.utf8)
    let tree = parse(bytes)
    var faults: [String] = []
    if !keepsBytes(tree) { faults.append("the tokens do not join to the text") }
    faults += compare(tree.diagnostics, expectations, source)
    if let fixed {
      let result = TextEdit.apply(tree.diagnostics.flatMap { $0.fixIts.first?.edits ?? [] }, to: bytes)
      let text = String(decoding: result, as: UTF8.self)
      if text != fixed { faults.append("fixed: \(text)") }
      faults += parse(result).diagnostics.map { "after the fix: \($0.code.code) \($0.message)" }
    }
    for end in bytes.indices where !keepsBytes(parse(Array(bytes[..<end]))) {
      faults.append("the first \(end) bytes do not come back")
    }
    for index in 0..<tree.tokenCount {
      let range = tree.token(at: index).range
      var rest = bytes
      rest.removeSubrange(range.start..<range.end)
      if !keepsBytes(parse(rest)) { faults.append("without token \(index) the bytes do not come back") }
    }
    return faults
  }

  /// Whether the tokens of a tree join to its text, and each belongs to exactly one node.
  public static func keepsBytes(_ tree: SyntaxTree) -> Bool {
    var end = 0
    for index in 0..<tree.tokenCount {
      let range = tree.token(at: index).range
      guard range.start == end else { return false }
      end = range.end
    }
    guard end == tree.source.bytes.count else { return false }
    var next = 0
    var waiting = [SyntaxNode.Element.node(tree.root)]
    while let element = waiting.popLast() {
      switch element {
      case .node(let node): waiting += node.elements.reversed()
      case .token(let token):
        guard token.index == next else { return false }
        next += 1
      }
    }
    return next == tree.tokenCount
  }

  private static func parse(_ bytes: [UInt8]) -> SyntaxTree {
    PolicyParser.parse(SourceFile(path: "check.policy", bytes: bytes))
  }

  private static func compare(
    _ found: [Diagnostic], _ expectations: [Expectation], _ source: MarkedSource
  ) -> [String] {
    var faults: [String] = []
    for (number, diagnostic) in found.enumerated() {
      let told = "\(diagnostic.place.line):\(diagnostic.place.column) \(diagnostic.code.code) \(diagnostic.message)"
      guard number < expectations.count else {
        faults.append("unexpected: \(told)")
        continue
      }
      let wanted = expectations[number]
      if diagnostic.code.code != wanted.code || !diagnostic.message.contains(wanted.message)
        || source.offsets[wanted.marker] != diagnostic.range.start
      {
        faults.append("expected \(wanted.code) `\(wanted.message)` at \(wanted.marker), found \(told)")
      }
    }
    return faults + expectations.dropFirst(found.count).map { "missing: \($0.code) at \($0.marker)" }
  }
}
