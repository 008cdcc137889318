/// A right of a subject that gives something of what the duties of a conflict need.
struct ServingRight {
  /// The row that grants it; −1 where the subject itself holds the entitlements.
  var row: Int32
  var pivots: [Int32]
  /// −1 is everywhere.
  var scope: Int32
  var atoms: AtomSet
  var isSure: Bool
}

extension ServingRight {
  private struct Place: Hashable {
    var row: Int32
    var scope: Int32
  }

  /// Those of the rights of a subject that serve the duties, in the order of the data. A row that gives through several
  /// others in one scope is one right.
  ///
  /// - Parameter hasScopes: whether it matters where rights apply.
  static func serving(
    _ formula: ConflictFormula, _ rights: [RightsOfSubjects.Right], hasScopes: Bool
  ) -> [ServingRight] {
    var found: [ServingRight] = []
    var areDistinct = true
    for right in rights {
      let atoms = formula.atoms(among: right.words)
      if atoms.isEmpty { continue }
      if let last = found.last, last.row >= right.row { areDistinct = false }
      found.append(
        ServingRight(
          row: right.row, pivots: [right.pivot], scope: hasScopes ? right.scope : -1, atoms: atoms,
          isSure: right.isSure))
    }
    if areDistinct { return found }
    var places: [Place: Int] = [:]
    var merged: [ServingRight] = []
    for right in found {
      let place = Place(row: right.row, scope: right.scope)
      guard let index = places[place] else {
        places[place] = merged.count
        merged.append(right)
        continue
      }
      merged[index].atoms.formUnion(right.atoms)
      merged[index].isSure = merged[index].isSure && right.isSure
      for pivot in right.pivots where !merged[index].pivots.contains(pivot) { merged[index].pivots.append(pivot) }
    }
    // Stable, so that the same rights are listed alike however they were read.
    return merged.indices.sorted { left, right in
      merged[left].row == merged[right].row ? left < right : merged[left].row < merged[right].row
    }.map { merged[$0] }
  }
}
