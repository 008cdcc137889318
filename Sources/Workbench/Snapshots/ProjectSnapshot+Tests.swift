public import Governance
import PolicySemantics
import RulePlan

extension ProjectSnapshot {
  /// Runs a test of a policy by its title. Nil where there is no such test, or where the policies have faults.
  public func runTest(_ title: String, path: String, language: String) -> TestOutcome? {
    let compilation = analysis.compilation
    guard let plan = compilation.plan, let file = analysis.file(path),
      let test = compilation.tests.first(where: { $0.title == title && $0.origin.file == file })
    else { return nil }
    let runner = TestRunner(plan: plan, files: compilation.files, asOf: asOf, language: language)
    var meter: CoverageMeter?
    return runner.run(test, meter: &meter)
  }
}
