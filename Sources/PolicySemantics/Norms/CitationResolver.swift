import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Finds the instruments and clauses that norms and parameters rest on.
struct CitationResolver {
  let program: Program

  private var builder: PlanBuilder { program.builder }

  func resolve(_ citations: [CitationSyntax], in file: Int) -> [Citation] {
    citations.compactMap { resolve($0, in: file) }
  }

  private func resolve(_ citation: CitationSyntax, in file: Int) -> Citation? {
    guard let name = citation.instrument, !name.isEmpty else { return nil }
    guard let id = instrument(name, in: file, "an instrument") else { return nil }
    guard let clause = citation.clause else { return nil }
    let clauseName = clause.name
    guard builder.nameIndex.hasClause(named: clauseName, id, in: builder.plan) else {
      let instrument = builder.plan.instruments[id.index]
      let names = instrument.clauses.map(\.name)
      let nearest = builder.nameIndex.nearest(to: clauseName, in: names)
      builder.report(
        .unknownClauseOfInstrument,
        "`\(instrument.name)` has no clause `§\(clauseName)`" + (nearest.map { "; did you mean `§\($0)`?" } ?? ""),
        at: clause.token.range, in: file,
        related: builder.place(of: instrument.origin).map {
          [RelatedPlace(message: "`\(instrument.name)` is declared here", place: $0)]
        } ?? [],
        notes: names.isEmpty ? ["the instrument declares no clauses"] : [],
        fixIts: nearest.map {
          [
            FixIt(
              title: "Change `§\(clauseName)` to `§\($0)`",
              edits: [TextEdit(range: clause.token.range, replacement: "§\($0)")])
          ]
        } ?? [])
      return nil
    }
    builder.index?.use(.clause(id, clauseName), at: clause.token.range, in: file)
    return Citation(
      instrument: id, clause: clauseName, isInspiration: citation.isInspiration,
      origin: builder.origin(citation.range, in: file))
  }

  /// An instrument by its name; nil after reporting that there is none.
  func instrument(_ name: QualifiedNameSyntax, in file: Int, _ what: String) -> InstrumentID? {
    let resolution = program.names.resolve(name.name, in: file, kinds: [.instrument])
    guard case .found(let declaration) = resolution, case .instrument(let id) = declaration.reference else {
      NameReporter(program: program).report(
        resolution, of: name.name, what, at: name.range, in: file, unknown: .unknownInstrument)
      return nil
    }
    builder.use(declaration, at: name.range, in: file)
    return builder.plan.instruments.indices.contains(id.index) ? id : nil
  }
}
