import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// One file of a compilation with another text, of which only the insides of norms and tests have changed.
struct Recheck {
  let state: CompiledState
  let tree: SyntaxTree
  let file: Int
  let moves: TokenMoves

  /// The properties of a norm that tests depend on, apart from its name.
  private struct Sight: Equatable {
    var name: String
    var severity: Norm.Severity
    /// Nil where the norm is faulty.
    var subjects: [TableID]?
  }

  /// By its place in the list of norms.
  fileprivate typealias ChangedNorm = (index: Int, declared: Program.Declared<NormSyntax>)

  private var old: Program { state.program }
  private var path: String { tree.source.path }

  func run() -> (compilation: Compilation, index: PolicyIndex)? {
    var trees = old.trees
    trees[file] = tree
    let files = trees.map(\.source)
    let recorder = IndexRecorder(continuing: state.recorder, index: state.index, file: file, moves: moves)
    let builder = PlanBuilder(files: files, options: old.builder.options, index: recorder)
    builder.usedDeclarations = old.builder.usedDeclarations
    builder.plan = old.builder.plan
    builder.plan.move(file: file, by: moves)
    // Copied only where tests ask for them.
    builder.plan.requirements = []
    builder.plan.segregations = []
    builder.plan.segregationTemplates = []
    let program = Program(copying: old, builder: builder, trees: trees)
    let changed = program.replaceBodies(of: file, moves)

    for diagnostic in tree.diagnostics { builder.report(diagnostic) }
    ClauseChecker(program: program).check(only: file)
    AllowClauses(program: program, only: file).check()
    let checker = ExpressionChecker(program: program)
    let first = builder.plan.norms.count
    let norms = NormCompiler(program: program, checker: checker)
    for (index, declared) in changed.norms { norms.compile(declared, index: index) }
    let tests = changed.tests.union(dependents(of: changed.norms, in: program, recorder, first))
    if !tests.isEmpty {
      builder.plan.requirements = old.builder.plan.requirements + builder.plan.requirements
      builder.plan.segregations = old.builder.plan.segregations + builder.plan.segregations
      builder.plan.segregationTemplates =
        old.builder.plan.segregationTemplates + builder.plan.segregationTemplates
      _ = TestCompiler(program: program, checker: checker).compile(only: tests)
    }
    guard let diagnostics = diagnostics(program, norms: Set(changed.norms.map(\.index)), tests: tests) else {
      return nil
    }
    return (
      Compilation(files: files, diagnostics: diagnostics, plan: nil), recorder.finish(program)
    )
  }

  // MARK: Tests

  /// Tests that expect findings of norms which are about something else now.
  private func dependents(
    of norms: [ChangedNorm], in program: Program, _ recorder: IndexRecorder, _ first: Int
  ) -> Set<Int> {
    guard !program.tests.isEmpty else { return [] }
    let others = norms.filter { norm in
      sight(of: old.norms[norm.index], in: old.builder.plan, from: 0)
        != sight(of: norm.declared, in: program.builder.plan, from: first)
    }
    let numbers = Set(others.compactMap { recorder.number(of: .norm($0.index)) })
    guard !numbers.isEmpty else { return [] }
    var result: Set<Int> = []
    for (index, test) in old.tests.enumerated() {
      let range = test.syntax.range
      let isAbout = state.index.occurrences(in: range, of: test.file).contains { occurrence in
        switch occurrence.symbol {
        case .declaration(let number), .requirement(let number, _): numbers.contains(number)
        default: false
        }
      }
      if isAbout { result.insert(index) }
    }
    return result
  }

  private func sight(of declared: Program.Declared<NormSyntax>, in plan: Plan, from first: Int) -> [Sight] {
    let range = declared.syntax.range
    var result: [Sight] = []
    for index in plan.norms.indices[first...]
    where plan.norms[index].origin.file == declared.file && range.contains(plan.norms[index].origin.start) {
      let norm = plan.norms[index]
      var subjects: [VariableID]?
      if let requirement = plan.requirements.firstIndex(where: { $0.norm == norm.id }) {
        subjects = Array(plan.requirements[requirement].subjects.prefix(1))
      } else if let segregation = plan.segregations.first(where: { $0.norm == norm.id }) {
        subjects = segregation.scopes.map(\.subject)
      } else if let template = plan.segregationTemplates.first(where: { $0.norm == norm.id }) {
        subjects = template.scopes.map(\.subject)
      }
      result.append(
        Sight(
          name: norm.name, severity: norm.severity,
          subjects: subjects.map { $0.compactMap { plan[$0].type.scalar.table } }))
    }
    return result
  }

  // MARK: Diagnostics

  /// The index as it is now, each of its files in order. Nil where something cannot be placed.
  private func diagnostics(_ program: Program, norms: Set<Int>, tests: Set<Int>) -> [Diagnostic]? {
    let builder = program.builder
    // Of other files only the expectations of their tests are looked up again.
    let testPaths = Set(tests.lazy.map { program.tests[$0].file }.filter { $0 != file }.map { builder.files[$0].path })
    let outdated = Set(tests.lazy.filter { program.tests[$0].file != file }.flatMap { old.reported.tests[$0] ?? [] })
    var others: [Diagnostic] = []
    var again = builder.diagnostics.filter { testPaths.contains($0.place.file) }
    for diagnostic in state.compilation.diagnostics where diagnostic.place.file != path {
      if testPaths.contains(diagnostic.place.file), outdated.contains(diagnostic) { continue }
      guard let moved = diagnostic.related.isEmpty ? diagnostic : moves.moved(diagnostic) else { return nil }
      if testPaths.contains(diagnostic.place.file) { again.append(moved) } else { others.append(moved) }
    }
    others += builder.sorted(again)
    builder.removeDiagnostics { $0.place.file != path }

    for diagnostic in kept(norms: norms, tests: tests) {
      guard let moved = moves.moved(diagnostic) else { return nil }
      builder.report(moved)
    }
    for diagnostic in state.compilation.diagnostics where diagnostic.place.file == path && diagnostic.isAdvice {
      if let moved = moves.moved(diagnostic) { builder.report(moved) }
    }
    if builder.hasErrors || others.contains(where: { $0.severity == .error }) {
      builder.removeDiagnostics { $0.isAdvice }
      others.removeAll { $0.isAdvice }
    }
    AllowClauses(program: program, only: file).silence(isComplete: false)
    return others + builder.sortedDiagnostics()
  }

  /// The diagnostics of this file that still hold.
  private func kept(norms: Set<Int>, tests: Set<Int>) -> [Diagnostic] {
    var result = old.reported.frame.filter { $0.place.file == path }
    for (index, reported) in old.reported.norms where old.norms[index].file == file && !norms.contains(index) {
      result += reported
    }
    for (index, reported) in old.reported.tests where old.tests[index].file == file && !tests.contains(index) {
      result += reported
    }
    return result
  }
}

extension Diagnostic {
  /// Whether it is given only where there is no error.
  fileprivate var isAdvice: Bool { severity != .error && code.code.hasPrefix("P7") }
}

extension Program {
  /// Puts the tests of a new tree in the place of those of the old one; the norms and tests that have changed.
  fileprivate func replaceBodies(
    of file: Int, _ moves: TokenMoves
  ) -> (norms: [Recheck.ChangedNorm], tests: Set<Int>) {
    var changed: (norms: [Recheck.ChangedNorm], tests: Set<Int>) = ([], [])
    var newNorms = moves.pairs.lazy.filter { NormSyntax($0.new)?.nameRange != nil }.makeIterator()
    for index in norms.indices where norms[index].file == file {
      guard let pair = newNorms.next(), let name = NormSyntax(node: pair.new).nameRange, pair.isChanged else {
        continue
      }
      var declared = norms[index]
      declared.syntax = NormSyntax(node: pair.new)
      declared.declaration.origin = builder.origin(name, in: file)
      changed.norms.append((index, declared))
      reported.norms[index] = nil
    }
    var newTests = moves.pairs.lazy.filter { $0.new.kind == .testDeclaration }.makeIterator()
    for index in tests.indices where tests[index].file == file {
      guard let pair = newTests.next() else { continue }
      tests[index].syntax = TestSyntax(node: pair.new)
      if pair.isChanged { changed.tests.insert(index) }
    }
    // Names of the file are elsewhere now.
    var places: [Origin: Origin] = [:]
    for pair in moves.pairs {
      if let old = pair.old.declarationName, let new = pair.new.declarationName, old.range != new.range {
        places[builder.origin(old.range, in: file)] = builder.origin(new.range, in: file)
      }
    }
    if !places.isEmpty { names.move(places, file: file) }
    return changed
  }
}
