import Diagnostics
import RulePlan

/// Finds declarations that nothing names. Instruments are left out: they record sources, and their clauses have advice
/// of their own.
struct UnusedDeclarationAdvice {
  let program: Program

  func give() {
    // Policies without norms and tests are there for others, who name the entities and functions.
    let isLibrary = program.norms.isEmpty && program.tests.isEmpty
    for declaration in program.names.all where declaration.origin != .builtIn {
      switch declaration.kind {
      case .instrument, .rule, .segregation, .standard: continue
      case .entity, .function, .parameter, .access, .duty, .authority: if isLibrary { continue }
      case .record, .enumeration: break
      }
      guard !program.builder.usedDeclarations.contains(declaration.reference) else { continue }
      program.builder.report(
        .unusedDeclaration, "nothing uses the \(declaration.kind.rawValue) `\(declaration.name)`",
        at: program.range(of: declaration.origin), in: declaration.origin.file)
    }
  }
}
