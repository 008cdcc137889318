public import Diagnostics
import Governance
import RulePlan
import SourceText

/// The report for people at a terminal, in the manner of compilers: a sentence, source lines with carets, the reasons.
public struct TextReport<Library: SourceLibrary>: ReportFormat {
  private let style: TerminalStyle
  private let library: Library
  private let isBrief: Bool
  private let isVerbose: Bool

  /// Beyond this many findings, a line is shown for each instead of a paragraph: nobody reads more.
  private let fullCount: Int

  /// - Parameters:
  ///   - library: the texts whose lines are shown.
  ///   - isBrief: one line for each error, and nothing else.
  ///   - isVerbose: whether it also lists what was read, all norms, and what the result rests on.
  public init(
    style: TerminalStyle, library: Library, isBrief: Bool = false, isVerbose: Bool = false, fullCount: Int = 1000
  ) {
    self.isVerbose = isVerbose
    self.style = style
    self.library = library
    self.isBrief = isBrief
    self.fullCount = fullCount
  }

  public func write(_ report: Report, to stream: ReportStream) {
    let stream = PlainStream(stream)
    let wording = ReportWording(language: report.language)
    let findings = report.assessment?.findings ?? []
    if isBrief {
      writeBriefly(report, findings, wording, stream)
      return
    }
    write(report.diagnostics, stream) { Notice($0) }
    let span = SpanWording(report)
    write(findings, stream) { Notice($0, wording: wording, span: span) }
    if isVerbose {
      for table in ScopeTable.tables(of: report) {
        for line in table.lines { stream.write("\(line)\n") }
        stream.write("\n")
      }
    }
    let summary = SummaryLine(report: report, wording: wording)
    stream.write("\(summary.markup(style))\n")
    for line in summary.absences { stream.write("\(line.shown)\n") }
  }

  private func write<Element>(_ elements: [Element], _ stream: PlainStream, _ notice: (Element) -> Notice) {
    let notices = elements.prefix(fullCount).map(notice)
    let renderer = NoticeRenderer(style: style, library: library, notices: notices)
    for notice in notices where !stream.isBroken { stream.write("\(renderer.render(notice))\n") }
    guard elements.count > fullCount else { return }
    for element in elements.dropFirst(fullCount) where !stream.isBroken {
      stream.write(renderer.renderBriefly(notice(element)))
    }
    stream.write("\n")
  }

  private func writeBriefly(
    _ report: Report, _ findings: [Finding], _ wording: ReportWording, _ stream: PlainStream
  ) {
    let renderer = NoticeRenderer(style: style, library: EmptySourceLibrary(), notices: [])
    for diagnostic in report.diagnostics where diagnostic.severity == .error {
      stream.write(renderer.renderBriefly(Notice(diagnostic)))
    }
    for finding in findings where finding.isOutstanding && finding.severity == .error && !stream.isBroken {
      stream.write(renderer.renderBriefly(Notice(finding, wording: wording)))
    }
  }
}
