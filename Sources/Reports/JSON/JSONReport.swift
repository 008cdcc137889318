import Diagnostics
import Governance
import RulePlan

/// The report for programs. Keys and their order are a contract; a diagnostic or a finding takes one line.
public struct JSONReport: ReportFormat {
  /// Changes when a key changes its meaning or goes away.
  public static let schemaVersion = 1

  public init() {}

  public func write(_ report: Report, to stream: ReportStream) {
    let json = JSONWriter(stream: stream)
    stream.write("{\n  \"schemaVersion\": ")
    json.number(Self.schemaVersion)
    stream.write(",\n  \"tool\": ")
    json.object {
      json.member("name", isFirst: true) { json.string("policyc") }
      json.member("version") { json.string(report.toolVersion) }
    }
    stream.write(",\n  \"asOf\": ")
    json.string(report.asOf.description)
    stream.write(",\n  \"summary\": ")
    write(report.assessment?.summary ?? Assessment.Summary(), json)
    stream.write(",\n  \"diagnostics\": ")
    lines(report.diagnostics, stream) { json.diagnostic($0) }
    stream.write(",\n  \"findings\": ")
    lines(report.assessment?.findings ?? [], stream) { json.finding($0) }
    stream.write("\n}\n")
  }

  /// An array with an element on each line.
  private func lines<Element>(_ elements: [Element], _ stream: ReportStream, _ write: (Element) -> Void) {
    guard !elements.isEmpty else { return stream.write("[]") }
    stream.write("[")
    for (index, element) in elements.enumerated() where !stream.isBroken {
      stream.write(index == 0 ? "\n    " : ",\n    ")
      write(element)
    }
    stream.write("\n  ]")
  }

  private func write(_ summary: Assessment.Summary, _ json: JSONWriter) {
    json.object {
      json.member("errors", isFirst: true) { json.number(summary.errors) }
      json.member("warnings") { json.number(summary.warnings) }
      json.member("waived") { json.number(summary.waived) }
      json.member("undetermined") { json.number(summary.undetermined) }
      json.member("rules") { json.number(summary.rules) }
      json.member("records") { json.number(summary.records) }
    }
  }
}
