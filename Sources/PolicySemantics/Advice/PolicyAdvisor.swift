import Diagnostics
import PolicySyntax
import SourceText

/// Gives advice on policies that compile: what they say is clear, but perhaps not what was meant.
///
/// Each kind of advice has a file of its own. Advice is placed inside the declaration that it is about, so that an
/// `allow` there can silence it.
struct PolicyAdvisor {
  let program: Program
  /// Whether something does not compile. Then advice that rests on all of the policies is left out, and none is given
  /// inside a declaration that is broken.
  let hasErrors: Bool

  /// Linear in the policies, but for duties, versions of a standard and conditions, which are compared with each other.
  func advise() {
    guard hasErrors else { return give() }
    let broken = brokenDeclarations()
    let (_, advice) = program.builder.onTrial { give() }
    for diagnostic in advice where !(broken[diagnostic.place.file] ?? []).contains(where: { $0.contains(diagnostic) }) {
      program.builder.report(diagnostic)
    }
  }

  /// The declarations with an error in them, by the path of their file.
  private func brokenDeclarations() -> [String: [SourceRange]] {
    let errors = Dictionary(
      grouping: program.builder.diagnostics.filter { $0.severity == .error }, by: \.place.file)
    var broken: [String: [SourceRange]] = [:]
    for (file, syntax) in program.syntax.enumerated() {
      let path = program.builder.files[file].path
      guard let errors = errors[path] else { continue }
      broken[path] = syntax.declarations.map(\.range).filter { range in errors.contains(where: range.contains) }
    }
    return broken
  }

  private func give() {
    UncitedNormAdvice(program: program).give()
    ParameterBasisAdvice(program: program).give()
    AmountDecimalsAdvice(program: program).give()
    if !hasErrors {
      UncitedClauseAdvice(program: program).give()
      UnusedDeclarationAdvice(program: program).give()
      UnusedImportAdvice(program: program).give()
      // A definition that does not compile might read `today`.
      DayAdvice(program: program).give()
    }
    CitedInstrumentAdvice(program: program).give()
    DutyWithinDutyAdvice(program: program).give()
    OverlappingStandardsAdvice(program: program).give()
    LanguageAdvice(program: program).give()
    ReviewAdvice(program: program).give()
    PatternSignAdvice(program: program).give()
    AlikeNameAdvice(program: program).give()
    TestDateAdvice(program: program).give()
    ConditionAdvice(program: program).give()
  }
}

extension SourceRange {
  fileprivate func contains(_ diagnostic: Diagnostic) -> Bool {
    start <= diagnostic.range.start && diagnostic.range.end <= end
  }
}
