public import PolicySyntax
public import SourceText
import Synchronization

/// A policy text with its tree, which is made when it is first asked for and kept.
public final class PolicyDocument: Sendable {
  public let source: SourceFile
  private let cache = Mutex<SyntaxTree?>(nil)

  public init(_ source: SourceFile) { self.source = source }

  public var path: String { source.path }

  public var tree: SyntaxTree {
    cache.withLock { cached in
      if let cached { return cached }
      let tree = PolicyParser.parse(source)
      cached = tree
      return tree
    }
  }
}
