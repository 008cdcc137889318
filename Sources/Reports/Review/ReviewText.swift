import Diagnostics
public import Governance
import RulePlan

/// Reviews for people at a terminal: the advice first, then what would change and why, then what could be done instead.
public struct ReviewText<Library: SourceLibrary> {
  private let style: TerminalStyle
  private let library: Library
  private let wording: ReportWording

  public init(style: TerminalStyle, library: Library, language: String) {
    self.style = style
    self.library = library
    wording = ReportWording(language: language)
  }

  public func write(_ reviews: [Review], to stream: ReportStream) {
    for review in reviews { write(review, stream) }
  }

  private func write(_ review: Review, _ stream: ReportStream) {
    let role: TerminalStyle.Role =
      review.advice <= .grant ? .note : review.advice <= .grantWithRemarks ? .warning : .error
    stream.write("\(review.request.id): \(style.apply(role, review.advice.text))\n")
    for (name, value) in review.request.facts { stream.write("  \(name): \(value)\n") }
    for id in review.conflicts { stream.write("  conflicts with \(id), which would be granted before\n") }
    stream.write("\n")
    write(review.new, "would be new", stream)
    write(review.settled, "would be settled", stream)
    for referral in review.referrals {
      let time = referral.maximumDays.map { ", for at most \($0) days" } ?? ""
      stream.write(
        "  \(referral.rule) for \(referral.subject.key) may be waived by \(referral.authorities.joined(separator: ", "))\(time)\n"
      )
    }
    if !review.alternatives.isEmpty {
      stream.write("instead, any of these:\n")
      for alternative in review.alternatives {
        stream.write("  - \(alternative.text): \(alternative.advice.text)\n")
      }
    }
    for profile in review.profiles { write(profile, stream) }
    stream.write(
      "\(review.new.count) new, \(review.settled.count) settled, \(review.unchanged) unchanged\n\n")
  }

  private func write(_ findings: [Finding], _ title: String, _ stream: ReportStream) {
    guard !findings.isEmpty else { return }
    stream.write("\(title):\n\n")
    let notices = findings.map { Notice($0, wording: wording) }
    let renderer = NoticeRenderer(style: style, library: library, notices: notices)
    for notice in notices where !stream.isBroken { stream.write(renderer.render(notice) + "\n") }
  }

  private func write(_ profile: SubjectProfile, _ stream: ReportStream) {
    let values = profile.values.isEmpty ? "" : ": " + profile.values.joined(separator: ", ")
    stream.write("\(style.apply(.emphasis, "\(profile.subject.type) \(profile.subject.key)"))\(values)\n")
    for right in profile.rights { stream.write("  has \(right.name): \(right.values.joined(separator: ", "))\n") }
    for peers in profile.peers {
      stream.write("  \(peers.holders) of \(peers.count) others with \(peers.group) hold \(peers.wanted)\n")
    }
  }
}
