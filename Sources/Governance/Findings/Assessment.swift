public import Evaluation
import RulePlan

/// The findings of an evaluation, settled before anything is rendered.
public struct Assessment: Sendable {
  /// Counts of a report. A finding counts in one of the first five only.
  public struct Summary: Hashable, Sendable {
    /// Open findings of severity error.
    public var errors = 0
    /// Open findings of severity warning.
    public var warnings = 0
    public var waived = 0
    public var undetermined = 0
    public var baseline = 0
    /// Norms that were evaluated.
    public var rules = 0
    /// Instances of entities in the data.
    public var records = 0
    /// The version of the time zone database, where norms rest on it and it is known.
    public var timeZones: String?

    public init() {}
  }

  /// Why a run has shown nothing.
  public enum Emptiness: Hashable, Sendable {
    /// There is no norm, or none is in force on the day.
    case noNorm
    /// No norm had a subject in the data.
    case noSubject
  }

  /// A span of days that was assessed.
  public struct Span: Hashable, Sendable {
    public var days: DaySpan
    /// Days that were evaluated; on the others nothing can change.
    public var evaluatedDays: Int
  }

  /// In the order of reports: file, line, column, rule, subject.
  public var findings: [Finding]
  public var summary: Summary
  /// Nil where a norm had a subject.
  public var emptiness: Emptiness?
  /// Findings that are undetermined on some days of a span, and open and no more than warnings on others.
  public private(set) var undeterminedOnSomeDays = 0
  /// All norms of the policies, in their order.
  public var rules: [RuleSummary] = []
  /// The groups that the policies make; empty where they make none.
  public var groups: [GroupSummary] = []
  /// The entries of the baseline that keep something, with the number of findings.
  var keptEntries: [(entry: Baseline.Entry, findings: Int)] = []

  /// Nil where one day was assessed.
  public var span: Span?
  /// The waivers that hold on some day of a span, with the number of findings that each excuses.
  var excusing: [(waiver: Waiver, findings: Int)] = []

  public init(findings: [Finding], summary: Summary, emptiness: Emptiness?) {
    self.findings = findings
    self.summary = summary
    self.emptiness = emptiness
  }

  /// Counts the findings again, after their status has changed.
  mutating func count() {
    summary.errors = 0
    summary.warnings = 0
    summary.waived = 0
    summary.undetermined = 0
    summary.baseline = 0
    undeterminedOnSomeDays = 0
    // By index: iterating would copy each.
    for index in findings.indices {
      if findings[index].status == .open, findings[index].severity == .warning,
        findings[index].periods.contains(where: { $0.status == .undetermined })
      {
        undeterminedOnSomeDays += 1
      }
      switch findings[index].status {
      case .waived: summary.waived += 1
      case .undetermined: summary.undetermined += 1
      case .baseline: summary.baseline += 1
      case .open:
        switch findings[index].severity {
        case .error: summary.errors += 1
        case .warning: summary.warnings += 1
        }
      }
    }
  }
}
