import Evaluation
import Governance
import TestSupport

extension Scenario {
  func assessment(language: String = "en", jobs: Int = 1) -> Assessment {
    let evaluator = evaluator(jobs: jobs)
    let assessor = Assessor(
      plan: plan, store: store, evaluator: evaluator, asOf: asOf, language: language, files: files)
    return assessor.assess(evaluator.run())
  }

  var desk: BaselineDesk {
    BaselineDesk(
      assessor: Assessor(plan: plan, store: store, evaluator: evaluator(), asOf: asOf, language: "en", files: files))
  }
}

extension Assessment {
  /// Each finding as `rule subject status`, in order.
  var lines: [String] {
    findings.map { "\($0.rule) \($0.subject.type) \($0.subject.key) \($0.status.rawValue)" }
  }

  func finding(_ rule: String) -> Finding? { findings.first { $0.rule == rule } }
}
