import Evaluation
import RecordStore
import RulePlan

/// The findings of a review by list, each in the first that fits.
struct ReviewLists {
  var new: [ComparedFinding] = []
  var worse: [ComparedFinding] = []
  var better: [ComparedFinding] = []
  var settled: [ComparedFinding] = []
  var standing: [ComparedFinding] = []
  var fallsDue: [ComparedFinding] = []
  /// Findings after the request that are wholly waived, and were not there before.
  var waived: [ComparedFinding] = []

  init(_ run: ReviewRun) {
    let lapses = LapseJudge(run: run)
    for finding in run.comparison.findings {
      switch finding.kind {
      case .new:
        if run.reviewer.settings.lapses == .remark, lapses.fallsDue(finding) {
          fallsDue.append(finding)
        } else {
          new.append(finding)
        }
      case .worse: worse.append(finding)
      case .better: better.append(finding)
      case .settled: settled.append(finding)
      case .same:
        let isBroken = finding.after?.segments.contains { $0.state.isBroken } ?? false
        if isBroken {
          if run.isAboutSubject(finding) { standing.append(finding) }
        } else if finding.after?.segments.isEmpty == false, finding.before?.segments.isEmpty ?? true {
          waived.append(finding)
        }
      }
    }
    func worst(_ finding: ComparedFinding) -> (Int, Int) {
      let norm = run.reviewer.plan[finding.key.norm]
      return (norm.severity == .error ? 0 : 1, -(norm.level.map(Self.rank) ?? -1))
    }
    standing = standing.enumerated().sorted { left, right in
      let (a, b) = (worst(left.element), worst(right.element))
      return a == b ? left.offset < right.offset : a < b
    }.map(\.element)
  }

  private static func rank(_ level: Norm.Level) -> Int {
    switch level {
    case .low: 0
    case .medium: 1
    case .high: 2
    case .critical: 3
    }
  }

  /// Whether the request makes something worse that is reported as an error, or cannot be decided.
  func errors(_ plan: Plan) -> [ComparedFinding] {
    (new + worse).filter { finding in
      plan[finding.key.norm].severity == .error || finding.isNewlyUndetermined
    }
  }
}

extension ComparedFinding {
  /// Whether it cannot be decided on a day on which it could be before, or was not there.
  var isNewlyUndetermined: Bool {
    let undetermined = after?.segments.contains { $0.state.status == .undetermined } ?? false
    let was = before?.segments.contains { $0.state.status == .undetermined } ?? false
    return undetermined && !was
  }
}

/// Tells findings that only time brings about from those that a request causes: nothing is found on the days on which the
/// rows of the request begin, and no period in its evidence begins when the finding does.
struct LapseJudge {
  let run: ReviewRun
  private let beginnings: [CalendarDate]
  private let periods: RequestPeriods

  init(run: ReviewRun) {
    self.run = run
    periods = RequestPeriods(schema: run.reviewer.plan.schema, store: run.reviewer.store)
    beginnings = periods.periods(of: run.request).map { max(run.span.first, $0?.firstDay ?? run.span.first) }
  }

  func fallsDue(_ finding: ComparedFinding) -> Bool {
    guard finding.key.scope == nil, let track = finding.after else { return false }
    let broken = track.segments.filter { $0.state.isBroken }
    let isThereAtOnce = beginnings.contains { day in
      broken.contains { $0.first <= day.days && day.days <= $0.last }
    }
    guard !isThereAtOnce, !finding.beginnings.isEmpty else { return false }
    return finding.beginnings.allSatisfy { day in
      let assessor = run.assessor(on: day)
      let units = AffectedUnits(rows: track.outcome.unit, of: finding.key.norm)
      let outcome = assessor.evaluator.run(units).first { outcome in
        outcome.bindings.map(\.value) == track.outcome.bindings.map(\.value)
      }
      let rows = FindingWriter(assessor: assessor, patterns: run.reviewer.patterns).evidenceRows(
        of: outcome ?? track.outcome)
      return !rows.contains { periods.period(of: $0.row, in: $0.table)?.firstDay == day }
    }
  }
}

extension ReviewRun {
  /// The assessor of the data after the change on a day.
  func assessor(on day: CalendarDate) -> Assessor {
    let base = reviewer.calendar.assessor(on: day)
    return Assessor(base, over: base.evaluator.over(after))
  }
}
