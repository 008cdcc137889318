import Diagnostics
import Governance
import RulePlan

extension Notice {
  /// A finding for people: the instance in the data, the norm in the policies, and why.
  ///
  /// - Parameter span: the words for the days of a span; nil for one day.
  init(_ finding: Finding, wording: ReportWording, span: SpanWording? = nil) {
    let tone: TerminalStyle.Role
    let word: String
    switch finding.status {
    case .open:
      tone = finding.severity == .error ? .error : .warning
      word = finding.severity == .error ? wording.error : wording.warning
    case .undetermined:
      tone = .error
      word = wording.undetermined
    case .waived:
      tone = .note
      word = wording.waived
    case .baseline:
      tone = .note
      word = wording.baseline
    }
    self.init(word: word, tone: tone, code: finding.rule, sentence: finding.message)
    let subject = wording.name(of: finding)
    if let place = finding.place {
      marks.append(Mark(place: place, label: subject, isPrimary: true))
    } else {
      remarks.append(Remark(word: wording.subject, text: subject))
    }
    if let place = finding.rulePlace {
      marks.append(Mark(place: place, label: finding.level.map { wording.level($0) } ?? ""))
    } else if let level = finding.level {
      remarks.append(Remark(word: wording.levelWord, text: wording.name(of: level)))
    }
    if let day = finding.judgedOn { remarks.append(Remark(word: wording.judgedOn, text: day.description)) }
    if let span, !finding.periods.isEmpty {
      if let day = span.beginning(of: finding) { remarks.append(Remark(word: span.begins, text: day.description)) }
      remarks.append(Remark(word: span.when, text: span.days(of: finding)))
    }
    if finding.conflicts.count > 1 {
      for conflict in finding.conflicts {
        let days = span?.days(of: conflict, in: finding).map { "; " + $0 } ?? ""
        remarks.append(Remark(word: wording.conflict, text: wording.conflict(conflict) + days))
      }
    }
    for item in finding.evidence {
      let meaning = item.meaning.map { " — " + $0 } ?? ""
      remarks.append(Remark(word: wording.because, text: item.text + meaning, place: item.place))
    }
    for citation in finding.citations {
      remarks.append(Remark(word: wording.clause, text: citation.sentence))
    }
    if let remedy = finding.remedy { remarks.append(Remark(word: wording.remedy, text: remedy)) }
    for waiver in Self.waivers(of: finding) {
      remarks.append(Remark(word: wording.waiver, text: wording.describe(waiver), place: waiver.place))
      if !waiver.controls.isEmpty {
        remarks.append(Remark(word: wording.controls, text: waiver.controls.joined(separator: "; ")))
      }
    }
  }

  /// The waivers that excuse the finding or some of its conflicts, each once.
  private static func waivers(of finding: Finding) -> [Waiver] {
    var waivers: [Waiver] = finding.conflicts.isEmpty ? finding.waiver.map { [$0] } ?? [] : []
    for waiver in finding.conflicts.flatMap(\.waivers) where !waivers.contains(waiver) { waivers.append(waiver) }
    return waivers
  }
}
