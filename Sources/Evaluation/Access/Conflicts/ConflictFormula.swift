import RulePlan

/// Some duties as a condition on the atoms that they mention.
struct ConflictFormula {
  indirect enum Node {
    case atom(Int)
    case any([Node])
    case all([Node])
  }

  /// In the order of the norm.
  let duties: [DutyID]
  let nodes: [Node]
  /// The atoms of the table that the duties mention, by their places here.
  private let atoms: [Int]
  let none: AtomSet

  init(_ duties: [DutyID], _ table: AtomTable) {
    self.duties = duties
    var places: [Int: Int] = [:]
    var atoms: [Int] = []
    nodes = duties.map { duty in
      Self.node(table.formulas[duty.index]) { atom in
        if let place = places[atom] { return place }
        places[atom] = atoms.count
        atoms.append(atom)
        return atoms.count - 1
      }
    }
    self.atoms = atoms
    none = AtomSet(count: atoms.count)
  }

  private static func node(_ formula: AtomTable.Formula, _ place: (Int) -> Int) -> Node {
    switch formula {
    case .atom(let atom): .atom(place(atom))
    case .any(let parts): .any(parts.map { node($0, place) })
    case .all(let parts): .all(parts.map { node($0, place) })
    }
  }

  /// Those of some atoms that the duties mention.
  ///
  /// - Parameter words: bits of the table.
  func atoms(among words: [UInt64]) -> AtomSet {
    var set = none
    for (place, atom) in atoms.enumerated() where words[atom >> 6] >> UInt64(atom & 63) & 1 != 0 { set.insert(place) }
    return set
  }

  /// Whether all duties are held.
  func isMet(by set: AtomSet) -> Bool { nodes.allSatisfy { Self.isMet($0, set) } }

  /// By duty, whether it is held.
  func held(by set: AtomSet) -> [Bool] { nodes.map { Self.isMet($0, set) } }

  static func isMet(_ node: Node, _ set: AtomSet) -> Bool {
    switch node {
    case .atom(let atom): set.contains(atom)
    case .any(let parts): parts.contains { isMet($0, set) }
    case .all(let parts): parts.allSatisfy { isMet($0, set) }
    }
  }

  /// Atoms of which whatever meets the formula has one, and the set has none; nil where the set meets the formula.
  func unmetClause(_ set: AtomSet) -> AtomSet? {
    guard let node = nodes.first(where: { !Self.isMet($0, set) }) else { return nil }
    var clause = none
    Self.collectUnmet(node, set, &clause)
    return clause
  }

  private static func collectUnmet(_ node: Node, _ set: AtomSet, _ clause: inout AtomSet) {
    switch node {
    case .atom(let atom): clause.insert(atom)
    case .any(let parts): for part in parts { collectUnmet(part, set, &clause) }
    case .all(let parts):
      if let part = parts.first(where: { !isMet($0, set) }) { collectUnmet(part, set, &clause) }
    }
  }
}
