import Diagnostics
import Evaluation
import Governance
import Manifests
import PolicySemantics
import RecordStore
import RulePlan
import SourceText

/// Runs tests of compiled policies, each on its own data.
struct TestRunner {
  let plan: Plan
  let files: [SourceFile]
  /// The day of tests that name none.
  let asOf: CalendarDate
  let language: String

  func run(_ test: PolicyTest, meter: inout CoverageMeter?) -> TestOutcome {
    let places = PolicyPlaces(files: files)
    var outcome = TestOutcome(
      title: test.title, namespace: test.namespace, place: places.place(of: test.origin))
    var options = LoadOptions()
    options.filter = FileFilter(root: test.dataFiles.first.flatMap { ProjectRoot(folder: folder(of: $0.origin)) })
    options.policyPlace = plan.places(in: files)
    let loaded = DataLoader.load(
      inputs(of: test), sources: sources(of: test), schema: plan.schema, options: options
    ) { builder in
      for record in test.records {
        let values = record.values.enumerated().compactMap { index, value in value.map { (index, $0) } }
        builder.append(Dictionary(uniqueKeysWithValues: values), to: record.table)
      }
    }
    guard loaded.outcome == .complete else {
      outcome.diagnostics = loaded.diagnostics
      return outcome
    }
    let day = test.asOf ?? asOf
    let store = GroupedData(loaded.store, plan: plan).store
    let rows = RowNorms(of: plan, store: store, asOf: day, language: language)
    guard rows.faults.isEmpty else {
      outcome.diagnostics = rows.faults.map { $0.diagnostic(in: loaded.store, of: rows.plan, files: files) }
      return outcome
    }
    let plan = rows.plan
    let waiverFaults = WaiverCheck(plan: plan, store: loaded.store).diagnostics()
    guard waiverFaults.isEmpty else {
      outcome.diagnostics = waiverFaults
      return outcome
    }
    let evaluator = Evaluator(plan: plan, store: store, asOf: day)
    let result = evaluator.run()
    if let probe = meter?.probe {
      meter?.add(result, of: plan, probed: Evaluator(plan: probe, store: store, asOf: day).run())
    }
    let assessor = Assessor(
      plan: plan, store: store, evaluator: evaluator, asOf: day, language: language, files: files)
    let judge = ExpectationJudge(
      plan: plan, store: store, asOf: day, findings: assessor.assess(result).findings, trace: assessor.trace)
    for expectation in test.expectations {
      if var failure = judge.failure(of: expectation, in: test) {
        failure.place = places.place(of: expectation.origin)
        outcome.failures.append(failure)
      }
    }
    return outcome
  }

  /// Data files are beside the policy that names them.
  private func inputs(of test: PolicyTest) -> [DataInput] {
    test.dataFiles.filter { $0.source == nil }.map { file in
      .ofProject(path: path(of: file), section: nil, isFitted: false)
    }
  }

  /// The sources to which the test gives files; others read nothing.
  private func sources(of test: PolicyTest) -> [SourceInput] {
    plan.sources.compactMap { source in
      let paths = test.dataFiles.filter { $0.source == source.name }.map { path(of: $0) }
      return paths.isEmpty ? nil : SourceInput(plan: source, paths: paths)
    }
  }

  private func path(of file: PolicyTest.DataFile) -> String {
    let folder = folder(of: file.origin)
    return folder.isEmpty || file.path.hasPrefix("/") ? file.path : folder + "/" + file.path
  }

  /// The folder of a policy; empty where it has none.
  private func folder(of origin: Origin) -> String {
    let policy = files.indices.contains(origin.file) ? files[origin.file].path : ""
    return policy.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }
}
