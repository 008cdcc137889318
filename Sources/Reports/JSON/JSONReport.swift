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
    lines(report.diagnostics, stream) { write($0, json) }
    stream.write(",\n  \"findings\": ")
    lines(report.assessment?.findings ?? [], stream) { write($0, json) }
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

  private func write(_ diagnostic: Diagnostic, _ json: JSONWriter) {
    json.object {
      json.member("code", isFirst: true) { json.string(diagnostic.code.code) }
      json.member("severity") { json.string(diagnostic.severity.rawValue) }
      json.member("message") { json.string(diagnostic.message) }
      json.member("location") { write(diagnostic.place, json) }
    }
  }

  private func write(_ finding: Finding, _ json: JSONWriter) {
    json.object {
      json.member("rule", isFirst: true) { json.string(finding.rule) }
      json.member("severity") { json.string(finding.severity.rawValue) }
      json.member("level") { json.optional(finding.level?.rawValue) }
      json.member("status") { json.string(finding.status.rawValue) }
      json.member("subject") {
        json.object {
          json.member("type", isFirst: true) { json.string(finding.subject.type) }
          json.member("key") { json.string(finding.subject.key) }
        }
      }
      json.member("message") { json.string(finding.message) }
      json.member("location") { write(finding.place, json) }
      json.member("evidence") {
        json.array(finding.evidence) { item in
          json.object {
            json.member("text", isFirst: true) { json.string(item.text) }
            json.member("location") { write(item.place, json) }
          }
        }
      }
      json.member("cites") {
        json.array(finding.citations) { citation in
          json.object {
            json.member("instrument", isFirst: true) { json.string(citation.instrument) }
            json.member("clause") { json.string(citation.clause) }
          }
        }
      }
      json.member("remedy") { json.optional(finding.remedy) }
      json.member("waiver") { write(finding.waiver, json) }
      json.member("fingerprint") { json.string(finding.fingerprint) }
    }
  }

  private func write(_ waiver: Waiver?, _ json: JSONWriter) {
    guard let waiver else { return json.null() }
    json.object {
      json.member("reason", isFirst: true) { json.string(waiver.reason) }
      json.member("approvedBy") { json.string(waiver.approvedBy) }
      json.member("from") { json.optional(waiver.valid.firstDay?.description) }
      json.member("until") { json.optional(waiver.valid.lastDay?.description) }
      json.member("controls") { json.array(waiver.controls) { json.string($0) } }
      json.member("location") { write(waiver.place, json) }
    }
  }

  private func write(_ place: Place?, _ json: JSONWriter) {
    guard let place, place.isKnown else { return json.null() }
    json.object {
      json.member("file", isFirst: true) { json.string(place.file) }
      json.member("line") { json.number(place.line) }
      json.member("column") { json.number(place.column) }
      json.member("endLine") { json.number(place.endLine) }
      json.member("endColumn") { json.number(place.endColumn) }
    }
  }
}
