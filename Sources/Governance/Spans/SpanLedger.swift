import Evaluation
import RecordStore
import RulePlan

/// Follows findings through the days of a span, each day of which is evaluated only where it can differ from the day
/// before. A check of a span goes through one; a review through one of each state of the data.
struct SpanLedger {
  private let patterns: FindingPatterns
  private let waivers: SpanWaivers
  private let baseline: Baseline?
  private let keys: SpanKeys
  private(set) var tracks: [SpanTrack] = []
  private var known: [SpanTrack.Key: Int] = [:]
  private var byUnit: [NormID: [RowReference?: [Int]]] = [:]
  private var judgements = SpanJudgements()
  /// By index of an entry of the baseline, the most findings that it keeps on a day.
  private(set) var kept: [Int: Int] = [:]

  /// - Parameters:
  ///   - assessor: of any day.
  ///   - waivers: of the data.
  init(assessor: Assessor, patterns: FindingPatterns, waivers: SpanWaivers, baseline: Baseline?) {
    self.patterns = patterns
    self.waivers = waivers
    self.baseline = baseline
    keys = SpanKeys(plan: assessor.plan)
  }

  /// Takes over what was evaluated again on a day. Days come in ascending order.
  ///
  /// - Parameters:
  ///   - units: for what it was evaluated.
  ///   - outcomes: what was found for them; of everything else the findings stay as they are.
  ///   - assessor: of the day.
  mutating func advance(units: AffectedUnits, outcomes: [Outcome], assessor: Assessor) {
    let day = assessor.asOf
    var touched = trackIndices(of: units)
    for index in touched { tracks[index].isThere = false }
    for (key, outcome) in keys.keyed(outcomes) {
      if let index = known[key] {
        tracks[index].take(outcome, on: day.days)
        touched.insert(index)
      } else {
        known[key] = tracks.count
        byUnit[outcome.norm, default: [:]][outcome.unit, default: []].append(tracks.count)
        touched.insert(tracks.count)
        tracks.append(
          SpanTrack(
            key: key, outcome: outcome, day: day.days, isClaimable: waivers.mayMean(outcome, assessor, baseline)))
      }
    }
    judge(&touched, assessor)
    for index in touched { tracks[index].record(on: day.days) }
  }

  /// Ends the last day.
  mutating func finish(on last: CalendarDate) {
    for index in tracks.indices { tracks[index].end(on: last.days) }
    judgements.end(on: last.days)
  }

  /// The faults of waivers with their days.
  func waiverFaults(in span: DaySpan) -> [SpanJudgements.Fault] { judgements.faults(of: waivers.all, in: span) }

  /// The waivers that hold on some day, with the number of findings that each excuses.
  var excusing: [(waiver: Waiver, findings: Int)] {
    var places: [Int: Int] = [:]
    var result: [(waiver: Waiver, findings: Int)] = []
    for track in tracks where track.isClaimable {
      var seen: Set<Int> = []
      for waiver in track.segments.flatMap({ $0.judged?.excusingWaivers ?? [] }) where seen.insert(waiver.row).inserted
      {
        if let place = places[waiver.row] {
          result[place].findings += 1
        } else {
          places[waiver.row] = result.count
          result.append((waiver, 1))
        }
      }
    }
    return result
  }

  // MARK: Tracks

  private func trackIndices(of units: AffectedUnits) -> Set<Int> {
    var indices: Set<Int> = []
    for (norm, extent) in units.extents {
      guard let own = byUnit[norm] else { continue }
      switch extent {
      case .whole: for list in own.values { indices.formUnion(list) }
      case .rows(let rows):
        if rows.count < own.count {
          for row in rows { indices.formUnion(own[row] ?? []) }
        } else {
          for (unit, list) in own where unit.map(rows.contains) ?? true { indices.formUnion(list) }
        }
      }
    }
    return indices
  }

  // MARK: Waivers

  /// Judges the waivers on a day, for all findings that one may mean.
  private mutating func judge(_ touched: inout Set<Int>, _ assessor: Assessor) {
    guard waivers.isAny || baseline != nil else { return }
    let claimable = tracks.indices.filter { tracks[$0].isClaimable && tracks[$0].isThere }
    let writer = FindingWriter(assessor: assessor, patterns: patterns)
    var fingerprints = FingerprintMaker()
    var findings = claimable.map { writer.outline(of: tracks[$0].outcome, &fingerprints) }
    let outcomes = claimable.map { tracks[$0].outcome }
    if waivers.isAny {
      let judgement = waivers.desk(assessor).judge(waivers.all, &findings, of: outcomes, on: assessor.asOf)
      judgements.record(judgement, on: assessor.asOf.days)
    }
    if let baseline {
      let kept = BaselineDesk(assessor: assessor).mark(&findings, by: baseline, on: assessor.asOf).kept
      self.kept.merge(kept) { max($0, $1) }
    }
    for (index, finding) in zip(claimable, findings) {
      tracks[index].judged = finding
      touched.insert(index)
    }
  }
}
