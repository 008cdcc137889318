import Diagnostics
import PolicySyntax

/// Finds norms that name no source.
struct UncitedNormAdvice {
  let program: Program

  func give() {
    for norm in program.norms where !norm.syntax.hasCitations {
      program.builder.report(
        .uncitedNorm, "`\(norm.declaration.name)` cites nothing", at: program.range(of: norm.declaration.origin),
        in: norm.file, notes: ["say where it comes from: `cites … §…`"])
    }
  }
}
