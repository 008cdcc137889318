import Diagnostics
import Governance
import RulePlan

/// The report for dashboards of tests: a suite for each policy, a case for each rule.
public struct JUnitReport: ReportFormat {
  public init() {}

  public func write(_ report: Report, to stream: ReportStream) {
    let assessment = report.assessment
    let wording = ReportWording(language: report.language)
    let span = SpanWording(report)
    let findings = Dictionary(grouping: assessment?.findings ?? [], by: \.rule)
    var suites: [(name: String, cases: [Case])] = []
    if !report.diagnostics.isEmpty || assessment == nil {
      suites.append(("policyc", [diagnosticCase(report)]))
    }
    var known: Set<String> = []
    for rule in assessment?.rules ?? [] {
      known.insert(rule.name)
      let own = Case(rule, findings[rule.name] ?? [], wording, span)
      if suites.last?.name == rule.namespace {
        suites[suites.count - 1].cases.append(own)
      } else if let index = suites.firstIndex(where: { $0.name == rule.namespace }) {
        suites[index].cases.append(own)
      } else {
        suites.append((rule.namespace, [own]))
      }
    }
    let waivers = findings.keys.filter { !known.contains($0) }.sorted().map {
      Case(rule: $0, findings[$0] ?? [], wording, span)
    }
    if !waivers.isEmpty { suites.append(("waivers", waivers)) }
    write(suites, report.read, to: stream)
  }

  private struct Case {
    var name: String
    var title: String
    var nanoseconds: UInt64 = 0
    /// Why nothing was tested.
    var skipReason: String?
    var failures: [String] = []
    var errors: [String] = []

    init(_ rule: RuleSummary, _ findings: [Finding], _ wording: ReportWording, _ span: SpanWording?) {
      self.init(rule: rule.name, findings, wording, span)
      title = rule.title
      nanoseconds = rule.statistics?.nanoseconds ?? 0
      skipReason = rule.status == .evaluated ? nil : rule.status.rawValue
    }

    init(rule: String, _ findings: [Finding], _ wording: ReportWording, _ span: SpanWording?) {
      name = rule
      title = findings.first?.title ?? rule
      failures = findings.filter { $0.status == .open }.map { Self.line($0, wording, span) }
      errors = findings.filter { $0.status == .undetermined }.map { Self.line($0, wording, span) }
    }

    init(name: String, title: String, errors: [String]) {
      self.name = name
      self.title = title
      self.errors = errors
    }

    private static func line(_ finding: Finding, _ wording: ReportWording, _ span: SpanWording?) -> String {
      let place = finding.place.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
      let day = finding.judgedOn.map { " (judged on \($0))" } ?? ""
      return "\(place)\(finding.severity.rawValue): \(wording.name(of: finding)): \(finding.message)"
        + wording.conflicts(finding) + day + (span.map { " (\($0.sentence(of: finding)))" } ?? "")
    }
  }

  private func diagnosticCase(_ report: Report) -> Case {
    Case(
      name: "policies and data", title: "Policies and data are without errors",
      errors: report.diagnostics.filter { $0.severity == .error }.map { diagnostic in
        let place = diagnostic.place.isKnown ? "\(diagnostic.place.file):\(diagnostic.place.line): " : ""
        return "\(place)\(diagnostic.code.code) \(diagnostic.message)"
      })
  }

  private func write(
    _ suites: [(name: String, cases: [Case])], _ read: [ReadSection], to stream: ReportStream
  ) {
    stream.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"policyc\">\n")
    for (index, suite) in suites.enumerated() {
      let failures = suite.cases.count { !$0.failures.isEmpty && $0.errors.isEmpty }
      let errors = suite.cases.count { !$0.errors.isEmpty }
      let skipped = suite.cases.count { $0.skipReason != nil }
      let total = suite.cases.reduce(UInt64(0)) { $0 &+ $1.nanoseconds }
      stream.write(
        "  <testsuite name=\"\(Self.escaped(suite.name))\" tests=\"\(suite.cases.count)\" failures=\"\(failures)\" "
          + "errors=\"\(errors)\" skipped=\"\(skipped)\" time=\"\(Self.seconds(total))\">\n")
      if index == 0 { write(read, to: stream) }
      for each in suite.cases { write(each, suite.name, to: stream) }
      stream.write("  </testsuite>\n")
    }
    stream.write("</testsuites>\n")
  }

  /// The files that were read, as properties of the first suite.
  private func write(_ read: [ReadSection], to stream: ReportStream) {
    guard !read.isEmpty else { return }
    stream.write("      <properties>\n")
    for section in read {
      stream.write("        <property name=\"read\" value=\"\(Self.escaped(section.sentence))\"/>\n")
    }
    stream.write("      </properties>\n")
  }

  private func write(_ each: Case, _ suite: String, to stream: ReportStream) {
    stream.write(
      "    <testcase classname=\"\(Self.escaped(suite))\" name=\"\(Self.escaped("\(each.name): \(each.title)"))\" "
        + "time=\"\(Self.seconds(each.nanoseconds))\"")
    guard each.skipReason != nil || !each.failures.isEmpty || !each.errors.isEmpty else { return stream.write("/>\n") }
    stream.write(">\n")
    if let reason = each.skipReason { stream.write("      <skipped message=\"\(reason)\"/>\n") }
    for (tag, lines, word) in [("failure", each.failures, "findings"), ("error", each.errors, "undetermined")]
    where !lines.isEmpty && (tag == "error" || each.errors.isEmpty) {
      stream.write("      <\(tag) message=\"\(lines.count) \(word)\" type=\"\(tag)\">")
      for line in lines { stream.write(Self.escaped(line) + "\n") }
      stream.write("</\(tag)>\n")
    }
    stream.write("    </testcase>\n")
  }

  private static func seconds(_ nanoseconds: UInt64) -> String {
    let thousandths = String(nanoseconds / 1_000_000 % 1000)
    return "\(nanoseconds / 1_000_000_000)." + String(repeating: "0", count: 3 - thousandths.count) + thousandths
  }

  /// Text of XML 1.0: signs of the markup are escaped, control characters that it does not know are left out.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t", "\r": result += " "
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
