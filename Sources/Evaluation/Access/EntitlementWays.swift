import RecordStore
import RulePlan

/// How rights come to give entitlements: the shortest paths to them.
final class EntitlementWays {
  private let model: AccessModel
  private let context: EvaluationContext
  /// The steps of `gives` from the pivot on.
  private let links: [Link]
  private let rightsTable: TableID?
  private var known: [WayKey: Way] = [:]
  /// Places that searches for an atom have visited; beyond a few times the rows, its ways are found at once.
  private var visited: [Int: Int] = [:]
  private var tables: [Int: WayTable] = [:]
  private let path: GivesPath?
  /// The entitlements that each row of the last table of the path names itself, where it has been needed.
  private var ownWords: [UInt64]?
  private let evaluator: ExpressionEvaluator
  private let visitsBeforeTables: Int
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

  typealias Way = (steps: [Value], omitted: Int)

  /// - Parameter visitsBeforeTables: places that searches for one atom may visit before its ways are found at once; a few
  ///   times the rows if not given.
  init(
    model: AccessModel, context: EvaluationContext, evaluator: ExpressionEvaluator, visitsBeforeTables: Int? = nil
  ) {
    self.model = model
    self.context = context
    self.evaluator = evaluator
    let path = GivesPath(model, in: context.plan.schema)
    self.path = path
    self.visitsBeforeTables =
      visitsBeforeTables ?? path?.links.reduce(4096) { $0 + 4 * context.rowCount($1.field.table) } ?? .max
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

  /// The rights that serve a duty of the segregation, each with its way.
  ///
  /// - Parameter groups: rights that break the segregation together.
  func evidence(of groups: [[RightsOfSubjects.Right]], _ conflict: Segregation.Conflict) -> Evidence {
    var paths: [Evidence.Path] = []
    var listed = ListedPaths()
    for rights in groups {
      var union = [UInt64](repeating: 0, count: context.atoms.wordCount)
      for right in rights { for word in union.indices { union[word] |= right.words[word] } }
      // Only duties that are held matter.
      let held = conflict.duties.filter { duty in amounts(union, duty) }
      for right in rights {
        for duty in held {
          for atom in context.atoms.atoms(of: duty, among: right.words) {
            var (way, omitted) = way(from: right.pivot, to: atom)
            if let part = part(of: atom, fitting: way.last) { way.append(part) }
            let reference = right.row < 0 ? nil : rightsTable.map { RowReference(table: $0, row: Int(right.row)) }
            for trail in right.trails {
              let path = Evidence.Path(right: reference, trail: trail, way: way, omitted: omitted, duty: duty)
              if listed.insert(path, unlessAmong: paths) { paths.append(path) }
            }
          }
        }
      }
    }
    if groups.count > 1 { paths.sort { ($0.right?.row ?? -1) < ($1.right?.row ?? -1) } }
    return Evidence(paths: paths)
  }

  /// The first name or pattern of an atom that a given pattern fits, where it says more than the given one itself.
  private func part(of atom: Int, fitting end: Value?) -> Value? {
    guard model.givesPatterns, case .text(let text)? = end else { return nil }
    let given = GivenPattern(text)
    return context.atoms.groups[atom].first(where: given.meets).flatMap { $0.text == text ? nil : .text($0.text) }
  }

  private func amounts(_ words: [UInt64], _ duty: DutyID) -> Bool {
    words.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { context.atoms.amounts($0, to: duty) } ?? false
    }
  }

  // MARK: Ways

  /// The shortest way from a pivot row to an entitlement of an atom, breadth first: pivot, what lies between,
  /// entitlement.
  func way(from pivot: Int32, to atom: Int) -> Way {
    let key = WayKey(pivot: pivot, atom: atom)
    if let way = known[key] { return way }
    let way = tabled(from: pivot, to: atom) ?? (search(from: pivot, to: atom), 0)
    known[key] = way
    return way
  }

  /// The same way out of a table of all ways to the atom, once searches have cost more than that.
  private func tabled(from pivot: Int32, to atom: Int) -> Way? {
    guard let path, let last = path.links.last else { return nil }
    guard visited[atom, default: 0] >= visitsBeforeTables else { return nil }
    let words = ownWords ?? path.ownWords(EntitlementAtoms(model: model, context: context), evaluator: evaluator)
    ownWords = words
    let table = tables[atom] ?? WayTable(path: path, atom: atom, words: words, evaluator: evaluator)
    tables[atom] = table
    guard let (found, omitted) = table.way(from: pivot) else { return nil }
    var steps = found.map(Value.row)
    guard !last.isClosure, let end = steps.last else { return (steps, omitted) }
    let targets = successors(of: State(link: links.count - 1, value: end)).map(\.value)
    guard let entitlement = targets.first(where: { isEntitlement($0, of: atom) }) else { return nil }
    steps.append(entitlement)
    return (steps, omitted)
  }

  /// A place of the search: after this many links, at a row or a text.
  private struct State: Hashable {
    var link: Int
    var value: Value
    /// Inside a closure without its start: whether a link was followed. A cycle leads to its start again.
    var hasMoved = false
  }

  private func search(from pivot: Int32, to atom: Int) -> [Value] {
    guard case .row(let table) = model.pivot.type.scalar else { return [] }
    let start = State(link: 0, value: .row(RowReference(table: table, row: Int(pivot))))
    var previous: [State: State] = [:]
    var seen: Set<State> = [start]
    var queue = [start]
    var next = 0
    defer { visited[atom, default: 0] += seen.count }
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
      // Leaving a closure is a step of the search and none of the way; a row that leads to itself is one.
      if before.link == state.link || before.value != way[0] { way.insert(before.value, at: 0) }
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
    if link.includesStart || state.hasMoved {
      result.append(State(link: state.link + 1, value: state.value))
    }
    for target in targets {
      result.append(State(link: state.link, value: target, hasMoved: !link.includesStart))
    }
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
          guard let base = buffer.baseAddress else { return }
          if model.givesPatterns {
            context.atoms.mark(GivenPattern(text), base)
          } else {
            context.atoms.mark(text, base)
          }
        }
      }
      entitlementWords[value] = made
      words = made
    }
    return words[atom >> 6] >> UInt64(atom & 63) & 1 != 0
  }
}
