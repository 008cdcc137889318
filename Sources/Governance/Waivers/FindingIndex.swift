import RulePlan

/// Findings by norm and subject, as waivers name them: only what some waiver may mean.
struct FindingIndex {
  private var indices: [String: [String: [Int]]] = [:]

  init(_ findings: [Finding], _ waivers: [Waiver], _ names: NormNames, _ plan: Plan) {
    let wanted = Set(
      Set(waivers.map(\.rule)).flatMap { names.fullNames(called: $0) }.flatMap { names.norms(named: $0) }
        .map { plan[$0].name })
    let subjects = Set(waivers.map(\.subject))
    for index in findings.indices where wanted.contains(findings[index].rule) {
      let subject = findings[index].subject
      for name in [subject.key, subject.type + " " + subject.key] where subjects.contains(name) {
        indices[findings[index].rule, default: [:]][name, default: []].append(index)
      }
    }
  }

  /// In ascending order.
  func findings(of waiver: Waiver, _ rules: [String]) -> [Int] {
    Set(rules).flatMap { indices[$0]?[waiver.subject] ?? [] }.sorted()
  }
}
