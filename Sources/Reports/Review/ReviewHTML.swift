import Diagnostics
public import Governance
import RulePlan

/// Reviews as one page: the decision that is asked for, what it would cause and why, and what could be done instead.
public struct ReviewHTML {
  private let language: String
  private let wording: ReportWording

  public init(language: String) {
    self.language = language
    wording = ReportWording(language: language)
  }

  public func write(_ reviews: [Review], to stream: ReportStream) {
    stream.write(HTMLPage.start(title: "policyc review", language: "en"))
    for review in reviews { write(review, stream) }
    stream.write(HTMLPage.end)
  }

  private func write(_ review: Review, _ stream: ReportStream) {
    let kind = review.advice <= .grant ? "" : review.advice <= .grantWithRemarks ? "warning" : "error"
    stream.write("<article>\n<h1>\(HTMLPage.escaped(review.request.id))</h1>\n")
    stream.write("<p class=\"summary advice \(kind)\"><strong>\(HTMLPage.escaped(review.advice.text))</strong></p>\n")
    stream.write("<dl>\n")
    for (name, value) in review.request.facts {
      stream.write("<dt>\(name)</dt><dd>\(HTMLPage.escaped(value))</dd>\n")
    }
    stream.write("</dl>\n")
    for id in review.conflicts {
      stream.write("<p>Conflicts with \(HTMLPage.escaped(id)), which would be granted before.</p>\n")
    }
    write(review.new, "New findings", stream)
    write(review.settled, "Settled findings", stream)
    if !review.referrals.isEmpty {
      stream.write("<h2>Who may waive</h2>\n<ul>\n")
      for referral in review.referrals {
        let time = referral.maximumDays.map { ", for at most \($0) days" } ?? ""
        let text =
          "\(referral.rule) for \(referral.subject.key): \(referral.authorities.joined(separator: ", "))\(time)"
        stream.write("<li>\(HTMLPage.escaped(text))</li>\n")
      }
      stream.write("</ul>\n")
    }
    if !review.alternatives.isEmpty {
      stream.write("<h2>Instead</h2>\n<ul>\n")
      for alternative in review.alternatives {
        stream.write(
          "<li>\(HTMLPage.escaped(alternative.text)): <strong>\(HTMLPage.escaped(alternative.advice.text))</strong></li>\n"
        )
      }
      stream.write("</ul>\n")
    }
    for profile in review.profiles { write(profile, stream) }
    stream.write(
      "<p>\(review.new.count) new, \(review.settled.count) settled, \(review.unchanged) unchanged.</p>\n</article>\n")
  }

  private func write(_ findings: [Finding], _ title: String, _ stream: ReportStream) {
    guard !findings.isEmpty else { return }
    stream.write("<h2>\(HTMLPage.escaped(title))</h2>\n")
    for finding in findings {
      let level = finding.level.map { ", " + wording.name(of: $0) } ?? ""
      stream.write("<section><h3>\(HTMLPage.escaped(finding.message))</h3>\n<ul>\n")
      stream.write(
        "<li>\(HTMLPage.escaped("\(finding.severity.rawValue)\(level)")) <code>\(HTMLPage.escaped(finding.rule))</code></li>\n"
      )
      for item in finding.evidence {
        let place = item.place.map { " (\($0.file):\($0.line))" } ?? ""
        stream.write("<li>\(HTMLPage.escaped(item.text + place))</li>\n")
      }
      for citation in finding.citations {
        stream.write("<li><cite>\(HTMLPage.escaped(citation.sentence))</cite></li>\n")
      }
      if let remedy = finding.remedy { stream.write("<li>\(HTMLPage.escaped("\(wording.remedy): \(remedy)"))</li>\n") }
      stream.write("</ul></section>\n")
    }
  }

  private func write(_ profile: SubjectProfile, _ stream: ReportStream) {
    stream.write("<h2>\(HTMLPage.escaped("\(profile.subject.type) \(profile.subject.key)"))</h2>\n")
    stream.write("<p>\(HTMLPage.escaped(profile.values.joined(separator: ", ")))</p>\n<ul>\n")
    for peers in profile.peers {
      let text = "\(peers.holders) of \(peers.count) others with \(peers.group) hold \(peers.wanted)"
      stream.write("<li>\(HTMLPage.escaped(text))</li>\n")
    }
    for right in profile.rights {
      stream.write("<li>\(HTMLPage.escaped("\(right.name): \(right.values.joined(separator: ", "))"))</li>\n")
    }
    stream.write("</ul>\n")
  }
}
