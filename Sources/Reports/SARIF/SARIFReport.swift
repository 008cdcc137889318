import Diagnostics
import Governance
import RulePlan

/// The report for code scanning: SARIF 2.1.0 of OASIS, within the limits that GitHub sets.
public struct SARIFReport: ReportFormat {
  /// GitHub shows no more results of a run; the excess is reported once for each rule.
  private static let resultLimit = 5000

  public init() {}

  public func write(_ report: Report, to stream: ReportStream) {
    let rules = ruleNames(report)
    let indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
    let findings = report.assessment?.findings ?? []
    let wording = ReportWording(language: report.language)
    let span = SpanWording(report)
    var json = JSONWriter()
    json.beginObject()
    json.key("$schema")
    json.string("https://json.schemastore.org/sarif-2.1.0.json")
    json.key("version")
    json.string("2.1.0")
    json.key("runs")
    json.beginArray()
    json.beginObject()
    json.key("tool")
    json.beginObject()
    json.key("driver")
    json.beginObject()
    json.key("name")
    json.string("policyc")
    json.key("version")
    json.string(report.toolVersion)
    json.key("rules")
    json.array(rules) { $1.sarifRule($0) }
    json.endObject()
    json.endObject()
    json.key("columnKind")
    json.string("unicodeCodePoints")
    json.key("invocations")
    json.beginArray()
    json.beginObject()
    json.key("executionSuccessful")
    json.boolean(report.verdict <= .failed)
    json.key("exitCode")
    json.number(Int(report.verdict.exitCode))
    json.endObject()
    json.endArray()
    json.sarifScope(of: report)
    json.key("results")
    json.beginArray()
    for diagnostic in report.diagnostics { json.sarifResult(diagnostic, indices[diagnostic.code.code]) }
    for finding in findings.prefix(Self.resultLimit) {
      json.sarifResult(finding, indices[finding.rule], wording, span)
      json.drain(to: stream)
    }
    for (rule, others) in Self.rest(findings.dropFirst(Self.resultLimit)) {
      json.sarifSummary(others, indices[rule])
    }
    json.endArray()
    json.endObject()
    json.endArray()
    json.endObject()
    json.move(to: stream)
    stream.write("\n")
  }

  /// The findings beyond the limit, by rule in the order of the first.
  private static func rest(_ findings: ArraySlice<Finding>) -> [(rule: String, findings: [Finding])] {
    var order: [String] = []
    var groups: [String: [Finding]] = [:]
    for finding in findings {
      if groups[finding.rule] == nil { order.append(finding.rule) }
      groups[finding.rule, default: []].append(finding)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  /// A rule of the report: a norm, a check of waivers, or a code of the catalogue.
  struct Rule {
    var id: String
    var title: String
    var help: String
    var isError: Bool
    var level: Norm.Level?
    var tags: [String]
  }

  private func ruleNames(_ report: Report) -> [Rule] {
    var rules: [Rule] = []
    var seen: Set<String> = []
    for rule in report.assessment?.rules ?? [] where seen.insert(rule.name).inserted {
      let clauses = rule.citations.map(\.sentence)
      let help = ([rule.documentation] + clauses + rule.illustrations).filter { !$0.isEmpty }.joined(separator: "\n\n")
      rules.append(
        Rule(
          id: rule.name, title: rule.title, help: help.isEmpty ? rule.title : help,
          isError: rule.severity == .error, level: rule.level, tags: rule.tags))
    }
    for finding in report.assessment?.findings ?? [] where seen.insert(finding.rule).inserted {
      rules.append(
        Rule(
          id: finding.rule, title: finding.title, help: finding.title, isError: finding.severity == .error,
          level: finding.level, tags: []))
    }
    for diagnostic in report.diagnostics where seen.insert(diagnostic.code.code).inserted {
      rules.append(
        Rule(
          id: diagnostic.code.code, title: diagnostic.code.title, help: diagnostic.code.why,
          isError: diagnostic.severity == .error, level: nil, tags: []))
    }
    return rules
  }
}

extension JSONWriter {
  fileprivate mutating func sarifRule(_ rule: SARIFReport.Rule) {
    beginObject()
    key("id")
    string(rule.id)
    key("shortDescription")
    text(rule.title)
    key("help")
    text(rule.help)
    key("defaultConfiguration")
    beginObject()
    key("level")
    string(rule.isError ? "error" : "warning")
    endObject()
    key("properties")
    beginObject()
    key("tags")
    array(["policy"] + rule.tags.prefix(9)) { $1.string($0) }
    if let level = rule.level {
      key("security-severity")
      string(Self.securitySeverity(level))
    }
    endObject()
    endObject()
  }

  /// The bands of CVSS that code scanning shows as low, medium, high and critical.
  private static func securitySeverity(_ level: Norm.Level) -> String {
    switch level {
    case .low: "2.0"
    case .medium: "5.0"
    case .high: "8.0"
    case .critical: "9.5"
    }
  }

  fileprivate mutating func sarifResult(
    _ finding: Finding, _ index: Int?, _ wording: ReportWording, _ span: SpanWording?
  ) {
    beginObject()
    ruleReference(finding.rule, index)
    key("level")
    string(finding.severity == .error || finding.status == .undetermined ? "error" : "warning")
    key("message")
    text(
      "\(wording.name(of: finding)): \(finding.message)" + wording.conflicts(finding)
        + (span.map { " (\($0.sentence(of: finding)))" } ?? ""))
    locations(finding.place)
    let related = finding.evidence.filter { $0.place?.isKnown ?? false }.prefix(100)
    if !related.isEmpty {
      key("relatedLocations")
      array(Array(related)) { item, json in
        json.location(item.place, item.text)
      }
    }
    key("partialFingerprints")
    beginObject()
    key("policyc/v1")
    string(finding.fingerprint)
    endObject()
    if finding.status == .waived || finding.status == .baseline {
      key("suppressions")
      beginArray()
      beginObject()
      key("kind")
      string("external")
      key("status")
      string("accepted")
      if let waiver = finding.waiver {
        key("justification")
        string("\(waiver.reason) (\(waiver.approvedBy))")
      }
      endObject()
      endArray()
    }
    if !finding.about.isEmpty || !finding.conflicts.isEmpty || !finding.periods.isEmpty || finding.judgedOn != nil {
      key("properties")
      beginObject()
      if let day = finding.judgedOn {
        key("judgedOn")
        string(day.description)
      }
      key("about")
      array(finding.about) { $1.subject($0) }
      key("access")
      optional(finding.access)
      key("conflicts")
      array(finding.conflicts) { $1.conflict($0, hasPeriods: !finding.periods.isEmpty) }
      if !finding.periods.isEmpty {
        key("periods")
        periods(finding.periods)
      }
      endObject()
    }
    endObject()
  }

  fileprivate mutating func sarifResult(_ diagnostic: Diagnostic, _ index: Int?) {
    beginObject()
    ruleReference(diagnostic.code.code, index)
    key("level")
    string(diagnostic.severity == .error ? "error" : diagnostic.severity == .warning ? "warning" : "note")
    key("message")
    text(diagnostic.message)
    locations(diagnostic.place)
    endObject()
  }

  /// One result for many of a rule.
  fileprivate mutating func sarifSummary(_ findings: [Finding], _ index: Int?) {
    guard let first = findings.first else { return }
    beginObject()
    ruleReference(first.rule, index)
    key("level")
    string(first.severity == .error ? "error" : "warning")
    key("message")
    text("\(findings.count) more findings of this rule are not listed here")
    locations(first.place)
    endObject()
  }

  private mutating func ruleReference(_ rule: String, _ index: Int?) {
    key("ruleId")
    string(rule)
    if let index {
      key("ruleIndex")
      number(index)
    }
  }

  private mutating func text(_ text: String) {
    beginObject()
    key("text")
    string(text)
    endObject()
  }

  private mutating func locations(_ place: Place?) {
    key("locations")
    beginArray()
    if let place, place.isKnown { location(place, nil) }
    endArray()
  }

  private mutating func location(_ place: Place?, _ message: String?) {
    beginObject()
    if let place {
      key("physicalLocation")
      beginObject()
      key("artifactLocation")
      beginObject()
      key("uri")
      string(Self.uri(place.file))
      endObject()
      key("region")
      beginObject()
      key("startLine")
      number(place.line)
      key("startColumn")
      number(place.column)
      key("endLine")
      number(max(place.line, place.endLine))
      key("endColumn")
      number(place.endLine > place.line ? max(1, place.endColumn) : max(place.column, place.endColumn))
      endObject()
      endObject()
    }
    if let message {
      key("message")
      text(message)
    }
    endObject()
  }

  /// A path as a reference of RFC 3986: everything but the letters, digits and signs of paths is escaped.
  static func uri(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
