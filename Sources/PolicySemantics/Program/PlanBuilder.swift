import Diagnostics
import RulePlan
import SourceText

/// The plan and the diagnostics while the compiler works: one for a compilation, handed to every checker.
final class PlanBuilder {
  let files: [SourceFile]
  let options: CompilerOptions
  var plan: Plan
  private(set) var diagnostics: [Diagnostic] = []
  /// What has been looked up by name so far: advice on unused declarations reads it.
  var usedDeclarations: Set<DeclarationReference> = []

  init(files: [SourceFile], options: CompilerOptions) {
    self.files = files
    self.options = options
    plan = Plan(files: files.map(\.path))
  }

  /// A fresh variable; no two binders share one.
  func variable(_ name: String, _ type: ValueType) -> VariableID {
    plan.variables.append(Variable(name: name, type: type))
    return VariableID(plan.variables.count - 1)
  }

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Reports a fault in a file of the compilation.
  func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, in file: Int, related: [RelatedPlace] = [],
    notes: [String] = [], fixIts: [FixIt] = []
  ) {
    report(
      Diagnostic(code, message, at: range, in: files[file], related: related, notes: notes, fixIts: fixIts))
  }

  func origin(_ range: SourceRange, in file: Int) -> Origin { Origin(file: file, start: range.start, end: range.end) }

  func place(of origin: Origin) -> Place? {
    guard files.indices.contains(origin.file) else { return nil }
    return Place(SourceRange(origin.start, origin.end), in: files[origin.file])
  }
}
