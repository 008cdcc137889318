import Evaluation
import RecordStore
import RulePlan

/// Compares what a rule found before and after a request, on one day: by the value that it holds against a bound, else by
/// the rows of the evidence.
struct ValueComparison {
  let plan: Plan
  let request: AccessRequest
  let patterns: FindingPatterns

  func compare(_ old: SpanLedger.Present, _ new: SpanLedger.Present, _ pair: DayPair) -> Trend {
    switch (old.state.status == .undetermined, new.state.status == .undetermined) {
    case (false, true): return .worse
    case (true, false): return .better
    default: break
    }
    guard let requirement = plan.requirements.first(where: { $0.norm == new.outcome.norm }) else { return .same }
    var trends: [Trend] = []
    for bound in BoundReader.bounds(of: requirement.condition) {
      let earlier = pair.old.evaluator.evaluate(bound, old.outcome.bindings, on: old.outcome.day)
      let later = pair.new.evaluator.evaluate(bound, new.outcome.bindings, on: new.outcome.day)
      if let order = later.order(earlier) { trends.append(order > 0 ? .worse : order < 0 ? .better : .same) }
    }
    if !trends.isEmpty {
      return trends.contains(.worse) ? .worse : trends.contains(.better) ? .better : .same
    }
    let earlier = FindingWriter(assessor: pair.old, patterns: patterns).evidenceRows(of: old.outcome)
    let later = FindingWriter(assessor: pair.new, patterns: patterns).evidenceRows(of: new.outcome)
    let touched = Set(request.items.filter { $0.action != .remove }.map(\.row))
    if !later.isDisjoint(with: touched) { return .worse }
    return later.isStrictSubset(of: earlier) ? .better : .same
  }
}

/// Finds the comparisons with a bound in a requirement, each as the amount by which the value exceeds what it may be.
struct BoundReader {
  private var bounds: [Expression] = []
  private var surroundings: [Surrounding] = []

  /// Expressions that grow as the requirement is missed by more. Linear in the condition.
  static func bounds(of condition: Expression) -> [Expression] {
    var reader = BoundReader()
    reader.read(condition, isWanted: true)
    return reader.bounds
  }

  private mutating func read(_ condition: Expression, isWanted: Bool) {
    switch condition.node {
    case .not(let operand): read(operand, isWanted: !isWanted)
    case .and(let operands) where isWanted: for operand in operands { read(operand, isWanted: true) }
    case .or(let operands) where !isWanted: for operand in operands { read(operand, isWanted: false) }
    case .implies(_, let conclusion) where isWanted: read(conclusion, isWanted: true)
    case .bind(let variable, let value, let body):
      within(.name(variable, value)) { $0.read(body, isWanted: isWanted) }
    case .onDay(let value, let day): within(.day(day)) { $0.read(value, isWanted: isWanted) }
    case .compare(let comparison, let left, let right):
      let isUpper: Bool
      switch comparison {
      case .less, .lessOrEqual: isUpper = isWanted
      case .greater, .greaterOrEqual: isUpper = !isWanted
      case .equal, .notEqual: return
      }
      add(excess: isUpper ? left : right, over: isUpper ? right : left)
    default: break
    }
  }

  private mutating func within(_ surrounding: Surrounding, _ body: (inout BoundReader) -> Void) {
    surroundings.append(surrounding)
    body(&self)
    surroundings.removeLast()
  }

  private mutating func add(excess value: Expression, over bound: Expression) {
    let type: ValueType
    switch value.type.scalar {
    case .integer, .decimal, .percent, .money, .duration, .dataSize: type = ValueType(value.type.scalar)
    case .date, .timestamp: type = ValueType(.duration)
    case .text, .boolean, .period, .version, .enumeration, .row: return
    }
    let excess = Expression(.arithmetic(.subtract, value, bound), type, value.origin)
    bounds.append(Surrounding.close(excess, in: surroundings))
  }
}

extension Value {
  /// −1, 0 or 1; nil where two values do not compare.
  func order(_ other: Value) -> Int? {
    func order<T: Comparable>(_ left: T, _ right: T) -> Int { left < right ? -1 : left > right ? 1 : 0 }
    switch (self, other) {
    case (.integer(let a), .integer(let b)): return order(a, b)
    case (.decimal(let a), .decimal(let b)), (.percent(let a), .percent(let b)):
      return a.compare(b)
    case (.money(let a), .money(let b)): return a.currency == b.currency ? a.number.compare(b.number) : nil
    case (.dataSize(let a), .dataSize(let b)): return order(a, b)
    case (.duration(let a), .duration(let b)): return a.compare(b)
    default: return nil
    }
  }
}
