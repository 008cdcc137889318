public import RecordStore
public import RulePlan

extension Evaluator {
  /// The same norms over the same data in another state. Both share the results computed from the data.
  public func over(_ state: DataState) -> Evaluator {
    Evaluator(context: EvaluationContext.over(context, state: state))
  }

  /// The data in the state that is evaluated.
  public var store: RecordStore { context.store }
  public var state: DataState { context.state }

  /// Where outcomes may differ, on some day, from those of another state of the same data: never less, and seldom much
  /// more.
  public func affected(since earlier: Evaluator) -> AffectedUnits {
    var affected = AffectedUnits()
    var tracer = InfluenceTracer(before: earlier.context, after: context)
    guard !tracer.difference.isEmpty else { return affected }
    let routes = context.influences.requirements
    for index in context.plan.requirements.indices where routes.indices.contains(index) {
      let requirement = context.plan.requirements[index]
      guard case .scan(let table) = requirement.pipeline.steps.first?.source else {
        if case .whole = tracer.units(by: routes[index]) { affected.add(.whole, to: requirement.norm) }
        continue
      }
      add(tracer.units(by: routes[index]), table, [requirement.norm], &affected)
    }
    for norm in context.rules.norms(differingFrom: earlier.context.rules) { affected.add(.whole, to: norm) }
    for segregation in context.plan.segregations {
      for scope in segregation.scopes {
        let table = context.plan[scope.model].subjectTable
        add(tracer.subjects(of: scope.model), table, [segregation.norm], &affected)
      }
    }
    return affected
  }

  /// The rows that are there and refer to one by a field that is read from the data, in ascending order. The first time
  /// linear in the table of the field.
  public func referrers(_ field: FieldID, of target: Int) -> [RowReference] {
    guard context.plan.schema[field].derivation == nil else { return [] }
    let rows = context.referrers(field, of: [Int32(clamping: target)])
    guard !rows.isEmpty else { return [] }
    let values = context.column(field, rows: rows, evaluator: ExpressionEvaluator(context: context))
    return rows.indices.compactMap { index in
      let row = Int(rows[index])
      guard context.store.view.isVisible(row, in: field.table) else { return nil }
      let isMeant: Bool =
        switch values.vector {
        case .rows(let targets): Int(targets[index]) == target
        case .lists(let lists):
          if case .rows(let targets) = lists.elements.vector {
            targets[lists.range(index)].contains(Int32(clamping: target))
          } else {
            false
          }
        default: false
        }
      return isMeant ? RowReference(table: field.table, row: row) : nil
    }
  }

  private func add(_ units: UnitRows, _ table: TableID, _ norms: [NormID], _ affected: inout AffectedUnits) {
    let extent: AffectedUnits.Extent
    switch units {
    case .whole: extent = .whole
    case .rows(let rows):
      if rows.isEmpty { return }
      extent = .rows(Set(rows.map { RowReference(table: table, row: Int($0)) }))
    }
    for norm in norms { affected.add(extent, to: norm) }
  }

  /// The outcomes of some norms for some rows, in the order of ``run()``.
  public func run(_ units: AffectedUnits) -> [Outcome] { evaluate(units).outcomes }

  /// Evaluates some norms for some rows, as ``run()`` does all. The statistics are of those rows alone.
  public func evaluate(_ units: AffectedUnits) -> EvaluationResult {
    var outcomes: [NormID: [Outcome]] = [:]
    var statistics: [NormID: NormStatistics] = [:]
    let clock = ContinuousClock()
    for index in context.plan.requirements.indices {
      let norm = context.plan.requirements[index].norm
      let requirement = context.plan.requirements[index]
      guard context.isEvaluated(requirement), let extent = units.extents[norm] else { continue }
      let runner = RequirementRunner(context: context, requirement: requirement)
      let start = clock.now
      let found: RequirementRunner.Found
      switch extent {
      case .whole: found = runner.run()
      case .rows(let rows):
        guard case .scan(let table) = requirement.pipeline.steps.first?.source else { continue }
        found = runner.run(rows: Self.rows(rows, of: table))
      }
      guard context.isInForce[norm.index] || found.examined + found.later > 0 else { continue }
      outcomes[norm, default: []] += found.outcomes
      let own = NormStatistics(found, clock.now - start)
      statistics[norm] = statistics[norm]?.adding(own) ?? own
    }
    let start = clock.now
    runSegregations(units, &outcomes)
    let segregations = context.plan.segregations.filter {
      context.isInForce[$0.norm.index] && units.extents[$0.norm] != nil
    }
    let time = (clock.now - start) / max(1, segregations.count)
    for segregation in segregations {
      let found = RequirementRunner.Found(
        outcomes: outcomes[segregation.norm] ?? [], examined: examined(segregation, units.extents[segregation.norm]))
      statistics[segregation.norm] = NormStatistics(found, time)
    }
    return EvaluationResult(
      outcomes: outcomes.keys.sorted().flatMap { outcomes[$0] ?? [] }, statistics: statistics,
      isCancelled: context.isCancelled)
  }

  private func examined(_ segregation: Segregation, _ extent: AffectedUnits.Extent?) -> Int {
    switch extent {
    case nil: 0
    case .rows(let rows): rows.count
    case .whole: segregation.scopes.reduce(0) { $0 + context.access(of: $1.model).subjects.count }
    }
  }

  private static func rows(_ units: Set<RowReference>, of table: TableID) -> [Int32] {
    units.compactMap { $0.table == table ? Int32(exactly: $0.row) : nil }.sorted()
  }

  /// Model by model; segregations that are evaluated for the same subjects together.
  private func runSegregations(_ units: AffectedUnits, _ outcomes: inout [NormID: [Outcome]]) {
    struct Group {
      var subjects: [Int32]?
      var segregations: [(segregation: Int, scope: Int)]
    }
    for (model, segregations) in context.segregations.enumerated() where !segregations.isEmpty {
      let table = context.plan.accessModels[model].subjectTable
      var groups: [Group] = []
      // Most segregations are broken by the same subjects.
      var last: (units: Set<RowReference>, subjects: [Int32])?
      for segregation in segregations {
        guard let extent = units.extents[context.plan.segregations[segregation.segregation].norm] else { continue }
        var subjects: [Int32]?
        if case .rows(let rows) = extent {
          if last?.units != rows { last = (rows, Self.rows(rows, of: table)) }
          subjects = last?.subjects
        }
        if let group = groups.firstIndex(where: { $0.subjects == subjects }) {
          groups[group].segregations.append(segregation)
        } else {
          groups.append(Group(subjects: subjects, segregations: [segregation]))
        }
      }
      for group in groups {
        let runner = SegregationRunner(context: context)
        let id = AccessModelID(model)
        let breaches =
          group.subjects.map { runner.run(model: id, segregations: group.segregations, subjects: $0) }
          ?? runner.run(model: id, segregations: group.segregations)
        for breach in breaches {
          let outcome = outcome(of: breach, id)
          outcomes[outcome.norm, default: []].append(outcome)
        }
      }
    }
  }
}
