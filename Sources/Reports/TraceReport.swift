public import Governance

/// Traceability as text, Markdown, JSON or a page of HTML.
public struct TraceReport {
  public enum Format: String, Sendable, CaseIterable { case text, markdown, json, html }

  private let trace: ClauseTrace

  public init(_ trace: ClauseTrace) { self.trace = trace }

  public func write(_ format: Format, to stream: ReportStream) {
    switch format {
    case .text: writeText(stream)
    case .markdown: writeMarkdown(stream)
    case .json: writeJSON(stream)
    case .html: writeHTML(stream)
    }
  }

  private func state(_ clause: ClauseTrace.ClauseEntry) -> String {
    if clause.isOrganisational { return "organisational" }
    if clause.norms.isEmpty { return clause.parameters.isEmpty ? "nothing implements it" : "" }
    return clause.isTested ? "" : "no test"
  }

  private func counts(_ instrument: ClauseTrace.InstrumentEntry) -> String {
    "\(instrument.clauses.count) clauses: \(instrument.covered) implemented, \(instrument.organisational) organisational, "
      + "\(instrument.uncovered) open"
  }

  // MARK: Text

  private func writeText(_ stream: ReportStream) {
    for instrument in trace.instruments {
      stream.write("\(instrument.symbol)  \(instrument.title)\n")
      for clause in instrument.clauses {
        let state = state(clause)
        stream.write("  §\(clause.name)  \(clause.text)\(state.isEmpty ? "" : "  [\(state)]")\n")
        for name in clause.parameters { stream.write("      parameter \(name)\n") }
        for norm in clause.norms {
          stream.write("      \(norm.name)  \(norm.title) (\(tests(norm)))\n")
        }
      }
      stream.write("  \(counts(instrument))\n\n")
    }
    guard !trace.uncited.isEmpty else { return }
    stream.write("Norms that cite nothing\n")
    for norm in trace.uncited { stream.write("  \(norm.name)  \(norm.title) (\(tests(norm)))\n") }
  }

  private func tests(_ norm: ClauseTrace.NormEntry) -> String {
    norm.tests.isEmpty ? "no test" : norm.tests.count == 1 ? "1 test" : "\(norm.tests.count) tests"
  }

  // MARK: Markdown

  private func writeMarkdown(_ stream: ReportStream) {
    stream.write("# Traceability\n")
    for instrument in trace.instruments {
      stream.write(
        "\n## \(MarkdownText.cell(instrument.symbol)): \(MarkdownText.cell(instrument.title))\n\n\(counts(instrument)).\n\n"
      )
      stream.write("| clause | what it says | norms | tests |\n|---|---|---|---|\n")
      for clause in instrument.clauses {
        let norms = clause.parameters.map { "parameter `\($0)`" } + clause.norms.map { "`\($0.name)`" }
        let tests = clause.norms.reduce(0) { $0 + $1.tests.count }
        let shown = norms.isEmpty ? "*\(state(clause))*" : norms.joined(separator: "<br>")
        stream.write(
          "| §\(MarkdownText.cell(clause.name)) | \(MarkdownText.cell(clause.text)) | \(shown) | \(clause.norms.isEmpty ? "" : "\(tests)") |\n"
        )
      }
    }
    guard !trace.uncited.isEmpty else { return }
    stream.write("\n## Norms that cite nothing\n\n")
    for norm in trace.uncited { stream.write("- `\(norm.name)`: \(MarkdownText.cell(norm.title))\n") }
  }

  // MARK: JSON

  private func writeJSON(_ stream: ReportStream) {
    var json = JSONWriter()
    json.beginObject()
    json.key("schemaVersion")
    json.number(1)
    json.key("instruments")
    json.array(trace.instruments) { instrument, json in
      json.beginObject()
      json.key("symbol")
      json.string(instrument.symbol)
      json.key("title")
      json.string(instrument.title)
      json.key("clauses")
      json.array(instrument.clauses) { $1.clause($0) }
      json.endObject()
    }
    json.key("uncited")
    json.array(trace.uncited) { $1.norm($0) }
    json.endObject()
    json.move(to: stream)
    stream.write("\n")
  }

  // MARK: HTML

  private func writeHTML(_ stream: ReportStream) {
    stream.write(HTMLPage.start(title: "Traceability", language: "en") + "<h1>Traceability</h1>\n")
    for instrument in trace.instruments {
      stream.write(
        "<h2>\(HTMLPage.escaped(instrument.symbol)) <small>\(HTMLPage.escaped(instrument.title))</small></h2>\n")
      stream.write(
        "<p>\(HTMLPage.escaped(counts(instrument)))</p>\n<table class=\"trace\">\n<thead><tr><th scope=\"col\">Clause</th>"
      )
      stream.write("<th scope=\"col\">What it says</th><th scope=\"col\">Norms and tests</th></tr></thead>\n<tbody>\n")
      for clause in instrument.clauses {
        let state = state(clause)
        let kind = clause.isOrganisational ? "organisational" : clause.isCovered ? "covered" : "open"
        stream.write("<tr class=\"\(kind)\"><th scope=\"row\">§\(HTMLPage.escaped(clause.name))</th>")
        stream.write("<td>\(HTMLPage.escaped(clause.text))</td><td>")
        if !state.isEmpty { stream.write("<em>\(HTMLPage.escaped(state))</em>") }
        for name in clause.parameters { stream.write("<div>parameter <code>\(HTMLPage.escaped(name))</code></div>") }
        for norm in clause.norms { write(norm, stream) }
        stream.write("</td></tr>\n")
      }
      stream.write("</tbody>\n</table>\n")
    }
    if !trace.uncited.isEmpty {
      stream.write("<h2>Norms that cite nothing</h2>\n")
      for norm in trace.uncited { write(norm, stream) }
    }
    stream.write(HTMLPage.plainEnd)
  }

  private func write(_ norm: ClauseTrace.NormEntry, _ stream: ReportStream) {
    stream.write("<details><summary><code>\(HTMLPage.escaped(norm.name))</code> \(HTMLPage.escaped(norm.title)) ")
    stream.write("<small>\(tests(norm))</small></summary><ul>")
    for test in norm.tests { stream.write("<li>\(HTMLPage.escaped(test))</li>") }
    stream.write("</ul></details>")
  }
}

extension JSONWriter {
  fileprivate mutating func clause(_ clause: ClauseTrace.ClauseEntry) {
    beginObject()
    key("clause")
    string(clause.name)
    key("text")
    string(clause.text)
    key("organisational")
    boolean(clause.isOrganisational)
    key("covered")
    boolean(clause.isCovered)
    key("norms")
    array(clause.norms) { $1.norm($0) }
    key("parameters")
    array(clause.parameters) { $1.string($0) }
    key("location")
    place(clause.place)
    endObject()
  }

  fileprivate mutating func norm(_ norm: ClauseTrace.NormEntry) {
    beginObject()
    key("rule")
    string(norm.name)
    key("title")
    string(norm.title)
    key("tests")
    array(norm.tests) { $1.string($0) }
    key("location")
    place(norm.place)
    endObject()
  }
}
