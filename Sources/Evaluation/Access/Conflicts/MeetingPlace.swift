/// A unit for which several rights of a subject may count together.
struct MeetingPlace {
  /// −1 is everywhere.
  var unit: Int32
  /// The rights that cover the unit, by their indices in ascending order.
  var rights: [Int]
  /// Those of them that cover nothing above it.
  var own: [Int]

  /// The places at which some rights meet; rights that meet anywhere meet at one of these.
  ///
  /// - Parameter scopes: nil where rights count together wherever they apply.
  static func all(of rights: [ServingRight], _ scopes: ScopeTree?) -> [MeetingPlace] {
    guard let scopes else {
      let all = Array(rights.indices)
      return [MeetingPlace(unit: -1, rights: all, own: all)]
    }
    var byScope: [Int32: [Int]] = [:]
    var units: [Int32] = []
    for (index, right) in rights.enumerated() {
      if byScope[right.scope] == nil { units.append(right.scope) }
      byScope[right.scope, default: []].append(index)
    }
    let everywhere = byScope[-1] ?? []
    var seen: Set<Int32> = []
    return scopes.meetingPlaces(of: units).compactMap { unit in
      if unit < 0 { return MeetingPlace(unit: -1, rights: everywhere, own: everywhere) }
      let above = scopes.covering(unit)
      // Of units that lie in each other, one is enough.
      let alike = above.filter { $0 == unit || scopes.covering($0).contains(unit) }
      guard seen.isDisjoint(with: alike) else { return nil }
      seen.insert(unit)
      let covering = (everywhere + above.flatMap { byScope[$0] ?? [] }).sorted()
      return MeetingPlace(unit: unit, rights: covering, own: alike.flatMap { byScope[$0] ?? [] }.sorted())
    }
  }

  func atoms(_ rights: [ServingRight], _ formula: ConflictFormula) -> AtomSet {
    var union = formula.none
    for index in self.rights { union.formUnion(rights[index].atoms) }
    return union
  }
}
