public import Diagnostics
public import RulePlan

/// An accepted, time-bound departure from a norm, as the data gives it.
public struct Waiver: Hashable, Sendable {
  /// Index in the section.
  public var row: Int
  /// The norm, with or without its namespace.
  public var rule: String
  /// The key of the instance; its type may precede it.
  public var subject: String
  public var reason: String
  public var approvedBy: String
  /// Days in UTC; both ends count.
  public var valid: Period
  /// Mitigating controls in place meanwhile.
  public var controls: [String]
  public var place: Place?

  public init(
    row: Int, rule: String, subject: String, reason: String, approvedBy: String, valid: Period, controls: [String],
    place: Place? = nil
  ) {
    self.row = row
    self.rule = rule
    self.subject = subject
    self.reason = reason
    self.approvedBy = approvedBy
    self.valid = valid
    self.controls = controls
    self.place = place
  }
}
