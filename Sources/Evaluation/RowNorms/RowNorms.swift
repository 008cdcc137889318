public import RecordStore
public import RulePlan

/// Makes the duties and norms that a plan has one of for each row of the data.
public struct RowNorms {
  /// The plan with them. Each row that was read has its duty and its norm, whether or not it is there in the view of the data:
  /// what is not there is among ``Plan/absentNorms``.
  public private(set) var plan: Plan
  /// Rows of which nothing can be made, in the order of the data, template by template.
  public private(set) var faults: [RowNormFault] = []

  /// Linear in the rows of the templates.
  ///
  /// - Parameters:
  ///   - plan: as the compiler wrote it; one without templates is kept as it is.
  ///   - asOf: the day on which names, titles, levels and authorities are read, and the norms that there are.
  ///   - text: a value in a title, in a language.
  public init(of plan: Plan, store: RecordStore, asOf: CalendarDate, text: (Value, String) -> String) {
    self.plan = plan
    guard plan.hasTemplates else { return }
    let evaluator = Evaluator(plan: plan, store: store, asOf: asOf)
    var reader = RowNormReader(evaluator)
    for template in plan.dutyTemplates { addDuties(of: template, &reader, text) }
    for template in plan.segregationTemplates { addNorms(of: template, &reader, text) }
    faults = reader.faults.filter { store.view.isVisible($0.row.row, in: $0.row.table) }
    faults += self.plan.repeatedNames(in: store)
    faults.sort { ($0.row.table.index, $0.row.row) < ($1.row.table.index, $1.row.row) }
  }

  // MARK: Duties

  private mutating func addDuties(
    of template: DutyTemplate, _ reader: inout RowNormReader, _ text: (Value, String) -> String
  ) {
    let store = reader.evaluator.store
    let titles = Titles(template.title, of: template.table, as: template.variable, reader, text)
    for (row, formula) in reader.formulas(of: template).enumerated() {
      let name = store.instanceName(template.table, row: row)
      var duty = Duty(
        id: DutyID(plan.duties.count), name: name, namespace: template.namespace,
        title: titles.title(of: row) ?? LocalizedText(name), entitlement: template.entitlement, formula: formula,
        origin: template.origin)
      duty.row = RowReference(table: template.table, row: row)
      plan.duties.append(duty)
    }
  }

  // MARK: Norms

  private mutating func addNorms(
    of template: SegregationTemplate, _ reader: inout RowNormReader, _ text: (Value, String) -> String
  ) {
    let titles = Titles(template.title, of: template.table, as: template.variable, reader, text)
    let own = [template.name] + template.authorities + (template.level.map { [$0] } ?? [])
    let values = reader.values(own, of: template.table, as: template.variable)
    let segregations = reader.segregations(of: template, firstDuties: plan.firstDutiesOfRows)
    for (row, segregation) in segregations.enumerated() {
      let reference = RowReference(table: template.table, row: row)
      var norm = plan[template.norm]
      norm.id = NormID(plan.norms.count)
      norm.each = nil
      norm.row = Norm.RowNorm(row: reference, template: template.norm)
      norm.shortName = ""
      switch values[0][row] {
      case .text(let name) where !name.isEmpty: norm.shortName = name
      case .text: reader.fault(reference, .emptyName, template.name.origin)
      default: reader.fault(reference, .undetermined, template.name.origin)
      }
      norm.name = norm.namespace.isEmpty ? norm.shortName : norm.namespace + "." + norm.shortName
      norm.title = titles.title(of: row) ?? LocalizedText(norm.shortName)
      read(values.dropFirst().map { $0[row] }, of: template, reference, into: &norm, &reader)
      plan.norms.append(norm)
      if !segregation.isPresent { plan.absentNorms.insert(norm.id) }
      plan.segregations.append(
        Segregation(
          norm: norm.id, conflict: segregation.conflict, scopes: template.scopes,
          withinOverlappingScope: template.withinOverlappingScope))
    }
  }

  /// The level and the authorities of a row.
  private func read(
    _ values: [Value], of template: SegregationTemplate, _ row: RowReference, into norm: inout Norm,
    _ reader: inout RowNormReader
  ) {
    for (expression, value) in zip(template.authorities, values) {
      switch value {
      case .text(let name): norm.waivability?.authorities += authority(name)
      case .list(let names):
        for case .text(let name) in names { norm.waivability?.authorities += authority(name) }
        if names.contains(.undetermined) { reader.fault(row, .undetermined, expression.origin) }
      case .missing: break
      default: reader.fault(row, .undetermined, expression.origin)
      }
    }
    if norm.waivability?.authorities.isEmpty == true { norm.waivability = nil }
    guard let level = template.level, let value = values.last else { return }
    switch value {
    case .enumeration(let id, let place):
      let cases = plan.schema[id].cases
      if cases.indices.contains(place) { norm.level = Norm.Level(rawValue: cases[place]) }
    case .missing: break
    default: reader.fault(row, .undetermined, level.origin)
    }
  }

  /// A declared authority, by its name or by what people call it, or one that only the row names.
  private func authority(_ text: String) -> [Authority] {
    if text.isEmpty { return [] }
    return [plan.authorities.first { $0.isCalled(text) } ?? Authority(name: nil, title: LocalizedText(text))]
  }

  /// The titles of all rows.
  private struct Titles {
    private let template: MessageTemplate?
    /// By value in the title, then by row.
    private let texts: [[String]]

    init(
      _ template: MessageTemplate?, of table: TableID, as variable: VariableID, _ reader: RowNormReader,
      _ text: (Value, String) -> String
    ) {
      self.template = template
      var expressions: [(value: Expression, language: String)] = []
      for entry in template?.entries ?? [] {
        for case .value(let value, _) in entry.parts { expressions.append((value, entry.language)) }
      }
      let values = reader.values(expressions.map(\.value), of: table, as: variable)
      texts = zip(values, expressions).map { values, expression in values.map { text($0, expression.language) } }
    }

    func title(of row: Int) -> LocalizedText? {
      guard let template else { return nil }
      var next = 0
      return LocalizedText(
        template.entries.map { entry in
          var result = ""
          for part in entry.parts {
            switch part {
            case .text(let text): result += text
            case .value:
              result += texts[next][row]
              next += 1
            }
          }
          return LocalizedText.Entry(language: entry.language, text: result)
        })
    }
  }
}

extension Evaluator {
  /// The rows of which nothing can be made in this state of the data. Linear in the rows of the templates.
  public func rowNormFaults() -> [RowNormFault] {
    let plan = context.plan
    guard plan.hasTemplates else { return [] }
    var reader = RowNormReader(self)
    for template in plan.dutyTemplates { _ = reader.formulas(of: template) }
    let first = plan.firstDutiesOfRows
    for template in plan.segregationTemplates { _ = reader.segregations(of: template, firstDuties: first) }
    return reader.faults.filter { store.view.isVisible($0.row.row, in: $0.row.table) } + plan.repeatedNames(in: store)
  }

  /// The tables that rows are read from of which there are duties or norms.
  public var tablesOfRowNorms: Set<TableID> { context.rules.tables }
}

extension Plan {
  /// Norms and duties that could not be distinguished in waivers and tests, of the rows that are there.
  fileprivate func repeatedNames(in store: RecordStore) -> [RowNormFault] {
    func isThere(_ row: RowReference?) -> Bool { row.map { store.view.isVisible($0.row, in: $0.table) } ?? true }
    var faults: [RowNormFault] = []
    var norms: [String: Norm] = [:]
    for norm in self.norms where norm.each == nil && !norm.shortName.isEmpty && isThere(norm.row?.row) {
      guard let other = norms[norm.name] else {
        norms[norm.name] = norm
        continue
      }
      guard let row = norm.row?.row else { continue }
      faults.append(
        RowNormFault(
          row: row, cause: .repeatedName(norm.shortName, isDuty: false, row: other.row?.row, origin: other.origin),
          origin: norm.origin))
    }
    var duties: [String: Duty] = [:]
    for duty in self.duties where isThere(duty.row) {
      let name = duty.namespace + "." + duty.name
      guard let other = duties[name] else {
        duties[name] = duty
        continue
      }
      guard let row = duty.row else { continue }
      faults.append(
        RowNormFault(
          row: row, cause: .repeatedName(duty.name, isDuty: true, row: other.row, origin: other.origin),
          origin: duty.origin))
    }
    return faults
  }

  /// By table, the duty of its first row.
  var firstDutiesOfRows: [TableID: DutyID] {
    var first: [TableID: DutyID] = [:]
    for duty in duties { if let row = duty.row, row.row == 0 { first[row.table] = duty.id } }
    return first
  }

  /// The same rows in another state of the data or on another day; nil where they come to the same.
  func withRowNorms(of evaluator: Evaluator) -> Plan? {
    var plan = self
    var hasChanged = false
    var reader = RowNormReader(evaluator)
    let first = firstDutiesOfRows
    for template in dutyTemplates {
      guard let start = first[template.table]?.index else { continue }
      for (row, formula) in reader.formulas(of: template).enumerated()
      where plan.duties.indices.contains(start + row) && plan.duties[start + row].formula != formula {
        plan.duties[start + row].formula = formula
        hasChanged = true
      }
    }
    var places: [Norm.RowNorm: Int] = [:]
    for (index, segregation) in segregations.enumerated() {
      if let row = norms[segregation.norm.index].row { places[row] = index }
    }
    for template in segregationTemplates {
      for (row, found) in reader.segregations(of: template, firstDuties: first).enumerated() {
        let key = Norm.RowNorm(row: RowReference(table: template.table, row: row), template: template.norm)
        guard let place = places[key] else { continue }
        let norm = segregations[place].norm
        if segregations[place].conflict != found.conflict {
          plan.segregations[place].conflict = found.conflict
          hasChanged = true
        }
        guard absentNorms.contains(norm) == found.isPresent else { continue }
        if found.isPresent { plan.absentNorms.remove(norm) } else { plan.absentNorms.insert(norm) }
        hasChanged = true
      }
    }
    return hasChanged ? plan : nil
  }
}
