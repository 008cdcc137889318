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
    let loaded = DataLoader.load(inputs(of: test), schema: plan.schema) { builder in
      for record in test.records {
        let values = record.values.enumerated().compactMap { index, value in value.map { (index, $0) } }
        builder.append(Dictionary(uniqueKeysWithValues: values), to: record.table)
      }
    }
    guard loaded.outcome == .complete else {
      outcome.diagnostics = loaded.diagnostics
      return outcome
    }
    let waiverFaults = WaiverCheck(plan: plan, store: loaded.store).diagnostics()
    guard waiverFaults.isEmpty else {
      outcome.diagnostics = waiverFaults
      return outcome
    }
    let day = test.asOf ?? asOf
    let evaluator = Evaluator(plan: plan, store: loaded.store, asOf: day)
    let result = evaluator.run()
    if let probe = meter?.probe {
      meter?.add(result, probed: Evaluator(plan: probe, store: loaded.store, asOf: day).run())
    }
    let assessor = Assessor(
      plan: plan, store: loaded.store, evaluator: evaluator, asOf: day, language: language, files: files)
    let judge = ExpectationJudge(
      plan: plan, store: loaded.store, asOf: day, findings: assessor.assess(result).findings, trace: assessor.trace)
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
    test.dataFiles.map { file in
      if file.path.hasPrefix("/") { return .path(file.path) }
      let policy = files.indices.contains(file.origin.file) ? files[file.origin.file].path : ""
      let folder = policy.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      return .path(folder.isEmpty ? file.path : folder + "/" + file.path)
    }
  }
}
