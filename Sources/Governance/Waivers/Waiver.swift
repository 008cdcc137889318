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
  /// The duties within which conflicts are excused, with or without their namespace; empty where none are named.
  public var duties: [String] = []
  /// The key of the unit at which and below which it holds; nil: everywhere.
  public var unit: String?
  /// The access model that it is for, with or without its namespace; nil: any.
  public var model: String?
  /// The keys of the instances of the rule’s other variables, in their order.
  public var about: [String] = []
  public var requestedBy: String?
  /// Whether the days on which something is excused are counted from its first day on.
  public var renews = false
  /// Which term of what it excuses: 1, or 2 for the first renewal, and so on.
  public var term = 1
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
