public import Governance
import RulePlan
import SourceText

/// Reviews as Markdown: for tickets and comments.
public struct ReviewMarkdown {
  private let words: ReviewWording

  public init(language: String) { words = ReviewWording(language: language) }

  public func write(_ reviews: [Review], to stream: ReportStream) {
    let stream = MarkdownStream(stream)
    for review in reviews { write(review, stream) }
  }

  private func write(_ review: Review, _ stream: MarkdownStream) {
    stream.write("## \(review.request.id.shownName): \(words.advice(review.advice).shown)\n\n")
    for (name, value) in review.request.facts {
      stream.write("- \(words.name(ofFact: name).shown): \(value.shown)\n")
    }
    let outline = ReviewOutline(review, words)
    if let days = outline.days { stream.write("- \(days)\n") }
    stream.write("\n")
    list(words.asks, (outline.asked + outline.gains).map { MarkdownMarkup($0) }, stream)
    list(words.problems, outline.problems.map { MarkdownMarkup($0) }, stream)
    stream.write("\n")
    for remark in outline.remarks { stream.write("**\(remark)**\n\n") }
    for section in outline.sections {
      write(section.findings, section.title, stream)
      if section.further > 0 { stream.write("\(words.further(section.further).shown)\n\n") }
    }
    list(words.mayBeWaived, review.referrals.map { MarkdownMarkup(words.referral($0, rule: $0.rule).shown) }, stream)
    list(
      words.instead,
      review.alternatives.map {
        let text = $0.isByRequest ? $0.text : words.notByRequest($0.text)
        return "\(text.shown): **\(words.advice($0.advice).shown)**"
      }, stream)
    for profile in review.profiles { write(profile, stream) }
    if let approver = review.approver {
      stream.write("\n### \(words.approver(approver.subject.name).shown)\n\n")
      write(contentOf: approver, stream)
      if approver.rights.isEmpty { stream.write("\(words.noAuthority.shown)\n") }
    }
    stream.write("\n\(words.counts(review).shown).\n\n\(words.decisionLine.shown)\n\n")
  }

  /// Items that are Markdown already.
  private func list(_ title: String, _ items: [MarkdownMarkup], _ stream: MarkdownStream) {
    guard !items.isEmpty else { return }
    stream.write("\n### \(title.shown)\n\n")
    for item in items { stream.write("- \(item)\n") }
  }

  private func write(_ findings: [Finding], _ title: String, _ stream: MarkdownStream) {
    guard !findings.isEmpty else { return }
    stream.write("### \(title.shown)\n\n")
    for finding in findings {
      stream.write("- **\(words.severity(finding).shown)** \(.code(finding.rule.shown)): \(finding.message.shown)\n")
      for item in finding.evidence { stream.write("  - \(item.text.shownName)\n") }
      for citation in finding.citations { stream.write("  - \(citation.sentence.shown)\n") }
    }
    stream.write("\n")
  }

  private func write(_ profile: SubjectProfile, _ stream: MarkdownStream) {
    stream.write("\n### \("\(profile.subject.type) \(profile.subject.name)".shownName)\n\n")
    write(contentOf: profile, stream)
  }

  private func write(contentOf profile: SubjectProfile, _ stream: MarkdownStream) {
    if !profile.values.isEmpty { stream.write("\(profile.values.joined(separator: ", ").shownName)\n\n") }
    for peers in profile.peers { stream.write("- \(words.peers(peers).shown)\n") }
    for right in profile.rights {
      stream.write("- \(right.name.shownName): \(right.values.joined(separator: ", ").shownName)\n")
    }
  }
}
