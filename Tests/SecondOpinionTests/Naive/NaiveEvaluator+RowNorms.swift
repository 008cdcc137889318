import RulePlan

/// Duties and norms of rows: of the plan only their numbers are taken, all else is read from the templates again.
extension NaiveEvaluator {
  func row(of reference: RowReference?) -> Row? {
    guard let reference else { return nil }
    return world.rows[reference.table.index].first { $0.number == reference.row }
  }

  /// The entitlements that amount to a duty.
  func formula(of duty: Int) -> Duty.Formula {
    let declared = plan.duties[duty]
    guard let reference = declared.row,
      let template = plan.dutyTemplates.first(where: { $0.table == reference.table })
    else { return declared.formula }
    if let known = formulasOfRows[duty] { return known }
    // A row that is not there has a duty all the same, which nobody asks for.
    var made = Duty.Formula.any([])
    if let row = row(of: reference), let own = expand(template.formula, [template.variable.index: .row(row)]),
      !isHollow(own)
    {
      made = own
    }
    formulasOfRows[duty] = made
    return made
  }

  private func isHollow(_ formula: Duty.Formula) -> Bool {
    switch formula {
    case .entitlement: false
    case .any(let parts), .all(let parts): parts.isEmpty || parts.contains { isHollow($0) }
    }
  }

  /// Nil where something cannot be decided.
  private func expand(_ formula: DutyTemplate.Formula, _ environment: Environment) -> Duty.Formula? {
    func parts(_ formulas: [DutyTemplate.Formula]) -> [Duty.Formula]? {
      var all: [Duty.Formula] = []
      for formula in formulas {
        if case .values(let expression, let isPattern) = formula {
          let found: [Plain]
          switch value(expression, environment) {
          case .list(let elements, let isOpen):
            if isOpen { return nil }
            found = elements
          case .undetermined: return nil
          case let single: found = [single]
          }
          for element in found {
            guard let key = entitlement(element) else { return nil }
            let text = String(String.UnicodeScalarView(key.compactMap(Unicode.Scalar.init)))
            all.append(.entitlement(isPattern ? TextPattern(text) : TextPattern(literal: text)))
          }
        } else if let part = expand(formula, environment) {
          all.append(part)
        } else {
          return nil
        }
      }
      return all
    }
    return switch formula {
    case .entitlement(let pattern): .entitlement(pattern)
    case .values: parts([formula]).map { .any($0) }
    case .any(let formulas): parts(formulas).map { .any($0) }
    case .all(let formulas): parts(formulas).map { .all($0) }
    }
  }

  /// A segregation as its row says it; nil where there is none.
  func ruleOfRow(_ segregation: Segregation) -> Segregation? {
    guard let origin = plan[segregation.norm].row else { return segregation }
    guard let template = plan.segregationTemplates.first(where: { $0.norm == origin.template }),
      let row = row(of: origin.row)
    else { return nil }
    let environment: Environment = [template.variable.index: .row(row)]
    if template.conditions.contains(where: { truth($0, environment) == false }) { return nil }
    func duties(_ part: SegregationTemplate.Part) -> [DutyID]? {
      guard case .ofRows(let expression, let table) = part else {
        if case .duty(let duty) = part { return [duty] }
        return nil
      }
      let found: [Plain] =
        switch value(expression, environment) {
        case .list(let elements, let isOpen): isOpen ? [] : elements
        case let single: [single]
        }
      let ids = found.compactMap { element -> DutyID? in
        guard case .row(let row) = element else { return nil }
        return plan.duties.first { $0.row == RowReference(table: table, row: row.number) }?.id
      }
      return ids.isEmpty || ids.count != found.count ? nil : ids
    }
    var result = segregation
    switch template.conflict {
    case .separated(let first, from: let others):
      let lists = others.map { duties($0) }
      guard let own = duties(first)?.first, lists.allSatisfy({ $0 != nil }) else { return nil }
      let all = lists.flatMap { $0 ?? [] }
      guard !all.contains(own), Set(all).count == all.count else { return nil }
      result.conflict = .separated(own, from: all)
    case .atMost(let limit, of: let parts):
      let lists = parts.map { duties($0) }
      guard lists.allSatisfy({ $0 != nil }), case .integer(let number) = value(limit, environment) else { return nil }
      let all = lists.flatMap { $0 ?? [] }
      guard Set(all).count == all.count, number >= 0, number < all.count else { return nil }
      result.conflict = .atMost(Int(number), of: all)
    }
    return result
  }
}

extension Row {
  /// Its place in its section, from 0.
  fileprivate var number: Int { Int(name.drop { $0 != "[" }.dropFirst().dropLast()) ?? -1 }
}
