import Governance
import RulePlan

extension [Finding] {
  /// The gravest first, those alike in the order of reports.
  var gravestFirst: [Finding] {
    indices.map { (gravity: self[$0].gravity, index: $0) }
      .sorted { ($1.gravity, $0.index) < ($0.gravity, $1.index) }
      .map { self[$0.index] }
  }

  /// All in their order where there is room for them, else the gravest.
  func gravest(_ limit: Int) -> [Finding] { count <= limit ? self : Array(gravestFirst.prefix(limit)) }
}

extension Finding {
  /// Outstanding errors before warnings before what is waived or known; inside each the level.
  fileprivate var gravity: Int {
    let kind =
      switch status {
      case .undetermined: 3
      case .open: severity == .error ? 3 : 2
      case .waived, .baseline: 1
      }
    let rank =
      switch level {
      case .critical: 4
      case .high: 3
      case .medium: 2
      case .low: 1
      case nil: 0
      }
    return kind * 8 + rank
  }
}
