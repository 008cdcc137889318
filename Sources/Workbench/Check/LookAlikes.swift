import Diagnostics
import Evaluation
import Governance
import RecordStore
import RulePlan
import SourceText

/// Keys of the data that people take for one, and values that they take for what norms compare them with: whoever is
/// listed under such a name escapes the norms that mean the other.
struct LookAlikes {
  /// Pairs that are said of one entity or field; how many more there are is said once.
  static let limit = 20

  private let plan: Plan
  private let store: RecordStore
  private let files: [SourceFile]
  /// Warnings, in the order of the entities and fields.
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter excluded: norms that are not evaluated.
  init(plan: Plan, store: RecordStore, days: DaySpan, besides excluded: Set<NormID>, files: [SourceFile]) {
    self.plan = plan
    self.store = store
    self.files = files
    for table in store.presentSections.sorted(by: { $0.index < $1.index }) { addKeys(of: table) }
    let judging = plan.normsJudgingByRow
    let norms = plan.norms.lazy.filter {
      ($0.isInForce(onSomeOf: days) || judging.contains($0.id)) && !excluded.contains($0.id)
    }
    let comparisons = TextComparisons(plan: plan, norms: Set(norms.map(\.id))).all
    var start = 0
    while start < comparisons.count {
      var end = start
      while end < comparisons.count, comparisons[end].field == comparisons[start].field { end += 1 }
      addValues(of: comparisons[start].field, comparedWith: comparisons[start..<end].map(\.other))
      start = end
    }
  }

  // MARK: Keys

  private mutating func addKeys(of table: TableID) {
    guard let keys = AlikeKeys(table, in: store), let field = plan.schema[table].keyField else { return }
    let pairs = keys.pairs()
    let id = FieldID(table, field)
    let places = store.places(
      of: pairs.prefix(Self.limit).flatMap { [.field(id, row: $0.second), .field(id, row: $0.first)] })
    for (index, pair) in pairs.prefix(Self.limit).enumerated() {
      let names = [pair.second, pair.first].map { store.instanceName(table, row: $0) }
      let message = "\(plan.schema[table].name) `\(names[0])` and `\(names[1])` differ only by \(pair.likeness.words)"
      add(.alikeKeys, message, at: places[2 * index], other: places[2 * index + 1], "`\(names[1])` is here")
    }
    addRest(pairs.count, .alikeKeys, "keys of \(plan.schema[table].name)")
  }

  // MARK: Values

  private mutating func addValues(of field: FieldID, comparedWith others: [TextComparisons.Other]) {
    guard store.column(field) != nil else { return }
    let values = DistinctTexts(of: field, in: store)
    let literals = others.compactMap {
      if case .literal(let text, let origin) = $0 { (text: text, origin: origin) } else { nil }
    }
    var found = 0
    for match in values.matches(with: literals.map(\.text)) {
      found += 1
      let literal = literals[match.other]
      report(field, match, literal.text, found, "it is compared with this", place(of: literal.origin))
    }
    for case .key(let key) in others where key != field {
      for match in values.matches(withKeysOf: key.table) {
        found += 1
        let name = store.instanceName(key.table, row: match.other)
        let place = found <= Self.limit ? store.place(of: key, row: match.other).map { Place($0) } : nil
        report(field, match, name, found, "`\(name)` is here", place)
      }
    }
    addRest(found, .alikeValues, "values of `\(plan.schema[field.table].name).\(plan.schema[field].name)`")
  }

  private mutating func report(
    _ field: FieldID, _ match: DistinctTexts.Match, _ meant: String, _ number: Int, _ note: String, _ other: Place?
  ) {
    guard number <= Self.limit, let likeness = TextLikeness(match.text, meant) else { return }
    let name = "\(plan.schema[field.table].name).\(plan.schema[field].name)"
    diagnostics.append(
      Diagnostic(
        .alikeValues,
        "`\(match.text)` in `\(name)` is not the `\(meant)` that a norm compares it with: they differ only by "
          + likeness.words,
        place: store.place(of: field, row: match.row).map { Place($0) } ?? .none,
        related: other.map { [RelatedPlace(message: note, place: $0)] } ?? []))
  }

  private func place(of origin: Origin) -> Place? {
    guard files.indices.contains(origin.file) else { return nil }
    return Place(SourceRange(origin.start, origin.end), in: files[origin.file])
  }

  // MARK: Diagnostics

  private mutating func add(
    _ code: DiagnosticCode, _ message: String, at place: DataPlace?, other: DataPlace?, _ note: String
  ) {
    let related = other.map { [RelatedPlace(message: note, place: Place($0))] } ?? []
    diagnostics.append(Diagnostic(code, message, place: place.map { Place($0) } ?? .none, related: related))
  }

  private mutating func addRest(_ count: Int, _ code: DiagnosticCode, _ what: String) {
    guard count > Self.limit, let place = diagnostics.last?.place else { return }
    diagnostics.append(Diagnostic(code, "\(count - Self.limit) more \(what) look like others", place: place))
  }
}
