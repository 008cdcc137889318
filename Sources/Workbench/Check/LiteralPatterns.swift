import Diagnostics
import Governance
import RecordStore
import RulePlan

/// Entitlements of the data that look like patterns or ranges where an access model takes them as they are: whoever holds
/// `*` would hold nothing that a duty names.
struct LiteralPatterns {
  /// One warning for each list of entitlements, at the first of them.
  private(set) var diagnostics: [Diagnostic] = []

  /// Linear in the entitlements.
  init(plan: Plan, store: RecordStore) {
    var seen: Set<FieldID> = []
    for model in plan.accessModels where !model.givesPatterns {
      guard let field = Self.field(of: model, plan), seen.insert(field).inserted,
        let (row, text, count) = Self.first(in: field, store)
      else { continue }
      let others = count == 1 ? "" : ", and \(count - 1) more like it"
      let place = store.places(of: [.field(field, row: row)]).first.flatMap { $0 }
      diagnostics.append(
        Diagnostic(
          .literalPattern,
          "`\(text)` is taken as the name of one entitlement\(others)",
          place: place.map { Place($0) } ?? .none, severity: .warning,
          notes: ["`gives patterns …` in the access model `\(model.name)` takes them for patterns and ranges"]))
    }
  }

  /// The field with the texts that a model gives, or the key of the instances.
  private static func field(of model: AccessModel, _ plan: Plan) -> FieldID? {
    if case .row(let table) = model.entitlement { return plan.schema[table].keyField.map { FieldID(table, $0) } }
    var expression = model.gives
    while true {
      switch expression.node {
      case .field(_, let field): return plan.schema[field].derivation == nil ? field : nil
      case .list(let parts) where parts.count == 1: expression = parts[0]
      case .collect(_, let value): expression = value
      default: return nil
      }
    }
  }

  /// The first row with such a text, and how many different ones there are.
  private static func first(in field: FieldID, _ store: RecordStore) -> (row: Int, text: String, count: Int)? {
    guard let column = store.column(field) else { return nil }
    var seen = Bitset(capacity: store.symbols.count)
    var found: (row: Int, text: String)?
    var count = 0
    func look(at symbol: UInt32, in row: Int) {
      guard seen.insert(Int(symbol)), mayLookLikeSeveral(store.symbols.bytes(of: symbol)) else { return }
      let text = store.symbols.string(of: symbol)
      guard GivenPattern.looksLikeSeveral(text) else { return }
      count += 1
      if found == nil { found = (row, text) }
    }
    switch column.values {
    case .symbols(let symbols):
      for (row, symbol) in symbols.enumerated()
      where column.isPresent(row) && store.view.isVisible(row, in: field.table) {
        look(at: symbol, in: row)
      }
    case .many(let offsets, .symbols(let symbols)):
      for row in 0..<max(0, offsets.count - 1) where store.view.isVisible(row, in: field.table) {
        for place in Int(offsets[row])..<Int(offsets[row + 1]) { look(at: symbols[place], in: row) }
      }
    default: return nil
    }
    return found.map { ($0.row, $0.text, count) }
  }

  /// Whether a text has a star, two points or a hyphen after a space: most have none, and are not looked at further.
  private static func mayLookLikeSeveral(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var before: UInt8 = 0
    for byte in bytes {
      if byte == UInt8(ascii: "*") || byte == UInt8(ascii: ".") && before == byte
        || byte == UInt8(ascii: "-") && before == UInt8(ascii: " ")
      {
        return true
      }
      before = byte
    }
    return false
  }
}
