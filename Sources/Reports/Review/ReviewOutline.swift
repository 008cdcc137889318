import Diagnostics
import Governance
import RulePlan
import SourceText

/// The parts of a review in the order in which every format for people shows them, so that all say the same.
struct ReviewOutline {
  struct Section {
    var title: String
    var findings: [Finding]
    /// Findings that are not listed.
    var further = 0
  }

  /// The requested changes, a sentence a record; then the duties that they let people perform.
  var asked: [ShownText]
  var gains: [ShownText]
  /// The days that were looked at.
  var days: ShownText?
  var problems: [ShownText]
  var remarks: [ShownText]
  var sections: [Section]

  init(_ review: Review, _ words: ReviewWording) {
    asked = review.changes.map { words.asked($0).shownName }
    gains = review.gains.map { words.gain($0).shown }
    days = review.span.map { words.days($0).shown }
    problems = review.problems.map { ($0.place.isKnown ? "\($0.message) (\($0.place.label))" : $0.message).shown }
    remarks = review.remarks.map { words.remark($0).shown } + review.conflicts.map { words.conflict($0).shown }
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
