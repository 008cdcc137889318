public import Evaluation
public import RecordStore
public import RulePlan

/// Values as reports show them: in the notation of data, instances by their key.
public struct ValueText: Sendable {
  private let store: RecordStore
  private let language: String
  private let wording: Wording
  private let labels: LabelBook?

  /// - Parameter labels: what people call instances; nil to show them by their keys.
  public init(store: RecordStore, language: String, labels: LabelBook? = nil) {
    self.store = store
    self.language = language
    self.labels = labels
    wording = Wording(language: language)
  }

  /// The text of a value. A long list is cut off after fifty values.
  ///
  /// - Parameter isExact: with all digits of numbers, or as a fraction where no decimal writes one; else amounts are
  ///   rounded to the minor unit of their currency and other numbers to six decimals.
  public func text(of value: Value, isExact: Bool = false) -> String {
    switch value {
    case .missing: wording.missing
    case .undetermined: wording.undetermined
    case .text(let text): text
    case .instance(let table, let key):
      store.row(of: table, key: key).map { name(of: RowReference(table: table, row: $0)) } ?? key
    case .boolean(let truth): truth ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let number): number.text(isExact: isExact)
    case .percent(let fraction): fraction.percentText(isExact: isExact)
    case .money(let amount): amount.text(isExact: isExact)
    case .date(let date): date.description
    case .timestamp(let timestamp): timestamp.description
    case .duration(let duration): duration.description
    case .period(let period): period.description
    case .dataSize(let size): size.description
    case .version(let version): version.description
    case .enumeration(let id, let index): name(id, index)
    case .row(let reference): name(of: reference)
    case .record(let table, let values): text(ofRecord: table, values)
    case .list(let values): text(of: values) { text(of: $0, isExact: isExact) }
    }
  }

  /// An instance as people see it: its key, after its label where it has one.
  func name(of row: RowReference) -> String {
    let key = store.instanceName(row.table, row: row.row)
    return labels?.label(of: row).map { "\($0) (\(key))" } ?? key
  }

  /// An instance as a subject of findings.
  public func subject(_ row: RowReference) -> Finding.Subject {
    Finding.Subject(
      type: store.schema.tables[row.table.index].name, key: store.instanceName(row.table, row: row.row),
      label: labels?.label(of: row))
  }

  /// That a value is undetermined, and why: `undetermined: it divides by zero`.
  public func text(of reason: UndeterminedReason) -> String {
    wording.undetermined + wording.colon + wording.reason(reason.cause)
  }

  /// The name of the type of a value, as policies write it.
  func type(of value: Value) -> String {
    switch value {
    case .missing, .undetermined, .list: ""
    case .text: "Text"
    case .boolean: "Boolean"
    case .integer: "Integer"
    case .decimal: "Decimal"
    case .percent: "Percent"
    case .money: "Money"
    case .date: "Date"
    case .timestamp: "Timestamp"
    case .duration: "Duration"
    case .period: "Period"
    case .dataSize: "DataSize"
    case .version: "Version"
    case .enumeration(let id, _): store.schema[id].name
    case .row(let reference): store.schema[reference.table].name
    case .instance(let table, _): store.schema[table].name
    case .record(let table, _): store.schema[table].name
    }
  }

  /// The text of a value in a sentence: cases and instances by what people call them, everything else as data has it.
  func prose(of value: Value, isExact: Bool = false) -> String {
    switch value {
    case .row(let row): labels?.label(of: row) ?? store.instanceName(row.table, row: row.row)
    case .instance(let table, let key):
      store.row(of: table, key: key).flatMap { labels?.label(of: RowReference(table: table, row: $0)) } ?? key
    case .enumeration(let id, let index): store.schema[id].label(of: index, in: language) ?? wording.undetermined
    case .list(let values): text(of: values) { prose(of: $0, isExact: isExact) }
    default: text(of: value, isExact: isExact)
    }
  }

  private func name(_ id: EnumerationID, _ index: Int) -> String {
    store.schema[id].cases.indices.contains(index) ? store.schema[id].cases[index] : wording.undetermined
  }

  /// As it is written in a policy; fields without a value are left out.
  private func text(ofRecord table: TableID, _ values: [Value?]) -> String {
    let fields = zip(store.schema[table].fields, values).compactMap { field, value in
      value.map { field.name + ": " + written($0) }
    }
    return "{ " + fields.joined(separator: ", ") + " }"
  }

  /// The text of a value as a policy has it.
  private func written(_ value: Value) -> String {
    switch value {
    case .text(let text), .instance(_, key: let text): "\"" + text + "\""
    case .list(let elements): "[" + elements.map { written($0) }.joined(separator: ", ") + "]"
    default: text(of: value)
    }
  }

  private func text(of values: [Value], _ text: (Value) -> String) -> String {
    if values.isEmpty { return wording.nothing }
    let shown = values.prefix(50).map(text).joined(separator: ", ")
    return values.count > 50 ? shown + wording.andMore(values.count - 50) : shown
  }
}
