import RecordStore
import RulePlan

/// Finds which duties of a segregation a subject holds together, and in which ways. For one thread.
final class ConflictFinder {
  private let context: EvaluationContext
  private let model: AccessModel
  private let scopes: ScopeTree
  private let entitlements: PivotEntitlements
  private let rightsTable: TableID?
  private let unitTable: TableID?
  private var formulas: [[DutyID]: ConflictFormula] = [:]

  init(model: AccessModel, context: EvaluationContext, evaluator: ExpressionEvaluator, scopes: ScopeTree) {
    self.context = context
    self.model = model
    self.scopes = scopes
    entitlements = PivotEntitlements(model: model, context: context, evaluator: evaluator)
    rightsTable = RightsReader(model: model, context: context).rightsTable
    unitTable = if case .row(let table)? = model.scope?.type.scalar { table } else { nil }
  }

  /// Duties that are held together, and the places at which they are.
  private struct Found {
    var duties: [DutyID]
    /// Nil: wherever they are held.
    var units: Set<Int32>?
    /// How many of them, held together, are a conflict.
    var enough: Int
  }

  /// The conflicts of a subject, in the order of the norm.
  func conflicts(
    of subject: Int, _ rights: [RightsOfSubjects.Right], _ segregation: Segregation
  ) -> [Outcome.Conflict] {
    let tree = segregation.withinOverlappingScope && model.scope != nil ? scopes : nil
    return found(rights, segregation, tree).compactMap { conflict($0, subject, rights, tree) }
  }

  private func found(
    _ rights: [RightsOfSubjects.Right], _ segregation: Segregation, _ tree: ScopeTree?
  ) -> [Found] {
    var words = [UInt64](repeating: 0, count: context.atoms.wordCount)
    for right in rights { for word in words.indices { words[word] |= right.words[word] } }
    func isHeld(_ duty: DutyID) -> Bool {
      words.withUnsafeBufferPointer { $0.baseAddress.map { context.atoms.amounts($0, to: duty) } ?? false }
    }
    switch segregation.conflict {
    case .separated(let first, let others):
      guard isHeld(first) else { return [] }
      return others.filter(isHeld).map { Found(duties: [first, $0], enough: 2) }
    case .atMost(let limit, let duties):
      let held = duties.filter(isHeld)
      guard held.count > limit else { return [] }
      guard let tree else { return [Found(duties: held, enough: limit + 1)] }
      return foundAtPlaces(held, limit, rights, tree)
    }
  }

  /// The sets of duties that are held at places; of places one of which lies in the other, those that lie in no other set.
  private func foundAtPlaces(
    _ duties: [DutyID], _ limit: Int, _ rights: [RightsOfSubjects.Right], _ tree: ScopeTree
  ) -> [Found] {
    let formula = formula(duties)
    let serving = undominated(rights, formula, hasScopes: true)
    let places = MeetingPlace.all(of: serving, tree)
    var held: [Int32: [DutyID]] = [:]
    for place in places {
      let met = formula.held(by: place.atoms(serving, formula))
      held[place.unit] = duties.indices.filter { met[$0] }.map { duties[$0] }
    }
    // Further down there are never fewer.
    var hidden: Set<Int32> = []
    for place in places where place.unit >= 0 {
      let count = held[place.unit]?.count ?? 0
      for above in [-1] + tree.covering(place.unit) where (held[above]?.count ?? count) < count { hidden.insert(above) }
    }
    var result: [Found] = []
    for place in places where !hidden.contains(place.unit) {
      guard let own = held[place.unit], own.count > limit else { continue }
      if let index = result.firstIndex(where: { $0.duties == own }) {
        result[index].units?.insert(place.unit)
      } else {
        result.append(Found(duties: own, units: [place.unit], enough: limit + 1))
      }
    }
    return result.sorted { left, right in
      left.duties.compactMap(duties.firstIndex).lexicographicallyPrecedes(right.duties.compactMap(duties.firstIndex))
    }
  }

  private func conflict(
    _ found: Found, _ subject: Int, _ rights: [RightsOfSubjects.Right], _ tree: ScopeTree?
  ) -> Outcome.Conflict? {
    let formula = formula(found.duties)
    let serving = undominated(rights, formula, hasScopes: tree != nil)
    let places = places(of: serving, found, tree).filter { formula.isMet(by: $0.atoms(serving, formula)) }
    guard !places.isEmpty else { return nil }
    var search = WaySearch(formula, serving, at: places, tree)
    let ways = search.run()
    let row = { (row: Int32) -> RowReference in
      if row >= 0, let table = self.rightsTable { return RowReference(table: table, row: Int(row)) }
      return RowReference(table: self.model.subjectTable, row: subject)
    }
    let unit = { (unit: Int32) -> RowReference? in
      unit < 0 ? nil : self.unitTable.map { RowReference(table: $0, row: Int(unit)) }
    }
    return Outcome.Conflict(
      duties: found.duties, isSure: isSure(found, formula, rights, tree), scopes: ways.units.sorted().map(unit),
      rights: ways.rows.map(row), ways: ways.ways.map { Outcome.Way(rights: $0.rows.map(row), scope: unit($0.unit)) },
      hasMoreWays: ways.hasMore)
  }

  /// Where some rights meet: at the places at which the duties are held, or further up.
  private func places(of rights: [ServingRight], _ found: Found, _ tree: ScopeTree?) -> [MeetingPlace] {
    let places = MeetingPlace.all(of: rights, tree)
    guard let tree, let units = found.units else { return places }
    var above: Set<Int32> = [-1]
    for unit in units where unit >= 0 { above.formUnion(tree.covering(unit)) }
    return places.filter { above.contains($0.unit) }
  }

  /// Whether rights that are sure alone are a conflict.
  private func isSure(
    _ found: Found, _ formula: ConflictFormula, _ rights: [RightsOfSubjects.Right], _ tree: ScopeTree?
  ) -> Bool {
    if rights.allSatisfy(\.isSure) { return true }
    let sure = ServingRight.serving(formula, rights.filter(\.isSure), hasScopes: tree != nil)
    return places(of: sure, found, tree).contains { place in
      formula.held(by: place.atoms(sure, formula)).count { $0 } >= found.enough
    }
  }

  private func undominated(
    _ rights: [RightsOfSubjects.Right], _ formula: ConflictFormula, hasScopes: Bool
  ) -> [ServingRight] {
    RightDominance(formula: formula, entitlements: entitlements, scopes: scopes).undominated(
      ServingRight.serving(formula, rights, hasScopes: hasScopes))
  }

  private func formula(_ duties: [DutyID]) -> ConflictFormula {
    if let known = formulas[duties] { return known }
    let made = ConflictFormula(duties, context.atoms)
    formulas[duties] = made
    return made
  }
}
