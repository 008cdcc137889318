import Evaluation
import RecordStore
import RulePlan

/// A change of the data, followed through the days of a review.
struct ReviewRun {
  let reviewer: Reviewer
  let request: AccessRequest
  let before: DataState
  let after: DataState
  /// The units that the change can touch, and all others about the same subjects.
  let units: AffectedUnits
  /// The norms and rows whose outcomes the change can touch.
  let affected: AffectedUnits
  /// Those whose rights or outcomes the change can touch.
  let subjects: Set<RowReference>
  let span: ReviewSpan
  let comparison: StateComparison
  /// How many days were evaluated.
  let dayCount: Int

  /// - Parameters:
  ///   - extra: days on which the change begins or ends, besides those of the rows of the request.
  ///   - known: the units of another run of the same request, which serve a variant of it.
  init(
    _ reviewer: Reviewer, _ request: AccessRequest, from before: DataState, to after: DataState,
    besides extra: Set<CalendarDate> = []
  ) {
    self.reviewer = reviewer
    self.request = request
    self.before = before
    self.after = after
    let first = reviewer.calendar.assessor(on: reviewer.asOf).evaluator
    let old = first.over(before)
    let new = first.over(after)
    affected = new.affected(since: old)
    subjects = Self.subjects(of: affected, reviewer.plan, request)
    var units = affected
    units.formUnion(Self.units(about: subjects, reviewer.plan, new))
    self.units = units
    let periods = RequestPeriods(schema: reviewer.plan.schema, store: reviewer.store).periods(of: request)
    var days = extra
    for item in request.items { days.formUnion(reviewer.calendar.days(of: item.row)) }
    for value in request.replaced {
      if case .row(let row) = value.source {
        days.formUnion(reviewer.calendar.days(of: RowReference(table: value.field.table, row: row)))
      }
    }
    let horizon = reviewer.calendar.span.last
    let frame = StateComparison.Frame(
      calendar: reviewer.calendar, patterns: reviewer.patterns, waivers: reviewer.waivers,
      days: reviewer.calendar.days(for: units, besides: days, until: horizon), last: horizon)
    dayCount = frame.days.count
    let whole = StateComparison(frame, request: request, from: before, to: after)
    span = Self.span(reviewer, periods, whole.lastDifference)
    if span.last < horizon {
      var frame = frame
      frame.days = frame.days.filter { [span] in $0.day <= span.last }
      frame.last = span.last
      comparison = StateComparison(frame, request: request, from: before, to: after)
    } else {
      comparison = whole
    }
  }

  /// From the day of the evaluation to the last day on which an outcome or a right can differ. Where that has no end, as
  /// far as the project looks ahead, or to the last recorded beginning.
  private static func span(
    _ reviewer: Reviewer, _ periods: [Period?], _ lastDifference: CalendarDate?
  ) -> ReviewSpan {
    let first = reviewer.asOf
    let ends = periods.map { $0?.lastDay }
    let hasNoEnd = ends.contains { $0 == nil } || lastDifference == reviewer.calendar.span.last
    let lastEnd = ends.compactMap { $0 }.max() ?? first
    let last =
      hasNoEnd ? max(reviewer.ordinaryEnd, lastEnd) : max(lastEnd, lastDifference ?? first)
    return ReviewSpan(first: first, last: min(max(first, last), reviewer.calendar.span.last), isOpenEnded: hasNoEnd)
  }

  // MARK: Whom it is about

  /// The rows that norms are evaluated for, where single ones are known, and the rows of the request itself.
  private static func subjects(
    of affected: AffectedUnits, _ plan: Plan, _ request: AccessRequest
  ) -> Set<RowReference> {
    var subjects: Set<RowReference> = []
    for extent in affected.extents.values { if case .rows(let rows) = extent { subjects.formUnion(rows) } }
    subjects.formUnion(request.items.map(\.row))
    return subjects
  }

  /// The units of all norms about some rows, and about rows that refer to one of them alone.
  private static func units(about subjects: Set<RowReference>, _ plan: Plan, _ evaluator: Evaluator) -> AffectedUnits {
    var byTable: [TableID: Set<RowReference>] = Dictionary(grouping: subjects, by: \.table).mapValues { Set($0) }
    for subject in subjects {
      for row in evaluator.dependants(of: subject) { byTable[row.table, default: []].insert(row) }
    }
    var units = AffectedUnits()
    for requirement in plan.requirements {
      guard case .scan(let table)? = requirement.pipeline.steps.first?.source, let rows = byTable[table] else {
        continue
      }
      units.add(.rows(rows), to: requirement.norm)
    }
    for segregation in plan.segregations {
      for scope in segregation.scopes {
        if let rows = byTable[plan[scope.model].subjectTable] { units.add(.rows(rows), to: segregation.norm) }
      }
    }
    return units
  }

  /// Whether a finding is about somebody whose rights or outcomes the change can touch, or a row that refers to one alone.
  func isAboutSubject(_ finding: ComparedFinding) -> Bool {
    guard let row = (finding.after ?? finding.before)?.outcome.subject else { return false }
    if subjects.contains(row) { return true }
    let owners = reviewer.calendar.assessor(on: reviewer.asOf).evaluator.over(after).owners(of: row)
    return owners.contains { owner in
      subjects.contains(owner) && !owners.contains { $0.table == owner.table && $0 != owner }
    }
  }
}

extension Evaluator {
  /// The rows that refer to a row of an entity and, of that entity, to no other. Linear in the rows that refer to it.
  func dependants(of row: RowReference) -> [RowReference] {
    var found: Set<RowReference> = []
    for table in store.schema.tables where table.isEntity {
      for (index, field) in table.fields.enumerated()
      where field.derivation == nil && field.type.scalar == .row(row.table) && !field.type.isMany {
        for referrer in referrers(FieldID(table.id, index), of: row.row).prefix(10_000)
        where owners(of: referrer, in: row.table) == [row] {
          found.insert(referrer)
        }
      }
    }
    return found.sorted { ($0.table.index, $0.row) < ($1.table.index, $1.row) }
  }

  /// The instances that a row refers to, of every entity.
  func owners(of row: RowReference) -> Set<RowReference> { owners(of: row, in: nil) }

  private func owners(of row: RowReference, in wanted: TableID?) -> Set<RowReference> {
    var owners: Set<RowReference> = []
    for (index, field) in store.schema[row.table].fields.enumerated() {
      guard field.derivation == nil, case .row(let table) = field.type.scalar, wanted == nil || wanted == table,
        store.schema[table].isEntity, let column = store.column(FieldID(row.table, index))
      else { continue }
      owners.formUnion(column.targets(of: row.row).map { RowReference(table: table, row: $0) })
    }
    return owners
  }
}
