import Evaluation
import RulePlan

/// A finding on its way through a span of days.
struct SpanTrack {
  /// The identity of a finding on all days: the rows that it is about, whatever is said of them.
  struct Key: Hashable {
    var norm: NormID
    var scope: Int?
    var values: [Value]
    /// How many outcomes before it are about the same.
    var repetition = 0
  }

  /// The part of a finding that is compared from day to day.
  struct State: Equatable {
    var status: Finding.Status
    var conflicts: [Conflict]

    struct Conflict: Equatable {
      var duties: [DutyID]
      var status: Finding.Status
      var ways: [Outcome.Way]
      var scopes: [RowReference?]
      var hasMoreWays: Bool
    }
  }

  /// Days on which the finding is in one state.
  struct Segment {
    var first: Int32
    var last: Int32
    var state: State
    /// As of the first of the days, or of a day before it.
    var outcome: Outcome
    /// Whether the outcome is that of a day before, from which it differs in nothing that is compared.
    var isEarlier: Bool
    /// With its status and waivers, where a waiver or the baseline may mean the finding.
    var judged: Finding?
  }

  let key: Key
  /// As of the day on which it was evaluated last.
  private(set) var outcome: Outcome
  private var evaluationDay: Int32
  /// Whether a waiver or the baseline may mean it.
  let isClaimable: Bool
  /// Whether it is there on the day that is gone through.
  var isThere = true
  var judged: Finding?
  private(set) var segments: [Segment] = []
  private var isRunning = false

  init(key: Key, outcome: Outcome, day: Int32, isClaimable: Bool) {
    self.key = key
    self.outcome = outcome
    evaluationDay = day
    self.isClaimable = isClaimable
  }

  mutating func take(_ outcome: Outcome, on day: Int32) {
    self.outcome = outcome
    evaluationDay = day
    isThere = true
  }

  /// Notes the state of a day, which lasts until another is noted.
  mutating func record(on day: Int32) {
    guard isThere else { return end(on: day - 1) }
    let state = self.state
    if isRunning, let last = segments.last {
      if last.state == state { return }
      segments[segments.count - 1].last = day - 1
    }
    segments.append(
      Segment(first: day, last: day, state: state, outcome: outcome, isEarlier: evaluationDay < day, judged: judged))
    isRunning = true
  }

  /// Notes that the finding is there until a day, and not after it.
  mutating func end(on day: Int32) {
    if isRunning { segments[segments.count - 1].last = day }
    isRunning = false
  }

  private var state: State {
    State(
      status: judged?.status ?? (outcome.kind == .undetermined ? .undetermined : .open),
      conflicts: outcome.conflicts.enumerated().map { index, conflict in
        let status =
          judged.flatMap { $0.conflicts.indices.contains(index) ? $0.conflicts[index].status : nil }
          ?? (conflict.isSure ? .open : .undetermined)
        return State.Conflict(
          duties: conflict.duties, status: status, ways: conflict.ways, scopes: conflict.scopes,
          hasMoreWays: conflict.hasMoreWays)
      })
  }

  /// The first days of the worst status.
  var worst: Segment? { segments.min { $0.state.status < $1.state.status } }

  /// The longest runs of days of one status.
  var periods: [Finding.StatusPeriod] {
    Self.runs(segments.map { (Period(from: $0.first, until: $0.last), $0.state.status) })
  }

  /// Days in ascending order, with those of one status that follow each other put together.
  static func runs(_ days: [(days: Period, status: Finding.Status)]) -> [Finding.StatusPeriod] {
    var runs: [Finding.StatusPeriod] = []
    for (days, status) in days {
      if let last = runs.last, last.status == status, last.days.until + 1 == days.from {
        runs[runs.count - 1].days.until = days.until
      } else {
        runs.append(Finding.StatusPeriod(days: days, status: status))
      }
    }
    return runs
  }

  static func runs(_ days: [Period]) -> [Period] {
    runs(days.map { ($0, Finding.Status.open) }).map(\.days)
  }
}
