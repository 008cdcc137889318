import Evaluation
import RecordStore
import RulePlan

/// One finding before and after a change of the data, compared day by day.
struct ComparedFinding {
  /// The list of a review that a finding belongs in.
  enum Kind {
    /// Broken on some day after, on none before.
    case new
    case worse
    case better
    /// Broken before, on no day after.
    case settled
    case same
  }

  var key: SpanTrack.Key
  var kind = Kind.same
  var before: SpanTrack?
  var after: SpanTrack?
  /// Days on which it is worse than before; days on which it is better.
  var worseDays: [Period] = []
  /// By duties of a conflict, the days on which it is new or worse.
  var worseConflicts: [Set<DutyID>: [Period]] = [:]
  /// By duties of a conflict, the days on which it is better.
  var betterConflicts: [Set<DutyID>: [Period]] = [:]
  var isBetter = false

  /// The first days of the runs of days on which it is broken after the change.
  var beginnings: [CalendarDate] {
    guard let after else { return [] }
    let broken = after.segments.filter { $0.state.isBroken }.map { Period(from: $0.first, until: $0.last) }
    return SpanTrack.runs(broken).map { CalendarDate(days: $0.from) }
  }
}

extension SpanTrack.State {
  /// Whether the norm is broken: what is wholly waived is not.
  var isBroken: Bool { status != .waived }
}

/// Follows two states of the data through the days of a review.
struct StateComparison {
  private(set) var findings: [ComparedFinding] = []
  /// The last day on which an outcome differs; nil where none does. The last day of the span stands for all that follow.
  private(set) var lastDifference: CalendarDate?
  /// Findings before the change on the first day, and after it.
  private(set) var firstCounts = (before: 0, after: 0)

  /// The units and days that two states are evaluated for.
  struct Frame {
    var calendar: ReviewCalendar
    var patterns: FindingPatterns
    var waivers: SpanWaivers
    /// In order, each with what may come out otherwise than on the day before; the first with all units.
    var days: [(day: CalendarDate, units: AffectedUnits)]
    var last: CalendarDate
  }

  /// Evaluates both states on each of the days.
  init(_ frame: Frame, request: AccessRequest, from before: DataState, to after: DataState) {
    let first = frame.calendar.assessor(on: frame.calendar.span.first)
    let plan = first.plan
    var ledgers = (
      old: SpanLedger(assessor: first, patterns: frame.patterns, waivers: frame.waivers, baseline: nil),
      new: SpanLedger(assessor: first, patterns: frame.patterns, waivers: frame.waivers, baseline: nil)
    )
    let conflicts = ConflictComparison(plan: plan, request: request)
    let values = ValueComparison(plan: plan, request: request, patterns: frame.patterns)
    var compared: [SpanTrack.Key: ComparedFinding] = [:]
    for (place, (day, units)) in frame.days.enumerated() {
      let end = frame.days.indices.contains(place + 1) ? frame.days[place + 1].day.days - 1 : frame.last.days
      let days = Period(from: day.days, until: end)
      let base = frame.calendar.assessor(on: day)
      let old = Assessor(base, over: base.evaluator.over(before))
      let new = Assessor(base, over: base.evaluator.over(after))
      ledgers.old.advance(units: units, outcomes: old.evaluator.run(units), assessor: old)
      ledgers.new.advance(units: units, outcomes: new.evaluator.run(units), assessor: new)
      let earlier = ledgers.old.present
      let later = ledgers.new.present
      if place == 0 { firstCounts = (earlier.count, later.count) }
      var differs = false
      for key in Set(earlier.keys).union(later.keys) {
        var entry = compared[key] ?? ComparedFinding(key: key)
        let pair = DayPair(before: earlier[key], after: later[key], old: old, new: new)
        if pair.differs { differs = true }
        note(pair, days, conflicts, values, &entry)
        compared[key] = entry
      }
      if differs { lastDifference = CalendarDate(days: end) }
    }
    ledgers.old.finish(on: frame.last)
    ledgers.new.finish(on: frame.last)
    let tracksBefore = Dictionary(ledgers.old.tracks.map { ($0.key, $0) }) { first, _ in first }
    findings = ledgers.new.tracks.map(\.key).reduce(into: []) { list, key in
      if let entry = compared[key] { list.append(entry) }
    }
    let known = Set(findings.map(\.key))
    findings += ledgers.old.tracks.compactMap { known.contains($0.key) ? nil : compared[$0.key] }
    let tracksAfter = Dictionary(ledgers.new.tracks.map { ($0.key, $0) }) { first, _ in first }
    for index in findings.indices {
      findings[index].before = tracksBefore[findings[index].key]
      findings[index].after = tracksAfter[findings[index].key]
      findings[index].kind = Self.kind(of: findings[index])
    }
  }

  private static func kind(of finding: ComparedFinding) -> ComparedFinding.Kind {
    let wasBroken = finding.before?.segments.contains { $0.state.isBroken } ?? false
    let isBroken = finding.after?.segments.contains { $0.state.isBroken } ?? false
    switch (wasBroken, isBroken) {
    case (false, false): return .same
    case (false, true): return .new
    case (true, false): return .settled
    case (true, true): return !finding.worseDays.isEmpty ? .worse : finding.isBetter ? .better : .same
    }
  }

  private func note(
    _ pair: DayPair, _ days: Period, _ conflicts: ConflictComparison, _ values: ValueComparison,
    _ entry: inout ComparedFinding
  ) {
    let old = pair.before.flatMap { $0.state.isBroken ? $0 : nil }
    let new = pair.after.flatMap { $0.state.isBroken ? $0 : nil }
    switch (old, new) {
    case (nil, nil): return
    case (nil, let new?):
      entry.worseDays.append(days)
      for conflict in new.brokenConflicts { entry.worseConflicts[Set(conflict.duties), default: []].append(days) }
    case (.some, nil): entry.isBetter = true
    case (let old?, let new?):
      guard !new.outcome.conflicts.isEmpty else {
        switch values.compare(old, new, pair) {
        case .worse: entry.worseDays.append(days)
        case .better: entry.isBetter = true
        case .same: break
        }
        return
      }
      let result = conflicts.compare(old, new, pair)
      if !result.worse.isEmpty { entry.worseDays.append(days) }
      if result.isBetter { entry.isBetter = true }
      for duties in result.worse { entry.worseConflicts[duties, default: []].append(days) }
      for duties in result.better { entry.betterConflicts[duties, default: []].append(days) }
    }
  }
}

/// A finding on one day in two states of the data, with the assessors of that day.
struct DayPair {
  var before: SpanLedger.Present?
  var after: SpanLedger.Present?
  var old: Assessor
  var new: Assessor

  /// Whether the two are anything but the same.
  var differs: Bool {
    switch (before, after) {
    case (nil, nil): false
    case (let before?, let after?): before.state != after.state
    default: true
    }
  }
}

extension SpanLedger {
  /// A finding as it is on the day that was gone through last.
  struct Present {
    var state: SpanTrack.State
    var outcome: Outcome

    /// The conflicts that are not waived.
    var brokenConflicts: [Outcome.Conflict] {
      zip(outcome.conflicts, state.conflicts).compactMap { $1.status == .waived ? nil : $0 }
    }

    func status(of conflict: Outcome.Conflict) -> Finding.Status {
      zip(outcome.conflicts, state.conflicts).first { $0.0.duties == conflict.duties }?.1.status ?? state.status
    }
  }

  /// The findings of the day that was gone through last.
  var present: [SpanTrack.Key: Present] {
    var present: [SpanTrack.Key: Present] = [:]
    for track in tracks where track.isThere {
      if let state = track.segments.last?.state { present[track.key] = Present(state: state, outcome: track.outcome) }
    }
    return present
  }
}

/// How something changes with a request.
enum Trend { case worse, better, same }
