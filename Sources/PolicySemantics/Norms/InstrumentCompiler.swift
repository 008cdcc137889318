import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Compiles instruments and their clauses.
struct InstrumentCompiler {
  let program: Program
  let checker: ExpressionChecker

  private var builder: PlanBuilder { program.builder }

  func compile() {
    for (index, declared) in program.instruments.enumerated() { compile(declared, InstrumentID(index)) }
    resolveSupersession()
  }

  private func compile(_ declared: Program.Declared<InstrumentSyntax>, _ id: InstrumentID) {
    let syntax = declared.syntax
    let name = declared.declaration.name
    let days = DateReader(program: program).days(of: syntax.inForce, in: declared.file)
    if syntax.symbol == nil, !syntax.node.isBroken {
      builder.report(
        .symbolMissing, "`\(name)` has no `symbol`", at: program.range(of: declared.declaration.origin),
        in: declared.file, notes: ["for example `symbol \"ST/SGB/2016/11\"`"])
    }
    var clauses: [Instrument.Clause] = []
    for clause in syntax.clauses {
      guard let clauseName = clause.name else { continue }
      let origin = builder.origin(clauseName.token.range, in: declared.file)
      if let earlier = clauses.first(where: { $0.name == clauseName.name }) {
        builder.report(
          .repeatedClauseOfInstrument, "`\(name)` already has a clause `§\(clauseName.name)`",
          at: clauseName.token.range, in: declared.file,
          related: builder.place(of: earlier.origin).map {
            [RelatedPlace(message: "the first one is here", place: $0)]
          } ?? [])
        continue
      }
      builder.index?.declare(.clause(id, clauseName.name), at: clauseName.token.range, in: declared.file)
      clauses.append(
        Instrument.Clause(
          name: clauseName.name, isOrganisational: clause.isOrganisational, text: LocalizedText(nil, clause.text),
          origin: origin))
    }
    builder.plan.instruments.append(
      Instrument(
        id: id, name: name, namespace: declared.declaration.namespace, symbol: syntax.symbol?.value ?? name,
        title: LocalizedText(nil, syntax.title), issuer: syntax.issuer?.value, inForceFrom: days.from,
        inForceUntil: days.until, supersedes: [], clauses: clauses, origin: declared.declaration.origin))
  }

  private func resolveSupersession() {
    let resolver = CitationResolver(program: program)
    for (index, declared) in program.instruments.enumerated() {
      for name in declared.syntax.supersedes {
        guard let older = resolver.instrument(name, in: declared.file, "an instrument after `supersedes`") else {
          continue
        }
        // An instrument cannot take the place of one that already took its own.
        if older.index == index || supersedes(older, InstrumentID(index)) {
          builder.report(
            .supersessionCircle, "`\(declared.declaration.name)` would supersede itself", at: name.range,
            in: declared.file)
        } else {
          builder.plan.instruments[index].supersedes.append(older)
        }
      }
    }
  }

  /// Whether an instrument takes the place of another one, directly or not. Linear; no recursion.
  private func supersedes(_ newer: InstrumentID, _ older: InstrumentID) -> Bool {
    var seen: Set<InstrumentID> = []
    var waiting = [newer]
    while let next = waiting.popLast() {
      if next == older { return true }
      if seen.insert(next).inserted { waiting += builder.plan.instruments[next.index].supersedes }
    }
    return false
  }
}
