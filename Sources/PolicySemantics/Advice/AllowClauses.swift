import Diagnostics
import PolicySyntax
import SourceText

/// The `allow` clauses of all declarations: they silence advice in their declaration, in the header that in the file.
struct AllowClauses {
  let program: Program
  private let all: [(file: Int, declaration: SyntaxNode, allow: AllowSyntax)]

  /// - Parameter only: the file whose clauses are meant; nil: all.
  init(program: Program, only: Int? = nil) {
    self.program = program
    all = program.syntax.enumerated().filter { only == nil || only == $0.offset }.flatMap { file, syntax in
      syntax.declarations.flatMap { declaration in declaration.allows.map { (file, declaration, $0) } }
    }
  }

  private struct Clause {
    var syntax: AllowSyntax
    var code: DiagnosticCode
    var file: Int
    /// Where the advice must be; nil for all of the file.
    var reach: SourceRange?
  }

  private struct Target: Hashable {
    var code: DiagnosticCode
    var path: String
  }

  /// The code that `allow` names must be advice, and there must be a reason.
  func check() {
    for (file, _, allow) in all { check(allow, in: file) }
  }

  /// Takes out the advice that is silenced.
  ///
  /// - Parameter isComplete: whether all advice has been given, so that an `allow` which silences none is reported.
  func silence(isComplete: Bool) {
    let clauses = all.compactMap { file, declaration, syntax in
      Catalogue.entry(syntax.code).flatMap { entry in
        entry.severity == .error
          ? nil
          : Clause(
            syntax: syntax, code: entry, file: file,
            reach: declaration.kind == .policyHeader ? nil : declaration.range)
      }
    }
    guard !clauses.isEmpty else { return }
    // Advice on superfluous clauses depends on the others, so it is silenced after them.
    silence(clauses.filter { $0.code != .unusedAllow }, isComplete: isComplete)
    silence(clauses.filter { $0.code == .unusedAllow }, isComplete: isComplete)
  }

  private func silence(_ clauses: [Clause], isComplete: Bool) {
    let files = program.builder.files
    var inFiles: [Target: [Int]] = [:]
    // In the order of the text.
    var inDeclarations: [Target: [Int]] = [:]
    for (index, clause) in clauses.enumerated() {
      let target = Target(code: clause.code, path: files[clause.file].path)
      if clause.reach == nil {
        inFiles[target, default: []].append(index)
      } else {
        inDeclarations[target, default: []].append(index)
      }
    }
    var used = [Bool](repeating: false, count: clauses.count)
    program.builder.removeDiagnostics { diagnostic in
      guard diagnostic.severity != .error else { return false }
      let target = Target(code: diagnostic.code, path: diagnostic.place.file)
      var fitting = inFiles[target] ?? []
      if let candidates = inDeclarations[target] { fitting += Self.reaching(diagnostic.range, candidates, of: clauses) }
      for index in fitting { used[index] = true }
      return !fitting.isEmpty
    }
    guard isComplete else { return }
    for (index, clause) in clauses.enumerated() where !used[index] && !Self.comesAndGoes.contains(clause.code) {
      program.builder.report(
        .unusedAllow, "`allow \(clause.syntax.code)` silences nothing", at: clause.syntax.range, in: clause.file,
        fixIts: [
          FixIt(
            title: "Remove the clause",
            edits: [
              TextEdit(range: files[clause.file].wholeLines(clause.syntax.range), replacement: "")
            ])
        ])
    }
  }

  /// The clauses in whose declaration a range lies, by binary search: declarations do not overlap.
  private static func reaching(_ range: SourceRange, _ candidates: [Int], of clauses: [Clause]) -> ArraySlice<Int> {
    var low = 0
    var high = candidates.count
    while low < high {
      let middle = (low + high) / 2
      if let reach = clauses[candidates[middle]].reach, reach.start <= range.start {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var first = low
    while first > 0, let reach = clauses[candidates[first - 1]].reach, reach.end >= range.end { first -= 1 }
    return candidates[first..<low]
  }

  /// Advice that depends on the day or on the settings of the project: what it says today is not for good.
  private static let comesAndGoes: Set<DiagnosticCode> = [
    .supersededInstrument, .instrumentNotInForce, .reviewOverdue, .languageMissing,
  ]

  private func check(_ allow: AllowSyntax, in file: Int) {
    let code = allow.code
    if !code.isEmpty {
      let entry = Catalogue.entry(code)
      if entry == nil || entry?.severity == .error {
        let names = Catalogue.all.filter { $0.severity == .warning }.flatMap { [$0.code, $0.name] }
        let nearest = entry == nil ? NameSuggestion.nearest(to: code, in: names) : nil
        program.builder.report(
          .notSilenced,
          entry == nil
            ? "there is no advice `\(code)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "")
            : "`\(code)` is an error, which cannot be silenced", at: allow.range, in: file)
      }
    }
    if let reason = allow.reason, reason.value.allSatisfy(\.isWhitespace) {
      program.builder.report(.reasonMissing, "say why the advice is set aside", at: reason.range, in: file)
    }
  }
}
