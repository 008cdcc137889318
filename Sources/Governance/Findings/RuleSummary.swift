public import Diagnostics
import Evaluation
public import RulePlan

/// A norm as reports list it, whether or not something was found about it.
public struct RuleSummary: Sendable {
  /// With its namespace.
  public var name: String
  public var namespace: String
  public var title: String
  public var documentation: String
  public var severity: Norm.Severity
  public var level: Norm.Level?
  public var tags: [String]
  public var citations: [Finding.Citation]
  public var place: Place?
  public var status: Status
  /// Nil where the norm was not evaluated.
  public var statistics: RuleStatistics?

  /// Of a segregation: the pairs of duties that are kept apart, by their full names.
  public var separatedDuties: [[String]] = []
  /// The values that the norm reads and no source sets, in the language of the report.
  public var illustrations: [String] = []

  /// How the evaluation of a norm ended.
  public enum Status: String, Sendable, CaseIterable {
    case evaluated
    /// It was evaluated, and the data holds nothing that it is about.
    case noSubject = "no subject"
    /// On no day that was judged.
    case notInForce = "not in force"
    /// It ranges over a section that the data does not give, or the run was stopped before.
    case notEvaluated = "not evaluated"
  }

  /// The number of things a norm looked at, and how long it took in nanoseconds.
  public struct RuleStatistics: Sendable {
    public var examined: Int
    /// Rows that are judged on a later day.
    public var later = 0
    /// Findings beyond those that are kept.
    public var notKept = 0
    public var nanoseconds: UInt64
  }
}

extension Assessor {
  /// All norms of the plan, in their order.
  ///
  /// - Parameter excluded: norms that were left out although they are in force.
  func rules(_ statistics: [NormID: NormStatistics], besides excluded: Set<NormID>) -> [RuleSummary] {
    let duties = separatedDuties
    let illustrations = Illustrations(plan: plan, on: asOf, values: values, language: language)
    // The template of norms of rows is listed only where there cannot be any.
    return plan.norms.filter { $0.each == nil || excluded.contains($0.id) }.map { norm in
      RuleSummary(
        name: norm.name, namespace: norm.namespace, title: title(of: norm), documentation: norm.documentation,
        severity: norm.severity, level: norm.level, tags: norm.tags,
        citations: norm.citations.map { Finding.Citation($0, of: plan, language: language) },
        place: places.place(of: norm.origin),
        status: Self.status(statistics[norm.id]?.examined, isExcluded: excluded.contains(norm.id)),
        statistics: statistics[norm.id].map {
          RuleSummary.RuleStatistics(
            examined: $0.examined, later: $0.later, notKept: $0.notKept, nanoseconds: $0.nanoseconds)
        }, separatedDuties: duties[norm.id] ?? [],
        illustrations: illustrations.texts(of: norm.id))
    }
  }

  /// - Parameter examined: nil for a norm that was not evaluated.
  private static func status(_ examined: Int?, isExcluded: Bool) -> RuleSummary.Status {
    guard let examined else { return isExcluded ? .notEvaluated : .notInForce }
    return examined == 0 ? .noSubject : .evaluated
  }

  private var separatedDuties: [NormID: [[String]]] {
    var pairs: [NormID: [[String]]] = [:]
    for segregation in plan.segregations {
      switch segregation.conflict {
      case .separated(let first, let others):
        pairs[segregation.norm] = others.map { [plan[first].fullName, plan[$0].fullName] }
      case .atMost(_, let duties):
        pairs[segregation.norm] = duties.indices.flatMap { index in
          duties[(index + 1)...].map { [plan[duties[index]].fullName, plan[$0].fullName] }
        }
      }
    }
    return pairs
  }
}
