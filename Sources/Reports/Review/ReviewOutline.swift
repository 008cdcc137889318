import Diagnostics
import Governance
import RulePlan

/// The parts of a review in the order in which every format for people shows them, so that all say the same.
struct ReviewOutline {
  struct Section {
    var title: String
    var findings: [Finding]
    /// Findings that are not listed.
    var further = 0
  }

  /// The requested changes, a sentence a record; then the duties that they let people perform.
  var asked: [String]
  var gains: [String]
  /// The days that were looked at.
  var days: String?
  var problems: [String]
  var remarks: [String]
  var sections: [Section]

  init(_ review: Review, _ words: ReviewWording) {
    asked = review.changes.map { words.asked($0) }
    gains = review.gains.map { words.gain($0) }
    days = review.span.map { words.days($0) }
    problems = review.problems.map { $0.place.isKnown ? "\($0.message) (\($0.place.label))" : $0.message }
    remarks = review.remarks.map { words.remark($0) } + review.conflicts.map { words.conflict($0) }
    sections = [
      Section(title: words.new, findings: review.new), Section(title: words.worse, findings: review.worse),
      Section(title: words.better, findings: review.better), Section(title: words.settled, findings: review.settled),
      Section(title: words.fallsDue, findings: review.fallsDue), Section(title: words.waived, findings: review.waived),
      Section(
        title: words.standing, findings: review.standing,
        further: max(0, review.standingCount - review.standing.count)),
    ].filter { !$0.findings.isEmpty }
  }
}
