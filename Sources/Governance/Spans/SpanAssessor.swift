public import Evaluation
public import RulePlan

/// Assesses the days of a span: the result is that of an evaluation on each of them, with findings that are the same put
/// together. Only days on which something can change are evaluated, and only what can change on them.
public struct SpanAssessor {
  private let assessor: Assessor
  private let span: DaySpan
  private let baseline: Baseline?
  private let excluded: Set<NormID>

  /// - Parameters:
  ///   - assessor: of any day.
  ///   - baseline: findings that are known from before.
  ///   - excluded: norms that are left out.
  public init(assessor: Assessor, span: DaySpan, baseline: Baseline? = nil, excluded: Set<NormID> = []) {
    self.excluded = excluded
    self.assessor = assessor
    self.span = span
    self.baseline = baseline
  }

  /// The result of a span.
  public struct Outcome: Sendable {
    public var assessment: Assessment
    /// By norm, as of the first day on which it was evaluated for a subject.
    public var statistics: [NormID: NormStatistics]
    /// Entries of the baseline that want to be looked at.
    public var remarks: [BaselineRemark]
  }

  public func assess() -> Outcome {
    let first = assessor.on(span.first, isForFew: false)
    let changes = first.evaluator.changes(in: span)
    let waivers = SpanWaivers(plan: assessor.plan, store: assessor.store)
    let patterns = FindingPatterns(assessor: assessor)
    let days = Set(changes.relevantDays).union(waivers.days(in: span)).union(baseline?.days(in: span) ?? []).sorted()
    var ledger = SpanLedger(assessor: first, patterns: patterns, waivers: waivers, baseline: baseline)
    var statistics: [NormID: NormStatistics] = [:]
    for day in days where !assessor.evaluator.isCancelled {
      let isFirst = day == span.first
      let units = isFirst ? AffectedUnits.all(of: assessor.plan) : changes.units(on: day).without(excluded)
      let own = isFirst ? first : assessor.on(day, isForFew: units.areRows)
      let result = isFirst ? own.evaluator.run(besides: excluded) : own.evaluator.evaluate(units)
      for (norm, new) in result.statistics { statistics[norm] = statistics[norm]?.continued(by: new) ?? new }
      ledger.advance(units: units, outcomes: result.outcomes, assessor: own)
    }
    ledger.finish(on: span.last)
    return outcome(of: ledger, patterns, waivers, statistics, days.count)
  }

  private func outcome(
    of ledger: SpanLedger, _ patterns: FindingPatterns, _ waivers: SpanWaivers,
    _ statistics: [NormID: NormStatistics], _ evaluatedDays: Int
  ) -> Outcome {
    var findings = SpanFindings(assessor: assessor, patterns: patterns).findings(of: ledger.tracks)
    var fingerprints = FingerprintMaker()
    for found in ledger.waiverFaults(in: span) {
      let day = found.days.first.map { CalendarDate(days: $0.from) } ?? span.first
      let own = assessor.on(day, isForFew: true)
      var finding = own.finding(found.waiver, found.fault, waivers.names)
      finding.fingerprint = assessor.fingerprint(found.waiver, found.fault, &fingerprints)
      finding.periods = periods(of: finding, found.days, own)
      finding.status = finding.periods.map(\.status).min() ?? finding.status
      findings.append(finding)
    }
    let last = assessor.on(span.last, isForFew: true)
    let remarks = baseline.map { BaselineDesk(assessor: last).remarks(on: $0, findings, last: span.last) } ?? []
    var assessment = assessor.assessment(of: &findings, statistics, besides: excluded)
    assessment.excusing = ledger.excusing
    assessment.keptEntries =
      baseline.map { known in
        ledger.kept.sorted { $0.key < $1.key }.map { (known.entries[$0.key], $0.value) }
      } ?? []
    assessment.span = Assessment.Span(days: span, evaluatedDays: evaluatedDays)
    return Outcome(assessment: assessment, statistics: statistics, remarks: remarks)
  }
}

extension SpanAssessor {
  /// The days of a finding about a waiver, which the baseline may keep on some of them.
  private func periods(of finding: Finding, _ days: [Period], _ own: Assessor) -> [Finding.StatusPeriod] {
    guard let baseline else { return days.map { Finding.StatusPeriod(days: $0, status: finding.status) } }
    let ends = baseline.days(in: span).map(\.days).sorted()
    var parts: [(days: Period, status: Finding.Status)] = []
    for run in days {
      var first = run.from
      for next in ends.filter({ $0 > run.from && $0 <= run.until }) + [run.until + 1] {
        var marked = [finding]
        BaselineDesk(assessor: own).mark(&marked, by: baseline, on: CalendarDate(days: first))
        parts.append((Period(from: first, until: next - 1), marked[0].status))
        first = next
      }
    }
    return SpanTrack.runs(parts)
  }
}

extension NormStatistics {
  /// With the time of another day. The counts are those of the first day on which there is a subject.
  fileprivate func continued(by other: NormStatistics) -> NormStatistics {
    var result = examined > 0 ? self : other
    result.nanoseconds = nanoseconds &+ other.nanoseconds
    return result
  }
}
