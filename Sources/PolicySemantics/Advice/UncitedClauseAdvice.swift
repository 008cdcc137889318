import Diagnostics
import RulePlan
import SourceText

/// Finds clauses of instruments in force that no norm and no parameter carries out.
struct UncitedClauseAdvice {
  let program: Program

  private struct Clause: Hashable {
    var instrument: InstrumentID
    var name: String
  }

  func give() {
    let builder = program.builder
    let plan = builder.plan
    let citations = plan.norms.flatMap(\.citations) + plan.parameters.flatMap(\.citations)
    let cited = Set(citations.map { Clause(instrument: $0.instrument, name: $0.clause) })
    let validity = InstrumentValidity(plan: plan, day: builder.options.asOf)
    for instrument in plan.instruments where !validity.isOver(instrument) {
      for clause in instrument.clauses
      where !clause.isOrganisational && !cited.contains(Clause(instrument: instrument.id, name: clause.name)) {
        let range = program.range(of: clause.origin)
        builder.report(
          .uncitedClause, "no norm cites `\(instrument.name) §\(clause.name)`", at: range, in: clause.origin.file,
          fixIts: [
            FixIt(
              title: "Mark the clause as `organisational`",
              edits: [TextEdit(range: SourceRange(range.end, range.end), replacement: " organisational")])
          ])
      }
    }
  }
}
