import RecordStore
public import RulePlan

/// The outcomes that can differ from those of the day before, for each day of a span: as exact as the norms allow, and never too little.
///
/// The passing of a day is taken for a change of the values whose boundaries it crosses, and followed from their rows back
/// to the units that may have read them, as a change of the data is.
public struct SpanChanges: Sendable {
  public let span: DaySpan
  private let context: EvaluationContext
  private let boundaries: DayBoundaries
  private let days: [DayBoundary: BoundaryDays]

  /// The boundaries that lie in the span.
  var boundaryDays: Dictionary<DayBoundary, BoundaryDays>.Values { days.values }
  /// By requirement and by segregation of the plan, and by access: what may change it.
  private let requirements: [Turns]
  private let segregations: [Turns]
  private let accesses: [Turns]

  /// The boundaries of one evaluation that lie in the span.
  private struct Turns: Sendable {
    var boundaries: [DayBoundary] = []
    var accesses: [Int] = []
    var changesDaily = false
  }

  /// Linear in the columns that boundaries are read from.
  init(_ context: EvaluationContext, _ boundaries: DayBoundaries, _ span: DaySpan) {
    self.span = span
    self.context = context
    self.boundaries = boundaries
    let sources = boundaries.requirements + boundaries.segregations + boundaries.accesses.map(\.source)
    let all = Array(sources.reduce(into: Set<DayBoundary>()) { $0.formUnion($1.boundaries) })
    let ranges = Workers.ranges(of: all.count, parts: context.jobs)
    let found = Workers.map(parts: ranges.count) { part in
      ranges[part].map { BoundaryDays(all[$0], in: span, context: context) }
    }.flatMap { $0 }
    var days: [DayBoundary: BoundaryDays] = [:]
    for (boundary, found) in zip(all, found) where found.isEveryDay || !found.days.isEmpty { days[boundary] = found }
    self.days = days
    func turns(_ source: DayBoundaries.Source) -> Turns {
      Turns(
        boundaries: source.boundaries.filter { days[$0] != nil }, accesses: source.accesses.sorted(),
        changesDaily: source.changesDaily || source.boundaries.contains { days[$0]?.isEveryDay ?? false })
    }
    requirements = boundaries.requirements.map(turns)
    segregations = boundaries.segregations.map(turns)
    accesses = boundaries.accesses.map { turns($0.source) }
  }

  /// The first day of the span, and the later ones on which some outcome may differ from that of the day before, in order.
  public var relevantDays: [CalendarDate] {
    var all: Set<Int32> = [span.first.days]
    for turns in requirements + segregations + accesses {
      if turns.changesDaily, let later = span.laterDays {
        all.formUnion(later)
        break
      }
      for boundary in turns.boundaries { all.formUnion(days[boundary]?.days ?? []) }
    }
    return all.sorted().map { CalendarDate(days: $0) }
  }

  /// The units that may come out otherwise on a day than on the day before it.
  public func units(on day: CalendarDate) -> AffectedUnits {
    var affected = AffectedUnits()
    guard let later = span.laterDays, later.contains(day.days) else { return affected }
    var search = Search(changes: self, day: day.days)
    for (index, requirement) in context.plan.requirements.enumerated() {
      search.add(
        search.units(of: requirements[index], by: context.influences.requirements[index]),
        requirement.pipeline.unitTable, to: requirement.norm, &affected)
    }
    for (index, segregation) in context.plan.segregations.enumerated() {
      let turns = segregations[index]
      if turns.changesDaily || turns.boundaries.contains(where: { days[$0]?.contains(day.days) ?? false }) {
        affected.add(.whole, to: segregation.norm)
        continue
      }
      for access in turns.accesses {
        let table = context.plan[boundaries.accesses[access].model].subjectTable
        search.add(search.subjects(of: access), table, to: segregation.norm, &affected)
      }
    }
    return affected
  }

  /// The search for the units of one day.
  private struct Search {
    let changes: SpanChanges
    let day: Int32
    private var tracer: InfluenceTracer
    private var subjects: [Int: UnitRows] = [:]

    init(changes: SpanChanges, day: Int32) {
      self.changes = changes
      self.day = day
      tracer = InfluenceTracer(before: changes.context, after: changes.context)
    }

    /// The units that something bears on.
    mutating func units(of turns: Turns, by routes: InfluenceMap.Routes) -> UnitRows {
      if turns.changesDaily { return .whole }
      var units = UnitRows.none
      for boundary in turns.boundaries {
        guard let found = changes.days[boundary], found.contains(day) else { continue }
        guard let field = found.field, let ways = routes[.value(field)] else { return .whole }
        let rows = Array(found.rows(on: day))
        for route in ways { units.formUnion(tracer.follow(rows, route)) }
        if case .whole = units { return .whole }
      }
      for access in turns.accesses {
        let found = subjects(of: access)
        if case .rows(let rows) = found, rows.isEmpty { continue }
        guard case .rows(let rows) = found, let ways = routes[.access(changes.boundaries.accesses[access].model)] else {
          return .whole
        }
        for route in ways { units.formUnion(tracer.follow(rows, route)) }
        if case .whole = units { return .whole }
      }
      return units
    }

    /// The subjects to whom an access model may give something else.
    mutating func subjects(of access: Int) -> UnitRows {
      if let known = subjects[access] { return known }
      // A model whose rights ask for what it gives itself counts as a whole.
      subjects[access] = .whole
      let routes = changes.context.influences.models
      let model = changes.boundaries.accesses[access].model.index
      guard routes.indices.contains(model) else { return .whole }
      let units = units(of: changes.accesses[access], by: routes[model])
      subjects[access] = units
      return units
    }

    func add(_ units: UnitRows, _ table: TableID?, to norm: NormID, _ affected: inout AffectedUnits) {
      switch units {
      case .whole: affected.add(.whole, to: norm)
      case .rows(let rows):
        if rows.isEmpty { return }
        // Where many rows may change, all are evaluated at once.
        guard let table, rows.count <= max(64, changes.context.rowCount(table) / 4) else {
          return affected.add(.whole, to: norm)
        }
        affected.add(.rows(Set(rows.map { RowReference(table: table, row: Int($0)) })), to: norm)
      }
    }
  }
}

extension Pipeline {
  /// The table whose rows are the units of a requirement; nil where it is evaluated as a whole.
  var unitTable: TableID? {
    if let first = steps.first, case .scan(let table) = first.source { table } else { nil }
  }
}

extension Evaluator {
  /// The outcomes that can differ from day to day. Linear in the columns whose days are compared with `today`.
  public func changes(in span: DaySpan) -> SpanChanges {
    SpanChanges(context, DayBoundaries(plan: context.plan), span)
  }
}
