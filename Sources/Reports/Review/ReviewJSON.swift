import Diagnostics
public import Governance
import RulePlan

/// Reviews for programs: the object of a review, or `reviews` with the objects of several.
public struct ReviewJSON {
  public init() {}

  /// - Parameter isBatch: whether the input is a list of requests, even if only one was found.
  public func write(_ reviews: [Review], diagnostics: [Diagnostic], isBatch: Bool, to stream: ReportStream) {
    var json = JSONWriter()
    if reviews.count == 1, diagnostics.isEmpty, !isBatch {
      json.review(reviews[0])
    } else {
      json.beginObject()
      json.key("reviews")
      json.array(reviews) { $1.review($0) }
      json.key("diagnostics")
      json.array(diagnostics) { $1.diagnostic($0) }
      json.endObject()
    }
    json.move(to: stream)
    stream.write("\n")
  }
}

extension JSONWriter {
  fileprivate mutating func review(_ review: Review) {
    beginObject()
    key("request")
    beginObject()
    key("id")
    string(review.request.id)
    key("reason")
    optional(review.request.reason)
    key("requester")
    optional(review.request.requester)
    key("approver")
    optional(review.request.approver)
    key("deadline")
    optional(review.request.deadline)
    key("location")
    place(review.request.place)
    endObject()
    key("span")
    span(review.span)
    key("advice")
    string(review.advice.text)
    key("refer")
    array(review.referrals) { $1.referral($0) }
    key("remarks")
    let words = ReviewWording(language: "en")
    array(review.remarks) { $1.string(words.remark($0)) }
    key("problems")
    array(review.problems) { $1.diagnostic($0) }
    let lists: [(StaticString, [Finding])] = [
      ("new", review.new), ("worse", review.worse), ("better", review.better), ("settled", review.settled),
      ("standing", review.standing), ("fallsDue", review.fallsDue), ("waived", review.waived),
    ]
    for (name, findings) in lists {
      key(name)
      array(findings) { $1.finding($0) }
    }
    key("standingCount")
    number(review.standingCount)
    key("unchanged")
    number(review.unchanged)
    key("alternatives")
    array(review.alternatives) { $1.alternative($0) }
    key("asked")
    array(review.changes) { $1.change($0) }
    key("lets")
    array(review.gains) { gain, json in
      json.beginObject()
      json.key("subject")
      json.string(gain.subject.key)
      json.key("duties")
      json.array(gain.duties) { $1.string($0) }
      json.endObject()
    }
    key("conflicts")
    array(review.conflicts) { $1.string($0) }
    key("subjects")
    array(review.profiles) { $1.profile($0) }
    key("approver")
    if let approver = review.approver { profile(approver) } else { null() }
    endObject()
  }

  private mutating func span(_ span: ReviewSpan?) {
    guard let span else { return null() }
    beginObject()
    key("from")
    string(span.first.description)
    key("until")
    string(span.last.description)
    key("isOpenEnded")
    boolean(span.isOpenEnded)
    endObject()
  }

  private mutating func change(_ change: RequestedChange) {
    beginObject()
    key("action")
    string(change.action.rawValue)
    key("type")
    string(change.subject.type)
    key("key")
    string(change.subject.key)
    key("values")
    array(change.values) { $1.string($0) }
    key("fields")
    array(change.fields) { field, json in
      json.beginObject()
      json.key("field")
      json.string(field.field)
      json.key("from")
      json.optional(field.old)
      json.key("to")
      json.optional(field.new)
      json.endObject()
    }
    key("location")
    place(change.place)
    endObject()
  }

  private mutating func profile(_ profile: SubjectProfile) {
    beginObject()
    key("subject")
    subject(profile.subject)
    key("values")
    array(profile.values) { $1.string($0) }
    key("rights")
    array(profile.rights) { right, json in
      json.beginObject()
      json.key("name")
      json.string(right.name)
      json.key("values")
      json.array(right.values) { $1.string($0) }
      json.key("location")
      json.place(right.place)
      json.endObject()
    }
    key("peers")
    array(profile.peers) { peers, json in
      json.beginObject()
      json.key("group")
      json.string(peers.group)
      json.key("wanted")
      json.string(peers.wanted)
      json.key("holders")
      json.number(peers.holders)
      json.key("count")
      json.number(peers.count)
      json.endObject()
    }
    key("location")
    place(profile.place)
    endObject()
  }

  private mutating func alternative(_ alternative: Review.Alternative) {
    beginObject()
    key("kind")
    string(alternative.kind.rawValue)
    key("text")
    string(alternative.text)
    key("records")
    array(alternative.records) { $1.string($0) }
    key("value")
    optional(alternative.value)
    key("advice")
    string(alternative.advice.text)
    key("byRequest")
    boolean(alternative.isByRequest)
    endObject()
  }

  private mutating func referral(_ referral: Review.Referral) {
    beginObject()
    key("rule")
    string(referral.rule)
    key("subject")
    string(referral.subject.key)
    key("authorities")
    array(referral.authorities) { $1.string($0) }
    key("maximumDays")
    if let days = referral.maximumDays { number(days) } else { null() }
    key("until")
    optional(referral.fittingEnd?.description)
    endObject()
  }
}
