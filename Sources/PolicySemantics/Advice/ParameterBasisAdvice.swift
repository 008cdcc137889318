import Diagnostics
import PolicySyntax
import SourceText

/// Finds parameters that have neither a basis nor the word `illustrative`.
struct ParameterBasisAdvice {
  let program: Program

  func give() {
    for parameter in program.parameters
    where parameter.syntax.illustrative == nil && !parameter.syntax.citations.contains(where: { !$0.isInspiration }) {
      let name = parameter.declaration.name
      program.builder.report(
        .parameterWithoutBasis, "`\(name)` has neither a basis nor the word `illustrative`",
        at: program.range(of: parameter.declaration.origin), in: parameter.file,
        notes: ["cite the clause that sets the value, `cites … §…`, or write `illustrative` where none does"],
        fixIts: parameter.syntax.steps.first.map { step in
          let start = step.range.start
          return [
            FixIt(
              title: "Say that the value is an illustration",
              edits: [TextEdit(range: SourceRange(start, start), replacement: "illustrative\n  ")])
          ]
        } ?? [])
    }
  }
}
