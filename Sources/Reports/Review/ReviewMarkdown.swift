public import Governance
import RulePlan

/// Reviews as Markdown: for tickets and comments.
public struct ReviewMarkdown {
  private let words: ReviewWording

  public init(language: String) { words = ReviewWording(language: language) }

  public func write(_ reviews: [Review], to stream: ReportStream) {
    for review in reviews { write(review, stream) }
  }

  private func write(_ review: Review, _ stream: ReportStream) {
    stream.write("## \(MarkdownText.cell(review.request.id)): \(MarkdownText.cell(words.advice(review.advice)))\n\n")
    for (name, value) in review.request.facts {
      stream.write("- \(words.name(ofFact: name)): \(MarkdownText.cell(value))\n")
    }
    let outline = ReviewOutline(review, words)
    if let days = outline.days { stream.write("- \(MarkdownText.cell(days))\n") }
    stream.write("\n")
    list(words.asks, (outline.asked + outline.gains).map(MarkdownText.cell), stream)
    list(words.problems, outline.problems.map(MarkdownText.cell), stream)
    stream.write("\n")
    for remark in outline.remarks { stream.write("**\(MarkdownText.cell(remark))**\n\n") }
    for section in outline.sections {
      write(section.findings, section.title, stream)
      if section.further > 0 { stream.write("\(words.further(section.further))\n\n") }
    }
    list(words.mayBeWaived, review.referrals.map { MarkdownText.cell(words.referral($0, rule: $0.rule)) }, stream)
    list(
      words.instead,
      review.alternatives.map {
        "\(MarkdownText.cell($0.isByRequest ? $0.text : words.notByRequest($0.text))): **\(MarkdownText.cell(words.advice($0.advice)))**"
      }, stream)
    for profile in review.profiles { write(profile, stream) }
    if let approver = review.approver {
      stream.write("\n### \(MarkdownText.cell(words.approver(approver.subject.key)))\n\n")
      write(contentOf: approver, stream)
      if approver.rights.isEmpty { stream.write("\(MarkdownText.cell(words.noAuthority))\n") }
    }
    stream.write("\n\(words.counts(review)).\n\n\(words.decisionLine)\n\n")
  }

  /// Items that are Markdown already.
  private func list(_ title: String, _ items: [String], _ stream: ReportStream) {
    guard !items.isEmpty else { return }
    stream.write("\n### \(title)\n\n")
    for item in items { stream.write("- \(item)\n") }
  }

  private func write(_ findings: [Finding], _ title: String, _ stream: ReportStream) {
    guard !findings.isEmpty else { return }
    stream.write("### \(title)\n\n")
    for finding in findings {
      stream.write("- **\(words.severity(finding))** `\(finding.rule)`: \(MarkdownText.cell(finding.message))\n")
      for item in finding.evidence { stream.write("  - \(MarkdownText.cell(item.text))\n") }
      for citation in finding.citations { stream.write("  - \(MarkdownText.cell(citation.sentence))\n") }
    }
    stream.write("\n")
  }

  private func write(_ profile: SubjectProfile, _ stream: ReportStream) {
    stream.write("\n### \(MarkdownText.cell("\(profile.subject.type) \(profile.subject.key)"))\n\n")
    write(contentOf: profile, stream)
  }

  private func write(contentOf profile: SubjectProfile, _ stream: ReportStream) {
    if !profile.values.isEmpty { stream.write(MarkdownText.cell(profile.values.joined(separator: ", ")) + "\n\n") }
    for peers in profile.peers { stream.write("- \(MarkdownText.cell(words.peers(peers)))\n") }
    for right in profile.rights {
      stream.write("- \(MarkdownText.cell(right.name)): \(MarkdownText.cell(right.values.joined(separator: ", ")))\n")
    }
  }
}
