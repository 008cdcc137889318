import Diagnostics
public import PolicySyntax
import RulePlan
import SourceText

extension Compiler {
  /// Checks a file again whose norms and tests have changed inside. What other declarations see must be the same: then
  /// their diagnostics are too, but for advice on what nobody uses, and places that have moved. Nil where more has
  /// changed. Takes time for the file alone.
  ///
  /// The compilation has no plan: it is for diagnostics and names.
  public static func recheck(
    _ state: CompiledState, tree: SyntaxTree, file: Int
  ) -> (compilation: Compilation, index: PolicyIndex)? {
    let old = state.program
    guard old.trees.indices.contains(file), let moves = TokenMoves(from: old.trees[file], to: tree) else { return nil }
    var trees = old.trees
    trees[file] = tree
    let files = trees.map(\.source)
    let recorder = IndexRecorder(continuing: state.recorder, index: state.index, file: file, moves: moves)
    let builder = PlanBuilder(files: files, options: old.builder.options, index: recorder)
    builder.usedDeclarations = old.builder.usedDeclarations
    builder.plan = old.builder.plan
    builder.plan.move(file: file, by: moves)
    let program = Program(copying: old, builder: builder, trees: trees)
    program.replaceBodies(of: file, moves)

    for diagnostic in tree.diagnostics { builder.report(diagnostic) }
    ClauseChecker(program: program).check(only: file)
    AllowClauses(program: program, only: file).check()
    let checker = ExpressionChecker(program: program)
    NormCompiler(program: program, checker: checker).compile(only: file)
    _ = TestCompiler(program: program, checker: checker).compile(only: file)

    let path = tree.source.path
    builder.removeDiagnostics { $0.place.file != path }
    for diagnostic in state.compilation.diagnostics where diagnostic.place.file == path {
      guard let kept = diagnostic.moved(by: moves, in: tree.source) else {
        // An error that cannot be placed again asks for everything.
        if diagnostic.severity == .error, !moves.changed.contains(where: { $0.touches(diagnostic.range.start) }) {
          return nil
        }
        continue
      }
      let isBody = moves.pairs.contains { pair in
        TokenMoves.isBody(pair.old.kind) && pair.old.range.start <= diagnostic.range.start
          && diagnostic.range.end <= pair.old.range.end
      }
      if !isBody || diagnostic.severity != .error { builder.report(kept) }
    }
    let others = state.compilation.diagnostics.filter { $0.place.file != path }
    let hasErrors = builder.hasErrors || others.contains { $0.severity == .error }
    if hasErrors { builder.removeDiagnostics { $0.isAdvice } }
    AllowClauses(program: program, only: file).silence(isComplete: false)
    let own = builder.sortedDiagnostics()
    let compilation = Compilation(
      files: files, diagnostics: others.filter { !hasErrors || !$0.isAdvice } + own, plan: nil)
    return (compilation, recorder.finish(program))
  }
}

extension Diagnostic {
  /// Whether it is given only where there is no error.
  fileprivate var isAdvice: Bool { severity != .error && code.code.hasPrefix("P7") }

  /// The same in a text in which tokens have moved.
  fileprivate func moved(by moves: TokenMoves, in source: SourceFile) -> Diagnostic? {
    guard let range = moves.moved(range) else { return nil }
    var result = self
    result.range = range
    result.place = Place(range, in: source)
    let distance = range.start - self.range.start
    result.fixIts = fixIts.map { fix in
      FixIt(
        title: fix.title,
        edits: fix.edits.map {
          let target = moves.moved($0.range) ?? SourceRange($0.range.start + distance, $0.range.end + distance)
          return TextEdit(range: target, replacement: $0.replacement)
        })
    }
    return result
  }
}

extension Program {
  /// Puts the norms and tests of a new tree in the place of those of the old one.
  fileprivate func replaceBodies(of file: Int, _ moves: TokenMoves) {
    var newNodes = moves.pairs.lazy.map(\.new).filter { NormSyntax($0)?.name != nil }.makeIterator()
    for index in norms.indices where norms[index].file == file {
      guard let node = newNodes.next(), let name = NormSyntax(node: node).name else { continue }
      norms[index].syntax = NormSyntax(node: node)
      norms[index].declaration.origin = builder.origin(name.range, in: file)
    }
    var newTests = moves.pairs.lazy.map(\.new).filter { $0.kind == .testDeclaration }.makeIterator()
    for index in tests.indices where tests[index].file == file {
      guard let node = newTests.next() else { continue }
      tests[index].syntax = TestSyntax(node: node)
    }
    // Names of the file stand elsewhere now.
    var places: [Origin: Origin] = [:]
    for pair in moves.pairs {
      if let old = pair.old.declarationName, let new = pair.new.declarationName {
        places[builder.origin(old.range, in: file)] = builder.origin(new.range, in: file)
      }
    }
    names.move(places)
  }
}

extension Plan {
  /// Puts the origins of a file where its tokens have gone, and sets its norms aside: they are compiled again.
  fileprivate mutating func move(file: Int, by moves: TokenMoves) {
    func moved(_ origin: Origin) -> Origin {
      guard origin.file == file, let range = moves.moved(SourceRange(origin.start, origin.end)) else { return origin }
      return Origin(file: file, start: range.start, end: range.end)
    }
    for index in schema.tables.indices where schema.tables[index].origin.file == file {
      schema.tables[index].origin = moved(schema.tables[index].origin)
      for field in schema.tables[index].fields.indices {
        schema.tables[index].fields[field].origin = moved(schema.tables[index].fields[field].origin)
      }
    }
    for index in schema.enumerations.indices where schema.enumerations[index].origin.file == file {
      schema.enumerations[index].origin = moved(schema.enumerations[index].origin)
    }
    for index in instruments.indices where instruments[index].origin.file == file {
      instruments[index].origin = moved(instruments[index].origin)
      for clause in instruments[index].clauses.indices {
        instruments[index].clauses[clause].origin = moved(instruments[index].clauses[clause].origin)
      }
    }
    for index in duties.indices where duties[index].origin.file == file {
      duties[index].origin = moved(duties[index].origin)
    }
    for index in parameters.indices where parameters[index].origin.file == file {
      parameters[index].origin = moved(parameters[index].origin)
    }
    for index in norms.indices where norms[index].origin.file == file {
      norms[index].name = ""
      norms[index].origin = .builtIn
    }
  }
}
