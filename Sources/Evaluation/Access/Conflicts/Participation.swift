/// Which of some rights take part in a way: are in a set that meets a formula and of which none can be left out. Decided
/// without listing the ways, as there may be more of them than can be listed.
///
/// Whatever meets the formula has an atom of each of its clauses. A right takes part just where some clause has one of its
/// atoms, and together with all rights that have none of that clause it meets the formula: they do not without it. Rights
/// with the same atoms count once, so the work grows with the kinds of rights and, within one duty, with its `all of`
/// inside `any of`.
struct Participation {
  private let formula: ConflictFormula
  private var kinds: [AtomSet] = []
  /// By right, its kind.
  private var kindOf: [Int] = []
  /// By kind, a clause that shows that it takes part.
  private var witnesses: [AtomSet?] = []
  private var undecided = 0

  /// - Parameter rights: the atoms of each right.
  init(_ formula: ConflictFormula, of rights: [AtomSet]) {
    self.formula = formula
    var numbers: [AtomSet: Int] = [:]
    for atoms in rights {
      let known = rights.count > 16 ? numbers[atoms] : kinds.firstIndex(of: atoms)
      if known == nil {
        if rights.count > 16 { numbers[atoms] = kinds.count }
        kinds.append(atoms)
      }
      kindOf.append(known ?? kinds.count - 1)
    }
    witnesses = [AtomSet?](repeating: nil, count: kinds.count)
    undecided = kinds.count
    for duty in formula.nodes { leaveOut([duty], formula.none) }
  }

  /// A clause that a right alone serves among those that have nothing else of it; nil where the right takes part in no way.
  func witness(of right: Int) -> AtomSet? { witnesses[kindOf[right]] }

  /// Puts atoms into a clause until rights without any of them do not meet the formula.
  ///
  /// - Parameter pending: parts of a duty that must not be met.
  private mutating func leaveOut(_ pending: [ConflictFormula.Node], _ clause: AtomSet) {
    guard undecided > 0 else { return }
    var others = formula.none
    for kind in kinds where kind.isDisjoint(with: clause) { others.formUnion(kind) }
    guard formula.isMet(by: others) else {
      for (index, kind) in kinds.enumerated() where witnesses[index] == nil && !kind.isDisjoint(with: clause) {
        guard formula.isMet(by: others.union(kind)) else { continue }
        witnesses[index] = clause
        undecided -= 1
      }
      return
    }
    guard let part = pending.last else { return }
    let rest = Array(pending.dropLast())
    guard ConflictFormula.isMet(part, others) else { return leaveOut(rest, clause) }
    switch part {
    case .atom(let atom):
      var wider = clause
      wider.insert(atom)
      leaveOut(rest, wider)
    case .any(let parts): leaveOut(rest + parts, clause)
    case .all(let parts): for part in parts { leaveOut(rest + [part], clause) }
    }
  }
}
