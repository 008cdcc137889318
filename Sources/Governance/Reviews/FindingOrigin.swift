import Evaluation
import RecordStore
import RulePlan
import Synchronization

/// The findings in the data as it was read. Shared by all states of it.
final class FindingOrigin: Sendable {
  let plan: Plan
  let outcomes: [NormID: [Outcome]]
  let patterns: FindingPatterns
  let book: WaiverBook
  let count: Int
  let asOf: CalendarDate
  private let store: RecordStore
  private let namesakes: [NormID: [NormID]]
  private let places = Mutex<[NormID: [RowReference: [Int]]]>([:])
  private let contents = Mutex<[NormID: [String: [RowReference]]]>([:])

  init(plan: Plan, assessor: Assessor) {
    self.plan = plan
    asOf = assessor.asOf
    store = assessor.store
    let outcomes = Dictionary(grouping: assessor.evaluator.run().outcomes, by: \.norm)
    let book = WaiverBook(plan: plan, store: assessor.store)
    self.outcomes = outcomes
    self.book = book
    patterns = FindingPatterns(assessor: assessor)
    namesakes = Self.namesakes(plan, book)
    // How many findings about waivers there are takes the subjects of what they may waive.
    let writer = FindingWriter(assessor: assessor, patterns: patterns)
    var fingerprints = FingerprintMaker()
    let waivable = outcomes.keys.sorted().filter { book.knows(plan[$0].name) }.flatMap { outcomes[$0] ?? [] }
    var findings = waivable.map { writer.outline(of: $0, &fingerprints) }
    let waivers = book.waivers(in: assessor.store, assessor.evaluator.state)
    let faults = WaiverDesk(plan: plan, evaluator: assessor.evaluator, names: book.names).judge(
      waivers, &findings, of: waivable, on: asOf
    ).faults(of: waivers, on: asOf)
    count = outcomes.values.reduce(0) { $0 + $1.count } + faults.count
  }

  /// Norms that have one name, or that one waiver may be for: what is found of one bears on the others.
  private static func namesakes(_ plan: Plan, _ book: WaiverBook) -> [NormID: [NormID]] {
    var leaders = Dictionary(uniqueKeysWithValues: plan.norms.map { ($0.id, $0.id) })
    func leader(of norm: NormID) -> NormID {
      var norm = norm
      while let next = leaders[norm], next != norm { norm = next }
      return norm
    }
    let groups = Dictionary(grouping: plan.norms, by: \.name).values.map { $0.map(\.id) } + book.groups
    for group in groups where group.count > 1 {
      for norm in group.dropFirst() { leaders[leader(of: norm)] = leader(of: group[0]) }
    }
    var namesakes: [NormID: [NormID]] = [:]
    for norms in Dictionary(grouping: plan.norms.map(\.id), by: leader).values where norms.count > 1 {
      for norm in norms { namesakes[norm] = norms }
    }
    return namesakes
  }

  func desk(_ evaluator: Evaluator) -> WaiverDesk {
    WaiverDesk(plan: plan, evaluator: evaluator, names: book.names)
  }

  func subject(of outcome: Outcome, _ store: RecordStore) -> Finding.Subject {
    guard let row = outcome.subject else { return Finding.Subject(type: "Policy", key: plan[outcome.norm].namespace) }
    return Finding.Subject(type: plan.schema[row.table].name, key: store.instanceName(row.table, row: row.row))
  }

  /// The outcomes of a norm for some units.
  func outcomes(of norm: NormID, _ units: Set<RowReference>) -> [Outcome] {
    guard let all = outcomes[norm], !units.isEmpty else { return [] }
    return places.withLock { places in
      if places[norm] == nil {
        var made: [RowReference: [Int]] = [:]
        for (index, outcome) in all.enumerated() {
          if let unit = outcome.unit { made[unit, default: []].append(index) }
        }
        places[norm] = made
      }
      return units.flatMap { places[norm]?[$0] ?? [] }.map { all[$0] }
    }
  }

  /// Groups norms of one name, and keeps norms whole whose waivers do not distinguish their subjects.
  func widen(_ units: inout AffectedUnits) {
    for (norm, extent) in units.extents {
      for other in namesakes[norm] ?? [] where other != norm { units.add(extent, to: other) }
    }
    for norm in units.norms where book.unclear.contains(norm) { units.add(.whole, to: norm) }
  }

  /// The norms that have the same name as one, itself among them.
  func namesakes(of norm: NormID) -> [NormID] { namesakes[norm] ?? [norm] }

  /// Units without a key, about which something was found, that say the same.
  func units(of norm: NormID, _ content: String) -> [RowReference] {
    contents.withLock { contents in
      if contents[norm] == nil {
        let identity = RowIdentity(store: store)
        var made: [String: [RowReference]] = [:]
        for unit in Set((outcomes[norm] ?? []).compactMap(\.unit)) where plan.schema[unit.table].keyField == nil {
          made[identity.identity(of: unit), default: []].append(unit)
        }
        contents[norm] = made
      }
      return contents[norm]?[content] ?? []
    }
  }
}
