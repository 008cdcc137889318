import RulePlan

/// Which instruments hold on the day of the evaluation.
struct InstrumentValidity {
  /// The day, if it is known.
  let day: CalendarDate?
  /// The successors of an instrument, the latest last.
  private var successors: [InstrumentID: [Instrument]] = [:]

  init(plan: Plan, day: CalendarDate?) {
    self.day = day
    for instrument in plan.instruments {
      for older in instrument.supersedes { successors[older, default: []].append(instrument) }
    }
  }

  /// The instrument that took another one’s place, on or before the day.
  func successor(of instrument: Instrument) -> Instrument? {
    successors[instrument.id]?.last { newer in
      guard let day, let from = newer.inForceFrom else { return true }
      return from <= day
    }
  }

  /// Whether the instrument no longer holds.
  func isOver(_ instrument: Instrument) -> Bool {
    if successor(of: instrument) != nil { return true }
    guard let day, let until = instrument.inForceUntil else { return false }
    return until < day
  }
}
