public import Diagnostics
import Evaluation
public import RulePlan

/// Findings that are known from an earlier report: they stay in the report and no longer count.
public struct Baseline: Hashable, Sendable {
  /// A finding of a rule, or a conflict of a segregation.
  public struct Entry: Hashable, Sendable {
    /// The norm. With the subject it is for those who read the file; the fingerprint says the same exactly.
    public var rule: String
    public var subject: Finding.Subject
    public var about: [Finding.Subject] = []
    public var access: String?
    /// Of the finding, not of the conflict.
    public var fingerprint: String
    /// The duties within which conflicts are kept, by their full names; empty for a rule.
    public var duties: [String] = []
    /// The units at which and below which they are kept; nil is everywhere. Empty where scopes do not count.
    public var units: [String?] = []
    public var message: String
    /// The contents of the rights that take part in a way, whatever their place in the data.
    public var rights: [String] = []
    /// The day on which it was written.
    public var written: CalendarDate
    /// Why it is accepted, and the last day on which it is: both are written by hand.
    public var reason: String?
    public var until: CalendarDate?
    public var place: Place?

    public init(
      rule: String, subject: Finding.Subject, fingerprint: String, message: String, written: CalendarDate
    ) {
      self.rule = rule
      self.subject = subject
      self.fingerprint = fingerprint
      self.message = message
      self.written = written
    }

    fileprivate var sortKey: [String] {
      [rule, subject.type, subject.key] + about.map(\.key) + [access ?? ""] + duties + [fingerprint]
    }
  }

  public var entries: [Entry]

  public init(entries: [Entry]) { self.entries = entries }

  /// Entries in the order of their norm, subject and parts. `n log n` in them.
  init(sorting entries: [Entry]) {
    self.entries = entries.map { ($0.sortKey, $0) }.sorted {
      $0.0.lexicographicallyPrecedes($1.0) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }.map(\.1)
  }

  /// The days of a span on which an entry has ended.
  func days(in span: DaySpan) -> Set<CalendarDate> {
    Set(entries.compactMap { $0.until?.adding(days: 1) }.filter(span.contains))
  }
}

/// Why an entry of a baseline wants to be looked at.
public struct BaselineRemark: Sendable {
  public enum Reason: Hashable, Sendable {
    /// Nothing is found any more that it could keep.
    case fitsNothing
    /// Its last day is past, so what it kept is open again.
    case ended(CalendarDate)
    /// The finding says more than when the entry was written: another message, or rights that took part in no way.
    case saysMore(message: String?, rights: [String])
  }

  public var entry: Baseline.Entry
  public var reason: Reason
}
