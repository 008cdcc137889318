import Diagnostics
import PolicySyntax

/// Finds policies that should have been looked at again.
struct ReviewAdvice {
  let program: Program

  func give() {
    guard let today = program.builder.options.asOf else { return }
    for (file, syntax) in program.syntax.enumerated() {
      guard let clause = syntax.header?.reviewBy else { continue }
      let day = program.builder.onTrial { DateReader(program: program).day(clause, in: file) }.result
      guard let day, day < today else { continue }
      program.builder.report(.reviewOverdue, "the review was due by \(day)", at: clause.range, in: file)
    }
  }
}
