import Diagnostics
import Evaluation
import Governance
import PolicySemantics
import RecordStore
import RulePlan

/// Decides whether the findings of a test are those that it expects.
struct ExpectationJudge {
  let plan: Plan
  let store: RecordStore
  let asOf: CalendarDate
  let findings: [Finding]
  let trace: ConditionTrace

  /// The greatest number of combinations of instances shown for a finding that is not there.
  private static let traceLimit = 3

  /// Nil where the expectation is met.
  func failure(of expectation: PolicyTest.Expectation, in test: PolicyTest) -> TestOutcome.Failure? {
    if case .rows(let templates, let name) = expectation.target, norms(templates, name).isEmpty {
      return failure(expectation, "the data of the test makes no norm `\(name)`", [])
    }
    switch expectation.kind {
    case .found(let status): return failure(ofFinding: expectation, status)
    case .none:
      let unwanted = findings.filter { matches($0, expectation) }
      guard !unwanted.isEmpty else { return nil }
      return failure(expectation, "expected none, found \(counted(unwanted))", unwanted)
    case .noOther:
      let named = test.expectations.filter { if case .found = $0.kind { true } else { false } }
      let others = findings.filter { finding in
        matches(finding, expectation) && !named.contains { matches(finding, $0) }
      }
      return others.isEmpty ? nil : failure(expectation, "expected no others, found \(counted(others))", others)
    }
  }

  private func failure(
    ofFinding expectation: PolicyTest.Expectation, _ status: PolicyTest.Expectation.Status?
  ) -> TestOutcome.Failure? {
    let fitting = findings.filter { matches($0, expectation) }
    let isMet = fitting.contains { finding in
      switch status {
      case .open: finding.status == .open
      case .waived: finding.status == .waived
      case .undetermined: finding.status == .undetermined
      case nil: finding.status == .open || finding.status == .waived
      }
    }
    if isMet { return nil }
    if let other = fitting.first {
      return failure(
        expectation, "expected \(status?.rawValue ?? "a finding"), found it \(other.status.rawValue)", fitting)
    }
    var failure = failure(expectation, "expected a finding, found none", [])
    failure.traces = traces(of: expectation)
    return failure
  }

  private func failure(
    _ expectation: PolicyTest.Expectation, _ message: String, _ findings: [Finding]
  ) -> TestOutcome.Failure {
    TestOutcome.Failure(expectation: expectation.text, message: message, place: nil, findings: findings)
  }

  private func counted(_ findings: [Finding]) -> String { findings.count == 1 ? "one" : "\(findings.count)" }

  // MARK: Matching

  private func matches(_ finding: Finding, _ expectation: PolicyTest.Expectation) -> Bool {
    switch expectation.target {
    case .all: break
    case .norms(let norms): guard norms.contains(where: { plan[$0].name == finding.rule }) else { return false }
    case .rows(let templates, let name): guard norms(templates, name).contains(finding.rule) else { return false }
    case .waiverCheck(let name): guard finding.rule == name else { return false }
    }
    if let subject = expectation.subject, finding.subject != self.subject(subject) { return false }
    return expectation.severity != .error || finding.severity == .error
  }

  /// The full names of the norms of rows with a name.
  private func norms(_ templates: [NormID], _ name: String) -> [String] {
    plan.norms.filter { norm in norm.shortName == name && norm.row.map { templates.contains($0.template) } ?? false }
      .map(\.name)
  }

  private func subject(_ subject: PolicyTest.Expectation.Subject) -> Finding.Subject {
    let table = plan.schema[subject.table]
    switch subject {
    case .key(_, let key): return Finding.Subject(type: table.name, key: key)
    case .index(_, let index): return Finding.Subject(type: table.name, key: "\(table.section ?? "")[\(index)]")
    }
  }

  // MARK: Why there is no finding

  /// The values of the conditions for the instances that the expectation is about.
  private func traces(of expectation: PolicyTest.Expectation) -> [TestOutcome.Trace] {
    guard case .norms(let norms) = expectation.target else { return [] }
    var traces: [TestOutcome.Trace] = []
    for requirement in plan.requirements where norms.contains(requirement.norm) {
      for outcome in everyTuple(of: requirement) where traces.count < Self.traceLimit {
        guard let row = outcome.subject else { continue }
        let name = Finding.Subject(
          type: plan.schema[row.table].name, key: store.instanceName(row.table, row: row.row))
        guard expectation.subject.map({ subject($0) == name }) ?? true else { continue }
        traces.append(
          TestOutcome.Trace(subject: name, steps: trace.steps(of: requirement, outcome.bindings, on: outcome.day)))
      }
    }
    return traces
  }

  /// Every combination of instances, whether or not it satisfies `where`.
  private func everyTuple(of requirement: Requirement) -> [Outcome] {
    var open = requirement
    for index in open.pipeline.steps.indices { open.pipeline.steps[index].conditions = [] }
    open.condition = Expression(.constant(.boolean(false)), .boolean, requirement.condition.origin)
    var probe = plan
    probe.requirements = [open]
    probe.segregations = []
    return Evaluator(plan: probe, store: store, asOf: asOf).run().outcomes
  }
}
