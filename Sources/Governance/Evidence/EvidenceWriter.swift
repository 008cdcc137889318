import Diagnostics
import Evaluation
import RecordStore
import RulePlan

/// A piece of evidence before its values and its place are known.
struct EvidenceDraft {
  enum Content {
    case text(String)
    /// A name and its value.
    case value(String, Int)
  }

  var content: Content
  var meaning: String?
  var row: RowReference?
  var field: LocatedValue?
  /// For evidence in the policies.
  var policyPlace: Place?

  func placeRequest(_ values: [Value]) -> PlaceRequest? {
    if let field {
      // What is missing has no place of its own.
      if case .value(_, let index) = content, values[index] == .missing { return nil }
      return field.request(values)
    }
    return row.map { .row($0.table, $0.row) }
  }

  func text(_ values: [Value], _ writer: ValueText) -> String? {
    switch content {
    case .text(let text): text
    case .value(let name, let index): "\(name) = \(writer.text(of: values[index]))"
    }
  }
}

/// What a finding rests on: the ways to entitlements, or the variables and the fields that the norm reads.
struct EvidenceWriter {
  let assessor: Assessor

  /// More than this is a list and no explanation.
  private static let pathLimit = 60

  // MARK: Segregations

  /// A way for each right and entitlement, then the smallest sets of rights that suffice.
  func evidence(of outcome: Outcome) -> [EvidenceDraft] {
    guard let evidence = outcome.evidence else { return [] }
    let store = assessor.store
    var drafts: [EvidenceDraft] = []
    var shown: Set<[String]> = []
    for path in evidence.paths {
      var steps = path.way.map { assessor.values.text(of: $0) }
      if let right = path.right { steps.insert(store.instanceName(right.table, row: right.row), at: 0) }
      guard shown.insert(steps).inserted else { continue }
      guard drafts.count < Self.pathLimit else { continue }
      let duty = assessor.plan[path.duty]
      drafts.append(
        EvidenceDraft(
          content: .text(steps.joined(separator: " → ")),
          meaning: duty.title.text(in: assessor.language) ?? duty.name, row: path.right ?? outcome.subject))
    }
    if shown.count > drafts.count {
      drafts.append(EvidenceDraft(content: .text("…" + assessor.wording.andMore(shown.count - drafts.count))))
    }
    guard let table = evidence.paths.lazy.compactMap(\.right?.table).first else { return drafts }
    for set in evidence.smallestSets where !set.contains(where: { $0 < 0 }) && !set.isEmpty {
      var names = set.prefix(Self.pathLimit).map { store.instanceName(table, row: $0) }
      if set.count > names.count { names.append("…") }
      drafts.append(EvidenceDraft(content: .text(assessor.wording.enough(names))))
    }
    return drafts
  }

  // MARK: Rules

  /// The reason where it cannot be decided; the other variables; the fields that the requirement reads.
  func evidence(
    of outcome: Outcome, _ reads: [FieldRead], _ requests: inout ValueRequests
  ) -> [EvidenceDraft] {
    var drafts: [EvidenceDraft] = []
    if let reason = outcome.reason {
      drafts.append(
        EvidenceDraft(
          content: .text(assessor.wording.reason(reason.cause)), policyPlace: assessor.places.place(of: reason.origin)))
    }
    for binding in outcome.bindings {
      let name = assessor.plan[binding.variable].name
      if case .row(let row) = binding.value {
        if row == outcome.subject { continue }
        let type = assessor.plan.schema[row.table].name
        let key = assessor.store.instanceName(row.table, row: row.row)
        drafts.append(EvidenceDraft(content: .text("\(name) = \(type) \(key)"), row: row))
      } else {
        drafts.append(EvidenceDraft(content: .text("\(name) = \(assessor.values.text(of: binding.value))")))
      }
    }
    for read in reads {
      let content = EvidenceDraft.Content.value(read.name, requests.add(read.path, outcome))
      let field = read.isInData ? LocatedValue(field: read.path, outcome, &requests) : nil
      drafts.append(EvidenceDraft(content: content, field: field))
    }
    return drafts
  }
}
