public import Governance
import SourceText

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
    case .text: writeText(PlainStream(stream))
    case .markdown: writeMarkdown(MarkdownStream(stream))
    case .json: writeJSON(stream)
    case .html: writeHTML(HTMLStream(stream))
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

  private func writeText(_ stream: PlainStream) {
    for instrument in trace.instruments {
      stream.write("\(instrument.symbol.shownName)  \(instrument.title.shown)\n")
      for clause in instrument.clauses {
        let state = state(clause)
        stream.write("  §\(clause.name.shownName)  \(clause.text.shown)\(state.isEmpty ? "" : "  [\(state.shown)]")\n")
        for name in clause.parameters { stream.write("      \(wording.parameter.shown) \(name.shownName)\n") }
        for norm in clause.norms {
          stream.write("      \(norm.name.shownName)  \(norm.title.shown) (\(wording.tests(norm.tests.count).shown))\n")
        }
      }
      stream.write("  \(counts(instrument).shown)\n\n")
    }
    guard !trace.uncited.isEmpty else { return }
    stream.write("\(wording.uncited.shown)\n")
    for norm in trace.uncited {
      stream.write("  \(norm.name.shownName)  \(norm.title.shown) (\(wording.tests(norm.tests.count).shown))\n")
    }
  }

  // MARK: Markdown

  private func writeMarkdown(_ stream: MarkdownStream) {
    stream.write("# \(wording.title.shown)\n\n")
    for instrument in trace.instruments {
      stream.write("- \(instrument.symbol.shown): \(counts(instrument).shown)\n")
    }
    for instrument in trace.instruments {
      stream.write("\n## \(instrument.symbol.shown): \(instrument.title.shown)\n\n")
      stream.write(
        "| \(wording.clause.shown) | \(wording.whatItSays.shown) | \(wording.norms.shown) | tests |\n|---|---|---|---|\n"
      )
      for clause in instrument.clauses {
        let norms: [MarkdownMarkup] =
          clause.parameters.map { "\(wording.parameter.shown) \(.code($0.shown))" }
          + clause.norms.map { .code($0.name.shown) }
        let tests = clause.norms.reduce(0) { $0 + $1.tests.count }
        let shown: MarkdownMarkup = norms.isEmpty ? "*\(state(clause).shown)*" : norms.joined(separator: "<br>")
        stream.write("| §\(clause.name.shownName) | \(clause.text.shown) | \(shown) | ")
        stream.write("\(clause.norms.isEmpty ? "" : "\(tests)") |\n")
      }
    }
    guard !trace.uncited.isEmpty else { return }
    stream.write("\n## \(wording.uncited.shown)\n\n")
    for norm in trace.uncited { stream.write("- \(.code(norm.name.shown)): \(norm.title.shown)\n") }
  }
}
