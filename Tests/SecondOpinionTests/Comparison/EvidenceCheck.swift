import Evaluation
import RecordStore
import RulePlan

/// Compares what is said to cause a finding with what the second opinion has.
struct EvidenceCheck {
  let plan: Plan
  let store: RecordStore
  let naive: NaiveEvaluator

  /// Nil where nothing is wrong.
  func fault(_ evidence: Evidence, _ own: NaiveEvidence) -> String? {
    let rights = Set(evidence.paths.map { name($0.right) })
    let ownRights = Set(own.rights.map { $0.right.right?.name ?? "" })
    if rights != ownRights { return "rights \(rights.sorted()), second opinion \(ownRights.sorted())" }
    let table = evidence.paths.lazy.compactMap(\.right?.table).first
    let sets = evidence.smallestSets.map { set in
      set.map { row in table.map { store.positionName($0, row: row) } ?? "" }.sorted()
    }
    let ownSets = Set(own.smallestSets.map { $0.sorted() })
    if Set(sets).count != sets.count { return "the same set twice: \(sets)" }
    // Beyond eight sets, and for sets of more than six, the evaluator says less.
    let size = ownSets.first?.count ?? 0
    let isFine =
      size > 6 ? true : ownSets.count > 8 ? Set(sets).isSubset(of: ownSets) && !sets.isEmpty : Set(sets) == ownSets
    if !isFine { return "smallest sets \(sets), second opinion \(ownSets)" }
    for path in evidence.paths { if let fault = fault(path, own) { return fault } }
    for entry in own.rights {
      for duty in entry.duties {
        let isShown = evidence.paths.contains { path in
          guard name(path.right) == entry.right.right?.name ?? "", let end = path.way.last, let key = key(end) else {
            return false
          }
          return NaiveEvaluator.mentions(plan.duties[duty].formula, key)
        }
        if !isShown { return "no way from \(entry.right.right?.name ?? "") to \(plan.duties[duty].name)" }
      }
    }
    return nil
  }

  private func name(_ right: RowReference?) -> String { right.map { store.positionName($0.table, row: $0.row) } ?? "" }

  private func key(_ value: Value) -> [UInt32]? {
    switch value {
    case .text(let text): return text.unicodeScalars.map(\.value)
    case .row(let row):
      guard let symbol = store.key(of: row.row, in: row.table) else { return nil }
      return store.symbols.string(of: symbol).unicodeScalars.map(\.value)
    default: return nil
    }
  }

  /// A way leads over the links of the model to an entitlement of the duty, and no shorter way leads to it.
  private func fault(_ path: Evidence.Path, _ own: NaiveEvidence) -> String? {
    let spelling = Spelling(plan: plan, store: store)
    let way = path.way.map { spelling.text($0) }
    let described = "the way \(way) of \(name(path.right))"
    guard let end = path.way.last, let key = key(end) else { return described + " ends nowhere" }
    guard NaiveEvaluator.mentions(plan[path.duty].formula, key) else {
      return described + " does not lead to \(plan[path.duty].name)"
    }
    let entry = own.rights.first {
      ($0.right.right?.name ?? "") == name(path.right) && spelling.text($0.right.pivot) == way.first
    }
    guard let entry else { return described + " begins elsewhere" }
    let all = ways(from: entry.right.pivot, own.model)
    guard let shortest = all[way.last ?? ""] else { return described + " does not exist" }
    if way.count != shortest { return described + " has \(way.count) places, the shortest \(shortest)" }
    return nil
  }

  /// The number of places on the shortest way to each value that the model gives, breadth first.
  private func ways(from pivot: Plain, _ model: Int) -> [String: Int] {
    var links: [(field: FieldID, isClosure: Bool, includesStart: Bool)] = []
    var expression = plan.accessModels[model].gives
    walk: while true {
      switch expression.node {
      case .list(let parts) where parts.count == 1: expression = parts[0]
      case .field(let base, let field):
        links.insert((field, false, false), at: 0)
        expression = base
      case .closure(let base, let field, let includesStart):
        links.insert((field, true, includesStart), at: 0)
        expression = base
      default: break walk
      }
    }
    let spelling = Spelling(plan: plan, store: store)
    // All that has been reached over this many links, with the number of places so far.
    var reached: [(value: Plain, places: Int)] = [(pivot, 1)]
    func next(_ value: Plain, _ field: FieldID) -> [Plain] {
      guard case .row(let row) = value else { return [] }
      switch naive.field(field, of: row) {
      case .list(let elements, _): return elements
      case .row(let row): return [.row(row)]
      case .text(let text): return [.text(text)]
      default: return []
      }
    }
    func shortest(_ values: [(value: Plain, places: Int)]) -> [(value: Plain, places: Int)] {
      var best: [String: (value: Plain, places: Int)] = [:]
      for entry in values {
        let name = spelling.text(entry.value)
        if (best[name]?.places ?? .max) > entry.places { best[name] = entry }
      }
      return Array(best.values)
    }
    for link in links {
      func stepped(_ entries: [(value: Plain, places: Int)]) -> [(value: Plain, places: Int)] {
        entries.flatMap { entry in next(entry.value, link.field).map { ($0, entry.places + 1) } }
      }
      if !link.isClosure {
        reached = shortest(stepped(reached))
        continue
      }
      // From each start on its own; without the start itself where it is not included.
      reached = shortest(
        reached.flatMap { start -> [(value: Plain, places: Int)] in
          var all = shortest(link.includesStart ? [start] : stepped([start]))
          var count = -1
          while count != all.count {
            count = all.count
            all = shortest(all + stepped(all))
          }
          let name = spelling.text(start.value)
          return link.includesStart ? all : all.filter { spelling.text($0.value) != name }
        })
    }
    return Dictionary(uniqueKeysWithValues: shortest(reached).map { (spelling.text($0.value), $0.places) })
  }
}
