import RecordStore
import RulePlan

/// How rights come to give entitlements: the shortest ways, and the smallest sets of rights that break a segregation.
final class EntitlementWays {
  private let model: AccessModel
  private let context: EvaluationContext
  /// The steps of `gives` from the pivot on.
  private let links: [Link]
  private let rightsTable: TableID?
  private var known: [WayKey: [Value]] = [:]
  private var entitlementWords: [Value: [UInt64]] = [:]

  private struct Link {
    var field: FieldID
    var isClosure: Bool
    var includesStart: Bool
    var evaluator: ExpressionEvaluator
  }

  private struct WayKey: Hashable {
    var pivot: Int32
    var atom: Int
  }

  init(model: AccessModel, context: EvaluationContext, evaluator: ExpressionEvaluator) {
    self.model = model
    self.context = context
    var links: [Link] = []
    var expression = model.gives
    while true {
      switch expression.node {
      case .field(let base, let field):
        links.append(Link(field: field, isClosure: false, includesStart: false, evaluator: evaluator))
        expression = base
        continue
      case .closure(let base, let field, let includesStart):
        links.append(Link(field: field, isClosure: true, includesStart: includesStart, evaluator: evaluator))
        expression = base
        continue
      default: break
      }
      break
    }
    self.links = links.reversed()
    rightsTable = RightsReader(model: model, context: context).rightsTable
  }

  /// The rights that serve a duty of the conflict, each with its way, and the smallest sets of them that break it.
  ///
  /// - Parameter groups: rights that break the conflict together.
  func evidence(
    of groups: [[RightsOfSubjects.Right]], conflict: Segregation.Conflict
  ) -> Evidence {
    let duties: [DutyID] =
      switch conflict {
      case .separated(let first, let others): [first] + others
      case .atMost(_, let duties): duties
      }
    var paths: [Evidence.Path] = []
    var sets: [[Int]] = []
    for rights in groups {
      var union = [UInt64](repeating: 0, count: context.atoms.wordCount)
      for right in rights { for word in union.indices { union[word] |= right.words[word] } }
      // Only duties that are held matter.
      let held = duties.filter { duty in amounts(union, duty) }
      var contributing: [RightsOfSubjects.Right] = []
      for right in rights {
        var contributes = false
        for duty in held {
          for atom in context.atoms.atoms(of: duty, among: right.words) {
            contributes = true
            let way = way(from: right.pivot, to: atom)
            let reference = right.row < 0 ? nil : rightsTable.map { RowReference(table: $0, row: Int(right.row)) }
            for trail in right.trails
            where !paths.contains(where: { $0.right == reference && $0.way == way && $0.trail == trail }) {
              paths.append(Evidence.Path(right: reference, trail: trail, way: way, duty: duty))
            }
          }
        }
        if contributes { contributing.append(right) }
      }
      sets += smallestSets(contributing, conflict)
    }
    if groups.count > 1 { paths.sort { ($0.right?.row ?? -1) < ($1.right?.row ?? -1) } }
    let least = sets.reduce(Int.max) { min($0, $1.count) }
    var smallest: [[Int]] = []
    for set in sets where set.count == least {
      // A row that grants in several ways is one right.
      let rows = Set(set).sorted()
      if !smallest.contains(rows) { smallest.append(rows) }
    }
    return Evidence(paths: paths, smallestSets: Array(smallest.prefix(Self.mostSets)))
  }

  private func amounts(_ words: [UInt64], _ duty: DutyID) -> Bool {
    words.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { context.atoms.amounts($0, to: duty) } ?? false
    }
  }

  private static let mostSets = 8

  /// Sets of the least number of rights that break the conflict, at most eight of them, in the order of the rights.
  /// Sets of more than six rights, and subjects with more than forty rights that count, are given whole.
  private func smallestSets(
    _ rights: [RightsOfSubjects.Right], _ conflict: Segregation.Conflict
  ) -> [[Int]] {
    let all = rights.map { Int($0.row) }
    guard rights.count <= 40 else { return [all] }
    for size in 1...max(1, min(6, rights.count)) {
      var found: [[Int]] = []
      var chosen = Array(0..<size)
      while chosen.count <= rights.count, found.count < Self.mostSets {
        var words = [UInt64](repeating: 0, count: context.atoms.wordCount)
        for index in chosen where index < rights.count {
          for word in words.indices { words[word] |= rights[index].words[word] }
        }
        let isBroken = words.withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map { conflict.isBroken(by: $0, context.atoms) } ?? false
        }
        if isBroken { found.append(chosen.map { all[$0] }) }
        guard Self.advance(&chosen, below: rights.count) else { break }
      }
      if !found.isEmpty { return found }
    }
    return [all]
  }

  /// The next combination in lexical order; false after the last.
  private static func advance(_ chosen: inout [Int], below count: Int) -> Bool {
    var position = chosen.count - 1
    while position >= 0, chosen[position] == count - chosen.count + position { position -= 1 }
    guard position >= 0 else { return false }
    chosen[position] += 1
    for next in (position + 1)..<max(position + 1, chosen.count) { chosen[next] = chosen[next - 1] + 1 }
    return true
  }

  // MARK: Ways

  /// The shortest way from a pivot row to an entitlement of an atom, breadth first: pivot, what lies between,
  /// entitlement.
  private func way(from pivot: Int32, to atom: Int) -> [Value] {
    let key = WayKey(pivot: pivot, atom: atom)
    if let way = known[key] { return way }
    let way = search(from: pivot, to: atom)
    known[key] = way
    return way
  }

  /// A place of the search: after this many links, at a row or a text.
  private struct State: Hashable {
    var link: Int
    var value: Value
    /// Inside a closure without its start: where it began.
    var start: Value?
  }

  private func search(from pivot: Int32, to atom: Int) -> [Value] {
    guard case .row(let table) = model.pivot.type.scalar else { return [] }
    let start = State(link: 0, value: .row(RowReference(table: table, row: Int(pivot))))
    var previous: [State: State] = [:]
    var seen: Set<State> = [start]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let state = queue[next]
      next += 1
      if state.link == links.count {
        if isEntitlement(state.value, of: atom) { return Self.trace(state, previous) }
        continue
      }
      for target in successors(of: state) where seen.insert(target).inserted {
        previous[target] = state
        queue.append(target)
      }
    }
    return [start.value]
  }

  private static func trace(_ end: State, _ previous: [State: State]) -> [Value] {
    var way: [Value] = [end.value]
    var state = end
    while let before = previous[state] {
      if before.value != way[0] { way.insert(before.value, at: 0) }
      state = before
    }
    return way
  }

  private func successors(of state: State) -> [State] {
    guard case .row(let reference) = state.value else { return [] }
    let link = links[state.link]
    guard link.field.table == reference.table else { return [] }
    let values = context.column(link.field, rows: [Int32(clamping: reference.row)], evaluator: link.evaluator)
    let type = context.plan.schema[link.field].type
    let targets: [Value]
    if case .list(let list) = context.value(values, 0, type) {
      targets = list
    } else {
      targets = [context.value(values, 0, type)].filter { $0 != .missing && $0 != .undetermined }
    }
    guard link.isClosure else { return targets.map { State(link: state.link + 1, value: $0) } }
    var result: [State] = []
    if link.includesStart || state.start != nil && state.start != state.value {
      result.append(State(link: state.link + 1, value: state.value))
    }
    let start = link.includesStart ? nil : state.start ?? state.value
    for target in targets { result.append(State(link: state.link, value: target, start: start)) }
    return result
  }

  private func isEntitlement(_ value: Value, of atom: Int) -> Bool {
    let words: [UInt64]
    if let known = entitlementWords[value] {
      words = known
    } else {
      var made = [UInt64](repeating: 0, count: context.atoms.wordCount)
      let text: String? =
        switch value {
        case .text(let text): text
        case .row(let reference):
          context.store.key(of: reference.row, in: reference.table).map { context.text(ofSymbol: $0) }
        default: nil
        }
      if let text {
        made.withUnsafeMutableBufferPointer { buffer in
          if let base = buffer.baseAddress { context.atoms.mark(text, base) }
        }
      }
      entitlementWords[value] = made
      words = made
    }
    return words[atom >> 6] >> UInt64(atom & 63) & 1 != 0
  }
}
