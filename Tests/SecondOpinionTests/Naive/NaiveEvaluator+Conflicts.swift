import RulePlan

/// Duties that a subject holds together, with all that is said to be exact of them.
struct NaiveConflict {
  var duties: [Int]
  var isSure: Bool
  var ways: Set<NaiveWay>

  var scopes: Set<String?> { Set(ways.map(\.scope)) }
  var rights: Set<String> { Set(ways.flatMap(\.rights)) }
}

struct NaiveWay: Hashable {
  /// Names of rows, in their order.
  var rights: [String]
  /// The unit; nil is everywhere.
  var scope: String?
}

extension NaiveEvaluator {
  /// A right in one scope, with what it gives of that which some duties name.
  private struct Serving {
    var name: String
    var place: Int
    var unit: Row?
    var entitlements: Set<[UInt32]>
    var isSure: Bool
  }

  func conflicts(_ rights: [NaiveRight], _ segregation: Segregation, _ model: AccessModelID) -> [NaiveConflict] {
    let isScoped = segregation.withinOverlappingScope && plan[model].scope != nil
    let containment = plan[model].containment
    func covers(_ upper: Row?, _ lower: Row?) -> Bool {
      guard let upper else { return true }
      guard let lower else { return false }
      return above(lower, containment).contains(upper)
    }
    func serving(_ duties: [Int], _ rights: [NaiveRight]) -> [Serving] {
      undominated(merged(duties, rights, isScoped: isScoped), covers)
    }
    func holds(_ rights: [Serving], _ duty: Int) -> Bool {
      Self.amounts(rights.flatMap(\.entitlements), to: formula(of: duty))
    }
    func covering(_ place: Row?, _ rights: [Serving]) -> [Serving] { rights.filter { covers($0.unit, place) } }

    /// Sets of duties with the places at which they are held; nil: any.
    var found: [(duties: [Int], places: [Row?]?, enough: Int)] = []
    switch segregation.conflict {
    case .separated(let first, let others):
      found = others.map { ([first.index, $0.index], nil, 2) }
    case .atMost(let limit, let all):
      let duties = all.map(\.index)
      let own = serving(duties, rights)
      let places = isScoped ? self.places(own, model, covers) : [nil]
      let held = places.map { place in duties.filter { holds(covering(place, own), $0) } }
      for (index, place) in places.enumerated() where held[index].count > limit {
        let isWithin = places.indices.contains { other in
          covers(place, places[other]) && Set(held[other]).isStrictSuperset(of: held[index])
        }
        if isWithin { continue }
        if let known = found.firstIndex(where: { $0.duties == held[index] }) {
          found[known].places?.append(place)
        } else {
          found.append((held[index], [place], limit + 1))
        }
      }
    }
    return found.compactMap { duties, places, enough in
      let own = serving(duties, rights)
      func isNear(_ place: Row?) -> Bool { places.map { $0.contains { covers(place, $0) } } ?? true }
      let all = isScoped ? self.places(own, model, covers) : [nil]
      var ways: Set<NaiveWay> = []
      for place in all where isNear(place) {
        let here = covering(place, own)
        for way in minimal(here, { subset in duties.allSatisfy { holds(subset, $0) } }) {
          let meetsHigher = all.contains { upper in
            covers(upper, place) && !covers(place, upper) && way.allSatisfy { covers($0.unit, upper) }
          }
          if meetsHigher { continue }
          let names = Dictionary(way.map { ($0.name, $0.place) }) { first, _ in first }
          ways.insert(
            NaiveWay(
              rights: names.sorted { $0.value < $1.value }.map(\.key),
              scope: isScoped ? place.map { canonical($0, containment) } : nil))
        }
      }
      if ways.isEmpty { return nil }
      let sure = merged(duties, rights.filter(\.isSure), isScoped: isScoped)
      let isSure = (isScoped ? units(of: model) : [nil]).contains { place in
        isNear(place) && duties.filter { holds(covering(place, sure), $0) }.count >= enough
      }
      return NaiveConflict(duties: duties, isSure: isSure, ways: ways)
    }
  }

  /// Of units that lie in each other, the name of the first.
  func canonical(_ unit: Row, _ containment: FieldID?) -> String {
    above(unit, containment).filter { above($0, containment).contains(unit) }.map(\.name).min() ?? unit.name
  }

  private func units(of model: AccessModelID) -> [Row?] {
    guard case .row(let table)? = plan[model].scope?.type.scalar else { return [nil] }
    return [nil] + world.rows[table.index]
  }

  /// The units of the rights, and those below several of them of which none lies in all others.
  private func places(_ rights: [Serving], _ model: AccessModelID, _ covers: (Row?, Row?) -> Bool) -> [Row?] {
    let named = Set(rights.map(\.unit))
    return units(of: model).filter { unit in
      if named.contains(unit) { return true }
      guard let unit else { return false }
      let above = named.filter { $0 != nil && covers($0, unit) }
      return above.count > 1 && !above.contains { lowest in above.allSatisfy { covers($0, lowest) } }
    }
  }

  private func merged(_ duties: [Int], _ rights: [NaiveRight], isScoped: Bool) -> [Serving] {
    var result: [Serving] = []
    for right in rights {
      let named = right.entitlements.filter { key in
        duties.contains { Self.mentions(formula(of: $0), key) }
      }
      if named.isEmpty { continue }
      let name = right.right?.name ?? ""
      let unit = isScoped ? right.unit : nil
      if let known = result.firstIndex(where: { $0.name == name && $0.unit == unit }) {
        // The same row through the same others is one right, which is sure where it is so in one way.
        result[known].isSure = result[known].isSure && right.isSure || sameIsSure(right, rights)
        result[known].entitlements.formUnion(named)
      } else {
        let place = right.right.flatMap { row in world.rows[row.table].firstIndex { $0 === row } } ?? -1
        result.append(
          Serving(
            name: name, place: place, unit: unit, entitlements: Set(named),
            isSure: right.isSure || sameIsSure(right, rights)))
      }
    }
    return result.sorted { $0.place < $1.place }
  }

  private func sameIsSure(_ right: NaiveRight, _ rights: [NaiveRight]) -> Bool {
    rights.contains {
      $0.right === right.right && $0.unit == right.unit && Plain.equal($0.pivot, right.pivot) == true && $0.isSure
    }
  }

  private func undominated(_ rights: [Serving], _ covers: (Row?, Row?) -> Bool) -> [Serving] {
    func isWithin(_ left: Serving, _ right: Serving) -> Bool {
      left.entitlements.isSubset(of: right.entitlements) && covers(right.unit, left.unit)
        && (right.isSure || !left.isSure)
    }
    return rights.indices.filter { index in
      !rights.indices.contains { other in
        other != index && isWithin(rights[index], rights[other])
          && (!isWithin(rights[other], rights[index]) || other < index)
      }
    }.map { rights[$0] }
  }

  /// The sets that suffice and of which no part does, by trying all.
  private func minimal(_ rights: [Serving], _ suffices: ([Serving]) -> Bool) -> [[Serving]] {
    // Each right of such a set gives something that no other of it gives.
    let most = min(rights.count, Set(rights.flatMap(\.entitlements)).count)
    var found: [Set<Int>] = []
    for size in 1..<(most + 1) {
      for indices in Self.combinations(of: rights.count, size, from: 0) {
        if found.contains(where: { $0.isSubset(of: indices) }) { continue }
        if suffices(indices.map { rights[$0] }) { found.append(Set(indices)) }
      }
    }
    return found.map { indices in indices.sorted().map { rights[$0] } }
  }

  private static func combinations(of count: Int, _ size: Int, from first: Int) -> [[Int]] {
    if size == 0 { return [[]] }
    return (first..<max(first, count)).flatMap { index in
      combinations(of: count, size - 1, from: index + 1).map { [index] + $0 }
    }
  }
}
