import Diagnostics
public import Governance
import RulePlan

/// The difference between two evaluations: for a terminal, for a pull request, or for programs.
public struct DifferenceReport<Library: SourceLibrary> {
  public enum Format: String, Sendable, CaseIterable { case text, markdown, json }

  private let difference: FindingDifference
  private let style: TerminalStyle
  private let library: Library
  private let wording: ReportWording

  public init(_ difference: FindingDifference, style: TerminalStyle, library: Library, language: String) {
    self.difference = difference
    self.style = style
    self.library = library
    wording = ReportWording(language: language)
  }

  public func write(_ format: Format, to stream: ReportStream) {
    switch format {
    case .text: writeText(stream)
    case .markdown: writeMarkdown(stream)
    case .json: writeJSON(stream)
    }
  }

  private var summary: String {
    "\(difference.new.count) new, \(difference.settled.count) settled, \(difference.unchanged) unchanged"
  }

  private func writeText(_ stream: ReportStream) {
    for (title, findings) in [("new", difference.new), ("settled", difference.settled)] where !findings.isEmpty {
      stream.write("\(title):\n\n")
      let notices = findings.map { Notice($0, wording: wording) }
      let renderer = NoticeRenderer(style: style, library: library, notices: notices)
      for notice in notices where !stream.isBroken { stream.write(renderer.render(notice) + "\n") }
    }
    stream.write(summary + "\n")
  }

  private func writeMarkdown(_ stream: ReportStream) {
    stream.write("### policyc: \(summary)\n")
    for (title, findings) in [("New", difference.new), ("Settled", difference.settled)] where !findings.isEmpty {
      stream.write("\n#### \(title)\n\n| rule | about | what | where |\n|---|---|---|---|\n")
      for finding in findings.prefix(200) {
        let place = finding.place.map { "`\($0.file):\($0.line)`" } ?? ""
        let cells = [
          "`\(finding.rule)`", MarkdownText.cell(wording.name(of: finding)),
          MarkdownText.cell(finding.message),
          place,
        ]
        stream.write("| " + cells.joined(separator: " | ") + " |\n")
      }
      if findings.count > 200 { stream.write("\n… \(findings.count - 200)\n") }
    }
  }

  private func writeJSON(_ stream: ReportStream) {
    var json = JSONWriter()
    json.beginObject()
    json.key("schemaVersion")
    json.number(JSONReport.schemaVersion)
    json.key("new")
    json.array(difference.new) { $1.finding($0) }
    json.key("settled")
    json.array(difference.settled) { $1.finding($0) }
    json.key("unchanged")
    json.number(difference.unchanged)
    json.endObject()
    json.move(to: stream)
    stream.write("\n")
  }
}
