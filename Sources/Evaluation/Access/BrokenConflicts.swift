import RulePlan

/// The conflicts that sets of bits break. Many subjects hold the same, so each set is computed once.
struct BrokenConflicts {
  private let atoms: AtomTable
  private let width: Int
  private let conflicts: [Segregation.Conflict]
  /// By duty, the conflicts that are looked at where it is held. Without any of these duties a conflict is not broken.
  private var byDuty: [[Int]]
  /// The sets that have been met, one after the other.
  private var sets: [UInt64] = []
  /// By set, where its conflicts end in the list.
  private var ends: [Int] = []
  private var broken: [Int] = []
  /// Sets by their hash, −1 where there is none: a power of two of them, at most half of them taken.
  private var slots = [Int32](repeating: -1, count: 256)

  init(_ conflicts: [Segregation.Conflict], atoms: AtomTable) {
    self.atoms = atoms
    width = atoms.wordCount
    self.conflicts = conflicts
    byDuty = [[Int]](repeating: [], count: atoms.formulas.count)
    for (index, conflict) in conflicts.enumerated() {
      switch conflict {
      case .separated(let duty, _): byDuty[duty.index].append(index)
      case .atMost(_, let duties): for duty in duties { byDuty[duty.index].append(index) }
      }
    }
  }

  /// Calls the body with each conflict that a set breaks, by its index, in ascending order.
  mutating func forEach(of words: UnsafePointer<UInt64>, _ body: (Int) -> Void) {
    guard (0..<width).contains(where: { words[$0] != 0 }) else { return }
    let set = number(of: words)
    for index in (set > 0 ? ends[set - 1] : 0)..<ends[set] { body(broken[index]) }
  }

  private func hash(of words: UnsafePointer<UInt64>) -> UInt64 {
    var hash: UInt64 = 0
    for word in 0..<width {
      hash = (hash ^ words[word]) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }

  private mutating func number(of words: UnsafePointer<UInt64>) -> Int {
    var slot = Int(truncatingIfNeeded: hash(of: words)) & (slots.count - 1)
    while slots[slot] >= 0 {
      let set = Int(slots[slot])
      if (0..<width).allSatisfy({ sets[set * width + $0] == words[$0] }) { return set }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(truncatingIfNeeded: ends.count)
    for word in 0..<width { sets.append(words[word]) }
    broken += conflicts(brokenBy: words)
    ends.append(broken.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    sets.withUnsafeBufferPointer { sets in
      guard let base = sets.baseAddress else { return }
      for set in ends.indices {
        var slot = Int(truncatingIfNeeded: hash(of: base + set * width)) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(truncatingIfNeeded: set)
      }
    }
  }

  private func conflicts(brokenBy words: UnsafePointer<UInt64>) -> [Int] {
    let held = atoms.heldDuties(words)
    var found: Set<Int> = []
    for duty in held.indices where held[duty] {
      for index in byDuty[duty] where conflicts[index].isBroken(by: held) { found.insert(index) }
    }
    return found.sorted()
  }
}

extension Segregation.Conflict {
  /// - Parameter held: by duty, whether it is held.
  func isBroken(by held: [Bool]) -> Bool {
    switch self {
    case .separated(let duty, let others): held[duty.index] && others.contains { held[$0.index] }
    case .atMost(let limit, let duties): duties.reduce(0) { $0 + (held[$1.index] ? 1 : 0) } > limit
    }
  }

  /// - Parameter words: the atoms that are held.
  func isBroken(by words: UnsafePointer<UInt64>, _ atoms: AtomTable) -> Bool {
    switch self {
    case .separated(let duty, let others):
      return atoms.amounts(words, to: duty) && others.contains { atoms.amounts(words, to: $0) }
    case .atMost(let limit, let duties):
      return duties.reduce(0) { $0 + (atoms.amounts(words, to: $1) ? 1 : 0) } > limit
    }
  }
}
