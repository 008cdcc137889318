public import Diagnostics
public import RulePlan

/// Why a norm finds something about a subject, or why it does not.
public struct NormDerivation: Sendable {
  /// The values of the conditions for one combination of instances.
  public struct Combination: Sendable {
    /// The instances: `g = grants[0]`.
    public var instances: [String]
    public var steps: [ConditionTrace.Step]
    /// Whether the norm applies to the combination; what limits it is the first step that is not true.
    public var isApplicable: Bool
    /// The day on which the combination is judged; nil for the day of the evaluation.
    public var day: CalendarDate?
    /// Whether that day comes after the day of the evaluation.
    public var isLater: Bool

    public init(
      instances: [String], steps: [ConditionTrace.Step], isApplicable: Bool, day: CalendarDate? = nil,
      isLater: Bool = false
    ) {
      self.instances = instances
      self.steps = steps
      self.isApplicable = isApplicable
      self.day = day
      self.isLater = isLater
    }
  }

  public var rule: String
  public var title: String
  public var rulePlace: Place?
  public var subject: Finding.Subject
  public var subjectPlace: Place?
  /// The findings about the subject; none where the norm is kept.
  public var findings: [Finding]
  /// Of a rule. Empty for a segregation, whose findings carry the ways.
  public var combinations: [Combination]
  /// Whether the norm is in force on the day of the evaluation, or on a day on which one of its rows is judged.
  public var isInForce: Bool

  public init(
    rule: String, title: String, rulePlace: Place?, subject: Finding.Subject, subjectPlace: Place?,
    findings: [Finding], combinations: [Combination], isInForce: Bool
  ) {
    self.rule = rule
    self.title = title
    self.rulePlace = rulePlace
    self.subject = subject
    self.subjectPlace = subjectPlace
    self.findings = findings
    self.combinations = combinations
    self.isInForce = isInForce
  }
}
