public import RulePlan

/// How the values of a type are stored.
public enum ColumnKind: Hashable, Sendable {
  case truths
  case integers
  case days
  case symbols
  case ordinals
  /// Instances of an entity, by key until all data is read.
  case references(TableID)
  /// Rows of a record table, or of an entity whose instances lie here or lie in those rows.
  case records(TableID)
  case decimals
  case monies(Currency?)
  case timestamps
  case durations
  case periods
  case versions

  /// - Parameter holdsRows: whether instances of an entity lie in the column, and are not referred to.
  public init(_ type: ScalarType, in schema: Schema, holdsRows: Bool = false) {
    switch type {
    case .text: self = .symbols
    case .boolean: self = .truths
    case .integer, .dataSize: self = .integers
    case .timestamp: self = .timestamps
    case .decimal, .percent: self = .decimals
    case .money(let currency): self = .monies(currency)
    case .date: self = .days
    case .duration: self = .durations
    case .period: self = .periods
    case .version: self = .versions
    case .enumeration: self = .ordinals
    case .row(let table): self = schema[table].isEntity && !holdsRows ? .references(table) : .records(table)
    }
  }
}
