import Evaluation
import Workbench

/// What `--stats` prints: time and counts of each phase and each rule, the slowest rules first.
struct StatisticsTable {
  let statistics: CheckStatistics

  var text: String {
    let total = statistics.phases.reduce(Duration.zero) { $0 + $1.time }
    var lines = ["phase             time"]
    for (phase, time) in statistics.phases {
      lines.append(pad(phase.rawValue, 14) + milliseconds(time) + amount(phase))
    }
    lines.append(pad("all", 14) + milliseconds(total))
    guard !statistics.rules.isEmpty else { return lines.joined(separator: "\n") + "\n" }
    let width = max(4, statistics.rules.map(\.name.count).max() ?? 0) + 2
    lines.append("")
    lines.append(pad("rule", width) + "    time  examined    failed  undetermined")
    for rule in statistics.rules.sorted(by: Self.isSlower) {
      let numbers = rule.statistics
      let time = Duration.nanoseconds(Int64(clamping: numbers.nanoseconds))
      lines.append(
        pad(rule.name, width) + milliseconds(time) + right(numbers.examined, 10) + right(numbers.failed, 10)
          + right(numbers.undetermined, 14))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func isSlower(_ left: CheckStatistics.Rule, _ right: CheckStatistics.Rule) -> Bool {
    (right.statistics.nanoseconds, left.name) < (left.statistics.nanoseconds, right.name)
  }

  /// What a phase worked on.
  private func amount(_ phase: CheckStatistics.Phase) -> String {
    switch phase {
    case .readPolicies: "   \(statistics.policyFiles) files, \(statistics.policyBytes) bytes"
    case .load: "   \(statistics.dataFiles) files, \(statistics.dataBytes) bytes, \(statistics.records) records"
    case .evaluate: "   \(statistics.rules.count) rules"
    case .compile, .assess, .report: ""
    }
  }

  /// Eight places, in milliseconds with one decimal.
  private func milliseconds(_ time: Duration) -> String {
    let (seconds, attoseconds) = time.components
    let tenths = seconds &* 10_000 &+ attoseconds / 100_000_000_000_000
    let text = "\(tenths / 10).\(tenths % 10)ms"
    return String(repeating: " ", count: max(0, 8 - text.count)) + text
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func right(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
