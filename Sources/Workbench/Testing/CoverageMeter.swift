import Evaluation
import Governance
import RulePlan
import SourceText

/// Measures what tests exercise. Each condition of the policies becomes a norm of a second plan, so that the evaluator
/// itself says where it was true and where false.
struct CoverageMeter {
  private(set) var coverage: TestCoverage
  /// A plan whose norms are the conditions: each fails where its condition is false.
  private(set) var probe: Plan
  private let plan: Plan
  private let files: [SourceFile]

  init(plan: Plan, files: [SourceFile]) {
    self.plan = plan
    self.files = files
    let places = PolicyPlaces(files: files)
    coverage = TestCoverage(
      norms: plan.norms.map { TestCoverage.Item(norm: $0.name, place: places.place(of: $0.origin)) }, conditions: [])
    probe = plan
    probe.norms = []
    probe.requirements = []
    probe.segregations = []
    probe.dutyTemplates = []
    probe.segregationTemplates = []
    for requirement in plan.requirements { addConditions(of: requirement) }
  }

  /// Takes in the evaluation of a test: of the policies themselves with the norms of its rows, and of ``probe``.
  mutating func add(_ result: EvaluationResult, of plan: Plan, probed: EvaluationResult) {
    for (evaluated, statistics) in result.statistics {
      let norm = plan[evaluated].row?.template ?? evaluated
      guard coverage.norms.indices.contains(norm.index) else { continue }
      if statistics.failed > 0 { coverage.norms[norm.index].isSeenPositive = true }
      if statistics.hasPassed { coverage.norms[norm.index].isSeenNegative = true }
    }
    for (condition, statistics) in probed.statistics where coverage.conditions.indices.contains(condition.index) {
      if statistics.failed > 0 { coverage.conditions[condition.index].isSeenNegative = true }
      if statistics.hasPassed { coverage.conditions[condition.index].isSeenPositive = true }
    }
  }

  private mutating func addConditions(of requirement: Requirement) {
    for (number, step) in requirement.pipeline.steps.enumerated() {
      for (place, condition) in step.conditions.enumerated() {
        // The rows that reached the condition.
        var pipeline = Pipeline(Array(requirement.pipeline.steps[...number]))
        pipeline.steps[number].conditions = Array(step.conditions[..<place])
        for leaf in condition.leaves {
          add(leaf, over: Self.ownPipeline(of: leaf, in: requirement) ?? pipeline, of: requirement)
        }
      }
    }
    for leaf in requirement.condition.leaves { add(leaf, over: requirement.pipeline, of: requirement) }
  }

  /// For a condition about one variable: all that the variable may be. Joined variables do not affect what the
  /// condition alone comes to. Nil for a condition about several.
  private static func ownPipeline(of condition: Expression, in requirement: Requirement) -> Pipeline? {
    var needed = FreeVariables.of(condition)
    var steps: [Pipeline.Step] = []
    for step in requirement.pipeline.steps.reversed() {
      switch step.source {
      case .day(let day): needed.formUnion(FreeVariables.of(day))
      case _ where !needed.contains(step.variable.index): continue
      case .scan: break
      case .values(let source), .value(let source): needed.formUnion(FreeVariables.of(source))
      }
      steps.insert(Pipeline.Step(variable: step.variable, source: step.source), at: 0)
    }
    let scans = steps.count { if case .scan = $0.source { true } else { false } }
    return scans == 1 ? Pipeline(steps) : nil
  }

  private mutating func add(_ condition: Expression, over pipeline: Pipeline, of requirement: Requirement) {
    // A condition that is written out as `true` or `false` has no other value to be seen.
    if case .constant = condition.node { return }
    var norm = plan[requirement.norm]
    norm.id = NormID(probe.norms.count)
    probe.norms.append(norm)
    probe.requirements.append(
      Requirement(
        norm: norm.id, pipeline: pipeline, condition: condition, subjects: requirement.subjects,
        section: requirement.section))
    coverage.conditions.append(
      TestCoverage.Item(
        norm: norm.name, condition: text(of: condition.origin),
        place: PolicyPlaces(files: files).place(of: condition.origin)))
  }

  private func text(of origin: Origin) -> String {
    guard files.indices.contains(origin.file) else { return "" }
    let text = files[origin.file].text(in: SourceRange(origin.start, origin.end))
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension NormStatistics {
  /// Whether the norm looked at something that kept it.
  fileprivate var hasPassed: Bool { examined > failed + undetermined }
}
