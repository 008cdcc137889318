import Diagnostics
public import Governance
import RulePlan

/// Reviews as one page: the requested decision, its consequences and their reasons, and the alternatives.
public struct ReviewHTML {
  private let language: String
  private let words: ReviewWording

  public init(language: String) {
    self.language = language
    words = ReviewWording(language: language)
  }

  public func write(_ reviews: [Review], to stream: ReportStream) {
    stream.write(HTMLPage.start(title: words.title, language: language))
    stream.write("<h1>\(HTMLPage.escaped(words.title))</h1>\n")
    if reviews.count > 1 {
      stream.write("<ul class=\"toc\">\n")
      for (index, review) in reviews.enumerated() {
        stream.write(
          "<li><a href=\"#r\(index)\">\(HTMLPage.escaped(review.request.id))</a>: \(advice(review))</li>\n")
      }
      stream.write("</ul>\n")
    }
    for (index, review) in reviews.enumerated() { write(review, index, stream) }
    stream.write(HTMLPage.plainEnd)
  }

  private func advice(_ review: Review) -> String {
    let kind = review.advice <= .grant ? "good" : review.advice <= .grantWithRemarks ? "warning" : "error"
    return "<strong class=\"advice \(kind)\">\(HTMLPage.escaped(words.advice(review.advice)))</strong>"
  }

  private func write(_ review: Review, _ index: Int, _ stream: ReportStream) {
    stream.write("<article id=\"r\(index)\" class=\"review\">\n<h2>\(HTMLPage.escaped(review.request.id)): ")
    stream.write("\(advice(review))</h2>\n")
    let outline = ReviewOutline(review, words)
    stream.write("<p>\(HTMLPage.escaped(words.counts(review)))</p>\n")
    if let days = outline.days { stream.write("<p>\(HTMLPage.escaped(days))</p>\n") }
    if !review.request.facts.isEmpty {
      stream.write("<dl class=\"facts\">\n")
      for (name, value) in review.request.facts {
        stream.write("<dt>\(HTMLPage.escaped(words.name(ofFact: name)))</dt><dd>\(HTMLPage.escaped(value))</dd>\n")
      }
      stream.write("</dl>\n")
    }
    list(words.asks, (outline.asked + outline.gains).map(HTMLPage.escaped), stream)
    list(words.problems, outline.problems.map(HTMLPage.escaped), stream)
    list(nil, outline.remarks.map { "<strong class=\"error\">\(HTMLPage.escaped($0))</strong>" }, stream)
    for section in outline.sections {
      write(section.findings, section.title, stream)
      if section.further > 0 { stream.write("<p>\(HTMLPage.escaped(words.further(section.further)))</p>\n") }
    }
    list(
      words.mayBeWaived, review.referrals.map { HTMLPage.escaped(words.referral($0, rule: $0.rule)) }, stream)
    list(
      words.instead,
      review.alternatives.map {
        "\(HTMLPage.escaped($0.isByRequest ? $0.text : words.notByRequest($0.text))): <strong>\(HTMLPage.escaped(words.advice($0.advice)))</strong>"
      }, stream)
    for profile in review.profiles { write(profile, stream) }
    if let approver = review.approver { write(approver: approver, stream) }
    stream.write("<h3>\(HTMLPage.escaped(words.decision))</h3>\n<p>\(HTMLPage.escaped(words.decisionLine))</p>\n")
    stream.write("</article>\n")
  }

  /// Items that are HTML already.
  private func list(_ title: String?, _ items: [String], _ stream: ReportStream) {
    guard !items.isEmpty else { return }
    if let title { stream.write("<h3>\(HTMLPage.escaped(title))</h3>\n") }
    stream.write("<ul>\n")
    for item in items { stream.write("<li>\(item)</li>\n") }
    stream.write("</ul>\n")
  }

  private func write(_ findings: [Finding], _ title: String, _ stream: ReportStream) {
    guard !findings.isEmpty else { return }
    stream.write("<h3>\(HTMLPage.escaped(title))</h3>\n")
    for finding in findings {
      let kind = finding.status == .open && finding.severity == .warning ? "warning" : "error"
      stream.write("<section class=\"card \(kind)\"><h4>\(HTMLPage.escaped(finding.message))</h4>\n")
      stream.write(
        "<p><strong class=\"\(kind)\">\(HTMLPage.escaped(words.severity(finding)))</strong> "
          + "\(HTMLPage.name(finding.rule))</p>\n")
      var items: [String] = []
      for item in finding.evidence {
        let place = item.place.map { " <small>\(HTMLPage.escaped("\($0.file):\($0.line)"))</small>" } ?? ""
        let meaning = item.meaning.map { " (\($0))" } ?? ""
        items.append(HTMLPage.escaped(item.text + meaning) + place)
      }
      for citation in finding.citations {
        items.append("<cite>\(HTMLPage.escaped(citation.sentence))</cite>")
      }
      if let remedy = finding.remedy { items.append(HTMLPage.escaped("\(words.remedy): \(remedy)")) }
      list(nil, items, stream)
      stream.write("</section>\n")
    }
  }

  // MARK: People

  private func write(_ profile: SubjectProfile, _ stream: ReportStream) {
    stream.write("<h3>\(HTMLPage.escaped("\(profile.subject.type) \(profile.subject.key)"))</h3>\n")
    if !profile.values.isEmpty {
      stream.write("<p>\(HTMLPage.escaped(profile.values.joined(separator: ", ")))</p>\n")
    }
    if !profile.peers.isEmpty {
      stream.write("<h4>\(HTMLPage.escaped(words.peers))</h4>\n")
      list(nil, profile.peers.map { HTMLPage.escaped(words.peers($0)) }, stream)
    }
    stream.write("<h4>\(HTMLPage.escaped(words.rights))</h4>\n")
    table(profile.rights, else: words.noRights, stream)
  }

  private func write(approver: SubjectProfile, _ stream: ReportStream) {
    stream.write("<h3>\(HTMLPage.escaped(words.approver(approver.subject.key)))</h3>\n")
    if !approver.values.isEmpty {
      stream.write("<p>\(HTMLPage.escaped(approver.values.joined(separator: ", ")))</p>\n")
    }
    stream.write("<h4>\(HTMLPage.escaped(words.authority))</h4>\n")
    table(approver.rights, else: words.noAuthority, stream)
  }

  private func table(_ rights: [SubjectProfile.Right], else none: String, _ stream: ReportStream) {
    guard !rights.isEmpty else { return stream.write("<p>\(HTMLPage.escaped(none))</p>\n") }
    stream.write("<table class=\"rights\"><thead><tr><th scope=\"col\">\(HTMLPage.escaped(words.record))</th>")
    stream.write("<th scope=\"col\">\(HTMLPage.escaped(words.content))</th></tr></thead>\n<tbody>\n")
    for right in rights {
      stream.write("<tr><th scope=\"row\"><code>\(HTMLPage.escaped(right.name))</code></th>")
      stream.write("<td>\(HTMLPage.escaped(right.values.joined(separator: ", ")))</td></tr>\n")
    }
    stream.write("</tbody></table>\n")
  }
}
