import Diagnostics
import Evaluation
import Manifests
import SourceText
import Workbench

/// The output of `--stats`: time and counts of each phase and each rule, the slowest rules first.
struct StatisticsTable {
  let statistics: CheckStatistics

  var markup: PlainMarkup {
    let total = statistics.phases.reduce(Duration.zero) { $0 + $1.time }
    var lines: [PlainMarkup] = ["phase             time"]
    for (phase, time) in statistics.phases {
      lines.append("\(pad(phase.rawValue, 14))\(milliseconds(time))\(amount(phase))")
    }
    lines.append("\(pad("all", 14))\(milliseconds(total))")
    if !statistics.rules.isEmpty { lines += ruleLines }
    if !statistics.requests.isEmpty { lines += requestLines }
    if !statistics.sources.isEmpty { lines += sourceLines }
    if !statistics.passedFiles.isEmpty { lines += passedLines }
    return lines.joined(separator: "\n") + "\n"
  }

  private var ruleLines: [PlainMarkup] {
    let width = max(4, statistics.rules.map { PlainMarkup($0.name.shownName).width }.max() ?? 0) + 2
    var lines: [PlainMarkup] = [""]
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
  private var requestLines: [PlainMarkup] {
    let width = max(7, statistics.requests.map { PlainMarkup($0.id.shownName).width }.max() ?? 0) + 2
    return ["", pad("request", width) + "        time  norms  evaluated for"]
      + statistics.requests.map { request in
        let rows: PlainMarkup = request.rows.map { "\($0) rows" } ?? "all rows"
        return pad(request.id, width) + right(microseconds(request.time), 12) + right(request.norms, 7) + "  "
          + rows
      }
  }

  /// The records that sources have made of their files, and the columns that they do not take.
  private var sourceLines: [PlainMarkup] {
    let counts = statistics.sources.sorted { $0.key < $1.key }.map(\.value)
    let width = max(6, counts.map { PlainMarkup($0.source.shownName).width }.max() ?? 0) + 2
    return ["", pad("source", width) + "      came      kept  left out  not taken"]
      + counts.map { count in
        let shown = count.untaken.prefix(12).map { PlainMarkup($0.shownName) }
        let more: PlainMarkup = count.untaken.count > 12 ? ", …" : ""
        let others: PlainMarkup = shown.isEmpty ? "" : "  " + shown.joined(separator: ", ") + more
        return pad(count.source, width) + right(count.came, 10) + right(count.kept, 10) + right(count.leftOut, 10)
          + others
      }
  }

  /// Files and folders among the data that were not read, with the reason.
  private var passedLines: [PlainMarkup] {
    let shown = statistics.passedFiles.prefix(Self.passedLimit)
    let width = max(10, shown.map { PlainMarkup($0.path.shownName).width }.max() ?? 0) + 2
    let others = statistics.passedFiles.count - shown.count
    return ["", pad("not read", width) + "reason"]
      + shown.map { pad($0.path, width) + PlainMarkup($0.reason.rawValue.shown) }
      + (others > 0 ? ["and \(others) more"] : [])
  }

  private static let passedLimit = 200

  private static func isSlower(_ left: CheckStatistics.Rule, _ right: CheckStatistics.Rule) -> Bool {
    (right.statistics.nanoseconds, left.name) < (left.statistics.nanoseconds, right.name)
  }

  /// The amount of work of a phase.
  private func amount(_ phase: CheckStatistics.Phase) -> PlainMarkup {
    switch phase {
    case .readPolicies: "   \(statistics.policyFiles) files, \(statistics.policyBytes) bytes"
    case .load: "   \(statistics.dataFiles) files, \(statistics.dataBytes) bytes, \(statistics.records) records"
    case .evaluate:
      "   \(statistics.rules.count) rules"
        + (statistics.days.map { " on \($0.evaluated) of \($0.all) days" as PlainMarkup } ?? "")
    case .review: "   \(statistics.requests.count) requests"
    case .compile, .assess, .report: ""
    }
  }

  /// Eight places, in milliseconds with one decimal.
  private func milliseconds(_ time: Duration) -> PlainMarkup {
    let (seconds, attoseconds) = time.components
    let tenths = seconds &* 10_000 &+ attoseconds / 100_000_000_000_000
    return right("\(tenths / 10).\(tenths % 10)ms", 8)
  }

  /// In milliseconds with three decimals.
  private func microseconds(_ time: Duration) -> PlainMarkup {
    let (seconds, attoseconds) = time.components
    let thousandths = seconds &* 1_000_000 &+ attoseconds / 1_000_000_000_000
    let rest = PlainMarkup(thousandths % 1000)
    return "\(thousandths / 1000).\(PlainMarkup(repeating: "0", count: 3 - rest.width))\(rest)ms"
  }

  private func pad(_ text: String, _ width: Int) -> PlainMarkup {
    let text = PlainMarkup(text.shownName)
    return text + PlainMarkup(repeating: " ", count: width - text.width)
  }

  private func right(_ number: Int, _ width: Int) -> PlainMarkup { right(PlainMarkup(number), width) }

  private func right(_ text: PlainMarkup, _ width: Int) -> PlainMarkup {
    PlainMarkup(repeating: " ", count: width - text.width) + text
  }
}
