import Diagnostics
public import Governance
import RulePlan
import SourceText

/// Reviews for people at a terminal: the advice first, then what would change and why, then what could be done instead.
public struct ReviewText<Library: SourceLibrary> {
  private let style: TerminalStyle
  private let library: Library
  private let wording: ReportWording
  private let words: ReviewWording

  public init(style: TerminalStyle, library: Library, language: String) {
    self.style = style
    self.library = library
    wording = ReportWording(language: language)
    words = ReviewWording(language: language)
  }

  public func write(_ reviews: [Review], to stream: ReportStream) {
    let stream = PlainStream(stream)
    for review in reviews { write(review, stream) }
  }

  private func write(_ review: Review, _ stream: PlainStream) {
    let role: TerminalStyle.Role =
      review.advice <= .grant ? .note : review.advice <= .grantWithRemarks ? .warning : .error
    let outline = ReviewOutline(review, words)
    stream.write("\(review.request.id.shownName): \(style.apply(role, words.advice(review.advice).shown))\n")
    for (name, value) in review.request.facts { stream.write("  \(words.name(ofFact: name).shown): \(value.shown)\n") }
    if let days = outline.days { stream.write("  \(days)\n") }
    for line in outline.asked + outline.gains { stream.write("  \(line)\n") }
    for problem in outline.problems { stream.write("  \(style.apply(.error, problem))\n") }
    for remark in outline.remarks { stream.write("  \(style.apply(.warning, remark))\n") }
    stream.write("\n")
    for section in outline.sections {
      write(section.findings, section.title, stream)
      if section.further > 0 { stream.write("\(words.further(section.further).shown)\n\n") }
    }
    for referral in review.referrals {
      stream.write("  \(words.referral(referral, rule: referral.rule).shown)\n")
    }
    if !review.alternatives.isEmpty {
      stream.write("\(words.insteadAny.shown):\n")
      for alternative in review.alternatives {
        let text = alternative.isByRequest ? alternative.text : words.notByRequest(alternative.text)
        stream.write("  - \(text.shown): \(words.advice(alternative.advice).shown)\n")
      }
    }
    for profile in review.profiles { write(profile, stream) }
    if let approver = review.approver {
      write(approver, named: words.approver(approver.subject.name), stream)
      if approver.rights.isEmpty { stream.write("  \(words.noAuthority.shown)\n") }
    }
    stream.write("\(words.counts(review).shown)\n\n")
  }

  private func write(_ findings: [Finding], _ title: String, _ stream: PlainStream) {
    guard !findings.isEmpty else { return }
    stream.write("\(title.shown):\n\n")
    let notices = findings.map { Notice($0, wording: wording) }
    let renderer = NoticeRenderer(style: style, library: library, notices: notices)
    for notice in notices where !stream.isBroken { stream.write("\(renderer.render(notice))\n") }
  }

  private func write(_ profile: SubjectProfile, named name: String? = nil, _ stream: PlainStream) {
    let name = name ?? "\(profile.subject.type) \(profile.subject.name)"
    let values: PlainMarkup = profile.values.isEmpty ? "" : ": \(profile.values.joined(separator: ", ").shownName)"
    stream.write("\(style.apply(.emphasis, name.shownName))\(values)\n")
    for right in profile.rights {
      stream.write("  \(words.has.shown) \(right.name.shownName): \(right.values.joined(separator: ", ").shownName)\n")
    }
    for peers in profile.peers {
      stream.write("  \(words.peers(peers).shown)\n")
    }
  }
}
