import Evaluation
import RecordStore
import RulePlan

/// Compares what is said to cause a finding with what the second opinion has.
struct EvidenceCheck {
  let plan: Plan
  let store: RecordStore
  let naive: NaiveEvaluator

  /// Nil where nothing is wrong.
  func fault(_ outcome: Outcome, _ evidence: Evidence, _ own: NaiveEvidence) -> String? {
    let rights = Set(evidence.paths.map { name($0.right) })
    let ownRights = Set(own.rights.map { $0.right.right?.name ?? "" })
    if rights != ownRights { return "rights \(rights.sorted()), second opinion \(ownRights.sorted())" }
    if let fault = fault(outcome, own.conflicts, own.model) { return fault }
    for path in evidence.paths { if let fault = fault(path, own) { return fault } }
    for entry in own.rights {
      for duty in entry.duties {
        let isShown = evidence.paths.contains { path in
          guard name(path.right) == entry.right.right?.name ?? "", let end = path.way.last, let key = key(end) else {
            return false
          }
          return NaiveEvaluator.mentions(naive.formula(of: duty), key)
        }
        if !isShown { return "no way from \(entry.right.right?.name ?? "") to \(plan.duties[duty].name)" }
      }
    }
    return nil
  }

  // MARK: Conflicts

  private func fault(_ outcome: Outcome, _ own: [NaiveConflict], _ model: Int) -> String? {
    let duties = Set(outcome.conflicts.map { $0.duties.map(\.index) })
    if duties.count != outcome.conflicts.count { return "the same duties twice" }
    if duties != Set(own.map(\.duties)) {
      return "conflicts of \(duties.sorted { $0.description < $1.description }), second opinion \(own.map(\.duties))"
    }
    for conflict in outcome.conflicts {
      guard let other = own.first(where: { $0.duties == conflict.duties.map(\.index) }) else { continue }
      let text = "\(conflict.duties.map { plan[$0].name }): "
      if conflict.isSure != other.isSure { return text + "sure \(conflict.isSure), second opinion \(other.isSure)" }
      let rights = Set(conflict.rights.map { right($0, outcome) })
      if rights != other.rights { return text + "rights \(rights.sorted()), second opinion \(other.rights.sorted())" }
      let scopes = Set(conflict.scopes.map { unit($0, model) })
      if scopes != other.scopes || scopes.count != conflict.scopes.count {
        return text + "scopes \(conflict.scopes.map { unit($0, model) }), second opinion \(other.scopes)"
      }
      if let fault = fault(conflict, other, outcome, model) { return text + fault }
    }
    return nil
  }

  private func fault(
    _ conflict: Outcome.Conflict, _ own: NaiveConflict, _ outcome: Outcome, _ model: Int
  ) -> String? {
    let ways = conflict.ways.map { way in
      NaiveWay(rights: way.rights.map { right($0, outcome) }, scope: unit(way.scope, model))
    }
    if Set(ways).count != ways.count { return "the same way twice: \(ways)" }
    let sizes = own.ways.map(\.rights.count).sorted().prefix(10)
    let isFine =
      Set(ways).isSubset(of: own.ways) && ways.map(\.rights.count) == Array(sizes)
      && conflict.hasMoreWays == (own.ways.count > 10)
    return isFine ? nil : "ways \(ways) and more: \(conflict.hasMoreWays), second opinion \(own.ways)"
  }

  private func right(_ row: RowReference, _ outcome: Outcome) -> String { row == outcome.subject ? "" : name(row) }

  private func unit(_ row: RowReference?, _ model: Int) -> String? {
    guard let row, let unit = naive.world.rows[row.table.index].first(where: { $0.name == name(row) }) else {
      return nil
    }
    return naive.canonical(unit, plan.accessModels[model].containment)
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
      switch naive.field(field, of: row, on: .date(naive.today)) {
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
      // From each start on its own; a start that is not included is reached where a cycle leads to it again.
      reached = shortest(
        reached.flatMap { start -> [(value: Plain, places: Int)] in
          var all = shortest(link.includesStart ? [start] : stepped([start]))
          var count = -1
          while count != all.count {
            count = all.count
            all = shortest(all + stepped(all))
          }
          return all
        })
    }
    return Dictionary(uniqueKeysWithValues: shortest(reached).map { (spelling.text($0.value), $0.places) })
  }
}
