public import PolicySyntax

extension Compiler {
  /// Checks again what a change inside norms and tests of one file touches: these norms and tests, and the tests of any
  /// file that expect findings of a norm which is about something else now. Errors and names are those of compiling
  /// everything; advice on what has changed, and on unused declarations, is not computed. Nil where other declarations
  /// may see the change.
  ///
  /// The compilation has no plan: it is for diagnostics and names.
  public static func recheck(
    _ state: CompiledState, tree: SyntaxTree, file: Int
  ) -> (compilation: Compilation, index: PolicyIndex)? {
    guard state.program.trees.indices.contains(file),
      let moves = TokenMoves(from: state.program.trees[file], to: tree)
    else { return nil }
    return Recheck(state: state, tree: tree, file: file, moves: moves).run()
  }
}
