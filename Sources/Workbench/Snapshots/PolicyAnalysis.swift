public import Diagnostics
public import PolicySemantics
public import PolicySyntax
public import SourceText

/// What the compiler says about the policies of a project at one moment.
public final class PolicyAnalysis: Sendable {
  public let trees: [SyntaxTree]
  public let compilation: Compilation
  public let index: PolicyIndex
  private let positions: [String: Int]
  private let diagnosticsByPath: [String: [Diagnostic]]

  public init(trees: [SyntaxTree], options: CompilerOptions) {
    self.trees = trees
    (compilation, index) = Compiler.analyze(trees, options: options)
    positions = Dictionary(
      trees.enumerated().map { ($1.source.path, $0) }, uniquingKeysWith: { first, _ in first })
    diagnosticsByPath = Dictionary(grouping: compilation.diagnostics, by: \.place.file)
  }

  /// The place of a file among those of the compilation.
  public func file(_ path: String) -> Int? { positions[path] }

  public func source(_ file: Int) -> SourceFile? { trees.indices.contains(file) ? trees[file].source : nil }

  public func tree(of source: SourceFile) -> SyntaxTree? { file(source.path).map { trees[$0] } }

  public func diagnostics(of path: String) -> [Diagnostic] { diagnosticsByPath[path] ?? [] }

  /// Paths of the files, in order.
  public var paths: [String] { trees.map(\.source.path) }
}
