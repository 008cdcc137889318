import RulePlan
import Vocabulary

extension Schema {
  /// A type as authors write it: `Money in USD`, `Date?`, `[Role]`.
  func spelling(_ type: ValueType) -> String {
    switch type.cardinality {
    case .one: spelling(type.scalar)
    case .optional: spelling(type.scalar) + "?"
    case .many: "[" + spelling(type.scalar) + "]"
    }
  }

  func spelling(_ scalar: ScalarType) -> String {
    switch scalar {
    case .money(let currency?): "Money in \(currency)"
    case .enumeration(let id) where enumerations.indices.contains(id.index): self[id].name
    case .row(let id) where tables.indices.contains(id.index): self[id].name
    default: scalar.builtInName ?? "unknown"
    }
  }
}

extension ScalarType {
  /// A type that needs no declaration.
  init(_ word: TypeWord) {
    switch word {
    case .text: self = .text
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .decimal: self = .decimal
    case .percent: self = .percent
    case .money: self = .money(nil)
    case .date: self = .date
    case .timestamp: self = .timestamp
    case .duration: self = .duration
    case .period: self = .period
    case .dataSize: self = .dataSize
    case .version: self = .version
    }
  }

  /// Types that need no declaration, by the name that authors write.
  static let builtIn: [(name: String, type: ScalarType)] = TypeWord.allCases.map { ($0.word.text, ScalarType($0)) }

  var builtInName: String? {
    if case .money = self { return TypeWord.money.word.text }
    return Self.builtIn.first { $0.type == self }?.name
  }

  var isMoney: Bool { if case .money = self { true } else { false } }
  var table: TableID? { if case .row(let table) = self { table } else { nil } }
  var enumeration: EnumerationID? { if case .enumeration(let id) = self { id } else { nil } }
  /// Whole numbers, decimals and percentages: what widens to a decimal.
  var isNumber: Bool { self == .integer || self == .decimal || self == .percent }
}
