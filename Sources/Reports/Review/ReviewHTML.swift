import Diagnostics
public import Governance
import RulePlan
import SourceText

/// Reviews as one page: the requested decision, its consequences and their reasons, and the alternatives.
public struct ReviewHTML {
  private let language: String
  private let words: ReviewWording

  public init(language: String) {
    self.language = language
    words = ReviewWording(language: language)
  }

  public func write(_ reviews: [Review], to stream: ReportStream) {
    let stream = HTMLStream(stream)
    stream.write(HTMLPage.start(title: words.title, language: language))
    stream.write("<h1>\(words.title.shown)</h1>\n")
    if reviews.count > 1 {
      stream.write("<ul class=\"toc\">\n")
      for (index, review) in reviews.enumerated() {
        stream.write(
          "<li><a href=\"#r\(index)\">\(review.request.id.shownName)</a>: \(advice(review))</li>\n")
      }
      stream.write("</ul>\n")
    }
    for (index, review) in reviews.enumerated() { write(review, index, stream) }
    stream.write(HTMLPage.end())
  }

  private func advice(_ review: Review) -> HTMLMarkup {
    let kind: HTMLMarkup = review.advice <= .grant ? "good" : review.advice <= .grantWithRemarks ? "warning" : "error"
    return "<strong class=\"advice \(kind)\">\(words.advice(review.advice).shown)</strong>"
  }

  private func write(_ review: Review, _ index: Int, _ stream: HTMLStream) {
    stream.write("<article id=\"r\(index)\" class=\"review\">\n<h2>\(review.request.id.shownName): ")
    stream.write("\(advice(review))</h2>\n")
    let outline = ReviewOutline(review, words)
    stream.write("<p>\(words.counts(review).shown)</p>\n")
    if let days = outline.days { stream.write("<p>\(days)</p>\n") }
    if !review.request.facts.isEmpty {
      stream.write("<dl class=\"facts\">\n")
      for (name, value) in review.request.facts {
        stream.write("<dt>\(words.name(ofFact: name).shown)</dt><dd>\(value.shown)</dd>\n")
      }
      stream.write("</dl>\n")
    }
    list(words.asks, (outline.asked + outline.gains).map { HTMLMarkup($0) }, stream)
    list(words.problems, outline.problems.map { HTMLMarkup($0) }, stream)
    list(nil, outline.remarks.map { "<strong class=\"error\">\($0)</strong>" }, stream)
    for section in outline.sections {
      write(section.findings, section.title, stream)
      if section.further > 0 { stream.write("<p>\(words.further(section.further).shown)</p>\n") }
    }
    list(
      words.mayBeWaived, review.referrals.map { HTMLMarkup(words.referral($0, rule: $0.rule).shown) }, stream)
    list(
      words.instead,
      review.alternatives.map {
        let text = $0.isByRequest ? $0.text : words.notByRequest($0.text)
        return "\(text.shown): <strong>\(words.advice($0.advice).shown)</strong>"
      }, stream)
    for profile in review.profiles { write(profile, stream) }
    if let approver = review.approver { write(approver: approver, stream) }
    stream.write("<h3>\(words.decision.shown)</h3>\n<p>\(words.decisionLine.shown)</p>\n")
    stream.write("</article>\n")
  }

  /// Items that are HTML already.
  private func list(_ title: String?, _ items: [HTMLMarkup], _ stream: HTMLStream) {
    guard !items.isEmpty else { return }
    if let title { stream.write("<h3>\(title.shown)</h3>\n") }
    stream.write("<ul>\n")
    for item in items { stream.write("<li>\(item)</li>\n") }
    stream.write("</ul>\n")
  }

  private func write(_ findings: [Finding], _ title: String, _ stream: HTMLStream) {
    guard !findings.isEmpty else { return }
    stream.write("<h3>\(title.shown)</h3>\n")
    for finding in findings {
      let kind: HTMLMarkup = finding.status == .open && finding.severity == .warning ? "warning" : "error"
      stream.write("<section class=\"card \(kind)\"><h4>\(finding.message.shown)</h4>\n")
      stream.write(
        "<p><strong class=\"\(kind)\">\(words.severity(finding).shown)</strong> "
          + "\(HTMLPage.name(finding.rule))</p>\n")
      var items: [HTMLMarkup] = []
      for item in finding.evidence {
        let place: HTMLMarkup = item.place.map { " <small>\($0.shownLine)</small>" } ?? ""
        let meaning: HTMLMarkup = item.meaning.map { " (\($0.shown))" } ?? ""
        items.append("\(item.text.shownName)\(meaning)\(place)")
      }
      for citation in finding.citations {
        items.append("<cite>\(citation.sentence.shown)</cite>")
      }
      if let remedy = finding.remedy { items.append("\(words.remedy.shown): \(remedy.shown)") }
      list(nil, items, stream)
      stream.write("</section>\n")
    }
  }

  // MARK: People

  private func write(_ profile: SubjectProfile, _ stream: HTMLStream) {
    stream.write("<h3>\("\(profile.subject.type) \(profile.subject.name)".shownName)</h3>\n")
    if !profile.values.isEmpty {
      stream.write("<p>\(profile.values.joined(separator: ", ").shownName)</p>\n")
    }
    if !profile.peers.isEmpty {
      stream.write("<h4>\(words.peers.shown)</h4>\n")
      list(nil, profile.peers.map { HTMLMarkup(words.peers($0).shown) }, stream)
    }
    stream.write("<h4>\(words.rights.shown)</h4>\n")
    table(profile.rights, else: words.noRights, stream)
  }

  private func write(approver: SubjectProfile, _ stream: HTMLStream) {
    stream.write("<h3>\(words.approver(approver.subject.name).shown)</h3>\n")
    if !approver.values.isEmpty {
      stream.write("<p>\(approver.values.joined(separator: ", ").shownName)</p>\n")
    }
    stream.write("<h4>\(words.authority.shown)</h4>\n")
    table(approver.rights, else: words.noAuthority, stream)
  }

  private func table(_ rights: [SubjectProfile.Right], else none: String, _ stream: HTMLStream) {
    guard !rights.isEmpty else { return stream.write("<p>\(none.shown)</p>\n") }
    stream.write("<table class=\"rights\"><thead><tr><th scope=\"col\">\(words.record.shown)</th>")
    stream.write("<th scope=\"col\">\(words.content.shown)</th></tr></thead>\n<tbody>\n")
    for right in rights {
      stream.write("<tr><th scope=\"row\"><code>\(right.name.shownName)</code></th>")
      stream.write("<td>\(right.values.joined(separator: ", ").shownName)</td></tr>\n")
    }
    stream.write("</tbody></table>\n")
  }
}
