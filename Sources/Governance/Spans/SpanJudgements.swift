import Evaluation
import RulePlan

/// The faults of waivers on the days of a span.
struct SpanJudgements {
  /// A fault of a waiver, and when it is one.
  struct Fault {
    var waiver: Waiver
    var fault: WaiverFault
    var days: [Period]
  }

  private var runs: [(days: Period, judgement: WaiverDesk.Judgement)] = []
  private var isRunning = false

  /// Notes the judgement of a day, which lasts until another is noted.
  mutating func record(_ judgement: WaiverDesk.Judgement, on day: Int32) {
    if isRunning { end(on: day - 1) }
    runs.append((Period(from: day, until: day), judgement))
    isRunning = true
  }

  mutating func end(on day: Int32) {
    if isRunning { runs[runs.count - 1].days.until = day }
    isRunning = false
  }

  /// Each mistake of each waiver once. That a waiver is of no use is said where it fits nothing on any of its days.
  func faults(of waivers: [Waiver], in span: DaySpan) -> [Fault] {
    var places: [FaultKey: Int] = [:]
    var faults: [Fault] = []
    func add(_ waiver: Waiver, _ fault: WaiverFault, _ days: Period) {
      let key = FaultKey(row: waiver.row, rule: fault.rule)
      if let place = places[key] {
        faults[place].days.append(days)
      } else {
        places[key] = faults.count
        faults.append(Fault(waiver: waiver, fault: fault, days: [days]))
      }
    }
    var isOfUse: Set<Int> = []
    for (days, judgement) in runs {
      let faulty = Set(judgement.faults.map(\.waiver.row))
      for (waiver, fault) in judgement.faults { add(waiver, fault, days) }
      for (index, waiver) in waivers.enumerated()
      where judgement.idle[index] == nil && !faulty.contains(waiver.row) && waiver.valid.overlaps(days) {
        isOfUse.insert(index)
      }
    }
    for (days, judgement) in runs {
      for (index, idleness) in judgement.idle.sorted(by: { $0.key < $1.key }) where !isOfUse.contains(index) {
        guard let days = waivers[index].valid.intersection(days) else { continue }
        add(waivers[index], .unused(idleness), days)
      }
    }
    for index in faults.indices { faults[index].days = SpanTrack.runs(faults[index].days) }
    return faults
  }

  private struct FaultKey: Hashable {
    var row: Int
    var rule: String
  }
}
