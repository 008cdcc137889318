/// Findings that are known from an earlier report: they stay in the report and no longer count.
public struct Baseline: Hashable, Sendable {
  public var fingerprints: Set<String>

  public init(fingerprints: Set<String>) { self.fingerprints = fingerprints }
}

extension Assessment {
  /// Marks what the baseline knows. A finding that is waived stays waived.
  public mutating func apply(_ baseline: Baseline) {
    for index in findings.indices
    where findings[index].isOutstanding && baseline.fingerprints.contains(findings[index].fingerprint) {
      findings[index].status = .baseline
    }
    count()
  }

  /// The findings that count now become known; those already known stay so.
  public var baseline: Baseline {
    Baseline(
      fingerprints: Set(findings.filter { $0.isOutstanding || $0.status == .baseline }.map(\.fingerprint)))
  }
}
