import RulePlan

/// Why a waiver does not hold, or does nothing. Of several reasons the first of these counts.
enum WaiverFault: Hashable, Sendable {
  /// The norm takes no waivers.
  case notAllowed
  case expired(CalendarDate)
  /// Instances of the entity have no key, so that no later data says which is meant.
  case noIdentity(entity: String)
  case unspecific(Ambiguity)
  /// The requester, where it is not the subject who approved it.
  case selfApproved(requester: String?)
  /// Approved by someone whom the norm does not name.
  case noAuthority([Authority])
  /// It is itself longer than the norm allows. Nil days: without an end.
  case tooLong(days: Int64?, maximum: Int)
  /// With those before it, something is excused for longer than the norm allows.
  case passesLimit(days: Int64, maximum: Int)
  case unused(Idleness)

  /// The part that a waiver leaves open.
  enum Ambiguity: Hashable, Sendable {
    /// The name may be that of several norms.
    case rule([String])
    /// The key is that of instances of several entities.
    case subject([String])
    /// The norm can be broken by several sets of duties.
    case duties([String])
    /// The rule has these other variables.
    case about([String])
  }

  enum Idleness: Hashable, Sendable {
    case noFinding
    case noRule(nearest: String?)
  }

  /// The name under which the fault is reported.
  var rule: String {
    switch self {
    case .notAllowed: "waiver.not_allowed"
    case .expired: "waiver.expired"
    case .noIdentity: "waiver.no_identity"
    case .unspecific: "waiver.unspecific"
    case .selfApproved: "waiver.self_approved"
    case .noAuthority: "waiver.no_authority"
    case .tooLong, .passesLimit: "waiver.too_long"
    case .unused: "waiver.unused"
    }
  }

  var severity: Norm.Severity {
    switch self {
    case .notAllowed, .noIdentity, .unspecific, .selfApproved, .noAuthority, .tooLong, .passesLimit: .error
    case .expired, .unused: .warning
    }
  }
}
