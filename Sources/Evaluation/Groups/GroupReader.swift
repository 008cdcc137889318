import RecordStore
import RulePlan

/// Which instances belong to which groups of one entity, in one state of the data.
struct Membership {
  /// In the order of their first members.
  private(set) var keys: [Value] = []
  private(set) var members: [[Int32]] = []
  private var places: [Value: Int] = [:]
  /// Instances that take part and have no value, so that they are in no group.
  fileprivate(set) var withoutKey = 0
  /// Whether it cannot be decided of some instance.
  fileprivate(set) var isUndetermined = false

  subscript(key: Value) -> [Int32] { places[key].map { members[$0] } ?? [] }

  /// How many instances are in a group.
  var memberCount: Int { Set(members.joined()).count }

  fileprivate mutating func add(_ row: Int32, to key: Value) {
    guard let place = places[key] else {
      places[key] = keys.count
      keys.append(key)
      members.append([row])
      return
    }
    // The same value twice makes an instance a member once.
    if members[place].last != row { members[place].append(row) }
  }
}

/// Puts instances into groups, block by block. Linear in the instances and in their values.
struct GroupReader {
  private static let blockSize = 1 << 13

  let context: EvaluationContext
  private let grouping: Grouping
  private let condition: Expression?
  private let value: Expression

  init(_ grouping: Grouping, in context: EvaluationContext) {
    self.context = context
    self.grouping = grouping
    condition = grouping.condition.map { Planner.planned($0, of: context.plan) }
    value = Planner.planned(grouping.value, of: context.plan)
  }

  func read() -> Membership {
    var membership = Membership()
    let hidden = context.store.view.hiddenRows(in: grouping.members)
    let count = context.store[grouping.members].rowCount
    for start in stride(from: 0, to: count, by: Self.blockSize) {
      let rows = (start..<min(count, start + Self.blockSize)).filter { !(hidden?.contains($0) ?? false) }
      read(rows.map { Int32(clamping: $0) }, into: &membership)
    }
    return membership
  }

  private func read(_ rows: [Int32], into membership: inout Membership) {
    let evaluator = ExpressionEvaluator(context: context)
    var rows = rows
    if let condition {
      let truths = evaluator.evaluate(condition, frame(of: rows)).truths
      if truths.contains(Kleene.isUndetermined) { membership.isUndetermined = true }
      rows = zip(rows, truths).filter { $0.1 == 1 }.map(\.0)
    }
    guard !rows.isEmpty else { return }
    let values = evaluator.evaluate(value, frame(of: rows))
    for (index, row) in rows.enumerated() {
      switch context.value(values, index, value.type) {
      case .missing: membership.withoutKey += 1
      case .undetermined: membership.isUndetermined = true
      case .list(let keys):
        if keys.isEmpty { membership.withoutKey += 1 }
        for key in keys {
          if key == .undetermined { membership.isUndetermined = true } else { membership.add(row, to: key) }
        }
      case let key: membership.add(row, to: key)
      }
    }
  }

  private func frame(of rows: [Int32]) -> Frame {
    let frame = Frame(count: rows.count)
    frame.bind(grouping.variable.index, Values(.rows(rows)))
    return frame
  }
}
