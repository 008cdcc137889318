import RulePlan

/// The rows of a source by their keys; inside a key in the order of a window value where there is one, else of the
/// data. A row whose key is missing is in no group.
struct HashIndex: Sendable {
  /// The keys of each group, one for each column, one group after the other.
  private let groupKeys: [Int64]
  /// Groups by the hash of their keys, −1 where there is none.
  private let slots: [Int32]
  private let mask: Int
  private let offsets: [Int32]
  let rows: [Int32]
  /// The window value of each entry of ``rows``.
  let windowValues: [Int64]
  /// Rows of which a key or the window value is undetermined, in ascending order: they are in no group, and may belong to
  /// any.
  let uncertain: [Int32]

  /// Linear in the rows, plus the sorting of each group where there is a window.
  init(
    keys: [[Int64]], present: [Bool], window: (values: [Int64], present: [Bool])?, uncertain: [Int32] = []
  ) {
    self.uncertain = uncertain
    let count = present.count
    var capacity = 16
    while capacity < count * 2 { capacity *= 2 }
    var slots = [Int32](repeating: -1, count: capacity)
    let mask = capacity - 1
    var groupOfRow = [Int32](repeating: -1, count: count)
    var groupKeys: [Int64] = []
    var groupCount = 0
    for row in 0..<count where present[row] && (window?.present[row] ?? true) {
      var slot = Self.hash(keys, row) & mask
      while slots[slot] >= 0, !Self.isEqual(groupKeys, Int(slots[slot]), keys, row) { slot = (slot + 1) & mask }
      if slots[slot] < 0 {
        slots[slot] = Int32(groupCount)
        groupCount += 1
        for column in keys { groupKeys.append(column[row]) }
      }
      groupOfRow[row] = slots[slot]
    }
    var offsets = [Int32](repeating: 0, count: groupCount + 1)
    for group in groupOfRow where group >= 0 { offsets[Int(group) + 1] += 1 }
    for index in 1..<max(1, offsets.count) { offsets[index] += offsets[index - 1] }
    var next = offsets
    var rows = [Int32](repeating: 0, count: Int(offsets[offsets.count - 1]))
    for row in 0..<count where groupOfRow[row] >= 0 {
      let group = Int(groupOfRow[row])
      rows[Int(next[group])] = Int32(row)
      next[group] += 1
    }
    if let window {
      for group in 0..<groupCount {
        let range = Int(offsets[group])..<Int(offsets[group + 1])
        rows[range].sort { (window.values[Int($0)], $0) < (window.values[Int($1)], $1) }
      }
      windowValues = rows.map { window.values[Int($0)] }
    } else {
      windowValues = []
    }
    self.groupKeys = groupKeys
    self.slots = slots
    self.mask = mask
    self.offsets = offsets
    self.rows = rows
  }

  @inline(__always) private static func mix(_ hash: UInt64, _ value: Int64) -> UInt64 {
    let (high, low) = (hash ^ UInt64(bitPattern: value) &+ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
      by: 0xD6E8_FEB8_6659_FD93)
    return high ^ low
  }

  private static func hash(_ keys: [[Int64]], _ row: Int) -> Int {
    var hash: UInt64 = 0
    for column in keys { hash = mix(hash, column[row]) }
    return Int(truncatingIfNeeded: hash >> 1)
  }

  @inline(__always)
  private static func isEqual(_ groupKeys: [Int64], _ group: Int, _ keys: [[Int64]], _ row: Int) -> Bool {
    let first = group &* keys.count
    for column in keys.indices where groupKeys[first &+ column] != keys[column][row] { return false }
    return true
  }

  /// The entries of ``rows`` whose key equals that of a tuple.
  func entries(_ outer: [[Int64]], _ tuple: Int) -> Range<Int> {
    var slot = Self.hash(outer, tuple) & mask
    while true {
      let group = Int(slots[slot])
      guard group >= 0 else { return 0..<0 }
      if Self.isEqual(groupKeys, group, outer, tuple) { return Int(offsets[group])..<Int(offsets[group + 1]) }
      slot = (slot + 1) & mask
    }
  }

  /// The part of a range of entries whose window value lies between two bounds, both counted.
  func narrowed(_ range: Range<Int>, from lower: Int64, through upper: Int64) -> Range<Int> {
    let start = partition(range) { $0 >= lower }
    let end = partition(range) { $0 > upper }
    return start..<max(start, end)
  }

  /// Where the entries begin that follow something.
  @inline(__always)
  private func partition(_ range: Range<Int>, _ isBehind: (Int64) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while high - low > Self.fewEntries {
      let middle = (low + high) / 2
      if isBehind(windowValues[middle]) { high = middle } else { low = middle + 1 }
    }
    // Counting the last few has no branch that could be foreseen wrongly.
    var place = low
    for entry in low..<high { place &+= isBehind(windowValues[entry]) ? 0 : 1 }
    return place
  }

  private static let fewEntries = 8
}
