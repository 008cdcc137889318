import RulePlan

/// Why a waiver does not hold, or does nothing.
enum WaiverFault: Hashable, Sendable {
  /// The norm takes no waivers.
  case notAllowed
  /// Approved by someone whom the norm does not name.
  case noAuthority([String])
  /// Nil days: without an end.
  case tooLong(days: Int64?, maximum: Int)
  case selfApproved
  case expired(CalendarDate)
  case unusedNoFinding
  case unusedNoRule(nearest: String?)
  case unusedUnclearRule([String])
  /// The key is that of instances of several entities.
  case unusedUnclearSubject([String])

  /// The name under which the fault is reported.
  var rule: String {
    switch self {
    case .notAllowed: "waiver.not_allowed"
    case .noAuthority: "waiver.no_authority"
    case .tooLong: "waiver.too_long"
    case .selfApproved: "waiver.self_approved"
    case .expired: "waiver.expired"
    case .unusedNoFinding, .unusedNoRule, .unusedUnclearRule, .unusedUnclearSubject: "waiver.unused"
    }
  }

  var severity: Norm.Severity {
    switch self {
    case .notAllowed, .noAuthority, .tooLong, .selfApproved: .error
    case .expired, .unusedNoFinding, .unusedNoRule, .unusedUnclearRule, .unusedUnclearSubject: .warning
    }
  }
}
