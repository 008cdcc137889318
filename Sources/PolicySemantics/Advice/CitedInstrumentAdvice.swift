import Diagnostics
import RulePlan

/// Finds citations of instruments that no longer hold, or not yet.
struct CitedInstrumentAdvice {
  let program: Program

  private var builder: PlanBuilder { program.builder }
  private var plan: Plan { program.builder.plan }

  func give() {
    let validity = InstrumentValidity(plan: plan, day: builder.options.asOf)
    // The requirements of a standard share its citations.
    var seen: Set<Origin> = []
    for norm in plan.norms {
      for citation in norm.citations where seen.insert(citation.origin).inserted { check(citation, of: norm, validity) }
    }
    for parameter in plan.parameters {
      // Its earlier values may rest on what was in force then, as long as something is cited for the later ones.
      let isOver = parameter.citations.allSatisfy { validity.successor(of: plan[$0.instrument]) != nil }
      for citation in parameter.citations where isOver {
        if let newer = validity.successor(of: plan[citation.instrument]) { report(citation, supersededBy: newer) }
      }
    }
  }

  private func check(_ citation: Citation, of norm: Norm, _ validity: InstrumentValidity) {
    let instrument = plan[citation.instrument]
    if let newer = validity.successor(of: instrument) {
      // A norm that ended before the newer one began is about the time before.
      if let until = norm.inForceUntil, let from = newer.inForceFrom, until < from { return }
      report(citation, supersededBy: newer)
    } else if let day = builder.options.asOf, norm.isInForce(on: day) {
      if let from = instrument.inForceFrom, day < from {
        report(citation, "`\(instrument.name)` is in force from \(from) on, and not yet on \(day)", instrument)
      } else if let until = instrument.inForceUntil, until < day {
        report(citation, "`\(instrument.name)` was in force until \(until), and no longer on \(day)", instrument)
      }
    }
  }

  private func report(_ citation: Citation, supersededBy newer: Instrument) {
    let older = plan[citation.instrument]
    builder.report(
      .supersededInstrument,
      "`\(older.name)` was superseded by `\(newer.name)`" + (newer.inForceFrom.map { " on \($0)" } ?? ""),
      at: program.range(of: citation.origin), in: citation.origin.file,
      related: builder.place(of: newer.origin).map {
        [RelatedPlace(message: "`\(newer.name)` is declared here", place: $0)]
      } ?? [])
  }

  private func report(_ citation: Citation, _ message: String, _ instrument: Instrument) {
    builder.report(
      .instrumentNotInForce, message, at: program.range(of: citation.origin), in: citation.origin.file,
      related: builder.place(of: instrument.origin).map {
        [RelatedPlace(message: "`\(instrument.name)` is declared here", place: $0)]
      } ?? [])
  }
}
