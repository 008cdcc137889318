import Evaluation
import Governance
import Manifests
import RecordStore
import RulePlan

/// Random requests over a set of data, reviewed, and checked before and after.
struct ChangeTrial {
  private let plan: Plan
  private let store: RecordStore
  private let asOf: CalendarDate
  private let json: String
  private var dice: Dice
  /// Requests that changed findings, and norms that were not evaluated for all rows.
  private(set) var changed = 0
  private(set) var spared = 0

  /// Nil where the data does not fit.
  init?(_ plan: Plan, _ data: DataSet, seed: UInt64) {
    self.plan = plan
    dice = Dice(seed: seed)
    json = Self.withWaivers(data, plan, &dice)
    let loaded = DataLoader.load(
      [DataInput.bytes(Array(json.utf8), name: "change.json", format: .json)], schema: plan.schema)
    guard loaded.outcome == .complete, let asOf = CalendarDate(Trial.today) else { return nil }
    store = loaded.store
    self.asOf = asOf
  }

  /// Waivers of norms for subjects that may have a finding, some of them twice.
  private static func withWaivers(_ data: DataSet, _ plan: Plan, _ dice: inout Dice) -> String {
    var waivers: [String] = []
    for norm in plan.norms where dice.chance(50) {
      var subjects: [String] = []
      for section in data.sections {
        for (index, record) in section.records.enumerated() where dice.chance(30) {
          if case .literal(let key)? = record.first(where: { $0.name == "id" })?.value {
            subjects.append(key.json)
          } else {
            subjects.append("\"\(section.name)[\(index)]\"")
          }
        }
      }
      for subject in subjects {
        let duties =
          plan.segregations.first { $0.norm == norm.id }?.conflict.duties.filter { _ in dice.chance(80) } ?? []
        let named =
          duties.isEmpty ? "" : "\"duties\":[\(duties.map { "\"\(plan[$0].name)\"" }.joined(separator: ","))],"
        let waiver =
          "{\"rule\":\"\(norm.shortName)\",\"subject\":\(subject),\(named)\"reason\":\"r\",\"approved_by\":\"Controller\","
          + "\"valid\":{\"from\":\"2019-01-01\",\"until\":\"2019-12-31\"}}"
        waivers += [String](repeating: waiver, count: dice.chance(20) ? 2 : 1)
      }
    }
    guard !waivers.isEmpty, let end = data.json.lastIndex(of: "}") else { return data.json }
    let separator = data.sections.isEmpty ? "" : ","
    return data.json[..<end] + separator + "\"waivers\":[" + waivers.joined(separator: ",") + "]}"
  }

  /// The disagreement between a review and the checks; nil where they agree.
  mutating func run() -> String? {
    var view = RowView()
    var absent: [TableID: [Int]] = [:]
    for table in plan.schema.tables where table.isEntity {
      let rows = (0..<store[table.id].rowCount).filter { _ in dice.chance(20) }
      if rows.isEmpty { continue }
      view.hide(rows, in: table.id)
      absent[table.id] = rows
    }
    let requests = (0..<3).map { number in request(number, view, &absent) }
    let reviews = Reviewer(plan: plan, store: store, view: view, asOf: asOf, language: "en", files: []).review(requests)
    var state = DataState(view: view)
    for (request, review) in zip(requests, reviews) {
      let next = applying(request, to: state)
      let (before, after) = (findings(state), findings(next))
      let difference = FindingDifference(from: before, to: after, ConflictWidening(within: assessor(next)))
      if !difference.new.isEmpty || !difference.settled.isEmpty { changed += 1 }
      let wanted = listed(difference.new, difference.settled, difference.unchanged)
      let found = listed(review.new, review.settled, review.unchanged)
      if found != wanted {
        return "request \(request.id): \(describe(request))\nreview:\n\(found)\nchecks:\n\(wanted)\n\(json)"
      }
      spared += plan.norms.count - (review.evaluation.rows == nil ? review.evaluation.norms : 0)
      if review.advice <= .grantWithRemarks { state = next }
    }
    return nil
  }

  private func findings(_ state: DataState) -> [Finding] {
    let assessor = assessor(state)
    return assessor.assess(evaluator(state).run()).findings
  }

  private func evaluator(_ state: DataState) -> Evaluator {
    Evaluator(plan: plan, store: store.viewed(as: state.view, replacing: state.replaced), asOf: asOf)
  }

  private func assessor(_ state: DataState) -> Assessor {
    let evaluator = evaluator(state)
    return Assessor(
      plan: plan, store: evaluator.store, evaluator: evaluator, asOf: asOf, language: "en", files: [])
  }

  private func listed(_ new: [Finding], _ settled: [Finding], _ unchanged: Int) -> String {
    (new.map { "new \($0)" } + settled.map { "settled \($0)" } + ["unchanged \(unchanged)"]).joined(separator: "\n")
  }

  // MARK: Requests

  /// A request that adds some of the rows that are not there, and removes and changes some of the others.
  private mutating func request(
    _ number: Int, _ view: RowView, _ absent: inout [TableID: [Int]]
  ) -> AccessRequest {
    var items: [AccessRequest.Item] = []
    var replaced: [ReplacedValue] = []
    for table in plan.schema.tables where table.isEntity {
      for row in absent[table.id] ?? [] where dice.chance(30) {
        items.append(AccessRequest.Item(action: .add, row: RowReference(table: table.id, row: row), place: nil))
        absent[table.id]?.removeAll { $0 == row }
      }
      let count = store[table.id].rowCount
      for row in 0..<count where view.isVisible(row, in: table.id) && dice.chance(8) {
        let reference = RowReference(table: table.id, row: row)
        guard table.keyField != nil, dice.chance(70) else {
          items.append(AccessRequest.Item(action: .remove, row: reference, place: nil))
          continue
        }
        items.append(AccessRequest.Item(action: .change, row: reference, place: nil))
        for field in table.fields.indices
        where field != table.keyField && table.fields[field].derivation == nil && dice.chance(40) {
          replaced.append(
            ReplacedValue(field: FieldID(table.id, field), row: row, source: .row(dice.below(count))))
        }
      }
    }
    return AccessRequest(id: "R\(number)", reason: nil, place: nil, items: items, replaced: replaced)
  }

  private func applying(_ request: AccessRequest, to state: DataState) -> DataState {
    var state = state
    for item in request.items {
      switch item.action {
      case .add: state.view.show([item.row.row], in: item.row.table)
      case .remove: state.view.hide([item.row.row], in: item.row.table)
      case .change: break
      }
    }
    state.replaced += request.replaced
    return state
  }

  private func describe(_ request: AccessRequest) -> String {
    let items = request.items.map { "\($0.action) \(plan.schema[$0.row.table].name) \($0.row.row)" }
    let values = request.replaced.map {
      "\(plan.schema[$0.field.table].name).\(plan.schema[$0.field].name) \($0.row) = \($0.source)"
    }
    return (items + values).joined(separator: "; ")
  }
}
