public import Diagnostics
import Evaluation
public import Governance
import Manifests
import PolicySemantics
import RecordStore
import RulePlan
import SourceText

/// The review of some requests, from the texts to the verdict.
public struct ReviewSession {
  /// The result of a review.
  public struct Result: Sendable {
    /// Faults of the policies, the data and the requests.
    public var diagnostics: [Diagnostic] = []
    public var reviews: [Review] = []
    /// Whether the input is a list of requests.
    public var isBatch = false
    public var verdict: Verdict
    public var library: CheckLibrary
    public var statistics = CheckStatistics()
  }

  private let request: CheckRequest
  private let paths: [String]

  /// - Parameters:
  ///   - request: the policies and the data.
  ///   - paths: the files of the requests.
  public init(_ request: CheckRequest, requests paths: [String]) {
    self.request = request
    self.paths = paths
  }

  /// That of the gravest: an invalid request before one that is not advised to be granted.
  private static func verdict(on reviews: [Review]) -> Verdict {
    if reviews.contains(where: { review in review.problems.contains { $0.code == .unreadableData } }) {
      return .inputOutputFailed
    }
    if reviews.contains(where: { $0.advice == .invalid }) { return .dataFaulty }
    return reviews.allSatisfy { $0.advice <= .grantWithRemarks } ? .passed : .failed
  }

  public func run() -> Result {
    var statistics = CheckStatistics()
    if let verdict = request.projectVerdict {
      return Result(
        diagnostics: request.projectDiagnostics, verdict: verdict,
        library: CheckLibrary(policies: request.projectFile.map { [$0] } ?? []))
    }
    let sources = statistics.measure(.readPolicies) { request.readPolicies() }
    statistics.policyFiles = sources.files.count
    statistics.policyBytes = sources.files.reduce(0) { $0 + $1.bytes.count }
    var result = Result(
      diagnostics: request.projectDiagnostics + sources.diagnostics, verdict: .passed,
      library: CheckLibrary(policies: sources.files))
    guard sources.diagnostics.isEmpty else {
      result.verdict = .inputOutputFailed
      return result
    }
    let options = CompilerOptions(
      languages: request.languages, givesAdvice: false, asOf: request.asOf,
      parameterOverrides: request.parameterOverrides, exchangePivot: request.exchangePivot)
    let compilation = statistics.measure(.compile) { Compiler.compile(sources.files, options: options) }
    result.diagnostics += compilation.diagnostics.filter { $0.severity == .error }
    guard let compiled = compilation.plan else {
      result.verdict = request.verdict(of: compilation)
      return result
    }
    result.diagnostics += compiled.unknownSections(among: request.optionalSections)
    let data = request.dataPlan(compiled, files: sources.files)
    result.diagnostics += data.diagnostics
    if data.isEmpty { result.diagnostics.append(request.noData) }
    guard result.diagnostics.allSatisfy({ $0.severity != .error }) else {
      result.verdict = data.isEmpty || data.hasErrors ? .dataFaulty : .misused
      return result
    }
    let loaded = statistics.measure(.load) {
      RequestLoader.load(
        data.inputs, sources: data.sources, requests: paths, schema: compiled.schema,
        options: request.loadOptions(data, compiled, files: sources.files))
    }
    statistics.dataFiles = loaded.data.statistics.fileCount
    statistics.dataBytes = loaded.data.statistics.byteCount
    statistics.records = loaded.data.statistics.recordCount
    result.library = CheckLibrary(policies: sources.files, data: loaded.data.store.files)
    result.diagnostics += loaded.data.diagnostics
    switch loaded.data.outcome {
    case .complete: break
    case .faulty: result.verdict = .dataFaulty
    case .failed: result.verdict = .inputOutputFailed
    }
    guard result.verdict == .passed else { return result }
    let rows = RowNorms(
      of: compiled, store: loaded.data.store.viewed(as: loaded.view), asOf: request.asOf, language: request.language)
    result.diagnostics += rows.faults.map {
      $0.diagnostic(in: loaded.data.store, of: rows.plan, files: sources.files)
    }
    guard rows.faults.isEmpty else {
      result.verdict = .dataFaulty
      return result
    }
    let plan = rows.plan
    let waiverFaults = WaiverCheck(plan: plan, store: loaded.data.store).diagnostics()
    result.diagnostics += waiverFaults
    let coverage = SectionCoverage(
      plan: plan, store: loaded.data.store, days: DaySpan(day: request.asOf), files: sources.files,
      optional: request.optionalSections)
    result.diagnostics += coverage.diagnostics
    guard coverage.diagnostics.isEmpty, waiverFaults.isEmpty else {
      result.verdict = .dataFaulty
      return result
    }
    let unknown = request.requests.unknownTargets(in: plan.schema)
    guard unknown.isEmpty else {
      result.diagnostics += unknown.map { target in
        Diagnostic(
          .wrongProjectValue, "`\(target.text)` is not a section or a field of the policies",
          place: target.place ?? .none)
      }
      result.verdict = .misused
      return result
    }
    let requests = loaded.requests.map { AccessRequest($0, store: loaded.data.store) }
    let grouped = GroupedData(
      loaded.data.store, plan: plan, view: loaded.view, states: Self.states(of: requests, from: loaded.view),
      jobs: request.jobs)
    let cancellation = request.cancellation
    func review(_ requests: [AccessRequest], _ cancellation: Cancellation) -> (reviews: [Review], stopped: String?) {
      let reviewer = statistics.measure(.evaluate) {
        Reviewer(
          plan: plan, store: grouped.store, view: grouped.view, asOf: request.asOf, language: request.language,
          files: sources.files, requests: requests, settings: request.requests, jobs: request.jobs,
          cancellation: cancellation)
      }
      return statistics.measure(.review) { reviewer.review() }
    }
    var (reviews, stopped) = review(requests, cancellation)
    if stopped != nil {
      // Values that were computed while the evaluation was being stopped are not to be relied on.
      reviews = review(Array(requests.prefix(reviews.count)), Cancellation()).reviews
    }
    result.reviews = reviews
    result.isBatch = loaded.isBatch
    statistics.requests = result.reviews.map { review in
      CheckStatistics.Request(
        id: review.request.id, time: review.evaluation.time, norms: review.evaluation.norms,
        rows: review.evaluation.rows)
    }
    result.statistics = statistics
    result.verdict = Self.verdict(on: result.reviews)
    if let stopped {
      result.diagnostics.append(
        request.timedOut(
          at: "request `\(stopped)`", done: "\(reviews.count) of \(requests.count) requests were reviewed"))
      result.verdict = .inputOutputFailed
    }
    return result
  }
}

extension ReviewSession {
  /// The states that the requests lead to, one by one and all together.
  private static func states(of requests: [AccessRequest], from view: RowView) -> [DataState] {
    let first = DataState(view: view)
    return requests.map { first.applying($0) } + [requests.reduce(first) { $0.applying($1) }]
  }
}

extension AccessRequest {
  init(_ record: RequestRecord, store: RecordStore) {
    var items: [Item] = []
    var replaced: [ReplacedValue] = []
    for addition in record.additions {
      let row = RowReference(table: addition.table, row: addition.row)
      let place = store.place(of: addition.row, in: addition.table).map { Place($0) }
      items.append(Item(action: .add, row: row, place: place))
    }
    for removal in record.removals {
      for target in removal.targets {
        items.append(
          Item(action: .remove, row: RowReference(table: removal.table, row: target), place: removal.place))
      }
    }
    for change in record.changes {
      for target in change.targets {
        items.append(
          Item(action: .change, row: RowReference(table: change.table, row: target), place: change.place))
        for field in change.given where !store.schema[change.table].keyParts.contains(field) {
          replaced.append(
            ReplacedValue(field: FieldID(change.table, field), row: target, source: .row(change.row)))
        }
      }
    }
    self.init(
      id: record.id, reason: record.reason, requester: record.requester, approver: record.approver,
      deadline: record.deadline, place: record.place, items: items, replaced: replaced, problems: record.problems)
  }
}
