import SourceText
import Workbench

/// One line on a terminal that says what long work is being done; it is removed in the end.
final class ProgressLine {
  private let isShown: Bool
  private var hasText = false

  /// - Parameter isShown: whether standard error is a terminal and nobody asked for quiet.
  init(isShown: Bool) { self.isShown = isShown }

  func show(_ phase: CheckStatistics.Phase) {
    guard isShown else { return }
    let text: PlainMarkup =
      switch phase {
      case .readPolicies: "Reading the policies"
      case .compile: "Compiling the policies"
      case .load: "Loading the data"
      case .evaluate: "Evaluating"
      case .assess: "Gathering the evidence"
      case .review: "Reviewing"
      case .report: "Writing the report"
      }
    Output.error.write("\r\u{1B}[K\(text) …")
    hasText = true
  }

  func clear() {
    guard hasText else { return }
    Output.error.write("\r\u{1B}[K")
    hasText = false
  }
}
