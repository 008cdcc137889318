/// Leaves out the rights that give nothing beyond what another right of the subject gives in their scope.
/// The entitlements that the duties name are compared: two of them that serve a duty alike are still two.
struct RightDominance {
  let formula: ConflictFormula
  let entitlements: PivotEntitlements
  let scopes: ScopeTree

  /// The others, in their order; of equal ones the first.
  func undominated(_ rights: [ServingRight]) -> [ServingRight] {
    guard rights.count > 1, mayDominate(rights) else { return rights }
    let given = Given(rights, formula, entitlements)
    var result: [ServingRight] = []
    for (index, right) in rights.enumerated() where !isDominated(index, right, rights, given) { result.append(right) }
    return result
  }

  /// Whether one right serves the duties with no less than another: otherwise nothing has to be compared.
  private func mayDominate(_ rights: [ServingRight]) -> Bool {
    guard rights.count <= 8 else { return true }
    return rights.indices.contains { left in
      rights.indices.contains { $0 != left && rights[left].atoms.isSubset(of: rights[$0].atoms) }
    }
  }

  /// The contents of the rights, each with a number, and the first right of each content in each scope.
  private struct Given {
    struct Place: Hashable {
      var content: Int
      var scope: Int32
      var isSure: Bool
    }

    /// By right.
    var contents: [Int] = []
    /// By content, those that give no less; itself first.
    var wider: [[Int]] = []
    var first: [Place: Int] = [:]

    init(_ rights: [ServingRight], _ formula: ConflictFormula, _ entitlements: PivotEntitlements) {
      var numbers: [[Int64]: Int] = [:]
      var sets: [[Int64]] = []
      var known: [[Int32]: Int] = [:]
      for (index, right) in rights.enumerated() {
        let content: Int
        if let number = known[right.pivots] {
          content = number
        } else {
          let set = Self.content(of: right.pivots, formula, entitlements)
          content = numbers[set] ?? sets.count
          if content == sets.count {
            numbers[set] = content
            sets.append(set)
          }
          known[right.pivots] = content
        }
        contents.append(content)
        let place = Place(content: content, scope: right.scope, isSure: right.isSure)
        if first[place] == nil { first[place] = index }
      }
      wider = Self.wider(sets)
    }

    /// In ascending order.
    private static func content(
      of pivots: [Int32], _ formula: ConflictFormula, _ entitlements: PivotEntitlements
    ) -> [Int64] {
      var found: Set<Int64> = []
      for pivot in pivots {
        for entitlement in entitlements.entitlements(of: pivot) where !formula.atoms(among: entitlement.words).isEmpty {
          found.insert(entitlement.identity)
        }
      }
      return found.sorted()
    }

    /// Each set is held only against those that have its rarest element.
    private static func wider(_ sets: [[Int64]]) -> [[Int]] {
      var holders: [Int64: [Int]] = [:]
      for (index, set) in sets.enumerated() { for element in set { holders[element, default: []].append(index) } }
      let members = sets.map { Set($0) }
      return sets.enumerated().map { index, set in
        guard let rarest = set.min(by: { (holders[$0]?.count ?? 0) < (holders[$1]?.count ?? 0) }) else {
          return [index]
        }
        return [index]
          + (holders[rarest] ?? []).filter { other in
            other != index && members[other].count > set.count && set.allSatisfy(members[other].contains)
          }
      }
    }
  }

  private func isDominated(_ index: Int, _ right: ServingRight, _ rights: [ServingRight], _ given: Given) -> Bool {
    let above: Set<Int32> = right.scope < 0 ? [] : scopes.covering(right.scope)
    for content in given.wider[given.contents[index]] {
      for scope in [-1] + above {
        for isSure in right.isSure ? [true] : [true, false] {
          guard let other = given.first[Given.Place(content: content, scope: scope, isSure: isSure)], other != index
          else { continue }
          let isEqual =
            content == given.contents[index] && isSure == right.isSure
            && (scope == right.scope || scope >= 0 && scopes.covering(scope).contains(right.scope))
          if !isEqual || other < index { return true }
        }
      }
    }
    return false
  }
}
