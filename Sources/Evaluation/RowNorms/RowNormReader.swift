import RecordStore
import RulePlan

/// Reads from rows what the duties and norms of templates are, in one state of the data on one day.
struct RowNormReader {
  let evaluator: Evaluator
  private(set) var faults: [RowNormFault] = []

  private var plan: Plan { evaluator.context.plan }
  private var store: RecordStore { evaluator.context.store }

  init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  func rowCount(_ table: TableID) -> Int { evaluator.context.rowCount(table) }

  /// The values of some expressions for each row of a table, by expression, then by row.
  func values(_ expressions: [Expression], of table: TableID, as variable: VariableID) -> [[Value]] {
    guard !expressions.isEmpty else { return [] }
    return evaluator.evaluate(
      expressions,
      over: (0..<rowCount(table)).map { row in
        [Outcome.Binding(variable: variable, value: .row(RowReference(table: table, row: row)))]
      })
  }

  // MARK: Duties

  /// The entitlements of the duty of each row.
  mutating func formulas(of template: DutyTemplate) -> [Duty.Formula] {
    let expressions = template.formula.values
    let values = values(expressions, of: template.table, as: template.variable)
    return (0..<rowCount(template.table)).map { row in
      var next = 0
      var isUndetermined = false
      let formula = formula(template.formula, row, values, &next, &isUndetermined)
      let reference = RowReference(table: template.table, row: row)
      if isUndetermined {
        fault(reference, .undetermined, template.origin)
      } else if formula.isEmpty {
        fault(reference, .noEntitlement(duty: store.instanceName(template.table, row: row)), template.origin)
      } else {
        return formula
      }
      return .any([])
    }
  }

  /// The parser limits how deep groups nest.
  private func formula(
    _ formula: DutyTemplate.Formula, _ row: Int, _ values: [[Value]], _ next: inout Int, _ isUndetermined: inout Bool
  ) -> Duty.Formula {
    switch formula {
    case .entitlement(let pattern): return .entitlement(pattern)
    case .values(_, let isPattern):
      let value = values[next][row]
      next += 1
      return .any(patterns(value, isPattern, &isUndetermined).map { .entitlement($0) })
    case .any(let parts):
      return .any(parts.flatMap { listed($0, row, values, &next, &isUndetermined) })
    case .all(let parts):
      return .all(parts.flatMap { listed($0, row, values, &next, &isUndetermined) })
    }
  }

  /// A list is as good as its elements.
  private func listed(
    _ part: DutyTemplate.Formula, _ row: Int, _ values: [[Value]], _ next: inout Int, _ isUndetermined: inout Bool
  ) -> [Duty.Formula] {
    let formula = formula(part, row, values, &next, &isUndetermined)
    if case .values = part, case .any(let elements) = formula { return elements }
    return [formula]
  }

  private func patterns(_ value: Value, _ isPattern: Bool, _ isUndetermined: inout Bool) -> [TextPattern] {
    switch value {
    case .list(let elements): return elements.flatMap { patterns($0, isPattern, &isUndetermined) }
    case .text(let text): return [isPattern ? TextPattern(text) : TextPattern(literal: text)]
    case .row(let reference):
      if let symbol = store.key(of: reference.row, in: reference.table) {
        return [TextPattern(literal: store.symbols.string(of: symbol))]
      }
    case .missing: return []
    default: break
    }
    isUndetermined = true
    return []
  }

  // MARK: Norms

  /// The duties that the norm of a row keeps apart, and whether there is such a norm.
  struct RowSegregation {
    var conflict: Segregation.Conflict
    var isPresent: Bool
  }

  /// - Parameter firstDuties: by table, the duty of its first row.
  mutating func segregations(
    of template: SegregationTemplate, firstDuties: [TableID: DutyID]
  ) -> [RowSegregation] {
    let conditions = values(template.conditions, of: template.table, as: template.variable)
    let expressions = template.conflict.expressions
    let values = values(expressions, of: template.table, as: template.variable)
    let origin = plan[template.norm].origin
    return (0..<rowCount(template.table)).map { row in
      let reference = RowReference(table: template.table, row: row)
      let isPresent =
        store.view.isVisible(row, in: template.table)
        && conditions.allSatisfy { $0[row] != .boolean(false) }
      var conflict = Segregation.Conflict.atMost(0, of: [])
      switch self.conflict(template.conflict, values.map { $0[row] }, firstDuties) {
      case .success(let found): conflict = found
      case .failure(let reason): if isPresent { fault(reference, reason.cause, origin) }
      }
      return RowSegregation(conflict: conflict, isPresent: isPresent)
    }
  }

  private struct Reason: Error {
    var cause: RowNormFault.Cause
  }

  private func conflict(
    _ conflict: SegregationTemplate.Conflict, _ values: [Value], _ firstDuties: [TableID: DutyID]
  ) -> Result<Segregation.Conflict, Reason> {
    var next = 0
    func duties(_ part: SegregationTemplate.Part) throws(Reason) -> [DutyID] {
      guard case .ofRows(_, let table) = part else {
        if case .duty(let duty) = part { return [duty] }
        return []
      }
      let value = values[next]
      next += 1
      guard let rows = rows(of: value), let first = firstDuties[table] else { throw Reason(cause: .undetermined) }
      guard !rows.isEmpty else { throw Reason(cause: .noDuty) }
      return rows.map { DutyID(first.index + $0.row) }
    }
    // The duties of rows need not be in the plan yet.
    func name(_ duty: DutyID) -> String {
      let start = firstDuties.filter { $0.value.index <= duty.index }.max { $0.value.index < $1.value.index }
      if let start { return store.instanceName(start.key, row: duty.index - start.value.index) }
      return plan.duties.indices.contains(duty.index) ? plan[duty].name : ""
    }
    return Result { () throws(Reason) in
      switch conflict {
      case .separated(let part, from: let others):
        guard let first = try duties(part).first else { throw Reason(cause: .noDuty) }
        var all: [DutyID] = []
        for other in others { all += try duties(other) }
        if all.contains(first) { throw Reason(cause: .keptApartFromItself(duty: name(first))) }
        if let twice = repeated(all) { throw Reason(cause: .repeatedDuty(name(twice))) }
        return .separated(first, from: all)
      case .atMost(_, of: let parts):
        let limit = values[next]
        next += 1
        var all: [DutyID] = []
        for part in parts { all += try duties(part) }
        if let twice = repeated(all) { throw Reason(cause: .repeatedDuty(name(twice))) }
        guard case .integer(let number) = limit else { throw Reason(cause: .undetermined) }
        guard number >= 0, number < all.count else { throw Reason(cause: .limit(number, of: all.count)) }
        return .atMost(Int(number), of: all)
      }
    }
  }

  private func repeated(_ duties: [DutyID]) -> DutyID? {
    var seen: Set<DutyID> = []
    return duties.first { !seen.insert($0).inserted }
  }

  /// Nil where it cannot be determined.
  private func rows(of value: Value) -> [RowReference]? {
    switch value {
    case .row(let row): return [row]
    case .list(let elements):
      let rows = elements.compactMap { if case .row(let row) = $0 { row } else { nil } }
      return rows.count == elements.count ? rows : nil
    default: return nil
    }
  }

  mutating func fault(_ row: RowReference, _ cause: RowNormFault.Cause, _ origin: Origin) {
    faults.append(RowNormFault(row: row, cause: cause, origin: origin))
  }
}

extension SegregationTemplate.Conflict {
  /// The values over the row, in the order in which they are read.
  fileprivate var expressions: [Expression] {
    var all: [Expression] = []
    if case .atMost(let limit, of: _) = self { all.append(limit) }
    for case .ofRows(let value, _) in parts { all.append(value) }
    return all
  }
}

extension Duty.Formula {
  /// Whether a group in it has no part.
  fileprivate var isEmpty: Bool {
    switch self {
    case .entitlement: false
    case .any(let parts), .all(let parts): parts.isEmpty || parts.contains { $0.isEmpty }
    }
  }
}
