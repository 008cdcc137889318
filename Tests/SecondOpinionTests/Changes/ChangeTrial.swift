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
    dice = Dice(seed: seed)
    json = Self.withWaivers(data, plan, &dice)
    let loaded = DataLoader.load(
      [DataInput.bytes(Array(json.utf8), name: "change.json", format: .json)], schema: plan.schema)
    guard loaded.outcome == .complete, let asOf = CalendarDate(Trial.today) else { return nil }
    store = loaded.store
    self.asOf = asOf
    self.plan = plan.withNorms(of: loaded.store, on: asOf)
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
    for table in plan.schema.tables where table.section != nil {
      let rows = (0..<store[table.id].rowCount).filter { _ in dice.chance(20) }
      if rows.isEmpty { continue }
      view.hide(rows, in: table.id)
      absent[table.id] = rows
    }
    let requests = (0..<3).map { number in request(number, view, &absent) }
    var settings = RequestSettings()
    settings.lookAhead = CalendarDuration(count: 2, .month)
    settings.mayChange = plan.schema.tables.compactMap { $0.section.map { RequestSettings.Target(section: $0) } }
    var states = [DataState(view: view)]
    for request in requests { states += states.map { applying(request, to: $0) } }
    let grouped = GroupedData(
      store, plan: plan, view: store.completed(view), states: Array(states.dropFirst()))
    let reviews = Reviewer(
      plan: plan, store: grouped.store, view: grouped.view, asOf: asOf, language: "en", files: [], requests: requests,
      settings: settings
    ).review().reviews
    var state = DataState(view: view)
    for (request, review) in zip(requests, reviews) {
      // References to nothing, which random requests often leave.
      if review.advice == .invalid { continue }
      let next = applying(request, to: state)
      if let fault = disagreement(review, from: state, to: next) {
        return "request \(request.id): \(describe(request))\n\(fault)\n\(json)"
      }
      if !review.new.isEmpty || !review.settled.isEmpty { changed += 1 }
      spared += plan.norms.count - (review.evaluation.rows == nil ? review.evaluation.norms : 0)
      if review.advice <= .grantWithRemarks { state = next }
    }
    return nil
  }

  /// In which way a review differs from two full spans that are compared; nil where it does not.
  private func disagreement(_ review: Review, from before: DataState, to after: DataState) -> String? {
    guard let span = review.span, let days = DaySpan(first: span.first, last: span.last) else { return "no span" }
    let old = broken(before, days)
    let new = broken(after, days)
    let added = new.filter { old[$0.key] == nil }
    let gone = old.filter { new[$0.key] == nil }
    let found = Self.listed(review.new + review.fallsDue)
    if found != Self.listed(added) { return "review new:\n\(found)\nspans:\n\(Self.listed(added))" }
    let settled = Self.listed(review.settled)
    if settled != Self.listed(gone) { return "review settled:\n\(settled)\nspans:\n\(Self.listed(gone))" }
    let worse = Set(review.worse.map(Self.name))
    for (name, later) in new {
      guard let earlier = old[name] else { continue }
      let hasFurtherDays = later.contains { day in !earlier.contains { $0.from <= day.from && day.until <= $0.until } }
      if hasFurtherDays, !worse.contains(name) { return "\(name) has further days and is not worse" }
    }
    for name in worse where old[name] == nil || new[name] == nil {
      return "\(name) is worse, but not broken before and after"
    }
    if !span.isOpenEnded, let year = asOf.adding(months: 12), year > span.last, let next = span.last.adding(days: 1),
      let rest = DaySpan(first: next, last: year), broken(before, rest) != broken(after, rest)
    {
      return "something differs after the last day, \(span.last)"
    }
    return nil
  }

  /// The days on which each finding is broken in a full span; those that are never are left out.
  private func broken(_ state: DataState, _ span: DaySpan) -> [String: [Period]] {
    let changed = store.viewed(as: store.completed(state.view), replacing: state.replaced)
    let grouped = GroupedData(changed, plan: plan, view: changed.view)
    let evaluator = Evaluator(plan: plan, store: grouped.store.viewed(as: grouped.view), asOf: span.first)
    let assessor = Assessor(
      plan: plan, store: evaluator.store, evaluator: evaluator, asOf: span.first, language: "en", files: [])
    var found: [String: [Period]] = [:]
    for finding in SpanAssessor(assessor: assessor, span: span).assess().assessment.findings
    where !finding.rule.hasPrefix("waiver.") {
      let days = Self.days(finding)
      if !days.isEmpty { found[Self.name(finding), default: []] += days }
    }
    return found
  }

  private static func days(_ finding: Finding) -> [Period] {
    finding.periods.filter { $0.status != .waived }.map(\.days)
  }

  private static func name(_ finding: Finding) -> String {
    "\(finding.rule) \(finding.subject.key) \(finding.about.map(\.key)) \(finding.access ?? "")"
  }

  private static func listed(_ findings: [Finding]) -> String {
    var days: [String: [Period]] = [:]
    for finding in findings { days[name(finding), default: []] += self.days(finding) }
    return listed(days)
  }

  private static func listed(_ findings: [String: [Period]]) -> String {
    findings.sorted { $0.key < $1.key }.map { name, days in
      "\(name): \(days.map { "\($0)" }.sorted().joined(separator: ", "))"
    }.joined(separator: "\n")
  }

  // MARK: Requests

  /// A request that adds some of the rows that are not there, and removes and changes some of the others.
  private mutating func request(
    _ number: Int, _ view: RowView, _ absent: inout [TableID: [Int]]
  ) -> AccessRequest {
    var items: [AccessRequest.Item] = []
    var replaced: [ReplacedValue] = []
    for table in plan.schema.tables where table.section != nil {
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
        where !table.keyParts.contains(field) && field != table.keyField && table.fields[field].derivation == nil
          && !table.fields[field].holdsRows && dice.chance(40)
        {
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
