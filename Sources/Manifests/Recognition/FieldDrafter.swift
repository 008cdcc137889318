import RulePlan

/// Drafts what a source takes: which column is which field, and in which forms their values are written.
struct FieldDrafter {
  /// A field, or a part of one, that wants a column.
  private struct Target {
    var field: Int
    /// `from` and `until` of a period, `amount` and `currency` of money.
    var part: String?
    var names: [String]
    var type: ScalarType
  }

  private let entity: Table
  private let schema: Schema
  private let columns: [SampleColumn]
  private let targets: [Target]
  /// By target, its column.
  private let matches: [Int?]

  init(entity: Table, schema: Schema, columns: [SampleColumn]) {
    self.entity = entity
    self.schema = schema
    self.columns = columns
    let targets = Self.targets(of: entity)
    self.targets = targets
    matches = FieldMatcher.match(fields: targets.map(\.names), columns: columns.map(\.name)) { target, column in
      Self.fits(columns[column], targets[target].type, schema)
    }
  }

  private static func targets(of entity: Table) -> [Target] {
    var targets: [Target] = []
    for (index, field) in entity.declaredFields.enumerated() where field.derivation == nil {
      let names = [field.name] + (field.sourceName.map { [$0] } ?? [])
      switch field.type.scalar {
      case .period where !field.type.isMany:
        for part in ["from", "until"] {
          targets.append(
            Target(field: index, part: part, names: [part] + names.map { $0 + "_" + part }, type: .date))
        }
      case .money(nil) where !field.type.isMany:
        targets.append(Target(field: index, part: "amount", names: ["amount"] + names, type: .decimal))
        targets.append(
          Target(field: index, part: "currency", names: ["currency"] + names.map { $0 + "_currency" }, type: .text))
      default: targets.append(Target(field: index, part: nil, names: names, type: field.type.scalar))
      }
    }
    return targets
  }

  /// Whether the values of a column can be of a type. Without values, the name alone decides.
  private static func fits(_ column: SampleColumn, _ type: ScalarType, _ schema: Schema) -> Bool {
    if column.isStructure { if case .row = type { return true } else { return false } }
    let values = column.values.filter { !ValueForms.nothings.contains($0.lowercased()) }
    guard !values.isEmpty else { return true }
    switch type {
    case .date: return ValueForms.dates(of: values) != nil
    case .timestamp: return ValueForms.dates(of: values) != nil || values.contains(where: isTimestamp)
    case .integer, .decimal, .percent, .money: return ValueForms.numbers(of: values) != nil
    case .boolean:
      let words = Set(values.map { $0.lowercased() })
      return words.isSubset(of: ValueForms.trueWords.union(ValueForms.falseWords))
    case .row(let table): return schema[table].isEntity
    case .text, .duration, .period, .dataSize, .version, .enumeration: return true
    }
  }

  private static func isTimestamp(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { (try? Timestamp.read($0)) != nil }
  }

  // MARK: Clauses

  func draft(into source: inout DraftedSource, steps: [DraftedSource.Clause]) {
    var forms = FormDraft()
    for (index, target) in targets.enumerated() {
      guard let column = matches[index] else { continue }
      let field = entity.fields[target.field]
      let mayEnd = target.part == "until" || field.type.isOptional
      forms.add(columns[column], as: target.type, mayEnd: mayEnd, isRequired: field.isRequired)
    }
    source.clauses += forms.clauses
    source.steps = steps
    for (index, field) in entity.declaredFields.enumerated() where field.derivation == nil {
      draft(field, index, into: &source)
    }
    let used = Set(matches.compactMap { $0 })
    let left = columns.indices.filter { !used.contains($0) && !columns[$0].isStructure }.map { columns[$0].name }
    if !left.isEmpty { source.remarks.append("left over: \(listedPlainly(left))") }
    source.remarks += forms.remarks
  }

  private func draft(_ field: Field, _ index: Int, into source: inout DraftedSource) {
    let own = targets.indices.filter { targets[$0].field == index }
    let found = own.compactMap { target in matches[target].map { (target: target, column: columns[$0]) } }
    guard let first = found.first else {
      let need = field.isRequired ? "no column resembles it, and it is needed" : "no column resembles it"
      source.remarks.append("\(field.name) : \(need)")
      return
    }
    guard own.count > 1 else {
      source.fields.append(
        DraftedSource.Clause(
          words: field.name, value: value(of: first.column, field), reason: reason(first.column, field)))
      return
    }
    let parts = found.map { "\(targets[$0.target].part ?? ""): \($0.column.expression)" }
    let isWhole = found.count == own.count || targets[first.target].part == "from"
    source.fields.append(
      DraftedSource.Clause(
        words: field.name,
        value: isWhole || found.count > 1 ? "{ \(parts.joined(separator: ", ")) }" : first.column.expression))
  }

  /// A cell of several values is split.
  private func value(of column: SampleColumn, _ field: Field) -> String {
    guard field.type.isMany, !column.isList, !column.isStructure,
      let sign = [",", ";", "|"].first(where: { sign in column.values.contains { $0.contains(sign) } })
    else { return column.expression }
    return "split(\(column.expression), \"\(sign)\")"
  }

  private func reason(_ column: SampleColumn, _ field: Field) -> String {
    guard case .enumeration(let identifier) = field.type.scalar else { return "" }
    let cases = Set(schema[identifier].cases)
    let others = ValueForms.unique(column.values.filter { !cases.contains($0) })
    guard !others.isEmpty else { return "" }
    return "\(listedPlainly(others.map(DraftedSource.quoted))): say in the enum which case each is, `case from \"A\"`"
  }
}

/// A list for a comment: the first of it, and how many more there are.
func listedPlainly(_ names: [String]) -> String {
  let shown = names.prefix(8).map { $0.filter { !$0.isNewline } }.joined(separator: ", ")
  return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
}
