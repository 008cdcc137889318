import Diagnostics
import Evaluation
import Governance
import RecordStore
import RulePlan
import SourceText

/// The report for programs. Keys and their order are a contract; a diagnostic or a finding takes one line.
public struct JSONReport: ReportFormat {
  /// Changes when a key changes its meaning or goes away.
  public static let schemaVersion = 2

  private let jobs: Int

  /// - Parameter jobs: threads that may write at once; the report is the same for any number.
  public init(jobs: Int = 1) { self.jobs = max(1, jobs) }

  public func write(_ report: Report, to stream: ReportStream) {
    stream.write("{\n  \"schemaVersion\": \(Self.schemaVersion),\n  \"tool\": " as JSONMarkup)
    var json = JSONWriter()
    json.beginObject()
    json.key("name")
    json.string("policyc")
    json.key("version")
    json.string(report.toolVersion)
    json.endObject()
    json.move(to: stream)
    stream.write(",\n  \"asOf\": \"\(report.asOf.description.shown)\",\n  \"summary\": " as JSONMarkup)
    json.write(report.assessment?.summary ?? Assessment.Summary())
    json.move(to: stream)
    if let span = report.assessment?.span {
      stream.write(",\n  \"span\": ")
      json.write(span)
      json.move(to: stream)
    }
    stream.write(",\n  \"read\": ")
    lines(report.read, stream) { $1.read($0) }
    stream.write(",\n  \"norms\": ")
    let counts = report.assessment?.findingCounts ?? [:]
    lines(report.assessment?.rules ?? [], stream) { $1.norm($0, findings: counts[$0.name] ?? 0) }
    if let groups = report.assessment?.groups, !groups.isEmpty {
      stream.write(",\n  \"groups\": ")
      lines(groups, stream) { $1.group($0) }
    }
    stream.write(",\n  \"restsOn\": ")
    lines(report.assessment?.reliances ?? [], stream) { $1.reliance($0) }
    stream.write(",\n  \"diagnostics\": ")
    lines(report.diagnostics, stream) { $1.diagnostic($0) }
    stream.write(",\n  \"findings\": ")
    lines(report.assessment?.findings ?? [], stream) { $1.finding($0) }
    stream.write("\n}\n")
  }

  private static let linesAtOnce = 2048

  /// An array with an element on each line.
  private func lines<Element: Sendable>(
    _ elements: [Element], _ stream: ReportStream, _ write: @escaping @Sendable (Element, inout JSONWriter) -> Void
  ) {
    guard !elements.isEmpty else { return stream.write("[]") }
    stream.write("[")
    var start = 0
    while start < elements.count, !stream.isBroken {
      let wave = start..<min(elements.count, start + jobs * Self.linesAtOnce)
      let first = start
      let parts = Workers.ranges(of: wave.count, parts: wave.count < Self.linesAtOnce ? 1 : jobs)
      let texts = Workers.map(parts: parts.count) { part in
        var json = JSONWriter()
        // In place: an element of an array is copied whole.
        elements.withUnsafeBufferPointer { elements in
          for index in parts[part] {
            json.raw(first + index == 0 ? "\n    " : ",\n    ")
            write(elements[first + index], &json)
          }
        }
        return json
      }
      for var text in texts { text.move(to: stream) }
      start = wave.upperBound
    }
    stream.write("\n  ]")
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ span: Assessment.Span) {
    beginObject()
    key("from")
    string(span.days.first.description)
    key("until")
    string(span.days.last.description)
    key("days")
    number(span.evaluatedDays)
    endObject()
  }

  fileprivate mutating func write(_ summary: Assessment.Summary) {
    beginObject()
    key("errors")
    number(summary.errors)
    key("warnings")
    number(summary.warnings)
    key("waived")
    number(summary.waived)
    key("undetermined")
    number(summary.undetermined)
    key("rules")
    number(summary.rules)
    key("records")
    number(summary.records)
    if let version = summary.timeZones {
      key("timeZones")
      string(version)
    }
    endObject()
  }
}
