import Diagnostics
public import Governance
import RulePlan
import SourceText

/// The difference between two evaluations: for a terminal, for a pull request, or for programs.
public struct DifferenceReport<Library: SourceLibrary> {
  public enum Format: String, Sendable, CaseIterable { case text, markdown, json }

  /// Rows of a table in Markdown; the rest is counted.
  private let rowLimit = 200
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
    case .text: writeText(PlainStream(stream))
    case .markdown: writeMarkdown(MarkdownStream(stream))
    case .json: writeJSON(stream)
    }
  }

  private var summary: String {
    "\(difference.new.count) new, \(difference.settled.count) settled, \(difference.unchanged) unchanged"
  }

  private func writeText(_ stream: PlainStream) {
    for (title, findings) in [("new", difference.new), ("settled", difference.settled)] where !findings.isEmpty {
      stream.write("\(title.shown):\n\n")
      let notices = findings.map { Notice($0, wording: wording) }
      let renderer = NoticeRenderer(style: style, library: library, notices: notices)
      for notice in notices where !stream.isBroken { stream.write("\(renderer.render(notice))\n") }
    }
    stream.write("\(summary.shown)\n")
  }

  private func writeMarkdown(_ stream: MarkdownStream) {
    stream.write("### policyc: \(summary.shown)\n")
    for (title, findings) in [("New", difference.new), ("Settled", difference.settled)] where !findings.isEmpty {
      stream.write("\n#### \(title.shown)\n\n| rule | about | what | where |\n|---|---|---|---|\n")
      for finding in findings.gravest(rowLimit) {
        let cells: [MarkdownMarkup] = [
          .code(finding.rule.shown), "\(wording.name(of: finding).shownName)",
          "\(finding.message.shown)", finding.place.map { .code($0.shownLine) } ?? "",
        ]
        stream.write("| \(cells.joined(separator: " | ")) |\n")
      }
      if findings.count > rowLimit { stream.write("\n… \(findings.count - rowLimit)\n") }
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
