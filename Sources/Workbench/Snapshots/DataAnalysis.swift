public import Diagnostics
public import Evaluation
public import Governance
import Manifests
import PolicySemantics
public import RecordStore
import RulePlan

/// The result of checking the data of a project: its faults, and the findings of the policies.
public final class DataAnalysis: Sendable {
  /// Of the snapshot that was checked.
  public let revision: Int
  public let diagnostics: [Diagnostic]
  /// Nil where the data or the policies have faults.
  public let assessment: Assessment?
  /// The data that was read; where it has faults, as far as it could be.
  public let store: RecordStore

  private init(revision: Int, diagnostics: [Diagnostic], assessment: Assessment?, store: RecordStore) {
    self.revision = revision
    self.diagnostics = diagnostics
    self.assessment = assessment
    self.store = store
  }

  public var findings: [Finding] { assessment?.findings ?? [] }

  /// Checks the data of a project. Nil where the policies have faults, where the project names no data, or where the
  /// run was cancelled.
  public static func run(
    _ snapshot: ProjectSnapshot, language: String, cancellation: Cancellation
  ) -> DataAnalysis? {
    let compilation = snapshot.analysis.compilation
    guard let compiled = compilation.plan, !compilation.hasErrors, !cancellation.isCancelled else { return nil }
    let root = ProjectRoot(folder: snapshot.root)
    let folder =
      snapshot.project.map { Project.root(of: $0.path) } ?? (snapshot.root.isEmpty ? "" : snapshot.root + "/")
    let data = DataPlan(
      compiled, files: compilation.files, data: snapshot.dataInputs, isDataNamed: false, root: folder, projectRoot: root
    )
    guard !data.isEmpty else { return nil }
    var options = LoadOptions()
    options.filter = FileFilter(ignored: snapshot.project?.ignored ?? [], otherFiles: data.sourcePaths, root: root)
    options.policyPlace = compiled.places(in: compilation.files)
    let loaded = DataLoader.load(data.inputs, sources: data.sources, schema: compiled.schema, options: options)
    guard !cancellation.isCancelled else { return nil }
    guard loaded.outcome == .complete else {
      return DataAnalysis(
        revision: snapshot.revision, diagnostics: loaded.diagnostics, assessment: nil, store: loaded.store)
    }
    let store = GroupedData(loaded.store, plan: compiled).store
    let rows = RowNorms(of: compiled, store: store, asOf: snapshot.asOf, language: language)
    guard rows.faults.isEmpty else {
      let faults = rows.faults.map { $0.diagnostic(in: loaded.store, of: rows.plan, files: compilation.files) }
      return DataAnalysis(
        revision: snapshot.revision, diagnostics: loaded.diagnostics + faults, assessment: nil, store: loaded.store)
    }
    let plan = rows.plan
    let waiverFaults = WaiverCheck(plan: plan, store: loaded.store).diagnostics()
    guard waiverFaults.isEmpty else {
      return DataAnalysis(
        revision: snapshot.revision, diagnostics: loaded.diagnostics + waiverFaults, assessment: nil,
        store: loaded.store)
    }
    let evaluator = Evaluator(plan: plan, store: store, asOf: snapshot.asOf, cancellation: cancellation)
    let coverage = SectionCoverage(
      plan: plan, store: store, days: DaySpan(day: snapshot.asOf), files: compilation.files,
      optional: snapshot.project?.optionalSections ?? [])
    let result = evaluator.run(besides: coverage.unevaluated)
    guard !result.isCancelled, !cancellation.isCancelled else { return nil }
    let assessor = Assessor(
      plan: plan, store: store, evaluator: evaluator, asOf: snapshot.asOf, language: language,
      files: compilation.files)
    let assessment = assessor.assess(result)
    let unmatched = UnmatchedEntitlements(
      plan: plan, store: store, days: DaySpan(day: snapshot.asOf), besides: coverage.unevaluated,
      files: compilation.files)
    let alike = LookAlikes(
      plan: plan, store: loaded.store, days: DaySpan(day: snapshot.asOf), besides: coverage.unevaluated,
      files: compilation.files)
    return DataAnalysis(
      revision: snapshot.revision,
      diagnostics: loaded.diagnostics + coverage.diagnostics + unmatched.diagnostics + alike.diagnostics,
      assessment: assessment,
      store: store)
  }
}
