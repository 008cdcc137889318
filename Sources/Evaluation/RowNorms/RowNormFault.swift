public import RulePlan

/// A row of a rule set of which no duty or norm can be made.
public struct RowNormFault: Sendable {
  public enum Cause: Hashable, Sendable {
    /// A value that the norm or the duty rests on cannot be determined.
    case undetermined
    /// Another norm, or another duty, has the name: of another row, or one that the policies write out.
    case repeatedName(String, isDuty: Bool, row: RowReference?, origin: Origin)
    case emptyName
    /// A duty that nothing amounts to.
    case noEntitlement(duty: String)
    /// A list of duties without any.
    case noDuty
    case keptApartFromItself(duty: String)
    case repeatedDuty(String)
    /// Nobody could hold too many of this number of duties.
    case limit(Int64, of: Int)
  }

  public var row: RowReference
  public var cause: Cause
  /// The clause of the policies that cannot be met.
  public var origin: Origin

  public init(row: RowReference, cause: Cause, origin: Origin) {
    self.row = row
    self.cause = cause
    self.origin = origin
  }
}
