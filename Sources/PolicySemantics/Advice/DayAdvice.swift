import Diagnostics
import RulePlan
import SourceText

/// Finds values with a day although they are the same on every day.
struct DayAdvice {
  let program: Program

  func give() {
    guard !program.datedValues.isEmpty else { return }
    var plan = program.builder.plan
    plan.accessModels = program.compiledAccessModels.values.sorted { $0.id.index < $1.id.index }
    let dependence = DayDependence(plan: plan)
    for dated in program.datedValues where !dependence.contains(dated.value) { report(dated) }
  }

  private func report(_ dated: Program.DatedValue) {
    let base = text(dated.base, dated.file)
    let day = text(SourceRange(dated.base.end, dated.syntax.end), dated.file)
    var notes: [String] = []
    if let comparison = dated.comparison, comparison.end == dated.syntax.end {
      let whole = text(SourceRange(comparison.start, dated.base.end), dated.file)
      notes = ["`on` binds more closely than a comparison: for the whole of it on that day, write `(\(whole)) \(day)`"]
    }
    program.builder.report(
      .dayWithoutEffect, "`\(base)` is the same on every day, so `\(day)` changes nothing", at: dated.syntax,
      in: dated.file, notes: notes,
      fixIts: [
        FixIt(
          title: "Remove `\(day)`",
          edits: [TextEdit(range: SourceRange(dated.base.end, dated.syntax.end), replacement: "")])
      ])
  }

  private func text(_ range: SourceRange, _ file: Int) -> String {
    program.builder.files[file].text(in: range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
