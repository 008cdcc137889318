/// A segregation for each row of an entity: `segregate each r in Risk as r.id "{r.title}" { … }`.
public struct SegregationTemplate: Sendable {
  /// A duty, or the duties of instances.
  public enum Part: Sendable {
    case duty(DutyID)
    /// One instance or several, of an entity that has a ``DutyTemplate``.
    case ofRows(Expression, TableID)
  }

  public enum Conflict: Sendable {
    case separated(Part, from: [Part])
    /// More than a number of them.
    case atMost(Expression, of: [Part])

    /// All parts, in the order of the norm.
    public var parts: [Part] {
      switch self {
      case .separated(let first, from: let others): [first] + others
      case .atMost(_, of: let parts): parts
      }
    }
  }

  /// The norm with everything that the norms of all rows have in common; it is listed where there is no data, and never in force
  /// itself.
  public var norm: NormID
  public var table: TableID
  /// Stands for the row.
  public var variable: VariableID
  /// Which rows there are norms of.
  public var conditions: [Expression]
  /// The name of the norm of a row, a text.
  public var name: Expression
  public var title: MessageTemplate?
  public var conflict: Conflict
  /// A case of an enumeration that is called like a level, in the place of a fixed level.
  public var level: Expression?
  /// Texts over the row, one or several each, beside the authorities that are named.
  public var authorities: [Expression]
  public var scopes: [Segregation.Scope]
  public var withinOverlappingScope: Bool

  public init(
    norm: NormID, table: TableID, variable: VariableID, conditions: [Expression], name: Expression,
    title: MessageTemplate?, conflict: Conflict, level: Expression?, authorities: [Expression],
    scopes: [Segregation.Scope], withinOverlappingScope: Bool
  ) {
    self.norm = norm
    self.table = table
    self.variable = variable
    self.conditions = conditions
    self.name = name
    self.title = title
    self.conflict = conflict
    self.level = level
    self.authorities = authorities
    self.scopes = scopes
    self.withinOverlappingScope = withinOverlappingScope
  }

  /// The expressions that may come out otherwise in another state of the data or on another day.
  public var changing: [Expression] {
    var all = conditions
    if case .atMost(let limit, of: _) = conflict { all.append(limit) }
    for case .ofRows(let value, _) in conflict.parts { all.append(value) }
    return all
  }
}
