import Diagnostics
public import Evaluation
import Manifests
import PolicySemantics
public import RecordStore
public import RulePlan
public import SourceText

/// Policies with data, ready to be evaluated.
public struct Scenario: Sendable {
  /// The faults of the policies or the data of a scenario.
  public struct Fault: Error, CustomStringConvertible {
    public var description: String
  }

  public let files: [SourceFile]
  public let plan: Plan
  public let store: RecordStore
  public let asOf: CalendarDate

  /// - Parameters:
  ///   - policy: a policy file.
  ///   - data: JSON with sections at the top, or what the name of its file says.
  ///   - asOf: what `today` stands for.
  public init(
    _ policy: String, data: String = "{}", name: String = "scenario.json", asOf: String = "2019-06-30"
  ) throws {
    let compilation = Compiler.compile([SourceFile(path: "scenario.policy", text: policy)])
    guard let plan = compilation.plan else { throw Fault(description: Self.listed(compilation.diagnostics)) }
    let input = DataInput.bytes(Array(data.utf8), name: name)
    let loaded = DataLoader.load([input], schema: plan.schema)
    guard loaded.outcome == .complete else { throw Fault(description: Self.listed(loaded.diagnostics)) }
    guard let day = CalendarDate(asOf) else { throw Fault(description: "no day: \(asOf)") }
    files = compilation.files
    let grouped = GroupedData(loaded.store, plan: plan).store
    let rows = RowNorms(of: plan, store: grouped, asOf: day) { value, _ in
      if case .text(let text) = value { text } else { "\(value)" }
    }
    guard rows.faults.isEmpty else {
      throw Fault(description: rows.faults.map { "\($0.cause)" }.joined(separator: "\n"))
    }
    self.plan = rows.plan
    store = grouped
    self.asOf = day
  }

  private static func listed(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { "\($0.place.line):\($0.place.column) \($0.code.code) \($0.message)" }.joined(separator: "\n")
  }

  public func evaluator(jobs: Int = 1) -> Evaluator { Evaluator(plan: plan, store: store, asOf: asOf, jobs: jobs) }

  public func run(jobs: Int = 1) -> EvaluationResult { evaluator(jobs: jobs).run() }

  /// Each outcome as `NORM subject`, followed by `?` where it is undetermined, in the order of the evaluation.
  public func outcomes(jobs: Int = 1) -> [String] {
    run(jobs: jobs).outcomes.map { outcome in
      let subject = outcome.subject.map { " " + store.instanceName($0.table, row: $0.row) } ?? ""
      return plan[outcome.norm].shortName + subject + (outcome.kind == .undetermined ? "?" : "")
    }
  }
}
