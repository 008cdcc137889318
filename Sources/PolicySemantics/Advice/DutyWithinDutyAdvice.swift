import Diagnostics
import PolicySyntax
import RulePlan

/// Finds duties that are kept apart although whoever holds the one holds the other.
struct DutyWithinDutyAdvice {
  let program: Program

  private var plan: Plan { program.builder.plan }

  func give() {
    guard !plan.segregations.isEmpty else { return }
    let syntax = Dictionary(
      program.norms.map { ($0.declaration.origin, $0) }, uniquingKeysWith: { first, _ in first })
    for segregation in plan.segregations {
      guard let declared = syntax[plan[segregation.norm].origin] else { continue }
      switch segregation.conflict {
      case .separated(let first, let others):
        for other in others { check(first, other, declared) }
      case .atMost(1, let duties):
        for (index, first) in duties.enumerated() {
          for other in duties[(index + 1)...] { check(first, other, declared) }
        }
      case .atMost: break
      }
    }
  }

  private func check(_ first: DutyID, _ second: DutyID, _ declared: Program.Declared<NormSyntax>) {
    let (a, b) = (plan[first], plan[second])
    if DutyInclusion.holds(a, within: b) {
      report(a, within: b, declared)
    } else if DutyInclusion.holds(b, within: a) {
      report(b, within: a, declared)
    }
  }

  private func report(_ inner: Duty, within outer: Duty, _ declared: Program.Declared<NormSyntax>) {
    let builder = program.builder
    let name = declared.syntax.separation?.duties.first { $0.parts.last?.text == inner.name }
    builder.report(
      .dutyWithinDuty,
      "whoever holds `\(inner.name)` holds `\(outer.name)` with it, so the two cannot be kept apart",
      at: name?.range ?? program.range(of: declared.declaration.origin), in: declared.file,
      related: [inner, outer].compactMap { duty in
        builder.place(of: duty.origin).map {
          RelatedPlace(message: "`\(duty.name)` is declared here", place: $0)
        }
      })
  }
}
