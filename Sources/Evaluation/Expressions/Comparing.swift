import RulePlan

/// Comparisons over vectors. An element that is missing or undetermined on either side gives undetermined.
struct Comparing {
  let context: EvaluationContext

  func compare(_ comparison: Comparison, _ left: Values, _ right: Values) -> Values {
    var truths = [UInt8](repeating: Kleene.isUndetermined, count: left.count)
    func fill<T>(_ a: [T], _ b: [T], _ ordering: (T, T) -> Int?) {
      for index in 0..<truths.count {
        guard let order = ordering(a[index], b[index]) else { continue }
        truths[index] = Self.holds(comparison, order) ? 1 : 0
      }
    }
    func fillPlain<T: Comparable>(_ a: [T], _ b: [T]) {
      switch comparison {
      case .equal: for index in 0..<truths.count { truths[index] = a[index] == b[index] ? 1 : 0 }
      case .notEqual: for index in 0..<truths.count { truths[index] = a[index] == b[index] ? 0 : 1 }
      case .less: for index in 0..<truths.count { truths[index] = a[index] < b[index] ? 1 : 0 }
      case .lessOrEqual: for index in 0..<truths.count { truths[index] = a[index] <= b[index] ? 1 : 0 }
      case .greater: for index in 0..<truths.count { truths[index] = a[index] > b[index] ? 1 : 0 }
      case .greaterOrEqual: for index in 0..<truths.count { truths[index] = a[index] >= b[index] ? 1 : 0 }
      }
    }
    switch (left.vector, right.vector) {
    case (.truths(let a), .truths(let b)):
      for index in 0..<truths.count where a[index] != 2 && b[index] != 2 {
        truths[index] = Self.holds(comparison, Int(a[index]) - Int(b[index])) ? 1 : 0
      }
    case (.integers(let a), .integers(let b)): fillPlain(a, b)
    case (.days(let a), .days(let b)): fillPlain(a, b)
    case (.timestamps(let a), .timestamps(let b)): fillPlain(a, b)
    case (.rows(let a), .rows(let b)): fillPlain(a, b)
    case (.decimals(let a, let x), .decimals(let b, let y)):
      if x.isEmpty, y.isEmpty { fillPlain(a, b) } else { fill(a, b) { x.number($0).compare(y.number($1)) } }
    case (.versions(let a), .versions(let b)): fillPlain(a, b)
    case (.symbols(let a), .symbols(let b)):
      if comparison == .equal || comparison == .notEqual {
        fillPlain(a, b)
      } else {
        fill(a, b) { context.order(ofSymbol: $0, $1) }
      }
    case (.monies(let a, let x), .monies(let b, let y)):
      if x.isEmpty, y.isEmpty {
        fill(a, b) { $0.compare($1) }
      } else {
        fill(a, b) { left, right in
          left.currency == right.currency ? x.number(left.amount).compare(y.number(right.amount)) : nil
        }
      }
    case (.durations(let a), .durations(let b)):
      for index in 0..<truths.count {
        guard let holds = a[index].satisfies(comparison, b[index]) else { continue }
        truths[index] = holds ? 1 : 0
      }
    case (.periods(let a), .periods(let b)): fill(a, b) { $0 == $1 ? 0 : 1 }
    default: break
    }
    Self.mark(&truths, left.status)
    Self.mark(&truths, right.status)
    return Values(truths: truths)
  }

  static func holds(_ comparison: Comparison, _ order: Int) -> Bool {
    switch comparison {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }

  /// Makes undetermined what is not present.
  static func mark(_ truths: inout [UInt8], _ status: [UInt8]?) {
    guard let status else { return }
    for index in truths.indices where status[index] != Values.present { truths[index] = Kleene.isUndetermined }
  }

  /// −1, 0 or 1 for two elements of one vector; nil where they have no order. For sorting, minima and equality.
  func order(_ values: Vector, _ i: Int, _ j: Int) -> Int? {
    func plain<T: Comparable>(_ list: [T]) -> Int { list[i] == list[j] ? 0 : list[i] < list[j] ? -1 : 1 }
    switch values {
    case .truths(let list): return plain(list)
    case .integers(let list): return plain(list)
    case .days(let list): return plain(list)
    case .timestamps(let list): return plain(list)
    case .rows(let list): return plain(list)
    case .decimals(let list, let aside):
      return aside.isEmpty ? list[i].compare(list[j]) : aside.number(list[i]).compare(aside.number(list[j]))
    case .versions(let list): return plain(list)
    case .symbols(let list): return context.order(ofSymbol: list[i], list[j])
    case .monies(let list, let aside):
      guard !aside.isEmpty else { return list[i].compare(list[j]) }
      guard list[i].currency == list[j].currency else { return nil }
      return aside.number(list[i].amount).compare(aside.number(list[j].amount))
    case .durations(let list): return list[i].compare(list[j])
    case .periods(let list): return list[i] == list[j] ? 0 : nil
    case .lists: return nil
    }
  }

  /// The same for two elements of two vectors of one type.
  func order(_ left: Vector, _ i: Int, _ right: Vector, _ j: Int) -> Int? {
    func plain<T: Comparable>(_ a: T, _ b: T) -> Int { a == b ? 0 : a < b ? -1 : 1 }
    switch (left, right) {
    case (.truths(let a), .truths(let b)): return plain(a[i], b[j])
    case (.integers(let a), .integers(let b)): return plain(a[i], b[j])
    case (.days(let a), .days(let b)): return plain(a[i], b[j])
    case (.timestamps(let a), .timestamps(let b)): return plain(a[i], b[j])
    case (.rows(let a), .rows(let b)): return plain(a[i], b[j])
    case (.decimals(let a, let x), .decimals(let b, let y)): return x.number(a[i]).compare(y.number(b[j]))
    case (.versions(let a), .versions(let b)): return plain(a[i], b[j])
    case (.symbols(let a), .symbols(let b)): return context.order(ofSymbol: a[i], b[j])
    case (.monies(let a, let x), .monies(let b, let y)):
      guard a[i].currency == b[j].currency else { return nil }
      return x.number(a[i].amount).compare(y.number(b[j].amount))
    case (.durations(let a), .durations(let b)): return a[i].compare(b[j])
    default: return nil
    }
  }
}
