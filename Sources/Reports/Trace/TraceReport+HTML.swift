import Governance
import SourceText

extension TraceReport {
  func writeHTML(_ stream: HTMLStream) {
    stream.write(HTMLPage.start(title: wording.title, language: language) + "<h1>\(wording.title.shown)</h1>\n")
    writeOverview(stream)
    for (number, instrument) in trace.instruments.enumerated() {
      stream.write(
        "<h2 id=\"document-\(number + 1)\">\(instrument.symbol.shown) <small>\(instrument.title.shown)</small></h2>\n")
      stream.write("<p>\(counts(instrument).shown)</p>\n<table class=\"trace\">\n<thead><tr>")
      for heading in [wording.clause, wording.whatItSays, wording.normsAndTests] {
        stream.write("<th scope=\"col\">\(heading.shown)</th>")
      }
      stream.write("</tr></thead>\n<tbody>\n")
      for clause in instrument.clauses {
        let state = state(clause)
        let kind: HTMLMarkup = clause.isOrganisational ? "organisational" : clause.isCovered ? "covered" : "open"
        stream.write("<tr class=\"\(kind)\"><th scope=\"row\">§\(clause.name.shownName)</th>")
        stream.write("<td>\(clause.text.shown)</td><td>")
        if !state.isEmpty { stream.write("<em>\(state.shown)</em>") }
        for name in clause.parameters {
          stream.write("<div>\(wording.parameter.shown) <code>\(name.shownName)</code></div>")
        }
        for norm in clause.norms { write(norm, stream) }
        stream.write("</td></tr>\n")
      }
      stream.write("</tbody>\n</table>\n")
    }
    if !trace.uncited.isEmpty {
      stream.write("<h2>\(wording.uncited.shown)</h2>\n")
      for norm in trace.uncited { write(norm, stream) }
    }
    stream.write(HTMLPage.end())
  }

  /// The documents with their numbers of clauses.
  private func writeOverview(_ stream: HTMLStream) {
    stream.write("<div class=\"wide\"><table>\n<thead><tr>")
    for heading in [wording.document, wording.clauses, wording.implemented, wording.organisational, wording.open] {
      stream.write("<th scope=\"col\">\(heading.shown)</th>")
    }
    stream.write("</tr></thead>\n<tbody>\n")
    for (number, instrument) in trace.instruments.enumerated() {
      stream.write("<tr class=\"\(instrument.uncovered > 0 ? "open" : "covered")\"><th scope=\"row\">")
      stream.write("<a href=\"#document-\(number + 1)\">\(instrument.symbol.shown)</a></th>")
      for count in [instrument.clauses.count, instrument.covered, instrument.organisational] {
        stream.write("<td>\(count)</td>")
      }
      stream.write(instrument.uncovered > 0 ? "<td><em>\(instrument.uncovered)</em></td></tr>\n" : "<td>0</td></tr>\n")
    }
    stream.write("</tbody>\n</table></div>\n")
  }

  private func write(_ norm: ClauseTrace.NormEntry, _ stream: HTMLStream) {
    stream.write("<details><summary>\(HTMLPage.name(norm.name)) \(norm.title.shown) ")
    stream.write("<small>\(wording.tests(norm.tests.count).shown)</small></summary><ul>")
    for test in norm.tests { stream.write("<li>\(test.shown)</li>") }
    stream.write("</ul></details>")
  }
}
