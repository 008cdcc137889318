import Diagnostics
public import Governance
import RulePlan

/// The outcomes of the tests of policies, for people at a terminal.
public struct TestReport {
  private let style: TerminalStyle

  public init(style: TerminalStyle) { self.style = style }

  /// One line for each test, and below a failed one what was expected and what there was. Ends with
  /// `N passed, N failed`.
  public func write(_ outcomes: [TestOutcome], coverage: TestCoverage?, to stream: ReportStream) {
    for outcome in outcomes {
      let word = outcome.isPassed ? style.apply(.note, "ok    ") : style.apply(.error, "FAILED")
      stream.write("\(word) \(outcome.namespace): \(outcome.title)\n")
      for diagnostic in outcome.diagnostics {
        stream.write("       \(diagnostic.code.code) \(diagnostic.message) (\(place(diagnostic.place)))\n")
      }
      for failure in outcome.failures { write(failure, to: stream) }
    }
    if let coverage { write(coverage, to: stream) }
    let passed = outcomes.count { $0.isPassed }
    stream.write("\(passed) passed, \(outcomes.count - passed) failed\n")
  }

  private func write(_ failure: TestOutcome.Failure, to stream: ReportStream) {
    stream.write("       \(failure.expectation) (\(failure.place.map(place) ?? "?"))\n")
    stream.write("       \(failure.message)\n")
    for finding in failure.findings {
      let state = finding.status == .open ? finding.severity.rawValue : finding.status.rawValue
      stream.write("         \(finding.rule) for \(finding.subject.type) \(finding.subject.key), \(state)\n")
      stream.write("           \(finding.message)\n")
      for item in finding.evidence { stream.write("           \(item.text)\n") }
    }
    for trace in failure.traces {
      stream.write("         for \(trace.subject.type) \(trace.subject.key):\n")
      let lines = trace.steps.map { String(repeating: "  ", count: $0.depth) + $0.text }
      let width = min(60, lines.map(\.unicodeScalars.count).max() ?? 0)
      for (line, step) in zip(lines, trace.steps) {
        let gap = String(repeating: " ", count: max(0, width - line.unicodeScalars.count))
        stream.write("           \(line)\(gap)  = \(step.value)\n")
      }
    }
  }

  private func write(_ coverage: TestCoverage, to stream: ReportStream) {
    stream.write("\ncoverage\n")
    for item in coverage.norms + coverage.conditions where !item.isCovered {
      let (yes, no) = item.condition == nil ? ("fired", "kept") : ("true", "false")
      let lacking = [item.isSeenPositive ? nil : yes, item.isSeenNegative ? nil : no].compactMap { $0 }
      let name = item.condition.map { "\(item.norm): \($0)" } ?? item.norm
      stream.write(
        "  never \(lacking.joined(separator: ", never ")): \(name) (\(item.place.map(place) ?? "?"))\n")
    }
    for (items, word) in [(coverage.norms, "norms"), (coverage.conditions, "conditions")] {
      let covered = items.count { $0.isCovered }
      stream.write("  \(covered) of \(items.count) \(word), \(TestCoverage.percent(items)) %\n")
    }
    stream.write("\n")
  }

  private func place(_ place: Place) -> String { "\(place.file):\(place.line):\(place.column)" }
}
