import Diagnostics
import Evaluation
import RecordStore
import RulePlan
import SourceText

/// Names and patterns of duties and of `holds` that fit no instance of the data. A duty that names nothing is held by
/// nobody, whatever the rights are, which is easily taken for compliance.
struct UnmatchedEntitlements {
  private let plan: Plan
  private let store: RecordStore
  private let files: [SourceFile]
  /// Patterns that fit a key, by table.
  private var fitting: [TableID: Set<TextPattern>] = [:]
  private var searchesLeft = 100
  /// One for each name, in the order of the policies: an error where the duty can never be performed, else a warning.
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter excluded: norms that are not evaluated.
  init(plan: Plan, store: RecordStore, days: DaySpan, besides excluded: Set<NormID>, files: [SourceFile]) {
    self.plan = plan
    self.store = store
    self.files = files
    let judging = plan.normsJudgingByRow
    let norms = plan.norms.filter {
      ($0.isInForce(onSomeOf: days) || judging.contains($0.id)) && !excluded.contains($0.id)
    }
    let named = EntitlementReads(plan: plan, norms: Set(norms.map(\.id)))
    let duties = plan.duties.filter { named.duties.contains($0.id) }
    matchPatterns(of: duties, named.held)
    for duty in duties { add(duty) }
    for held in named.held { add(held) }
    diagnostics.sort { $0.place < $1.place }
  }

  private var givesPatterns: Bool { plan.accessModels.contains(where: \.givesPatterns) }

  // MARK: Keys

  /// The entity of some entitlements, where they are instances and the data gives their section.
  private func table(of entitlement: ScalarType) -> TableID? {
    guard case .row(let table) = entitlement, store.presentSections.contains(table) else { return nil }
    // A key that cannot be read could be any.
    guard let key = plan.schema[table].keyField, store[table].columns[key]?.unreadable == nil else { return nil }
    return table
  }

  /// Goes through the keys of each entity once, for all patterns.
  private mutating func matchPatterns(of duties: [Duty], _ held: Set<EntitlementReads.Held>) {
    var open: [TableID: Set<TextPattern>] = [:]
    for duty in duties {
      guard let table = table(of: duty.entitlement) else { continue }
      open[table, default: []].formUnion(duty.formula.patterns)
    }
    for held in held {
      guard let table = table(of: plan[held.model].entitlement) else { continue }
      open[table, default: []].insert(held.pattern)
    }
    for (table, patterns) in open {
      var found: Set<TextPattern> = []
      var left: [TextPattern] = []
      for pattern in patterns {
        if !pattern.isLiteral {
          left.append(pattern)
        } else if store.row(of: table, key: pattern.text) != nil {
          found.insert(pattern)
        }
      }
      for row in 0..<store[table].rowCount where !left.isEmpty {
        guard let symbol = store.key(of: row, in: table) else { continue }
        let key = store.symbols.string(of: symbol)
        left.removeAll { pattern in
          guard pattern.matches(key) else { return false }
          found.insert(pattern)
          return true
        }
      }
      fitting[table] = found
    }
  }

  // MARK: Findings

  private mutating func add(_ duty: Duty) {
    guard let table = table(of: duty.entitlement) else { return }
    let found = fitting[table] ?? []
    // A pattern that somebody is given fits names whether or not the data lists them.
    let canBePerformed = givesPatterns || duty.formula.canBeMet { found.contains($0) }
    for pattern in duty.formula.patterns where !found.contains(pattern) {
      let consequence = canBePerformed ? "" : ", so nobody can perform `\(duty.name)`"
      report(
        pattern, table, consequence, severity: canBePerformed ? .warning : .error,
        duty.origins[pattern] ?? duty.origin)
    }
  }

  private mutating func add(_ held: EntitlementReads.Held) {
    guard let table = table(of: plan[held.model].entitlement), fitting[table]?.contains(held.pattern) == false else {
      return
    }
    let consequence = givesPatterns ? "" : ", so nobody can hold it"
    report(held.pattern, table, consequence, severity: givesPatterns ? .warning : .error, held.origin)
  }

  private mutating func report(
    _ pattern: TextPattern, _ table: TableID, _ consequence: String, severity: Severity, _ origin: Origin
  ) {
    let entity = plan.schema[table].name
    var message =
      pattern.isLiteral
      ? "the data has no \(entity) `\(pattern.text)`" : "the data has no \(entity) whose key is like `\(pattern.text)`"
    message += consequence
    if pattern.isLiteral, let nearest = nearestKey(to: pattern.text, of: table) {
      message += "; did you mean `\(nearest)`?"
    }
    guard files.indices.contains(origin.file) else {
      diagnostics.append(Diagnostic(.unmatchedEntitlement, message, place: .none, severity: severity))
      return
    }
    diagnostics.append(
      Diagnostic(
        .unmatchedEntitlement, message, at: SourceRange(origin.start, origin.end), in: files[origin.file],
        severity: severity))
  }

  /// The key that may have been meant. Large sections are not searched, and not for every name.
  private mutating func nearestKey(to name: String, of table: TableID) -> String? {
    searchesLeft -= 1
    guard searchesLeft >= 0, store[table].rowCount <= 20_000 else { return nil }
    let store = store
    let keys = (0..<store[table].rowCount).lazy.compactMap { store.key(of: $0, in: table) }.map {
      store.symbols.string(of: $0)
    }
    return NameSuggestion.nearest(to: name, in: keys)
  }
}

extension Duty.Formula {
  /// All names and patterns, each once, in their order. The parser limits how deep groups nest.
  fileprivate var patterns: [TextPattern] {
    switch self {
    case .entitlement(let pattern): return [pattern]
    case .any(let parts), .all(let parts):
      var seen: Set<TextPattern> = []
      return parts.flatMap(\.patterns).filter { seen.insert($0).inserted }
    }
  }

  /// Whether somebody can have what the duty takes, by which names and patterns fit something.
  fileprivate func canBeMet(_ fits: (TextPattern) -> Bool) -> Bool {
    switch self {
    case .entitlement(let pattern): fits(pattern)
    case .any(let parts): parts.contains { $0.canBeMet(fits) }
    case .all(let parts): parts.allSatisfy { $0.canBeMet(fits) }
    }
  }
}
