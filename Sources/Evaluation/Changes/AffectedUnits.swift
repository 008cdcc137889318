public import RulePlan

/// The norms, and the rows they are evaluated for, whose outcomes may differ between two states of the data.
public struct AffectedUnits: Sendable {
  public enum Extent: Sendable {
    /// All rows.
    case whole
    case rows(Set<RowReference>)
  }

  /// By norm; a norm that is not among them comes to the same in both states.
  public private(set) var extents: [NormID: Extent] = [:]

  public init() {}

  public mutating func add(_ extent: Extent, to norm: NormID) {
    switch (extents[norm], extent) {
    case (.whole, _): break
    case (.rows(let own), .rows(let more)): extents[norm] = .rows(own.union(more))
    default: extents[norm] = extent
    }
  }

  public mutating func formUnion(_ other: AffectedUnits) {
    for (norm, extent) in other.extents { add(extent, to: norm) }
  }

  /// All rows of all norms.
  public static func all(of plan: Plan) -> AffectedUnits {
    var units = AffectedUnits()
    for norm in plan.norms { units.add(.whole, to: norm.id) }
    return units
  }

  /// Those of other norms than some.
  public func without(_ norms: Set<NormID>) -> AffectedUnits {
    var units = self
    units.extents = extents.filter { !norms.contains($0.key) }
    return units
  }

  /// Whether no norm is evaluated for all rows.
  public var areRows: Bool { extents.values.allSatisfy { if case .rows = $0 { true } else { false } } }
  /// One row of one norm; all of it where there is no row.
  public init(rows unit: RowReference?, of norm: NormID) {
    extents = [norm: unit.map { .rows([$0]) } ?? .whole]
  }

  /// The units that are in both.
  public func intersection(_ other: AffectedUnits) -> AffectedUnits {
    var result = AffectedUnits()
    for (norm, extent) in extents {
      switch (extent, other.extents[norm]) {
      case (_, nil): break
      case (.whole, let own?), (let own, .whole?): result.extents[norm] = own
      case (.rows(let left), .rows(let right)?):
        let common = left.intersection(right)
        if !common.isEmpty { result.extents[norm] = .rows(common) }
      }
    }
    return result
  }

  /// Norms in their order.
  public var norms: [NormID] { extents.keys.sorted() }

  public func contains(_ unit: RowReference?, of norm: NormID) -> Bool {
    switch extents[norm] {
    case nil: false
    case .whole: true
    case .rows(let rows): unit.map(rows.contains) ?? false
    }
  }
}

extension Outcome {
  /// The row that the norm was evaluated for; nil for a norm about the data as a whole.
  public var unit: RowReference? {
    if case .row(let row) = bindings.first?.value { return row }
    return nil
  }

  /// −1, 0 or 1 by the rows of the variables, the first one first; what is not known comes last.
  public static func order(_ left: Outcome, _ right: Outcome) -> Int {
    for (a, b) in zip(left.bindings, right.bindings) {
      let first = place(a.value)
      let second = place(b.value)
      if first != second { return first < second ? -1 : 1 }
    }
    return 0
  }

  private static func place(_ value: Value) -> Int {
    switch value {
    case .row(let row): row.row
    case .undetermined: .max
    default: 0
    }
  }
}
