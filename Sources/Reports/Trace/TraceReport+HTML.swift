import Governance

extension TraceReport {
  func writeHTML(_ stream: ReportStream) {
    let e = HTMLPage.escaped
    stream.write(HTMLPage.start(title: wording.title, language: language) + "<h1>\(wording.title)</h1>\n")
    writeOverview(stream)
    for (number, instrument) in trace.instruments.enumerated() {
      stream.write(
        "<h2 id=\"document-\(number + 1)\">\(e(instrument.symbol)) <small>\(e(instrument.title))</small></h2>\n")
      stream.write("<p>\(e(counts(instrument)))</p>\n<table class=\"trace\">\n<thead><tr>")
      for heading in [wording.clause, wording.whatItSays, wording.normsAndTests] {
        stream.write("<th scope=\"col\">\(e(heading))</th>")
      }
      stream.write("</tr></thead>\n<tbody>\n")
      for clause in instrument.clauses {
        let state = state(clause)
        let kind = clause.isOrganisational ? "organisational" : clause.isCovered ? "covered" : "open"
        stream.write("<tr class=\"\(kind)\"><th scope=\"row\">§\(e(clause.name))</th>")
        stream.write("<td>\(e(clause.text))</td><td>")
        if !state.isEmpty { stream.write("<em>\(e(state))</em>") }
        for name in clause.parameters { stream.write("<div>\(e(wording.parameter)) <code>\(e(name))</code></div>") }
        for norm in clause.norms { write(norm, stream) }
        stream.write("</td></tr>\n")
      }
      stream.write("</tbody>\n</table>\n")
    }
    if !trace.uncited.isEmpty {
      stream.write("<h2>\(e(wording.uncited))</h2>\n")
      for norm in trace.uncited { write(norm, stream) }
    }
    stream.write(HTMLPage.plainEnd)
  }

  /// The documents with their numbers of clauses.
  private func writeOverview(_ stream: ReportStream) {
    let e = HTMLPage.escaped
    stream.write("<div class=\"wide\"><table>\n<thead><tr>")
    for heading in [wording.document, wording.clauses, wording.implemented, wording.organisational, wording.open] {
      stream.write("<th scope=\"col\">\(e(heading))</th>")
    }
    stream.write("</tr></thead>\n<tbody>\n")
    for (number, instrument) in trace.instruments.enumerated() {
      stream.write("<tr class=\"\(instrument.uncovered > 0 ? "open" : "covered")\"><th scope=\"row\">")
      stream.write("<a href=\"#document-\(number + 1)\">\(e(instrument.symbol))</a></th>")
      for count in [instrument.clauses.count, instrument.covered, instrument.organisational] {
        stream.write("<td>\(count)</td>")
      }
      stream.write(instrument.uncovered > 0 ? "<td><em>\(instrument.uncovered)</em></td></tr>\n" : "<td>0</td></tr>\n")
    }
    stream.write("</tbody>\n</table></div>\n")
  }

  private func write(_ norm: ClauseTrace.NormEntry, _ stream: ReportStream) {
    let e = HTMLPage.escaped
    stream.write("<details><summary>\(HTMLPage.name(norm.name)) \(e(norm.title)) ")
    stream.write("<small>\(wording.tests(norm.tests.count))</small></summary><ul>")
    for test in norm.tests { stream.write("<li>\(e(test))</li>") }
    stream.write("</ul></details>")
  }
}
