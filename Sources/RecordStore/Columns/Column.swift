public import RulePlan

/// The values of one field, a row each.
///
/// Where a value is missing the array holds some placeholder; ask ``isPresent(_:)``. References and record values
/// (`rows`) say it by −1 instead, and lists (`many`) are never missing, only empty.
public struct Column: Sendable {
  /// The storage of the values; the field's type determines which.
  public indirect enum Values: Sendable {
    /// Booleans: 0 or 1.
    case truths([UInt8])
    /// Integers; data sizes in bytes.
    case integers([Int64])
    /// Dates, as days since 1970-01-01.
    case days([Int32])
    /// Texts, as ids of the symbol table.
    case symbols([UInt32])
    /// Cases of an enumeration, by index.
    case ordinals([UInt16])
    /// Rows of another table: references to entities, or record values. −1 is missing.
    case rows([Int32])
    /// Decimals, and percentages as fractions.
    case decimals(DecimalColumn)
    case monies(MoneyColumn)
    case timestamps([Timestamp])
    case durations([CalendarDuration])
    /// As ``Period`` keeps them: an open end is `Int32.min` or `Int32.max`.
    case periods(from: [Int32], until: [Int32])
    case versions([Version])
    /// Several values a row: those of row r are the elements `offsets[r] ..< offsets[r + 1]`.
    case many(offsets: [UInt32], elements: Values)
  }

  public let values: Values
  /// The rows that have a value; nil where all have one.
  public let presence: Bitset?
  /// The rows whose value cannot be read, so that it could be any; nil where there are none. They are not present.
  public let unreadable: Bitset?

  public init(values: Values, presence: Bitset? = nil, unreadable: Bitset? = nil) {
    self.values = values
    self.presence = presence
    self.unreadable = unreadable
  }

  /// Whether a row has a value.
  @inlinable public func isPresent(_ row: Int) -> Bool {
    if case .rows(let rows) = values { return rows[row] >= 0 }
    return presence?.contains(row) ?? true
  }
}

extension Column.Values {
  /// Number of rows.
  public var count: Int {
    switch self {
    case .truths(let values): values.count
    case .integers(let values): values.count
    case .days(let values): values.count
    case .symbols(let values): values.count
    case .ordinals(let values): values.count
    case .rows(let values): values.count
    case .decimals(let values): values.count
    case .monies(let values): values.count
    case .timestamps(let values): values.count
    case .durations(let values): values.count
    case .periods(let from, _): from.count
    case .versions(let values): values.count
    case .many(let offsets, _): max(0, offsets.count - 1)
    }
  }
}

extension Column {
  /// The rows of another table that a row refers to, or that hold its records; missing ones are left out.
  public func targets(of row: Int) -> [Int] {
    switch values {
    case .rows(let rows): rows.indices.contains(row) && rows[row] >= 0 ? [Int(rows[row])] : []
    case .many(let offsets, .rows(let elements)):
      offsets.indices.contains(row) && offsets.indices.contains(row + 1)
        ? (Int(offsets[row])..<Int(offsets[row + 1])).lazy.filter { elements[$0] >= 0 }.map { Int(elements[$0]) } : []
    default: []
    }
  }
}
