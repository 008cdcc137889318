/// A duty for each row of an entity, named by the key of the row: `duty each f in Function "{f.title}" of Action = any of …`.
public struct DutyTemplate: Sendable {
  public indirect enum Formula: Sendable {
    case any([Formula])
    case all([Formula])
    case entitlement(TextPattern)
    /// Each of some values over the row: instances of the entitlement entity, or texts.
    case values(Expression, isPattern: Bool)
  }

  /// The entity of the rows; it has a key, and it has no other template.
  public var table: TableID
  /// Stands for the row.
  public var variable: VariableID
  public var namespace: String
  /// Nil where the key is the title.
  public var title: MessageTemplate?
  public var entitlement: ScalarType
  public var formula: Formula
  public var origin: Origin

  public init(
    table: TableID, variable: VariableID, namespace: String, title: MessageTemplate?, entitlement: ScalarType,
    formula: Formula, origin: Origin
  ) {
    self.table = table
    self.variable = variable
    self.namespace = namespace
    self.title = title
    self.entitlement = entitlement
    self.formula = formula
    self.origin = origin
  }
}

extension DutyTemplate.Formula {
  /// The values over the row, in their order. The parser limits how deep groups nest.
  public var values: [Expression] {
    switch self {
    case .entitlement: []
    case .values(let value, isPattern: _): [value]
    case .any(let parts), .all(let parts): parts.flatMap(\.values)
    }
  }
}
