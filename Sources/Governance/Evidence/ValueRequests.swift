import Diagnostics
import Evaluation
import RecordStore
import RulePlan

/// Expressions to evaluate for findings, so that all of them can be asked for at once.
struct ValueRequests {
  private(set) var list: [(expression: Expression, bindings: [Outcome.Binding])] = []

  /// The place of the value in the answer.
  mutating func add(_ expression: Expression, _ outcome: Outcome) -> Int {
    list.append((expression, outcome.bindings))
    return list.count - 1
  }
}

/// Things to locate in the data, so that each file is gone over once.
struct PlaceRequests {
  private var list: [PlaceRequest] = []
  private var indices: [Int?] = []

  /// The place of the request in the answer.
  mutating func add(_ request: PlaceRequest?) -> Int {
    if let request {
      indices.append(list.count)
      list.append(request)
    } else {
      indices.append(nil)
    }
    return indices.count - 1
  }

  func resolve(in store: RecordStore) -> [Place?] {
    let found = store.places(of: list)
    return indices.map { index in index.flatMap { found[$0].map(Place.init) } }
  }
}

/// A message or remedy whose values are being asked for.
struct TemplateText {
  private enum Part {
    case text(String)
    case value(Int)
  }

  private var parts: [Part] = []

  /// Nil for a template without entries.
  init?(_ template: MessageTemplate, _ outcome: Outcome, _ language: String, _ requests: inout ValueRequests) {
    guard let entry = template.parts(in: language) else { return nil }
    for part in entry {
      switch part {
      case .text(let text): parts.append(.text(text))
      case .value(let expression): parts.append(.value(requests.add(expression, outcome)))
      }
    }
  }

  func text(_ values: [Value], _ writer: ValueText) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .value(let index): writer.text(of: values[index])
      }
    }
    .joined()
  }
}

/// A field of a row that may still have to be found out, and where it stands in the data.
struct LocatedValue {
  private enum Base {
    case row(RowReference)
    case value(Int)
  }

  private let base: Base
  private let field: FieldID

  /// Nil where the expression is no field of one row.
  init?(field expression: Expression, _ outcome: Outcome, _ requests: inout ValueRequests) {
    guard case .field(let owner, let field) = expression.node, !owner.type.isMany else { return nil }
    self.field = field
    if case .variable(let variable) = owner.node {
      guard let binding = outcome.bindings.first(where: { $0.variable == variable }),
        case .row(let row) = binding.value
      else { return nil }
      base = .row(row)
    } else {
      base = .value(requests.add(owner, outcome))
    }
  }

  func request(_ values: [Value]) -> PlaceRequest? {
    let row: RowReference
    switch base {
    case .row(let known): row = known
    case .value(let index):
      guard case .row(let found) = values[index] else { return nil }
      row = found
    }
    return row.table == field.table ? .field(field, row: row.row) : nil
  }
}
