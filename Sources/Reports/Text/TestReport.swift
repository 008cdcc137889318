import Diagnostics
public import Governance
import RulePlan
import SourceText

/// The outcomes of the tests of policies, for people at a terminal.
public struct TestReport {
  private let style: TerminalStyle

  public init(style: TerminalStyle) { self.style = style }

  /// One line for each test, and below a failed one what was expected and what there was. Ends with
  /// `N passed, N failed`.
  public func write(_ outcomes: [TestOutcome], coverage: TestCoverage?, to stream: ReportStream) {
    let stream = PlainStream(stream)
    for outcome in outcomes {
      let word = outcome.isPassed ? style.apply(.note, "ok    ") : style.apply(.error, "FAILED")
      stream.write("\(word) \(outcome.namespace.shownName): \(outcome.title.shown)\n")
      for diagnostic in outcome.diagnostics {
        stream.write(
          "       \(diagnostic.code.code.shown) \(diagnostic.message.shown) (\(diagnostic.place.shownColumn))\n")
      }
      for failure in outcome.failures { write(failure, to: stream) }
    }
    if let coverage { write(coverage, to: stream) }
    let passed = outcomes.count { $0.isPassed }
    stream.write("\(passed) passed, \(outcomes.count - passed) failed\n")
  }

  private func write(_ failure: TestOutcome.Failure, to stream: PlainStream) {
    stream.write("       \(failure.expectation.shown) (\(place(failure.place)))\n")
    stream.write("       \(failure.message.shown)\n")
    for finding in failure.findings {
      let state = finding.status == .open ? finding.severity.rawValue : finding.status.rawValue
      stream.write(
        "         \(finding.rule.shownName) for \("\(finding.subject.type) \(finding.subject.name)".shownName), \(state.shown)\n"
      )
      stream.write("           \(finding.message.shown)\n")
      for item in finding.evidence { stream.write("           \(item.text.shownName)\n") }
    }
    for trace in failure.traces {
      stream.write("         for \("\(trace.subject.type) \(trace.subject.name)".shownName):\n")
      let lines = trace.steps.map { PlainMarkup(repeating: "  ", count: $0.depth) + PlainMarkup($0.text.shownName) }
      let width = min(60, lines.map(\.width).max() ?? 0)
      for (line, step) in zip(lines, trace.steps) {
        let gap = PlainMarkup(repeating: " ", count: width - line.width)
        stream.write("           \(line)\(gap)  = \(step.value.shownName)\n")
      }
    }
  }

  private func write(_ coverage: TestCoverage, to stream: PlainStream) {
    stream.write("\ncoverage\n")
    for item in coverage.norms + coverage.conditions where !item.isCovered {
      let (yes, no) = item.condition == nil ? ("fired", "kept") : ("true", "false")
      let lacking = [item.isSeenPositive ? nil : yes, item.isSeenNegative ? nil : no].compactMap { $0 }
      let name = item.condition.map { "\(item.norm): \($0)" } ?? item.norm
      stream.write(
        "  never \(lacking.joined(separator: ", never ").shown): \(name.shownName) (\(place(item.place)))\n")
    }
    for (items, word) in [(coverage.norms, "norms"), (coverage.conditions, "conditions")] {
      let covered = items.count { $0.isCovered }
      stream.write("  \(covered) of \(items.count) \(word.shown), \(TestCoverage.percent(items)) %\n")
    }
    stream.write("\n")
  }

  private func place(_ place: Place?) -> PlainMarkup { place.map { PlainMarkup($0.shownColumn) } ?? "?" }
}
