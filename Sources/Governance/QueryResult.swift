/// The value of a query's expression, as texts.
public struct QueryResult: Sendable {
  /// The names of the columns; nil where the values are not instances.
  public var header: [String]?
  public var rows: [[String]]
  /// Whether the expression gives several values.
  public var isMany: Bool

  public init(header: [String]?, rows: [[String]], isMany: Bool) {
    self.header = header
    self.rows = rows
    self.isMany = isMany
  }
}
