public import Diagnostics
public import Governance
public import RulePlan

/// The whole content of a report, fixed before anything is rendered: formats render it and decide nothing.
public struct Report: Sendable {
  public var toolVersion: String
  /// The evaluation date.
  public var asOf: CalendarDate
  /// Of the words that reports add themselves; messages of findings are in it already.
  public var language: String
  /// Faults of the policies, the data and the project, in the order in which they are reported.
  public var diagnostics: [Diagnostic]
  /// The sections that were read, in the order of reading.
  public var read: [ReadSection]
  /// Nil where nothing was evaluated.
  public var assessment: Assessment?
  public var verdict: Verdict

  public init(
    toolVersion: String, asOf: CalendarDate, language: String, diagnostics: [Diagnostic], read: [ReadSection] = [],
    assessment: Assessment?, verdict: Verdict
  ) {
    self.toolVersion = toolVersion
    self.asOf = asOf
    self.language = language
    self.diagnostics = diagnostics
    self.read = read
    self.assessment = assessment
    self.verdict = verdict
  }
}

/// A format of reports. Each has a file of its own.
public protocol ReportFormat {
  /// Writes the whole report; what the stream cannot take is lost, and the stream knows it.
  func write(_ report: Report, to stream: ReportStream)
}
