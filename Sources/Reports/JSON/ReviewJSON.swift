import Diagnostics
public import Governance

/// Reviews for programs: the object of a review, or `reviews` with the objects of several.
public struct ReviewJSON {
  public init() {}

  public func write(_ reviews: [Review], diagnostics: [Diagnostic], to stream: ReportStream) {
    let json = JSONWriter(stream: stream)
    if reviews.count == 1, diagnostics.isEmpty {
      write(reviews[0], json)
    } else {
      json.object {
        json.member("reviews", isFirst: true) { json.array(reviews) { write($0, json) } }
        json.member("diagnostics") { json.array(diagnostics) { json.diagnostic($0) } }
      }
    }
    stream.write("\n")
  }

  private func write(_ review: Review, _ json: JSONWriter) {
    json.object {
      json.member("request", isFirst: true) {
        json.object {
          json.member("id", isFirst: true) { json.string(review.request.id) }
          json.member("reason") { json.optional(review.request.reason) }
          json.member("location") { json.place(review.request.place) }
        }
      }
      json.member("advice") { json.string(review.advice.text) }
      json.member("new") { json.array(review.new) { json.finding($0) } }
      json.member("settled") { json.array(review.settled) { json.finding($0) } }
      json.member("unchanged") { json.number(review.unchanged) }
      json.member("alternatives") {
        json.array(review.alternatives) { alternative in
          json.object {
            json.member("kind", isFirst: true) { json.string(alternative.kind.rawValue) }
            json.member("text") { json.string(alternative.text) }
            json.member("advice") { json.string(alternative.advice.text) }
          }
        }
      }
      json.member("referrals") {
        json.array(review.referrals) { referral in
          json.object {
            json.member("rule", isFirst: true) { json.string(referral.rule) }
            json.member("subject") { json.string(referral.subject.key) }
            json.member("authorities") { json.array(referral.authorities) { json.string($0) } }
            json.member("maximumDays") {
              if let days = referral.maximumDays { json.number(days) } else { json.null() }
            }
          }
        }
      }
      json.member("conflicts") { json.array(review.conflicts) { json.string($0) } }
    }
  }
}
