import Evaluation
import Manifests
import Workbench

/// The output of `--stats`: time and counts of each phase and each rule, the slowest rules first.
struct StatisticsTable {
  let statistics: CheckStatistics

  var text: String {
    let total = statistics.phases.reduce(Duration.zero) { $0 + $1.time }
    var lines = ["phase             time"]
    for (phase, time) in statistics.phases {
      lines.append(pad(phase.rawValue, 14) + milliseconds(time) + amount(phase))
    }
    lines.append(pad("all", 14) + milliseconds(total))
    if !statistics.rules.isEmpty { lines += ruleLines }
    if !statistics.requests.isEmpty { lines += requestLines }
    if !statistics.passedFiles.isEmpty { lines += passedLines }
    return lines.joined(separator: "\n") + "\n"
  }

  private var ruleLines: [String] {
    let width = max(4, statistics.rules.map(\.name.count).max() ?? 0) + 2
    var lines = [""]
    lines.append(pad("rule", width) + "    time  examined    failed  undetermined")
    for rule in statistics.rules.sorted(by: Self.isSlower) {
      let numbers = rule.statistics
      let time = Duration.nanoseconds(Int64(clamping: numbers.nanoseconds))
      lines.append(
        pad(rule.name, width) + milliseconds(time) + right(numbers.examined, 10) + right(numbers.failed, 10)
          + right(numbers.undetermined, 14))
    }
    return lines
  }

  /// The time that the evaluation of each request took, without preparing the data as it is, and without its report.
  private var requestLines: [String] {
    let width = max(7, statistics.requests.map(\.id.count).max() ?? 0) + 2
    return ["", pad("request", width) + "        time  norms  evaluated for"]
      + statistics.requests.map { request in
        let rows = request.rows.map { "\($0) rows" } ?? "all rows"
        return pad(request.id, width) + right(microseconds(request.time), 12) + right(String(request.norms), 7) + "  "
          + rows
      }
  }

  /// Files and folders among the data that were not read, with the reason.
  private var passedLines: [String] {
    let shown = statistics.passedFiles.prefix(Self.passedLimit)
    let width = max(10, shown.map(\.path.count).max() ?? 0) + 2
    let others = statistics.passedFiles.count - shown.count
    return ["", pad("not read", width) + "reason"] + shown.map { pad($0.path, width) + $0.reason.rawValue }
      + (others > 0 ? ["and \(others) more"] : [])
  }

  private static let passedLimit = 200

  private static func isSlower(_ left: CheckStatistics.Rule, _ right: CheckStatistics.Rule) -> Bool {
    (right.statistics.nanoseconds, left.name) < (left.statistics.nanoseconds, right.name)
  }

  /// The amount of work of a phase.
  private func amount(_ phase: CheckStatistics.Phase) -> String {
    switch phase {
    case .readPolicies: "   \(statistics.policyFiles) files, \(statistics.policyBytes) bytes"
    case .load: "   \(statistics.dataFiles) files, \(statistics.dataBytes) bytes, \(statistics.records) records"
    case .evaluate:
      "   \(statistics.rules.count) rules" + (statistics.days.map { " on \($0.evaluated) of \($0.all) days" } ?? "")
    case .review: "   \(statistics.requests.count) requests"
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

  /// In milliseconds with three decimals.
  private func microseconds(_ time: Duration) -> String {
    let (seconds, attoseconds) = time.components
    let thousandths = seconds &* 1_000_000 &+ attoseconds / 1_000_000_000_000
    let rest = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: max(0, 3 - rest.count)) + rest + "ms"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func right(_ number: Int, _ width: Int) -> String { right(String(number), width) }

  private func right(_ text: String, _ width: Int) -> String {
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
