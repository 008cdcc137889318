import Diagnostics
import Governance
import RulePlan
import SourceText

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
    write(suites, report.read, to: MarkupStream(stream))
  }

  private struct Case {
    var name: String
    var title: String
    var nanoseconds: UInt64 = 0
    /// Why nothing was tested.
    var skipReason: String?
    var failures: [XMLMarkup] = []
    var errors: [XMLMarkup] = []

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

    init(name: String, title: String, errors: [XMLMarkup]) {
      self.name = name
      self.title = title
      self.errors = errors
    }

    private static func line(_ finding: Finding, _ wording: ReportWording, _ span: SpanWording?) -> XMLMarkup {
      let place: XMLMarkup = finding.place.map { "\($0.shownColumn): " } ?? ""
      let day: XMLMarkup = finding.judgedOn.map { " (judged on \($0.description.shown))" } ?? ""
      let days: XMLMarkup = span.map { " (\($0.sentence(of: finding).shown))" } ?? ""
      return "\(place)\(finding.severity.rawValue.shown): \(wording.name(of: finding).shownName): "
        + "\(finding.message.shown)\(wording.conflicts(finding).shown)\(day)\(days)"
    }
  }

  private func diagnosticCase(_ report: Report) -> Case {
    Case(
      name: "policies and data", title: "Policies and data are without errors",
      errors: report.diagnostics.filter { $0.severity == .error }.map { diagnostic in
        let place: XMLMarkup = diagnostic.place.isKnown ? "\(diagnostic.place.shownLine): " : ""
        return "\(place)\(diagnostic.code.code.shown) \(diagnostic.message.shown)"
      })
  }

  private func write(
    _ suites: [(name: String, cases: [Case])], _ read: [ReadSection], to stream: MarkupStream<XMLText>
  ) {
    stream.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"policyc\">\n")
    for (index, suite) in suites.enumerated() {
      let failures = suite.cases.count { !$0.failures.isEmpty && $0.errors.isEmpty }
      let errors = suite.cases.count { !$0.errors.isEmpty }
      let skipped = suite.cases.count { $0.skipReason != nil }
      let total = suite.cases.reduce(UInt64(0)) { $0 &+ $1.nanoseconds }
      stream.write(
        "  <testsuite name=\"\(suite.name.shownName)\" tests=\"\(suite.cases.count)\" failures=\"\(failures)\" "
          + "errors=\"\(errors)\" skipped=\"\(skipped)\" time=\"\(Self.seconds(total))\">\n")
      if index == 0 { write(read, to: stream) }
      for each in suite.cases { write(each, suite.name, to: stream) }
      stream.write("  </testsuite>\n")
    }
    stream.write("</testsuites>\n")
  }

  /// The files that were read, as properties of the first suite.
  private func write(_ read: [ReadSection], to stream: MarkupStream<XMLText>) {
    guard !read.isEmpty else { return }
    stream.write("      <properties>\n")
    for section in read {
      stream.write("        <property name=\"read\" value=\"\(section.sentence.shownName)\"/>\n")
    }
    stream.write("      </properties>\n")
  }

  private func write(_ each: Case, _ suite: String, to stream: MarkupStream<XMLText>) {
    stream.write(
      "    <testcase classname=\"\(suite.shownName)\" name=\"\(each.name.shownName): \(each.title.shown)\" "
        + "time=\"\(Self.seconds(each.nanoseconds))\"")
    guard each.skipReason != nil || !each.failures.isEmpty || !each.errors.isEmpty else { return stream.write("/>\n") }
    stream.write(">\n")
    if let reason = each.skipReason { stream.write("      <skipped message=\"\(reason.shown)\"/>\n") }
    if !each.errors.isEmpty {
      write("error", each.errors, "undetermined", to: stream)
    } else if !each.failures.isEmpty {
      write("failure", each.failures, each.failures.count == 1 ? "finding" : "findings", to: stream)
    }
    stream.write("    </testcase>\n")
  }

  private func write(_ tag: XMLMarkup, _ lines: [XMLMarkup], _ word: XMLMarkup, to stream: MarkupStream<XMLText>) {
    stream.write("      <\(tag) message=\"\(lines.count) \(word)\" type=\"\(tag)\">")
    for line in lines { stream.write("\(line)\n") }
    stream.write("</\(tag)>\n")
  }

  private static func seconds(_ nanoseconds: UInt64) -> XMLMarkup {
    let thousandths = String(nanoseconds / 1_000_000 % 1000)
    let zeros = XMLMarkup(repeating: "0", count: 3 - thousandths.count)
    return "\(nanoseconds / 1_000_000_000).\(zeros)\(thousandths.shown)"
  }
}
