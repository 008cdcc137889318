import Evaluation
import RecordStore
import RulePlan

/// Writes a review out: the findings in full, the requested changes, and the subjects.
struct ReviewWriter {
  let run: ReviewRun
  let patterns: FindingPatterns
  /// Findings of the day of the evaluation, before the request.
  let findingCount: Int

  /// Standing findings that are listed.
  private static let standingLimit = 10

  private var reviewer: Reviewer { run.reviewer }

  func review(
    advice: Review.Advice, conflicts: [String], alternatives: [Review.Alternative], isIdRepeated: Bool,
    time: Duration
  ) -> Review {
    let advisor = ReviewAdvisor(run)
    let lists = advisor.lists
    var review = Review(request: run.request, advice: advice)
    review.span = run.span
    review.new = written(lists.new, isAfter: true)
    review.worse = written(lists.worse, isAfter: true)
    review.better = written(lists.better, isAfter: true)
    review.settled = written(lists.settled, isAfter: false)
    review.standing = written(Array(lists.standing.prefix(Self.standingLimit)), isAfter: true, keepsOrder: true)
    review.standingCount = lists.standing.count
    review.fallsDue = written(lists.fallsDue, isAfter: true)
    review.waived = written(lists.waived, isAfter: true)
    review.unchanged = unchanged(lists)
    review.referrals = lists.errors(reviewer.plan).compactMap { advisor.referral(for: $0) }
    review.conflicts = conflicts
    review.alternatives = alternatives
    describe(&review)
    review.remarks = remarks(review, advisor, isIdRepeated: isIdRepeated)
    review.touchedNorms = run.affected.norms.map { reviewer.plan[$0].name }
    review.evaluation = Review.Evaluation(time: time, units: run.affected)
    return review
  }

  // MARK: Findings

  private func written(_ findings: [ComparedFinding], isAfter: Bool, keepsOrder: Bool = false) -> [Finding] {
    let state = isAfter ? run.after : run.before
    let base = reviewer.calendar.assessor(on: reviewer.asOf)
    let writer = SpanFindings(assessor: Assessor(base, over: base.evaluator.over(state)), patterns: patterns)
    var written = findings.compactMap { compared -> Finding? in
      guard let track = isAfter ? compared.after : compared.before,
        var finding = writer.findings(of: [track]).first
      else { return nil }
      note(compared, in: &finding)
      return finding
    }
    if !keepsOrder { Finding.sort(&written) }
    return written
  }

  /// Gives each conflict what the request does to it.
  private func note(_ compared: ComparedFinding, in finding: inout Finding) {
    let kind: Finding.Conflict.Change.Kind = compared.kind == .new ? .new : .worse
    for (duties, days) in compared.worseConflicts {
      set(Finding.Conflict.Change(kind: kind, periods: SpanTrack.runs(days)), for: duties, in: &finding)
    }
    for (duties, days) in compared.betterConflicts where compared.worseConflicts[duties] == nil {
      set(Finding.Conflict.Change(kind: .better, periods: SpanTrack.runs(days)), for: duties, in: &finding)
    }
  }

  private func set(_ change: Finding.Conflict.Change, for duties: Set<DutyID>, in finding: inout Finding) {
    let names = Set(duties.map { reviewer.plan[$0].fullName })
    for index in finding.conflicts.indices where finding.conflicts[index].dutyNames == names {
      finding.conflicts[index].change = change
    }
  }

  /// Findings of the first day that stay as they are.
  private func unchanged(_ lists: ReviewLists) -> Int {
    let touched = (lists.worse + lists.better + lists.settled).count { finding in
      finding.before?.segments.first?.first == run.span.first.days
    }
    return max(0, findingCount - touched)
  }

  // MARK: Requested changes

  private func describe(_ review: inout Review) {
    let day = max(run.span.first, firstEffect)
    let base = reviewer.calendar.assessor(on: min(day, run.span.last))
    let writer = RequestWriter(
      plan: reviewer.plan, before: base.evaluator.over(run.before), after: base.evaluator.over(run.after),
      language: reviewer.language, permission: reviewer.permission)
    review.changes = writer.changes(of: run.request)
    let subjects = Set(reviewer.plan.accessModels.map(\.subjectTable))
    review.gains = writer.gains(
      of: run.subjects.filter { subjects.contains($0.table) }.sorted {
        ($0.table.index, $0.row) < ($1.table.index, $1.row)
      })
    let first = reviewer.calendar.assessor(on: reviewer.asOf)
    let old = first.evaluator.over(run.before)
    let profiles = ProfileWriter(
      plan: reviewer.plan, store: old.store,
      texts: ValueText(
        store: old.store, language: reviewer.language, labels: LabelBook(old, language: reviewer.language)),
      evaluator: old)
    review.profiles = profiles.profiles(of: run.request)
    review.approver = run.request.approver.flatMap { profiles.approver($0) }
  }

  /// The first day on which a row of the request is there.
  private var firstEffect: CalendarDate {
    let periods = RequestPeriods(schema: reviewer.plan.schema, store: reviewer.store).periods(of: run.request)
    return periods.compactMap { $0?.firstDay }.min() ?? run.span.first
  }

  // MARK: Remarks

  private func remarks(_ review: Review, _ advisor: ReviewAdvisor, isIdRepeated: Bool) -> [Review.Remark] {
    var remarks: [Review.Remark] = []
    let request = run.request
    if let approver = request.approver {
      if request.requester == approver { remarks.append(.approverAsks) }
      if review.profiles.contains(where: { $0.subject.key == approver }) { remarks.append(.approverIsSubject) }
      if review.approver == nil { remarks.append(.approverIsUnknown(approver)) }
    } else {
      remarks.append(.noApprover)
    }
    if let requester = request.requester {
      if !reviewer.isKnown(requester) { remarks.append(.requesterIsUnknown(requester)) }
    } else {
      remarks.append(.noRequester)
    }
    if let deadline = request.deadline.flatMap({ CalendarDate($0) }), deadline < reviewer.asOf {
      remarks.append(.deadlineHasPassed)
    }
    if isIdRepeated { remarks.append(.idIsRepeated) }
    if !advisor.hasEffect { remarks.append(.hasNoEffect) }
    remarks += heldAlready.map { .alreadyHeld($0) }
    for change in review.changes {
      remarks += change.claims.map { .claim(record: change.subject.key, field: $0) }
    }
    for finding in review.waived {
      remarks.append(.restsOnWaiver(rule: finding.rule, until: finding.waiver?.valid.lastDay))
    }
    for finding in review.fallsDue {
      if let from = finding.periods.first?.days.firstDay {
        remarks.append(.fallsDue(rule: finding.rule, subject: finding.subject.key, from: from))
      }
    }
    return remarks
  }

  /// Rows that the request adds and that say the same as one that is there, but for days that the other has as well.
  private var heldAlready: [String] {
    let periods = RequestPeriods(schema: reviewer.plan.schema, store: reviewer.store)
    let evaluator = reviewer.calendar.assessor(on: reviewer.asOf).evaluator.over(run.before)
    return run.request.items.compactMap { item -> String? in
      guard item.action == .add,
        let link = reviewer.plan.accessModels.lazy.compactMap({ RightLink(model: $0, plan: reviewer.plan) }).first(
          where: { $0.field.table == item.row.table }),
        let subject = reviewer.store.column(link.field)?.targets(of: item.row.row).first
      else { return nil }
      let asked = periods.period(of: item.row.row, in: item.row.table)
      let isHeld = evaluator.referrers(link.field, of: subject).contains { held in
        let own = periods.period(of: held.row, in: held.table)
        let covers = zip([own], [asked]).allSatisfy { own, asked in
          guard let own, let asked else { return own == nil && asked == nil }
          return own.from <= asked.from && own.until >= asked.until
        }
        return covers && saysTheSame(held.row, item.row.row, in: item.row.table)
      }
      return isHeld ? evaluator.store.positionName(item.row.table, row: item.row.row) : nil
    }
  }

  /// Whether two rows refer to the same instances.
  private func saysTheSame(_ left: Int, _ right: Int, in table: TableID) -> Bool {
    let fields = reviewer.plan.schema[table].fields
    return fields.indices.allSatisfy { index in
      guard case .row = fields[index].type.scalar, let column = reviewer.store.column(FieldID(table, index)) else {
        return true
      }
      return column.targets(of: left) == column.targets(of: right)
    }
  }
}

extension Reviewer {
  /// Whether some entity has an instance with a key.
  func isKnown(_ key: String) -> Bool {
    plan.schema.tables.contains { $0.isEntity && store.row(of: $0.id, key: key) != nil }
  }
}
