import Evaluation
import RulePlan

/// Writes the findings of a span: each says what is said of it on the first day of its worst status, with the days of each
/// status.
struct SpanFindings {
  private let assessor: Assessor
  private let patterns: FindingPatterns
  private let keys: SpanKeys
  /// By norm, the place of each duty.
  private let duties: [NormID: [DutyID: Int]]

  init(assessor: Assessor, patterns: FindingPatterns) {
    self.assessor = assessor
    self.patterns = patterns
    keys = SpanKeys(plan: assessor.plan)
    duties = Dictionary(
      assessor.plan.segregations.map { segregation in
        let places = segregation.conflict.duties.enumerated().map { ($1, $0) }
        return (segregation.norm, Dictionary(places) { first, _ in first })
      }
    ) { first, _ in first }
  }

  /// The findings of some tracks, those of one day together.
  func findings(of tracks: [SpanTrack]) -> [Finding] {
    var byDay: [Int32: [Int]] = [:]
    for (index, track) in tracks.enumerated() {
      if let worst = track.worst { byDay[worst.first, default: []].append(index) }
    }
    var fingerprints = FingerprintMaker()
    var findings: [Finding] = []
    findings.reserveCapacity(tracks.count)
    for (day, indices) in byDay.sorted(by: { $0.key < $1.key }) {
      let own = assessor.on(CalendarDate(days: day), isForFew: true)
      let writer = FindingWriter(assessor: own, patterns: patterns)
      let segments = current(indices.map { tracks[$0] }, own)
      var written = writer.findings(of: segments.map(\.outcome), &fingerprints)
      for (place, index) in indices.enumerated() where written.indices.contains(place) {
        if var judged = segments[place].judged {
          judged.fingerprint = written[place].fingerprint
          writer.take(over: judged, into: &written[place])
        }
        complete(&written[place], tracks[index], writer)
      }
      findings += written
    }
    return findings
  }

  /// The worst segments of some tracks, which begin on the day of an assessor, with the outcomes of that day.
  private func current(_ tracks: [SpanTrack], _ own: Assessor) -> [SpanTrack.Segment] {
    var segments = tracks.compactMap(\.worst)
    var units = AffectedUnits()
    for segment in segments where segment.isEarlier {
      units.add(segment.outcome.unit.map { .rows([$0]) } ?? .whole, to: segment.outcome.norm)
    }
    guard !units.norms.isEmpty else { return segments }
    let found = Dictionary(keys.keyed(own.evaluator.run(units)).map { ($0.key, $0.outcome) }) { first, _ in first }
    for (index, track) in tracks.enumerated() where segments.indices.contains(index) && segments[index].isEarlier {
      if let outcome = found[track.key] { segments[index].outcome = outcome }
    }
    return segments
  }

  private func complete(_ finding: inout Finding, _ track: SpanTrack, _ writer: FindingWriter) {
    finding.periods = track.periods
    guard !finding.conflicts.isEmpty else { return }
    var merged = SpanConflicts(duties: duties[track.key.norm] ?? [:])
    for segment in track.segments {
      let days = Period(from: segment.first, until: segment.last)
      let conflicts = segment.outcome.conflicts.isEmpty ? [] : writer.conflicts(of: segment.outcome)
      for (index, state) in segment.state.conflicts.enumerated() where conflicts.indices.contains(index) {
        var conflict = conflicts[index]
        conflict.status = state.status
        conflict.waivers =
          segment.judged.map { judged in
            judged.conflicts.indices.contains(index) ? judged.conflicts[index].waivers : []
          } ?? []
        merged.add(conflict, state.duties, on: days)
      }
    }
    finding.conflicts = merged.conflicts
    var hasher = FingerprintHasher()
    writer.nameConflicts(of: &finding, &hasher)
  }
}
