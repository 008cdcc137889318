import Evaluation
import RulePlan

/// What one state of the data comes to over the days of a review: for each finding, its outline on each stretch of days on
/// which nothing changes.
struct FindingHistory {
  /// A finding on one stretch of days.
  struct Day {
    var outcome: Outcome
    /// Without message, evidence and place.
    var outline: Finding
  }

  /// By fingerprint, then by stretch.
  private(set) var findings: [String: [Int: Day]] = [:]

  mutating func add(_ outcome: Outcome, _ outline: Finding, on stretch: Int) {
    findings[outline.fingerprint, default: [:]][stretch] = Day(outcome: outcome, outline: outline)
  }

  subscript(fingerprint: String) -> [Int: Day] { findings[fingerprint] ?? [:] }
}

extension Finding {
  /// Whether it breaks its norm: open, undetermined or known from before. A waived finding does not.
  var isBroken: Bool { status != .waived }

  /// The conflicts that are not waived.
  var brokenConflicts: [Conflict] { conflicts.filter { $0.status != .waived } }
}
