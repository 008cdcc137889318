import Evaluation
import RecordStore
import RulePlan

/// Looks for the smallest changes that would make a request better. Each one is evaluated over all days before it is
/// offered.
struct AlternativeSearch {
  let run: ReviewRun
  let advisor: ReviewAdvisor

  /// Records that are left out or withdrawn together, days that are evaluated in all, and alternatives that are offered,
  /// at most. An attempt counts as some days at least.
  private static let setLimit = 3
  private static let dayLimit = 3_000
  private static let leastDays = 25
  private static let offerLimit = 10

  func alternatives() -> [Review.Alternative] {
    for goal in [Review.Advice.grant, .grantWithRemarks] where goal < advisor.burden {
      var budget = Self.dayLimit
      let found =
        leavingOut(goal, &budget) + withoutElements(goal, &budget) + withdrawing(goal, &budget)
        + takingOffLists(goal, &budget) + endingEarlier(goal, &budget) + beginningLater(goal, &budget)
        + narrowing(goal, &budget)
      if !found.isEmpty {
        let order = found.enumerated().sorted { left, right in
          let (a, b) = (left.element.records.count, right.element.records.count)
          return a == b ? left.offset < right.offset : a < b
        }
        return order.prefix(Self.offerLimit).map(\.element)
      }
    }
    return []
  }

  private var reviewer: Reviewer { run.reviewer }
  private var request: AccessRequest { run.request }
  private var state: DataState { run.before }
  private var wording: Wording { reviewer.calendar.assessor(on: reviewer.asOf).wording }
  private var before: Evaluator { reviewer.calendar.assessor(on: reviewer.asOf).evaluator.over(run.before) }

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
      guard case .row(let target) = field.type.scalar, store.schema[target].isEntity, !field.type.isMany,
        let other = store.column(FieldID(row.table, index))?.targets(of: row.row).first
      else { continue }
      parts.append("\(field.name) \(store.instanceName(target, row: other))")
    }
    return parts.isEmpty ? name : "\(name) (\(parts.joined(separator: ", ")))"
  }

  /// The result of another state than the requested one.
  private struct Trial {
    /// By what it makes new or worse.
    var burden: Review.Advice
    /// By everything.
    var advice: Review.Advice
  }

  /// Evaluates another state than the requested one; nil once too much has been tried.
  ///
  /// - Parameter left: records of the request that it is without.
  private func attempt(
    _ changed: DataState, without left: Set<RowReference> = [], besides days: Set<CalendarDate> = [],
    _ budget: inout Int
  ) -> Trial? {
    guard budget > 0 else { return nil }
    let trial = ReviewRun(reviewer, request.without(left), from: state, to: changed, besides: days)
    budget -= max(Self.leastDays, trial.dayCount)
    let advisor = ReviewAdvisor(trial)
    return Trial(burden: advisor.burden, advice: advisor.advice)
  }

  /// The smallest sets of some records for which a change reaches the goal, in the order of the records.
  private func smallestSets(
    of rows: [RowReference], areLeftOut: Bool = false, _ goal: Review.Advice, _ budget: inout Int,
    state changed: (Set<RowReference>) -> DataState
  ) -> [(rows: [RowReference], advice: Review.Advice)] {
    for size in 1...Self.setLimit where size <= rows.count {
      var found: [([RowReference], Review.Advice)] = []
      for combination in combinations(of: rows, size) {
        let left: Set<RowReference> = areLeftOut ? Set(combination) : []
        guard let trial = attempt(changed(Set(combination)), without: left, &budget) else { return found }
        if trial.burden <= goal { found.append((combination, trial.advice)) }
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
    // A request of which nothing is left is not one.
    guard request.items.count > 1 else { return [] }
    return smallestSets(of: added, areLeftOut: true, goal, &budget) { state.applying(request, without: $0) }
      .filter { $0.rows.count < request.items.count }
      .map { rows, advice in
        Review.Alternative(
          kind: .leaveOut, text: wording.leaveOut(rows.map(name)), records: rows.map(key), advice: advice)
      }
  }

  /// Leaves one element out of a list that a changed record gets: a permission of a role.
  private func withoutElements(_ goal: Review.Advice, _ budget: inout Int) -> [Review.Alternative] {
    var found: [Review.Alternative] = []
    for value in request.replaced {
      guard case .row(let source) = value.source, let column = reviewer.store.column(value.field),
        case .row(let table) = reviewer.plan.schema[value.field].type.scalar,
        reviewer.plan.schema[value.field].type.isMany
      else { continue }
      let old = Set(column.targets(of: value.row))
      let new = column.targets(of: source)
      for element in new where !old.contains(element) {
        var changed = state.applying(request)
        changed.replaced.append(
          ReplacedValue(field: value.field, row: value.row, source: .references(new.filter { $0 != element })))
        guard let trial = attempt(changed, &budget) else { return found }
        guard trial.burden <= goal else { continue }
        let name = reviewer.store.instanceName(table, row: element)
        let row = RowReference(table: value.field.table, row: value.row)
        found.append(
          Review.Alternative(
            kind: .withoutElement, text: wording.leaveOut(name, of: self.name(row)), records: [key(row)], value: name,
            advice: trial.advice))
      }
    }
    return found
  }

  // MARK: Withdrawing

  /// Present records that take part in what the request would break, and that belong to the subject alone.
  private func withdrawing(_ goal: Review.Advice, _ budget: inout Int) -> [Review.Alternative] {
    let own = Set(request.items.map(\.row))
    var rows: [RowReference] = []
    for finding in advisor.lists.new + advisor.lists.worse {
      let taking = finding.after?.segments.flatMap { $0.outcome.conflicts.flatMap(\.rights) } ?? []
      for right in taking where !own.contains(right) && !rows.contains(right) && belongsToOne(right) {
        rows.append(right)
      }
    }
    var found = smallestSets(of: Array(rows.prefix(12)), goal, &budget) { left in
      var changed = state.applying(request)
      for row in left { changed.hide(row) }
      return changed
    }
    let held = heldByChanged.filter { !own.contains($0) }
    if found.isEmpty, !held.isEmpty {
      var changed = state.applying(request)
      for row in held { changed.hide(row) }
      if let trial = attempt(changed, &budget), trial.burden <= goal { found.append((held, trial.advice)) }
    }
    return found.map { rows, advice in
      let isByRequest = rows.allSatisfy { reviewer.permission.allows(.remove, in: $0.table) }
      return Review.Alternative(
        kind: .withdraw, text: wording.withdraw(rows.map(name)), records: rows.map(key), advice: advice,
        isByRequest: isByRequest)
    }
  }

  /// The rights of those whose own record the request changes: of somebody who leaves, for one.
  private var heldByChanged: [RowReference] {
    let links = reviewer.plan.accessModels.compactMap { RightLink(model: $0, plan: reviewer.plan) }
    var rows: [RowReference] = []
    for item in request.items where item.action == .change {
      for link in links where link.subjects == item.row.table {
        for row in before.referrers(link.field, of: item.row.row).prefix(50)
        where belongsToOne(row) && !rows.contains(row) {
          rows.append(row)
        }
      }
    }
    return rows
  }

  /// Whether a record refers to no other subject of the model, and nothing refers to it.
  private func belongsToOne(_ row: RowReference) -> Bool {
    let links = reviewer.plan.accessModels.compactMap { RightLink(model: $0, plan: reviewer.plan) }
    guard let link = links.first(where: { $0.field.table == row.table }) else { return false }
    let subjects = before.owners(of: row).filter { $0.table == link.subjects }
    return subjects.count == 1 && before.dependants(of: row).isEmpty
  }

  /// Takes a shared record off the list by which a subject is a member of it.
  private func takingOffLists(_ goal: Review.Advice, _ budget: inout Int) -> [Review.Alternative] {
    var found: [Review.Alternative] = []
    for finding in advisor.lists.new + advisor.lists.worse {
      guard let outcome = finding.after?.segments.last?.outcome, let subject = outcome.subject else { continue }
      for right in Set(outcome.conflicts.flatMap(\.rights)).sorted(by: { $0.row < $1.row }) where !belongsToOne(right) {
        for (index, field) in reviewer.plan.schema[subject.table].fields.enumerated()
        where field.type == ValueType(.row(right.table), .many) && field.derivation == nil {
          let id = FieldID(subject.table, index)
          let evaluator = before.over(state.applying(request))
          let members = evaluator.store.column(id)?.targets(of: subject.row) ?? []
          guard members.contains(right.row) else { continue }
          var changed = state.applying(request)
          changed.replaced.append(
            ReplacedValue(field: id, row: subject.row, source: .references(members.filter { $0 != right.row })))
          guard let trial = attempt(changed, &budget) else { return found }
          guard trial.burden <= goal else { continue }
          let name = key(right)
          let alternative = Review.Alternative(
            kind: .withdraw, text: wording.takeOff(name, field.name, of: self.name(subject)), records: [key(subject)],
            value: name, advice: trial.advice, isByRequest: reviewer.permission.allowsChange(of: id))
          if !found.contains(alternative) { found.append(alternative) }
        }
      }
    }
    return found
  }

  // MARK: Other days

  /// The days on which what the request makes new or worse begins, or ends.
  private func days(_ read: (Period) -> CalendarDate?) -> [CalendarDate] {
    let tracks = (advisor.lists.new + advisor.lists.worse + advisor.lists.fallsDue).flatMap { finding -> [Period] in
      finding.worseDays.isEmpty
        ? finding.after?.periods.filter { $0.status != .waived }.map(\.days) ?? [] : SpanTrack.runs(finding.worseDays)
    }
    return Set(tracks.compactMap(read)).sorted()
  }

  private func endingEarlier(_ goal: Review.Advice, _ budget: inout Int) -> [Review.Alternative] {
    let ends = days { $0.firstDay?.adding(days: -1) }.reversed().prefix(10)
    var found: [Review.Alternative] = []
    for right in periods {
      let first = max(right.period.from, reviewer.asOf.days)
      // For an open end the next year is looked at.
      let last = min(right.period.until &- 1, first &+ 366)
      guard first <= last, let least = moved(right, Period(from: right.period.from, until: first), &budget),
        least.burden <= goal
      else { continue }
      var best = (day: first, trial: least)
      var beyond = last &+ 1
      func note(_ day: Int32, _ budget: inout Int) {
        guard day > best.day, day < beyond else { return }
        guard let trial = moved(right, Period(from: right.period.from, until: day), &budget) else { return }
        if trial.burden <= goal { best = (day, trial) } else { beyond = day }
      }
      // Mostly it is the day before something begins, and the day after that does not do.
      for end in ends.map(\.days) {
        note(end, &budget)
        note(end &+ 1, &budget)
      }
      while beyond - best.day > 1, budget > 0 { note(best.day + (beyond - best.day) / 2, &budget) }
      found.append(
        alternative(
          .endEarlier, wording.end(name(right.row), by: CalendarDate(days: best.day)), right, best.day, best.trial))
    }
    return found
  }

  private func beginningLater(_ goal: Review.Advice, _ budget: inout Int) -> [Review.Alternative] {
    let beginnings = days { $0.lastDay?.adding(days: 1) }.filter { $0 <= run.span.last }.prefix(10)
    var found: [Review.Alternative] = []
    for right in periods {
      for day in beginnings where right.period.from < day.days && day.days <= right.period.until {
        guard let trial = moved(right, Period(from: day.days, until: right.period.until), &budget) else { return found }
        guard trial.burden <= goal else { continue }
        found.append(alternative(.beginLater, wording.begin(name(right.row), on: day), right, day.days, trial))
        break
      }
    }
    return found
  }

  /// An added record with its period.
  private struct DatedRow {
    var row: RowReference
    var field: FieldID
    var period: Period
  }

  private var periods: [DatedRow] {
    added.flatMap { row in
      reviewer.plan.schema[row.table].fields.enumerated().compactMap { index, field -> DatedRow? in
        let id = FieldID(row.table, index)
        guard field.type.scalar == .period, field.derivation == nil, !field.type.isMany,
          let column = reviewer.store.column(id), column.isPresent(row.row),
          case .periods(let from, let until) = column.values, from.indices.contains(row.row)
        else { return nil }
        return DatedRow(row: row, field: id, period: Period(from: from[row.row], until: until[row.row]))
      }
    }
  }

  /// The result of the request with another period of a record.
  private func moved(_ right: DatedRow, _ period: Period, _ budget: inout Int) -> Trial? {
    var changed = state.applying(request)
    changed.replaced.append(ReplacedValue(field: right.field, row: right.row.row, source: .period(period)))
    let boundaries = [period.firstDay, period.lastDay?.adding(days: 1)].compactMap { $0 }
    return attempt(changed, besides: Set(boundaries), &budget)
  }

  private func alternative(
    _ kind: Review.Alternative.Kind, _ text: String, _ right: DatedRow, _ day: Int32, _ trial: Trial
  ) -> Review.Alternative {
    Review.Alternative(
      kind: kind, text: text, records: [key(right.row)], value: CalendarDate(days: day).description,
      advice: trial.advice)
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
            guard let trial = attempt(changed, &budget), trial.burden <= goal else { continue }
            isReached = true
            let name = reviewer.store.instanceName(containment.table, row: unit)
            found.append(
              Review.Alternative(
                kind: .narrow, text: wording.limit(self.name(row), to: name), records: [key(row)], value: name,
                advice: trial.advice))
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
