import RulePlan

/// Whether holding one duty comes to holding another one. Sound: it says so only where it is so for all data.
struct DutyInclusion {
  /// Comparisons of two parts that are made at most, long patterns counting more; beyond them nothing is known.
  private static let maximumWork = 20_000
  private var work = 0

  static func holds(_ inner: Duty, within outer: Duty) -> Bool {
    guard inner.entitlement == outer.entitlement else { return false }
    var inclusion = DutyInclusion()
    return inclusion.implies(inner.formula, outer.formula)
  }

  /// The parser limits how deep formulas nest.
  private mutating func implies(_ inner: Duty.Formula, _ outer: Duty.Formula) -> Bool {
    work += 1
    guard work <= Self.maximumWork else { return false }
    switch (inner, outer) {
    case (.entitlement(let pattern), .entitlement(let other)):
      if pattern.isLiteral, other.isLiteral { return pattern == other }
      let (product, overflow) = pattern.text.utf8.count.multipliedReportingOverflow(by: other.text.utf8.count)
      work += overflow ? Self.maximumWork : min(Self.maximumWork, product / 256)
      return work <= Self.maximumWork && pattern.isContained(in: other)
    case (_, .all(let parts)): return !parts.isEmpty && parts.allSatisfy { implies(inner, $0) }
    case (.any(let parts), _): return !parts.isEmpty && parts.allSatisfy { implies($0, outer) }
    case (.all(let parts), .any(let others)):
      return parts.contains { implies($0, outer) } || others.contains { implies(inner, $0) }
    case (.all(let parts), .entitlement): return parts.contains { implies($0, outer) }
    case (.entitlement, .any(let others)): return others.contains { implies(inner, $0) }
    }
  }
}
