import RulePlan

/// Bounds on a number of unknowns: for each pair, the most that their difference can be. Always closed under
/// adding up, so that a contradiction is found as soon as it is there. Unknown 0 is the number zero.
struct DifferenceBounds {
  /// `≤ value`, or `< value`.
  private struct Limit: Equatable {
    var value: Decimal128
    var isStrict: Bool

    func isTighter(than other: Limit) -> Bool {
      value < other.value || value == other.value && isStrict && !other.isStrict
    }
  }

  /// A bound that cannot be computed exactly.
  struct Inexact: Error {}

  private let count: Int
  /// Whether an unknown is a whole number.
  private let isWhole: [Bool]
  /// Of `i - j` at `i * count + j`; nil where nothing is known.
  private var limits: [Limit?]
  private var disequalities: [(left: Int, right: Int, value: Decimal128)] = []

  init(isWhole: [Bool]) {
    count = isWhole.count
    self.isWhole = isWhole
    limits = [Limit?](repeating: nil, count: count * count)
    for index in 0..<count { limits[index * count + index] = Limit(value: .zero, isStrict: false) }
  }

  /// Whether a comparison may hold beside what is known. In constant time; for `!=` only what is known already counts.
  func admits(_ left: Int, _ right: Int, _ comparison: Comparison, _ value: Decimal128) throws -> Bool {
    switch comparison {
    case .lessOrEqual: try admits(left, right, Limit(value: value, isStrict: false))
    case .less: try admits(left, right, Limit(value: value, isStrict: true))
    case .greaterOrEqual: try admits(right, left, Limit(value: value.negated(), isStrict: false))
    case .greater: try admits(right, left, Limit(value: value.negated(), isStrict: true))
    case .equal:
      try admits(left, right, Limit(value: value, isStrict: false))
        && admits(right, left, Limit(value: value.negated(), isStrict: false))
    case .notEqual: !(isAtMost(left, right, value) && isAtMost(right, left, value.negated()))
    }
  }

  /// Adds what a comparison says; false where it contradicts what is known.
  mutating func add(_ left: Int, _ right: Int, _ comparison: Comparison, _ value: Decimal128) throws -> Bool {
    switch comparison {
    case .lessOrEqual: return try add(left, right, Limit(value: value, isStrict: false))
    case .less: return try add(left, right, Limit(value: value, isStrict: true))
    case .greaterOrEqual: return try add(right, left, Limit(value: value.negated(), isStrict: false))
    case .greater: return try add(right, left, Limit(value: value.negated(), isStrict: true))
    case .equal:
      return try add(left, right, Limit(value: value, isStrict: false))
        && add(right, left, Limit(value: value.negated(), isStrict: false))
    case .notEqual:
      disequalities.append((left, right, value))
      return try admits(left, right, .notEqual, value)
    }
  }

  /// Takes what must differ into account; false where that leaves no values. Between whole numbers the ends of what is
  /// possible move inwards; otherwise there are always values in between.
  mutating func settleDisequalities() throws -> Bool {
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for (left, right, value) in disequalities {
        let isHighest = isAtMost(left, right, value)
        let isLowest = isAtMost(right, left, value.negated())
        if isHighest && isLowest { return false }
        guard isWhole[left], isWhole[right], value.integer != nil, isHighest || isLowest else { continue }
        // The limit is exactly this value where the comparison with it is still possible.
        guard try admits(left, right, .equal, value) else { continue }
        let isPossible =
          try isHighest
          ? add(left, right, Limit(value: value, isStrict: true))
          : add(right, left, Limit(value: value.negated(), isStrict: true))
        if !isPossible { return false }
        hasChanged = true
      }
    }
    return true
  }

  private func isAtMost(_ left: Int, _ right: Int, _ value: Decimal128) -> Bool {
    limits[left * count + right].map { $0.value <= value } ?? false
  }

  private func admits(_ left: Int, _ right: Int, _ limit: Limit) throws -> Bool {
    guard let back = limits[right * count + left] else { return true }
    let sum = try sum(whole(limit, left, right), back)
    return !sum.value.isNegative && !(sum.value.isZero && sum.isStrict)
  }

  private mutating func add(_ left: Int, _ right: Int, _ limit: Limit) throws -> Bool {
    let limit = whole(limit, left, right)
    guard try admits(left, right, limit) else { return false }
    if let known = limits[left * count + right], !limit.isTighter(than: known) { return true }
    for start in 0..<count {
      guard let first = limits[start * count + left] else { continue }
      let path = try sum(first, limit)
      for end in 0..<count {
        guard let last = limits[right * count + end] else { continue }
        let whole = try sum(path, last)
        if let known = limits[start * count + end], !whole.isTighter(than: known) { continue }
        limits[start * count + end] = whole
      }
    }
    return true
  }

  /// Less than a whole number is at most the one before.
  private func whole(_ limit: Limit, _ left: Int, _ right: Int) -> Limit {
    guard limit.isStrict, isWhole[left], isWhole[right], limit.value.integer != nil,
      let value = limit.value.subtracting(.one)
    else { return limit }
    return Limit(value: value, isStrict: false)
  }

  private func sum(_ first: Limit, _ second: Limit) throws -> Limit {
    guard let value = first.value.adding(second.value) else { throw Inexact() }
    return Limit(value: value, isStrict: first.isStrict || second.isStrict)
  }

}
