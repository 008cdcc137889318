import RulePlan

/// The members of one list, to be searched many times.
struct MemberSet {
  private var keys: Set<HashKey> = []
  /// Durations as well: whether one month is thirty days cannot be decided.
  private var durations: [CalendarDuration] = []
  /// Numbers of which digits were left out.
  private var rounded: [HashKey] = []
  private var isUncertain: Bool

  init(_ lists: ListVector, _ index: Int, _ status: UInt8) {
    isUncertain = status != Values.present
    for element in lists.range(index) {
      if lists.elements.status(element) == Values.present {
        let key = HashKey(lists.elements, element)
        if key.isRounded { rounded.append(key) }
        if keys.insert(key).inserted, case .duration(let duration) = key { durations.append(duration) }
      } else {
        isUncertain = true
      }
    }
  }

  func contains(_ key: HashKey) -> UInt8 {
    if !key.isRounded, keys.contains(key) { return Kleene.isTrue }
    if isUncertain || rounded.contains(where: key.mayEqual) { return Kleene.isUndetermined }
    if key.isRounded, keys.contains(where: key.mayEqual) { return Kleene.isUndetermined }
    guard case .duration(let duration) = key else { return Kleene.isFalse }
    return durations.contains { $0.satisfies(.equal, duration) == nil } ? Kleene.isUndetermined : Kleene.isFalse
  }
}
