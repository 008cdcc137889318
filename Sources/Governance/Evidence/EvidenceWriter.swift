import Diagnostics
import Evaluation
import RecordStore
import RulePlan

/// Pieces of evidence, of which some have a place in the data that has still to be looked for.
struct EvidenceDraft {
  private(set) var items: [Finding.EvidenceItem] = []
  /// By item; nil for items that are nowhere in the data.
  private(set) var places: [PlaceRequest?] = []

  init(expecting count: Int) {
    items.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  var count: Int { items.count }

  mutating func add(
    _ text: String, meaning: String? = nil, at place: PlaceRequest? = nil, policyPlace: Place? = nil
  ) {
    items.append(Finding.EvidenceItem(text: text, meaning: meaning, place: policyPlace))
    places.append(place)
  }
}

/// The grounds of a finding: the ways to entitlements, or the variables and the fields that the norm reads.
struct EvidenceWriter {
  let assessor: Assessor

  /// More than this is a list and no explanation.
  private static let pathLimit = 60
  /// Rows that are named of each quantifier and each aggregate.
  static let sampleLimit = 10

  // MARK: Segregations

  /// A path for each right and entitlement, then the ways of each conflict.
  func evidence(of outcome: Outcome) -> EvidenceDraft {
    guard let evidence = outcome.evidence else { return EvidenceDraft(expecting: 0) }
    var draft = EvidenceDraft(
      expecting: min(evidence.paths.count, Self.pathLimit) + outcome.conflicts.reduce(0) { $0 + $1.ways.count })
    var shown = ShownTexts()
    for path in evidence.paths {
      var text = ""
      func add(_ step: Value) {
        if !text.isEmpty { text += " → " }
        text += assessor.values.text(of: step)
      }
      for step in path.trail { add(step) }
      // The row that grants a right may itself be where the way to the entitlement begins.
      if let right = path.right, path.way.first != .row(right) { add(.row(right)) }
      for (index, step) in path.way.enumerated() {
        if index == Evidence.Path.shownAtStart, path.omitted > 0 { text += " → … (\(path.omitted))" }
        add(step)
      }
      if !shown.insert(text) { continue }
      guard draft.count < Self.pathLimit else { continue }
      let row = path.right ?? outcome.subject
      draft.add(text, meaning: title(path.duty), at: row.map { .row($0.table, $0.row) })
    }
    if shown.count > draft.count {
      draft.add("…" + assessor.wording.andMore(shown.count - draft.count))
    }
    add(outcome.conflicts, evidence, to: &draft)
    return draft
  }

  /// A line for each way of each conflict.
  private func add(_ conflicts: [Outcome.Conflict], _ evidence: Evidence, to draft: inout EvidenceDraft) {
    // A right that is all of a way says nothing beyond its path.
    guard evidence.paths.contains(where: { $0.right != nil }) else { return }
    let hasTrails = evidence.paths.contains { !$0.trail.isEmpty }
    let most = conflicts.count > 1 ? Self.waysOfEach : Int.max
    for conflict in conflicts {
      let duties = conflicts.count > 1 ? conflict.duties.map(title) : []
      for way in conflict.ways.prefix(most) {
        var names = way.rights.prefix(Self.pathLimit).map { name($0, evidence, hasTrails) }
        if way.rights.count > names.count { names.append("…") }
        let scope = way.scope.map { assessor.values.name(of: $0) }
        draft.add(assessor.wording.enough(names, for: duties, at: scope))
      }
      if conflict.hasMoreWays || conflict.ways.count > most { draft.add("…" + assessor.wording.andMore) }
    }
  }

  /// Of several conflicts, no more ways are shown of each.
  private static let waysOfEach = 3

  private func title(_ duty: DutyID) -> String {
    let duty = assessor.plan[duty]
    let title = duty.title.text(in: assessor.language) ?? ""
    return title.isEmpty ? duty.name : title
  }

  private func name(_ right: RowReference, _ evidence: Evidence, _ hasTrails: Bool) -> String {
    let name = assessor.values.name(of: right)
    guard hasTrails else { return name }
    // Where one trail leads to the right, it distinguishes the right from others.
    let trails = Set(evidence.paths.filter { $0.right == right }.map(\.trail))
    guard trails.count == 1, let trail = trails.first else { return name }
    return (trail.map { assessor.values.text(of: $0) } + [name]).joined(separator: " → ")
  }

  // MARK: Rules

  /// The reason where it cannot be decided; the other variables; the fields that the requirement reads; the rows that
  /// its quantifiers and aggregates go through, and the values that it computes.
  func evidence(of outcome: Outcome, _ pattern: FindingPattern, _ answers: Answers) -> EvidenceDraft {
    let reads = pattern.reads
    var draft = EvidenceDraft(
      expecting: max(0, outcome.bindings.count - 1) + reads.count + pattern.conditionReads.count)
    if let reason = outcome.reason {
      draft.add(
        assessor.wording.reason(reason.cause), policyPlace: assessor.places.place(of: reason.origin))
    }
    for binding in outcome.bindings {
      let name = assessor.plan[binding.variable].name
      if case .row(let row) = binding.value {
        if row == outcome.subject { continue }
        let type = assessor.plan.schema[row.table].name
        let key = assessor.values.name(of: row)
        draft.add("\(name) = \(type) \(key)", at: .row(row.table, row.row))
      } else {
        draft.add("\(name) = \(assessor.values.text(of: binding.value))")
      }
    }
    for read in reads {
      let value = answers[read.value]
      var place = read.field?.request(outcome, answers)
      // A missing value has no place of its own.
      if case .missing = value { place = nil }
      draft.add(read.label + assessor.values.text(of: value), at: place)
    }
    var rates: Set<RowReference> = []
    for read in pattern.conditionReads { add(read, answers, &rates, to: &draft) }
    return draft
  }

  /// - Parameter rates: the rows of rates that have been named.
  private func add(
    _ read: ConditionRead, _ answers: Answers, _ rates: inout Set<RowReference>, to draft: inout EvidenceDraft
  ) {
    switch read {
    case .witnesses(_, let variables):
      let samples = variables.map { ($0.name, answers.sample($0.sample)) }
      guard let count = samples.map(\.1.count).max(), count > 0 else { return }
      for place in 0..<min(count, Self.sampleLimit) {
        let rows = samples.compactMap { name, sample in
          sample.rows.indices.contains(place) ? (name, sample.rows[place]) : nil
        }
        draft.add(
          rows.map { "\($0) = \(described($1))" }.joined(separator: ", "),
          at: rows.lazy.compactMap { rowPlace($0.1) }.first)
      }
      addRest(count, to: &draft)
    case .aggregate(let label, let value, let sample):
      let sample = sample.map { answers.sample($0) }
      let rows = sample.map { assessor.wording.overRows($0.count) } ?? ""
      draft.add("\(label) = \(assessor.values.text(of: answers[value]))\(rows)")
      guard let sample else { return }
      for (place, row) in sample.rows.enumerated() {
        let weight = sample.weights.indices.contains(place) ? sample.weights[place] : nil
        draft.add(
          described(row) + (weight.map { ": " + assessor.values.text(of: $0) } ?? ""), at: rowPlace(row))
      }
      addRest(sample.count, to: &draft)
    case .parameter(let id, let value, let day):
      let parameter = assessor.plan.parameters[id.index]
      var text = "\(parameter.name) = \(assessor.values.text(of: answers[value]))"
      var origin = parameter.origin
      if case .date(let day) = answers[day], let (_, step) = parameter.value(on: day) {
        if let step {
          text += assessor.wording.since(step.from)
          if parameter.isIllustrative { text += assessor.wording.illustration }
          origin = step.origin
        } else {
          text += assessor.wording.setByProject
        }
      }
      draft.add(text, policyPlace: assessor.places.place(of: origin))
    case .computed(let label, let value):
      draft.add("\(label) = \(assessor.values.text(of: answers[value]))")
    case .conversion(let amount, let currency, let day):
      guard case .money(let money) = answers[amount], case .date(let day) = answers[day] else { return }
      add(assessor.evaluator.exchangeSteps(from: money.currency, to: currency, on: day), &rates, to: &draft)
    }
  }

  /// The rates of a conversion, each with its row, and the currency that it goes through.
  private func add(_ steps: [ExchangeStep], _ rates: inout Set<RowReference>, to draft: inout EvidenceDraft) {
    let isThrough = steps.count > 1
    for step in steps where rates.insert(step.row).inserted {
      var text = "1 \(step.base) = \(step.rate) \(step.currency)"
      if isThrough, let third = Self.shared(steps) { text += assessor.wording.through(third) }
      draft.add(text, at: .row(step.row.table, step.row.row))
    }
  }

  /// The currency that two rates share.
  private static func shared(_ steps: [ExchangeStep]) -> Currency? {
    guard let first = steps.first, let last = steps.last else { return nil }
    return [first.base, first.currency].first { $0 == last.base || $0 == last.currency }
  }

  private func addRest(_ count: Int, to draft: inout EvidenceDraft) {
    if count > Self.sampleLimit { draft.add("…" + assessor.wording.andMore(count - Self.sampleLimit)) }
  }

  /// An instance with its type; any other value as it is.
  private func described(_ value: Value) -> String {
    guard case .row(let row) = value else { return assessor.values.text(of: value) }
    return "\(assessor.plan.schema[row.table].name) \(assessor.values.text(of: value))"
  }

  private func rowPlace(_ value: Value) -> PlaceRequest? {
    guard case .row(let row) = value else { return nil }
    return .row(row.table, row.row)
  }
}
