public import Governance

/// Traceability as text, Markdown, JSON or a page of HTML.
public struct TraceReport {
  public enum Format: String, Sendable, CaseIterable { case text, markdown, json, html }

  let trace: ClauseTrace
  let wording: TraceWording
  let language: String

  /// - Parameter language: that of the words around what the policies say.
  public init(_ trace: ClauseTrace, language: String) {
    self.trace = trace
    self.language = language
    wording = TraceWording(language: language)
  }

  public func write(_ format: Format, to stream: ReportStream) {
    switch format {
    case .text: writeText(stream)
    case .markdown: writeMarkdown(stream)
    case .json: writeJSON(stream)
    case .html: writeHTML(stream)
    }
  }

  /// A remark on a clause in addition to its norms; empty where there is none.
  func state(_ clause: ClauseTrace.ClauseEntry) -> String {
    if clause.isOrganisational { return wording.organisational }
    if clause.norms.isEmpty { return clause.parameters.isEmpty ? wording.nothing : "" }
    return clause.isTested ? "" : wording.tests(0)
  }

  func counts(_ instrument: ClauseTrace.InstrumentEntry) -> String {
    wording.counts(
      instrument.clauses.count, implemented: instrument.covered, organisational: instrument.organisational,
      open: instrument.uncovered)
  }

  // MARK: Text

  private func writeText(_ stream: ReportStream) {
    for instrument in trace.instruments {
      stream.write("\(instrument.symbol)  \(instrument.title)\n")
      for clause in instrument.clauses {
        let state = state(clause)
        stream.write("  §\(clause.name)  \(clause.text)\(state.isEmpty ? "" : "  [\(state)]")\n")
        for name in clause.parameters { stream.write("      \(wording.parameter) \(name)\n") }
        for norm in clause.norms {
          stream.write("      \(norm.name)  \(norm.title) (\(wording.tests(norm.tests.count)))\n")
        }
      }
      stream.write("  \(counts(instrument))\n\n")
    }
    guard !trace.uncited.isEmpty else { return }
    stream.write("\(wording.uncited)\n")
    for norm in trace.uncited {
      stream.write("  \(norm.name)  \(norm.title) (\(wording.tests(norm.tests.count)))\n")
    }
  }

  // MARK: Markdown

  private func writeMarkdown(_ stream: ReportStream) {
    stream.write("# \(wording.title)\n\n")
    for instrument in trace.instruments {
      stream.write("- \(MarkdownText.cell(instrument.symbol)): \(counts(instrument))\n")
    }
    for instrument in trace.instruments {
      stream.write("\n## \(MarkdownText.cell(instrument.symbol)): \(MarkdownText.cell(instrument.title))\n\n")
      stream.write("| \(wording.clause) | \(wording.whatItSays) | \(wording.norms) | tests |\n|---|---|---|---|\n")
      for clause in instrument.clauses {
        let norms = clause.parameters.map { "\(wording.parameter) `\($0)`" } + clause.norms.map { "`\($0.name)`" }
        let tests = clause.norms.reduce(0) { $0 + $1.tests.count }
        let shown = norms.isEmpty ? "*\(state(clause))*" : norms.joined(separator: "<br>")
        stream.write("| §\(MarkdownText.cell(clause.name)) | \(MarkdownText.cell(clause.text)) | \(shown) | ")
        stream.write("\(clause.norms.isEmpty ? "" : "\(tests)") |\n")
      }
    }
    guard !trace.uncited.isEmpty else { return }
    stream.write("\n## \(wording.uncited)\n\n")
    for norm in trace.uncited { stream.write("- `\(norm.name)`: \(MarkdownText.cell(norm.title))\n") }
  }
}
