import Evaluation
import Manifests
import RecordStore
import RulePlan

/// A policy with data, evaluated on every day of a span: what changes from one day to the next must be foreseen.
struct SpanTrial {
  private let plan: Plan
  private let store: RecordStore
  private let json: String
  private let span: DaySpan
  /// Days evaluated, days that the foresight names, and units that changed.
  private(set) var days = 0
  private(set) var relevantDays = 0
  private(set) var changes = 0

  /// Spans around the days that the data has.
  static let starts = ["2019-06-20", "2019-01-20", "2019-02-20", "2020-02-10", "2018-12-20", "9999-12-01"]

  /// Nil where the data does not fit.
  init?(_ plan: Plan, _ data: DataSet, seed: UInt64) {
    var dice = Dice(seed: seed)
    json = data.json
    let loaded = DataLoader.load(
      [DataInput.bytes(Array(json.utf8), name: "span.json", format: .json)], schema: plan.schema)
    let length = Int32(dice.pick(3...30))
    guard loaded.outcome == .complete, let first = CalendarDate(dice.pick(Self.starts)),
      let span = DaySpan(first: first, last: CalendarDate(days: first.days + length))
    else { return nil }
    store = loaded.store
    self.span = span
    self.plan = plan.withNorms(of: loaded.store, on: first)
  }

  /// A change that was not foreseen; nil where everything was.
  mutating func run() -> String? {
    let changes = Evaluator(plan: plan, store: store, asOf: span.first).changes(in: span)
    let relevant = Set(changes.relevantDays)
    relevantDays += relevant.count
    var earlier = outcomes(on: span.first)
    days += 1
    for number in (span.first.days + 1)...span.last.days {
      let day = CalendarDate(days: number)
      let later = outcomes(on: day)
      days += 1
      let units = changes.units(on: day)
      for (unit, found) in later where earlier[unit] ?? [] != found {
        if let fault = fault(unit, day, units, relevant) {
          return fault + "\nbefore: \(earlier[unit] ?? [])\nafter: \(found)"
        }
        self.changes += 1
      }
      for (unit, found) in earlier where later[unit] == nil {
        if let fault = fault(unit, day, units, relevant) { return fault + "\nbefore: \(found)\nafter: nothing" }
        self.changes += 1
      }
      earlier = later
    }
    return nil
  }

  private struct Unit: Hashable {
    var norm: NormID
    var row: RowReference?
  }

  private func fault(
    _ unit: Unit, _ day: CalendarDate, _ units: AffectedUnits, _ relevant: Set<CalendarDate>
  ) -> String? {
    let name = plan[unit.norm].shortName + (unit.row.map { " " + store.positionName($0.table, row: $0.row) } ?? "")
    if !relevant.contains(day) { return "\(day) changes \(name) and was not foreseen\n\(json)" }
    return units.contains(unit.row, of: unit.norm) ? nil : "\(day) changes \(name), which was not foreseen\n\(json)"
  }

  /// The outcomes of each unit of each norm, in one spelling.
  private func outcomes(on day: CalendarDate) -> [Unit: [String]] {
    let spelling = Spelling(plan: plan, store: store)
    var result: [Unit: [String]] = [:]
    for outcome in Evaluator(plan: plan, store: store, asOf: day).run().outcomes {
      result[Unit(norm: outcome.norm, row: outcome.unit), default: []].append(Self.text(outcome, plan, spelling))
    }
    return result
  }

  /// An outcome is the same on another day where it is about the same rows, and determined or not as before.
  private static func text(_ outcome: Outcome, _ plan: Plan, _ spelling: Spelling) -> String {
    var shown = outcome
    if let requirement = plan.requirements.first(where: { $0.norm == outcome.norm }), outcome.scope == nil {
      let subjects = Set(requirement.subjects)
      shown.bindings = outcome.bindings.filter { subjects.contains($0.variable) }
    }
    return spelling.text(shown)
  }
}
