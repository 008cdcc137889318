import Evaluation
import RecordStore
import RulePlan

/// The identity of a row, wherever it is: its key, or else all of its content.
struct RowIdentity {
  let store: RecordStore

  /// The entity and the key; for a row without one, the entity and its values.
  func identity(of reference: RowReference) -> String { identity(reference, depth: 0) }

  private func identity(_ reference: RowReference, depth: Int) -> String {
    // Of the table only what is needed: copying it counts references.
    let name = store.schema.tables[reference.table.index].name
    guard reference.row >= 0, reference.row < store.tables[reference.table.index].rowCount else { return name }
    if let symbol = store.key(of: reference.row, in: reference.table) {
      return name + " " + store.symbols.string(of: symbol)
    }
    var identity = name + content(reference, depth: depth)
    if !store.schema[reference.table].isEntity || store.schema[reference.table].containment != nil, depth == 0 {
      let owners = store[reference.table].owners
      if reference.row < owners.count {
        let owner = owners[reference.row]
        let holder = RowReference(table: owner.field.table, row: Int(owner.row))
        identity = self.identity(holder, depth: 1) + "." + store.schema[owner.field].name + " " + identity
      }
    }
    return identity
  }

  /// All fields by name, so that the order of their declarations does not matter either.
  private func content(_ reference: RowReference, depth: Int) -> String {
    // Records nest as deep as the data does; beyond this depth they are not distinguished.
    guard depth < 16 else { return "{…}" }
    var parts: [String] = []
    for (index, field) in store.schema[reference.table].fields.enumerated() where !field.isGenerated {
      guard let column = store.column(FieldID(reference.table, index)),
        let text = text(column, reference.row, field.type.scalar, depth: depth)
      else { continue }
      parts.append(field.name + "=" + text)
    }
    return "{" + parts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: ";") + "}"
  }

  /// Nil where the row has no value.
  private func text(_ column: Column, _ row: Int, _ type: ScalarType, depth: Int) -> String? {
    if case .many(let offsets, let elements) = column.values {
      guard row + 1 < offsets.count else { return nil }
      let texts = (Int(offsets[row])..<Int(offsets[row + 1])).map { text(elements, $0, type, depth: depth) }
      // Several values are a bag: their order says nothing.
      return "[" + texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: ",") + "]"
    }
    guard row < column.values.count, column.isPresent(row) else { return nil }
    return text(column.values, row, type, depth: depth)
  }

  private func text(_ values: Column.Values, _ index: Int, _ type: ScalarType, depth: Int) -> String {
    guard index >= 0, index < values.count else { return "" }
    switch values {
    case .truths(let list): return list[index] == 1 ? "true" : "false"
    case .integers(let list): return String(list[index])
    case .days(let list): return CalendarDate(days: list[index]).description
    case .symbols(let list): return quoted(store.symbols.string(of: list[index]))
    case .ordinals(let list):
      guard case .enumeration(let id) = type else { return String(list[index]) }
      let cases = store.schema[id].cases
      return cases.indices.contains(Int(list[index])) ? cases[Int(list[index])] : ""
    case .rows(let list):
      guard case .row(let table) = type else { return "" }
      let target = RowReference(table: table, row: Int(list[index]))
      return store.schema[table].isEntity
        ? quoted(store.instanceName(table, row: target.row)) : content(target, depth: depth + 1)
    case .decimals(let list): return list[index].normalized.description
    case .monies(let list):
      return list[index].amount.normalized.description + " " + list[index].currency.description
    case .timestamps(let list): return String(list[index].microseconds)
    case .durations(let list): return list[index].description
    case .periods(let from, let until):
      return index < until.count ? Period(from: from[index], until: until[index]).description : ""
    case .versions(let list): return list[index].description
    case .many: return ""
    }
  }

  /// With the signs that hold identities together escaped, so that no two contents read the same.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
