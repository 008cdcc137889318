/// The data model of a policy that is being made.
struct Blueprint {
  struct Field {
    var name: String
    var kind: Kind
    var count: Count
    /// As written in the policy.
    var defaultValue: String?
    var derivation: Tree?
    var isKey = false
    /// Whether the instances themselves lie in the field.
    var holdsInstances = false
    /// Whether it is written in the policy and the data; else it follows from where the instance is, or from its group.
    var isDeclared = true

    /// The field as an expression sees it: one with a default is never missing.
    var seen: Count { defaultValue != nil && count == .optional ? .one : count }
  }

  struct Table {
    var name: String
    /// Nil for a record.
    var section: String?
    var fields: [Field]
    /// The table whose instances contain those of this one.
    var parent: Int?
    var grouping: Grouping?

    var isEntity: Bool { section != nil || parent != nil || grouping != nil }
  }

  /// The table that is grouped as `x`, by one value or several.
  struct Grouping {
    var members: Int
    var condition: Tree?
    var key: String
    var value: Tree
  }

  struct Choice {
    var name: String
    var isOrdered: Bool
    var cases: [String]
  }

  struct Function {
    var name: String
    var inputs: [(name: String, kind: Kind)]
    var result: Kind
  }

  struct Parameter {
    var name: String
    var kind: Kind
    var count = Count.one
  }

  /// An access model and the questions it can answer.
  struct Access {
    var name: String
    var subject: Int
    var isText: Bool
    var hasScope: Bool
  }

  struct Duty {
    var name: String
    var isText: Bool
  }

  var tables: [Table] = []
  var choices: [Choice] = []
  var functions: [Function] = []
  var parameters: [Parameter] = []
  var accesses: [Access] = []
  var duties: [Duty] = []
  /// Whether mostly days are compared, and with `today`.
  var isAboutDays = false

  var entities: [Int] { tables.indices.filter { tables[$0].isEntity } }

  func spelling(_ kind: Kind) -> String {
    switch kind {
    case .text: "Text"
    case .boolean: "Boolean"
    case .integer: "Integer"
    case .decimal: "Decimal"
    case .percent: "Percent"
    case .money(let currency): currency.map { "Money in \($0)" } ?? "Money"
    case .date: "Date"
    case .timestamp: "Timestamp"
    case .duration: "Duration"
    case .period: "Period"
    case .dataSize: "DataSize"
    case .version: "Version"
    case .choice(let index): choices[index].name
    case .row(let index): tables[index].name
    }
  }

  func spelling(_ kind: Kind, _ count: Count) -> String {
    switch count {
    case .one: spelling(kind)
    case .optional: spelling(kind) + "?"
    case .many: "[" + spelling(kind) + "]"
    }
  }
}
