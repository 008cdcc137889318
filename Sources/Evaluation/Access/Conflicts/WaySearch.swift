/// Finds the ways of a conflict: sets of rights that meet at one place, give all of its duties, and of which none can be
/// left out. At which places they meet and which rights take part is exact; ways are listed as far as that is worth it.
struct WaySearch {
  struct Way: Hashable {
    /// Rows in ascending order; a row that grants in several ways is there once.
    var rows: [Int32]
    var unit: Int32
  }

  struct Result {
    /// The least first.
    var ways: [Way] = []
    var hasMore = false
    /// The places at which the rights of ways meet.
    var units: [Int32] = []
    /// Rows of the rights that take part in a way, in ascending order.
    var rows: [Int32] = []
  }

  /// More ways than this are not listed.
  static let mostWays = 10
  /// The number of rights that may be visited before ways are no longer searched in the order of their size.
  private static let mostWork = 1 << 18

  private let formula: ConflictFormula
  private let rights: [ServingRight]
  private let places: [MeetingPlace]
  private let scopes: ScopeTree?
  private var found: Set<Way> = []
  private var work = 0
  /// Whether a way was not followed to its end because it grew larger than those that were looked for.
  private var isCut = false

  /// - Parameters:
  ///   - rights: without those that give nothing beyond another.
  ///   - scopes: nil where rights count together wherever they apply.
  init(_ formula: ConflictFormula, _ rights: [ServingRight], at places: [MeetingPlace], _ scopes: ScopeTree?) {
    self.formula = formula
    self.rights = rights
    self.places = places
    self.scopes = scopes
  }

  mutating func run() -> Result {
    var result = Result()
    var rows: Set<Int32> = []
    var searched: [(place: MeetingPlace, participation: Participation)] = []
    for place in places {
      let participation = Participation(formula, of: place.rights.map { rights[$0].atoms })
      var takesPart = false
      var ownTakesPart = false
      for (index, right) in place.rights.enumerated() where participation.witness(of: index) != nil {
        rows.insert(rights[right].row)
        takesPart = true
        ownTakesPart = ownTakesPart || place.own.contains(right)
      }
      // Without a right of its own, what meets here meets further up, unless units lie in several others.
      guard ownTakesPart || takesPart && (scopes?.hasSeveralParents ?? false) else { continue }
      searched.append((place, participation))
      if ownTakesPart { result.units.append(place.unit) }
    }
    let isComplete = list(searched.map(\.place), &result.units)
    if !isComplete { for (place, participation) in searched { addWays(through: participation, at: place) } }
    result.rows = rows.sorted()
    result.ways = found.sorted(by: Self.precedes)
    result.hasMore = !isComplete || result.ways.count > Self.mostWays
    result.ways = Array(result.ways.prefix(Self.mostWays))
    return result
  }

  /// Fewer rights first, then rights and units in the order of the data.
  private static func precedes(_ left: Way, _ right: Way) -> Bool {
    if left.rows.count != right.rows.count { return left.rows.count < right.rows.count }
    if left.rows != right.rows { return left.rows.lexicographicallyPrecedes(right.rows) }
    return left.unit < right.unit
  }

  // MARK: By size

  /// Looks for ways of one right, of two, and so on, until there are enough. False where that became too much work.
  private mutating func list(_ places: [MeetingPlace], _ units: inout [Int32]) -> Bool {
    // At these, that rights meet is known only once a way is found.
    var open = places.filter { !units.contains($0.unit) }
    var size = 1
    repeat {
      isCut = false
      for place in places where found.count <= Self.mostWays || open.contains(where: { $0.unit == place.unit }) {
        var forbidden = [Bool](repeating: false, count: rights.count)
        extend([], formula.none, &forbidden, at: place, to: size)
        if work > Self.mostWork {
          // To count a place too many is of no consequence: what meets there meets further up as well.
          units += open.map(\.unit)
          return false
        }
      }
      for way in found where open.contains(where: { $0.unit == way.unit }) {
        units.append(way.unit)
        open.removeAll { $0.unit == way.unit }
      }
      size += 1
    } while isCut && (found.count <= Self.mostWays || !open.isEmpty)
    return true
  }

  /// Adds the ways of one size that contain the chosen rights and none of the forbidden ones.
  private mutating func extend(
    _ chosen: [Int], _ atoms: AtomSet, _ forbidden: inout [Bool], at place: MeetingPlace, to size: Int
  ) {
    guard let clause = formula.unmetClause(atoms) else {
      if chosen.count == size, isMinimal(chosen), meet(chosen, at: place) { add(chosen, place.unit) }
      return
    }
    guard chosen.count < size else {
      isCut = true
      return
    }
    work += place.rights.count
    // Each set is reached once: what was tried is left out beside what comes after it.
    var tried: [Int] = []
    for right in place.rights where !forbidden[right] && !rights[right].atoms.isDisjoint(with: clause) {
      guard work <= Self.mostWork else { break }
      extend(chosen + [right], atoms.union(rights[right].atoms), &forbidden, at: place, to: size)
      forbidden[right] = true
      tried.append(right)
    }
    for right in tried { forbidden[right] = false }
  }

  private func isMinimal(_ chosen: [Int]) -> Bool {
    chosen.allSatisfy { left in
      var others = formula.none
      for right in chosen where right != left { others.formUnion(rights[right].atoms) }
      return !formula.isMet(by: others)
    }
  }

  /// Whether the place is the highest at which the rights meet.
  private func meet(_ chosen: [Int], at place: MeetingPlace) -> Bool {
    guard let scopes, place.unit >= 0 else { return true }
    if chosen.contains(where: place.own.contains) { return true }
    guard scopes.hasSeveralParents else { return false }
    let above = scopes.covering(place.unit)
    return !places.contains { other in
      guard other.unit != place.unit, other.unit < 0 || above.contains(other.unit) else { return false }
      return chosen.allSatisfy(other.rights.contains)
    }
  }

  private mutating func add(_ chosen: [Int], _ unit: Int32) {
    found.insert(Way(rows: Set(chosen.map { rights[$0].row }).sorted(), unit: unit))
  }

  // MARK: Through each right

  /// Adds a way through each right that takes part and is in none of those found, until there are enough.
  private mutating func addWays(through participation: Participation, at place: MeetingPlace) {
    for (index, right) in place.rights.enumerated() where found.count <= Self.mostWays {
      guard place.own.contains(right), let witness = participation.witness(of: index),
        !found.contains(where: { $0.unit == place.unit && $0.rows.contains(rights[right].row) }),
        let way = way(through: right, witness, at: place)
      else { continue }
      add(way, place.unit)
    }
  }

  /// A way of the right and of rights that have nothing of a clause which it serves: without it they do not suffice.
  private func way(through right: Int, _ witness: AtomSet, at place: MeetingPlace) -> [Int]? {
    let others = place.rights.filter { rights[$0].atoms.isDisjoint(with: witness) }
    var chosen = [right]
    var atoms = rights[right].atoms
    while let clause = formula.unmetClause(atoms) {
      guard let next = others.first(where: { !rights[$0].atoms.isDisjoint(with: clause) }) else { return nil }
      chosen.append(next)
      atoms.formUnion(rights[next].atoms)
    }
    for candidate in chosen.dropFirst() {
      var rest = formula.none
      for other in chosen where other != candidate { rest.formUnion(rights[other].atoms) }
      if formula.isMet(by: rest) { chosen.removeAll { $0 == candidate } }
    }
    return chosen
  }
}
