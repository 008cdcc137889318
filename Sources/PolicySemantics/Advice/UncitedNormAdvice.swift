import Diagnostics
import PolicySyntax

/// Finds norms that name no source.
struct UncitedNormAdvice {
  let program: Program

  func give() {
    for norm in program.norms where !norm.syntax.hasBasis {
      let isInspired = !norm.syntax.citations.isEmpty
      program.builder.report(
        .uncitedNorm,
        "`\(norm.declaration.name)` cites " + (isInspired ? "nothing as its basis" : "nothing"),
        at: program.range(of: norm.declaration.origin),
        in: norm.file, notes: ["say where it comes from: `cites … §…`"])
    }
  }
}
