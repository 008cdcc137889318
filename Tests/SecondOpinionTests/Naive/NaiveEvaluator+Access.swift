import RulePlan

/// A right of a subject, with what it gives.
struct NaiveRight {
  var subject: Row
  /// Nil where the subject itself holds the entitlements.
  var right: Row?
  var pivot: Plain
  /// Keys of entitlements, or texts.
  var entitlements: [[UInt32]]
  /// The unit; nil is everywhere.
  var unit: Row?
  /// Not sure: a condition on the way cannot be decided.
  var isSure: Bool
}

/// The entitlements that a subject surely has, and those it may have.
struct NaiveHoldings {
  var sure: [[UInt32]] = []
  var possible: [[UInt32]] = []
}

/// The cause of a subject's breaking a segregation.
struct NaiveEvidence {
  /// The rights that serve a duty that is held, with the duties that each serves.
  var rights: [(right: NaiveRight, duties: Set<Int>)]
  var conflicts: [NaiveConflict]
  var model: Int
}

extension NaiveEvaluator {
  /// All rights of an access model, including those whose existence is undetermined.
  func rights(of id: AccessModelID, on day: Plain) -> [NaiveRight] {
    let key = ModelOnDay(model: id.index, day: Self.number(of: day))
    if let known = rightsOfModels[key] { return known }
    let model = plan[id]
    var result: [NaiveRight] = []
    for subject in tuples(model.subjects, [Self.todayPlace: day]) {
      guard let variable = model.subjects.steps.first?.variable.index,
        case .row(let row)? = subject.environment[variable]
      else { continue }
      for tuple in tuples(model.rights, subject.environment) {
        let right: Row?? = model.rights.steps.last.map {
          if case .row(let row)? = tuple.environment[$0.variable.index] { row } else { nil }
        }
        let pivot = value(model.pivot, tuple.environment)
        let given = value(model.gives, [model.pivotVariable.index: pivot, Self.todayPlace: day])
        guard case .list(let elements, _) = given else { continue }
        var unit: Row?
        if let scope = model.scope, case .row(let row) = value(scope, tuple.environment) { unit = row }
        result.append(
          NaiveRight(
            subject: row, right: right ?? nil, pivot: pivot, entitlements: elements.compactMap(entitlement), unit: unit,
            isSure: subject.isSure && tuple.isSure))
      }
    }
    rightsOfModels[key] = result
    return result
  }

  /// The key of an entitlement.
  func entitlement(_ value: Plain) -> [UInt32]? {
    switch value {
    case .text(let text): return text
    case .row(let row):
      guard let key = plan.schema.tables[row.table].keyField, case .text(let text)? = row.fields[key] else {
        return nil
      }
      return text
    default: return nil
    }
  }

  private func holdings(_ subject: Row, in model: AccessModelID, on day: Plain) -> NaiveHoldings {
    let key = ModelOnDay(model: model.index, day: Self.number(of: day))
    if givenByModels[key] == nil {
      var all: [Row: NaiveHoldings] = [:]
      for right in rights(of: model, on: day) {
        all[right.subject, default: NaiveHoldings()].possible += right.entitlements
        if right.isSure { all[right.subject]?.sure += right.entitlements }
      }
      givenByModels[key] = all
    }
    return givenByModels[key]?[subject] ?? NaiveHoldings()
  }

  func holds(_ subject: Plain, in model: AccessModelID, on day: Plain, _ fits: ([UInt32]) -> Bool) -> Bool? {
    guard case .row(let row) = subject, isKnown(day, model) else { return nil }
    let holdings = holdings(row, in: model, on: day)
    if holdings.sure.contains(where: fits) { return true }
    return holdings.possible.contains(where: fits) ? nil : false
  }

  /// Of a day that is not known, nothing is known of what depends on the day.
  private func isKnown(_ day: Plain, _ model: AccessModelID) -> Bool {
    day.isPresent || !DayDependence(plan: plan).contains(model)
  }

  func performs(_ subject: Plain, _ duty: DutyID, in model: AccessModelID, on day: Plain) -> Bool? {
    guard case .row(let row) = subject, isKnown(day, model) else { return nil }
    let holdings = holdings(row, in: model, on: day)
    if Self.amounts(holdings.sure, to: formula(of: duty.index)) { return true }
    return Self.amounts(holdings.possible, to: formula(of: duty.index)) ? nil : false
  }

  // MARK: Duties

  static func fits(_ entitlement: [UInt32], _ pattern: TextPattern) -> Bool {
    let own = pattern.text.unicodeScalars.map(\.value)
    // A pattern without signs, or one that is meant literally.
    return pattern.isLiteral ? entitlement == own : matches(entitlement[...], own[...])
  }

  static func amounts(_ entitlements: [[UInt32]], to formula: Duty.Formula) -> Bool {
    switch formula {
    case .any(let parts): parts.contains { amounts(entitlements, to: $0) }
    case .all(let parts): parts.allSatisfy { amounts(entitlements, to: $0) }
    case .entitlement(let pattern): entitlements.contains { fits($0, pattern) }
    }
  }

  /// Whether an entitlement is one that a duty mentions.
  static func mentions(_ formula: Duty.Formula, _ entitlement: [UInt32]) -> Bool {
    switch formula {
    case .any(let parts), .all(let parts): parts.contains { mentions($0, entitlement) }
    case .entitlement(let pattern): fits(entitlement, pattern)
    }
  }

  // MARK: Segregations

  func segregationOutcomes() -> [NaiveOutcome] {
    var result: [NaiveOutcome] = []
    for read in plan.segregations where isInForce(plan[read.norm], on: today) {
      guard let segregation = ruleOfRow(read) else { continue }
      for (index, scope) in segregation.scopes.enumerated() {
        let all = rights(of: scope.model, on: .date(today))
        for subject in world.rows[subjectTable(of: scope.model)] {
          let own = all.filter { $0.subject === subject }
          guard let evidence = evidence(own, segregation, scope.model) else { continue }
          let sure = own.filter(\.isSure)
          result.append(
            NaiveOutcome(
              norm: segregation.norm.index, isUndetermined: self.evidence(sure, segregation, scope.model) == nil,
              subject: subject,
              bindings: [.row(subject)] + (row(of: plan[segregation.norm].row?.row).map { [.row($0)] } ?? []),
              scope: index, evidence: evidence))
        }
      }
    }
    return result
  }

  private func subjectTable(of model: AccessModelID) -> Int {
    if let step = plan[model].subjects.steps.first, case .scan(let table) = step.source { return table.index }
    return 0
  }

  private func duties(of conflict: Segregation.Conflict) -> [Int] {
    switch conflict {
    case .separated(let first, let others): [first.index] + others.map(\.index)
    case .atMost(_, let duties): duties.map(\.index)
    }
  }

  private func isBroken(_ conflict: Segregation.Conflict, _ rights: [NaiveRight]) -> Bool {
    let entitlements = rights.flatMap(\.entitlements)
    func isHeld(_ duty: DutyID) -> Bool { Self.amounts(entitlements, to: formula(of: duty.index)) }
    switch conflict {
    case .separated(let duty, let others): return isHeld(duty) && others.contains(where: isHeld)
    case .atMost(let limit, let duties): return duties.filter(isHeld).count > limit
    }
  }

  /// Nil where the rights do not break the segregation.
  private func evidence(
    _ rights: [NaiveRight], _ segregation: Segregation, _ model: AccessModelID
  ) -> NaiveEvidence? {
    let conflict = segregation.conflict
    // The rights that apply together: all, or those at one place.
    var groups = [rights]
    if segregation.withinOverlappingScope, plan[model].scope != nil { groups = places(rights, model) }
    groups = groups.filter { isBroken(conflict, $0) }
    guard !groups.isEmpty else { return nil }
    // The rights that serve duties held at the place.
    let serving = groups.map { group -> [(right: NaiveRight, duties: Set<Int>)] in
      let entitlements = group.flatMap(\.entitlements)
      let held = duties(of: conflict).filter { Self.amounts(entitlements, to: formula(of: $0)) }
      return group.map { right in
        let duties = held.filter { duty in
          right.entitlements.contains { Self.mentions(formula(of: duty), $0) }
        }
        return (right, Set(duties))
      }.filter { !$0.duties.isEmpty }
    }
    var union: [(right: NaiveRight, duties: Set<Int>)] = []
    for entry in serving.flatMap({ $0 }) {
      let known = union.firstIndex {
        $0.right.right === entry.right.right && Plain.equal($0.right.pivot, entry.right.pivot) == true
      }
      if let place = known {
        union[place].duties.formUnion(entry.duties)
      } else {
        union.append(entry)
      }
    }
    return NaiveEvidence(
      rights: union, conflicts: conflicts(rights, segregation, model), model: model.index)
  }

  /// The rights that apply at each unit, and those that apply everywhere.
  private func places(_ rights: [NaiveRight], _ model: AccessModelID) -> [[NaiveRight]] {
    guard case .row(let table)? = plan[model].scope?.type.scalar else { return [rights] }
    var places = [rights.filter { $0.unit == nil }]
    for unit in world.rows[table.index] {
      let above = self.above(unit, plan[model].containment)
      places.append(rights.filter { right in right.unit.map { above.contains($0) } ?? true })
    }
    return places
  }

  /// The unit and all above it.
  func above(_ unit: Row, _ containment: FieldID?) -> Set<Row> {
    var reached: Set<Row> = [unit]
    guard let containment else { return reached }
    var waiting = [unit]
    while let next = waiting.popLast() {
      let value = field(containment, of: next, on: .date(today))
      let elements: [Plain] = if case .list(let elements, _) = value { elements } else { [value] }
      for case .row(let row) in elements where reached.insert(row).inserted { waiting.append(row) }
    }
    return reached
  }
}
