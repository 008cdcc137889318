public import Governance
import RulePlan

/// Reviews as Markdown: for tickets and comments.
public struct ReviewMarkdown {
  private let wording: ReportWording

  public init(language: String) { wording = ReportWording(language: language) }

  public func write(_ reviews: [Review], to stream: ReportStream) {
    for review in reviews { write(review, stream) }
  }

  private func write(_ review: Review, _ stream: ReportStream) {
    stream.write("## \(MarkdownText.cell(review.request.id)): \(MarkdownText.cell(review.advice.text))\n\n")
    for (name, value) in review.request.facts { stream.write("- \(name): \(MarkdownText.cell(value))\n") }
    stream.write("\n")
    for id in review.conflicts {
      stream.write("Conflicts with \(MarkdownText.cell(id)), which would be granted before.\n\n")
    }
    write(review.new, "New findings", stream)
    write(review.settled, "Settled findings", stream)
    for referral in review.referrals {
      let time = referral.maximumDays.map { ", for at most \($0) days" } ?? ""
      stream.write(
        "- `\(referral.rule)` for \(MarkdownText.cell(referral.subject.key)) may be waived by "
          + MarkdownText.cell(referral.authorities.joined(separator: ", ")) + time + "\n")
    }
    if !review.alternatives.isEmpty {
      stream.write("\n### Instead\n\n")
      for alternative in review.alternatives {
        stream.write("- \(MarkdownText.cell(alternative.text)): **\(MarkdownText.cell(alternative.advice.text))**\n")
      }
    }
    for profile in review.profiles { write(profile, stream) }
    stream.write(
      "\n\(review.new.count) new, \(review.settled.count) settled, \(review.unchanged) unchanged.\n\n")
  }

  private func write(_ findings: [Finding], _ title: String, _ stream: ReportStream) {
    guard !findings.isEmpty else { return }
    stream.write("### \(title)\n\n")
    for finding in findings {
      let level = finding.level.map { ", " + wording.name(of: $0) } ?? ""
      stream.write(
        "- **\(finding.severity.rawValue)\(level)** `\(finding.rule)`: \(MarkdownText.cell(finding.message))\n")
      for item in finding.evidence { stream.write("  - \(MarkdownText.cell(item.text))\n") }
      for citation in finding.citations { stream.write("  - \(MarkdownText.cell(citation.sentence))\n") }
    }
    stream.write("\n")
  }

  private func write(_ profile: SubjectProfile, _ stream: ReportStream) {
    stream.write("\n### \(MarkdownText.cell("\(profile.subject.type) \(profile.subject.key)"))\n\n")
    if !profile.values.isEmpty { stream.write(MarkdownText.cell(profile.values.joined(separator: ", ")) + "\n\n") }
    for peers in profile.peers {
      stream.write(
        "- \(peers.holders) of \(peers.count) others with \(MarkdownText.cell(peers.group)) hold \(MarkdownText.cell(peers.wanted))\n"
      )
    }
    for right in profile.rights {
      stream.write("- \(MarkdownText.cell(right.name)): \(MarkdownText.cell(right.values.joined(separator: ", ")))\n")
    }
  }
}
