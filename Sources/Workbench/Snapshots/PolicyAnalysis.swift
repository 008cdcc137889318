public import Diagnostics
public import PolicySemantics
public import PolicySyntax
public import SourceText

/// The compiler's analysis of the policies of a project at one moment.
public final class PolicyAnalysis: Sendable {
  public let trees: [SyntaxTree]
  public let compilation: Compilation
  public let index: PolicyIndex
  /// The options it was made with.
  let options: CompilerOptions
  /// Nil where only one file was checked again: then advice on other files may be that of a moment ago.
  private let state: CompiledState?
  private let positions: [String: Int]
  private let diagnosticsByPath: [String: [Diagnostic]]

  convenience init(trees: [SyntaxTree], options: CompilerOptions) {
    let state = Compiler.analyze(trees, options: options)
    self.init(trees: trees, options: options, state.compilation, state.index, state: state)
  }

  private init(
    trees: [SyntaxTree], options: CompilerOptions, _ compilation: Compilation, _ index: PolicyIndex,
    state: CompiledState?
  ) {
    self.trees = trees
    self.options = options
    self.compilation = compilation
    self.index = index
    self.state = state
    positions = Dictionary(
      trees.enumerated().map { ($1.source.path, $0) }, uniquingKeysWith: { first, _ in first })
    diagnosticsByPath = Dictionary(grouping: compilation.diagnostics, by: \.place.file)
  }

  /// The analysis with another tree of one file, where nothing has changed that other files see; else nil. Takes time
  /// for that file alone.
  func rechecked(_ tree: SyntaxTree, file: Int) -> PolicyAnalysis? {
    guard let state, let (compilation, index) = Compiler.recheck(state, tree: tree, file: file) else { return nil }
    var trees = trees
    trees[file] = tree
    return PolicyAnalysis(trees: trees, options: options, compilation, index, state: nil)
  }

  /// The files that are other ones in a list of documents; nil where the lists do not go together.
  func changes(in documents: [PolicyDocument]) -> [Int]? {
    guard documents.count == trees.count else { return nil }
    var changes: [Int] = []
    for (file, document) in documents.enumerated() where trees[file].source !== document.source {
      guard trees[file].source.path == document.path else { return nil }
      changes.append(file)
    }
    return changes
  }

  /// The place of a file among those of the compilation.
  public func file(_ path: String) -> Int? { positions[path] }

  public func source(_ file: Int) -> SourceFile? { trees.indices.contains(file) ? trees[file].source : nil }

  public func tree(of source: SourceFile) -> SyntaxTree? { file(source.path).map { trees[$0] } }

  public func diagnostics(of path: String) -> [Diagnostic] { diagnosticsByPath[path] ?? [] }

  /// Paths of the files, in order.
  public var paths: [String] { trees.map(\.source.path) }
}
