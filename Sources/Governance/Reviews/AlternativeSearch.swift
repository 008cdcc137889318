import Evaluation
import RecordStore
import RulePlan

/// Looks for the smallest changes that would make a request better. Each one is evaluated before it is offered.
struct AlternativeSearch {
  let reviewer: Reviewer
  let request: AccessRequest
  let before: FindingLedger
  let change: FindingLedger.Change
  let advice: Review.Advice

  /// Records that are left out or withdrawn together, and evaluations in all, at most.
  private static let setLimit = 3
  private static let evaluationLimit = 300

  func alternatives() -> [Review.Alternative] {
    for goal in [Review.Advice.grant, .grantWithRemarks] where goal < advice {
      var budget = Self.evaluationLimit
      let found =
        leavingOut(goal, &budget) + withdrawing(goal, &budget) + endingEarlier(goal, &budget)
        + narrowing(goal, &budget)
      if !found.isEmpty { return found }
    }
    return []
  }

  private var wording: Wording { before.assessor.wording }
  private var state: DataState { before.evaluator.state }

  private var added: [RowReference] { request.items.filter { $0.action == .add }.map(\.row) }

  private func key(_ row: RowReference) -> String {
    reviewer.store.viewed(as: state.view).instanceName(row.table, row: row.row)
  }

  /// The key, or the place in the section with the instances that the record refers to.
  private func name(_ row: RowReference) -> String {
    let store = reviewer.store.viewed(as: state.view)
    let name = store.instanceName(row.table, row: row.row)
    guard store.key(of: row.row, in: row.table) == nil else { return "\(store.schema[row.table].name) \(name)" }
    var parts: [String] = []
    for (index, field) in store.schema[row.table].fields.enumerated() {
      guard case .row(let target) = field.type.scalar, store.schema[target].isEntity,
        let column = store.column(FieldID(row.table, index)), case .rows(let rows) = column.values,
        rows.indices.contains(row.row), rows[row.row] >= 0
      else { continue }
      parts.append("\(field.name) \(store.instanceName(target, row: Int(rows[row.row])))")
    }
    return parts.isEmpty ? name : "\(name) (\(parts.joined(separator: ", ")))"
  }

  /// The advice for a state; nil once too much has been tried.
  private func advice(in state: DataState, _ budget: inout Int) -> Review.Advice? {
    guard budget > 0 else { return nil }
    budget -= 1
    return reviewer.advice(on: before.change(to: state).new.map(\.finding))
  }

  /// The smallest sets of some records for which a change reaches the goal, in the order of the records.
  private func smallestSets(
    of rows: [RowReference], _ goal: Review.Advice, _ budget: inout Int,
    state changed: (Set<RowReference>) -> DataState
  ) -> [(rows: [RowReference], advice: Review.Advice)] {
    for size in 1...Self.setLimit where size <= rows.count {
      var found: [([RowReference], Review.Advice)] = []
      for combination in combinations(of: rows, size) {
        guard let advice = advice(in: changed(Set(combination)), &budget) else { return found }
        if advice <= goal { found.append((combination, advice)) }
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  private func combinations(of rows: [RowReference], _ size: Int) -> [[RowReference]] {
    guard size > 1 else { return rows.map { [$0] } }
    return rows.indices.flatMap { first in
      combinations(of: Array(rows[(first + 1)...]), size - 1).map { [rows[first]] + $0 }
    }
  }

  // MARK: Leaving out

  private func leavingOut(_ goal: Review.Advice, _ budget: inout Int) -> [Review.Alternative] {
    // A request of which nothing is left is not a request.
    guard request.items.count > 1 else { return [] }
    return smallestSets(of: added, goal, &budget) { state.applying(request, without: $0) }
      .filter { $0.rows.count < request.items.count }
      .map { rows, advice in
        Review.Alternative(
          kind: .leaveOut, text: wording.leaveOut(rows.map(name)), records: rows.map(key),
          advice: advice)
      }
  }

  // MARK: Withdrawing

  /// Present records that take part in what the request would break.
  private func withdrawing(_ goal: Review.Advice, _ budget: inout Int) -> [Review.Alternative] {
    let own = Set(request.items.map(\.row))
    var rows: [RowReference] = []
    for entry in change.new {
      for right in entry.outcome?.evidence?.paths.compactMap(\.right) ?? []
      where !own.contains(right) && !rows.contains(right) {
        rows.append(right)
      }
    }
    return smallestSets(of: Array(rows.prefix(12)), goal, &budget) { left in
      var changed = state.applying(request)
      for row in left { changed.hide(row) }
      return changed
    }.map { rows, advice in
      Review.Alternative(
        kind: .withdraw, text: wording.withdraw(rows.map(name)), records: rows.map(key),
        advice: advice)
    }
  }

  // MARK: Ending earlier

  /// The latest end of each added record with a period that reaches the goal.
  private func endingEarlier(_ goal: Review.Advice, _ budget: inout Int) -> [Review.Alternative] {
    var found: [Review.Alternative] = []
    for row in added {
      for (index, field) in reviewer.plan.schema[row.table].fields.enumerated()
      where field.type.scalar == .period && field.derivation == nil && !field.type.isMany {
        let id = FieldID(row.table, index)
        guard let column = reviewer.store.column(id), column.isPresent(row.row),
          case .periods(let from, let until) = column.values, from.indices.contains(row.row)
        else { continue }
        let first = max(from[row.row], reviewer.asOf.days)
        // For an open end the next year is looked at.
        let last = min(until[row.row], first &+ 366)
        // The requested end date is known to fail; the end of the year may still work.
        let beyond = last < until[row.row] ? last &+ 1 : last
        if let end = latestEnd(id, row, from: from[row.row], first, beyond, goal, &budget) {
          found.append(
            Review.Alternative(
              kind: .endEarlier, text: wording.end(name(row), by: CalendarDate(days: end.day)), records: [key(row)],
              value: CalendarDate(days: end.day).description, advice: end.advice))
        }
      }
    }
    return found
  }

  /// By halving; the day that is offered reaches the goal, and the day after it does not.
  private func latestEnd(
    _ field: FieldID, _ row: RowReference, from: Int32, _ first: Int32, _ last: Int32, _ goal: Review.Advice,
    _ budget: inout Int
  ) -> (day: Int32, advice: Review.Advice)? {
    func attempt(_ day: Int32, _ budget: inout Int) -> Review.Advice? {
      var changed = state.applying(request)
      changed.replaced.append(
        ReplacedValue(field: field, row: row.row, source: .period(Period(from: from, until: day))))
      return advice(in: changed, &budget)
    }
    guard first < last, var best = attempt(first, &budget), best <= goal else { return nil }
    var low = first
    var high = last
    while high - low > 1 {
      let middle = low + (high - low) / 2
      guard let advice = attempt(middle, &budget) else { return nil }
      if advice <= goal { (low, best) = (middle, advice) } else { high = middle }
    }
    return (low, best)
  }

  // MARK: Narrowing

  /// The highest units below the requested one with which the goal is reached.
  private func narrowing(_ goal: Review.Advice, _ budget: inout Int) -> [Review.Alternative] {
    var found: [Review.Alternative] = []
    for row in added {
      for (field, containment) in scopeFields(of: row.table) {
        guard let column = reviewer.store.column(field), case .rows(let scopes) = column.values,
          scopes.indices.contains(row.row)
        else { continue }
        var level = units(below: scopes[row.row] >= 0 ? Int(scopes[row.row]) : nil, containment)
        var seen: Set<Int> = []
        var isReached = false
        while !level.isEmpty, !isReached, budget > 0 {
          for unit in level where seen.insert(unit).inserted {
            var changed = state.applying(request)
            changed.replaced.append(ReplacedValue(field: field, row: row.row, source: .reference(unit)))
            guard let advice = advice(in: changed, &budget), advice <= goal else { continue }
            isReached = true
            let name = reviewer.store.instanceName(containment.table, row: unit)
            found.append(
              Review.Alternative(
                kind: .narrow, text: wording.limit(self.name(row), to: name), records: [key(row)], value: name,
                advice: advice))
          }
          level = level.flatMap { units(below: $0, containment) }.filter { !seen.contains($0) }
        }
      }
    }
    return found
  }

  /// Fields of a table that say the unit of a right, with the field that leads from a unit to the one above.
  private func scopeFields(of table: TableID) -> [(field: FieldID, containment: FieldID)] {
    var fields: [(FieldID, FieldID)] = []
    for model in reviewer.plan.accessModels {
      guard let containment = model.containment, case .field(let base, let field)? = model.scope?.node,
        case .variable = base.node, field.table == table, !fields.contains(where: { $0.0 == field })
      else { continue }
      fields.append((field, containment))
    }
    return fields
  }

  /// The units right below one; those without a unit above for nil.
  private func units(below unit: Int?, _ containment: FieldID) -> [Int] {
    guard let column = reviewer.store.column(containment), case .rows(let parents) = column.values else { return [] }
    let wanted = Int32(clamping: unit ?? -1)
    return parents.indices.filter { parents[$0] == wanted && $0 != unit }
  }
}
