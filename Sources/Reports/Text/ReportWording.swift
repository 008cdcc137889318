import Governance
import RulePlan

/// The words of the text report, in English and French.
struct ReportWording {
  private let pick: WordChoice

  init(language: String) { pick = WordChoice(language: language) }

  // MARK: Headings

  var error: String { pick("error", "erreur") }
  var warning: String { pick("warning", "avertissement") }
  var undetermined: String { pick("undetermined", "indéterminé") }
  var waived: String { pick("waived", "dérogation") }
  var baseline: String { pick("known", "connu") }

  // MARK: Remarks

  var because: String { pick("because", "car") }
  var clause: String { pick("clause", "clause") }
  var remedy: String { pick("remedy", "remède") }
  var waiver: String { pick("waiver", "dérogation") }
  var controls: String { pick("controls", "contrôles") }
  var judgedOn: String { pick("judged on", "apprécié au") }
  var subject: String { pick("subject", "objet") }
  var levelWord: String { pick("level", "niveau") }

  func name(of level: Norm.Level) -> String {
    switch level {
    case .low: pick("low", "faible")
    case .medium: pick("medium", "moyen")
    case .high: pick("high", "élevé")
    case .critical: pick("critical", "critique")
    }
  }

  func level(_ level: Norm.Level) -> String { "\(levelWord) \(name(of: level))" }

  // MARK: Findings

  var conflict: String { pick("conflict", "conflit") }

  /// The subject, and what else a rule of several variables is about.
  func name(of finding: Finding) -> String {
    ([finding.subject] + finding.about).map { "\($0.type) \($0.name)" }.joined(separator: ", ")
  }

  func state(_ status: Finding.Status) -> String {
    switch status {
    case .open: pick("open", "ouvert")
    case .undetermined: undetermined
    case .waived: waived
    case .baseline: baseline
    }
  }

  /// The duties of a conflict, by their titles.
  func duties(_ conflict: Finding.Conflict) -> String { conflict.duties.map(\.title).joined(separator: " + ") }

  /// The duties of a conflict with its status.
  func conflict(_ conflict: Finding.Conflict) -> String { "\(duties(conflict)) (\(state(conflict.status)))" }

  /// The conflicts of a finding for a message that has no room for more; nothing for a finding that has none.
  func conflicts(_ finding: Finding) -> String {
    if finding.conflicts.isEmpty { return "" }
    return " ["
      + finding.conflicts.map { conflict in
        conflict.status == finding.status ? duties(conflict) : self.conflict(conflict)
      }.joined(separator: "; ") + "]"
  }

  /// A conflict on a line of its own, with what excuses it where that is not said of the finding as a whole.
  func line(_ conflict: Finding.Conflict, of finding: Finding) -> String {
    let waivers = finding.conflicts.count > 1 || conflict.waivers.count > 1 ? conflict.waivers : []
    let state = conflict.status == finding.status ? duties(conflict) : self.conflict(conflict)
    return ([self.conflict + pick(": ", " : ") + state] + waivers.map(describe)).joined(separator: "; ")
  }

  func describe(_ waiver: Waiver) -> String {
    let who = pick("approved by \(waiver.approvedBy)", "approuvée par \(waiver.approvedBy)")
    let from = waiver.valid.firstDay.map { pick(" from \($0)", " du \($0)") } ?? ""
    let until = waiver.valid.lastDay.map { pick(" until \($0)", " au \($0)") } ?? pick(" without end", " sans fin")
    let term = waiver.term > 1 ? pick(" (term \(waiver.term))", " (période n° \(waiver.term))") : ""
    return "\(waiver.reason) — \(who),\(from)\(until)\(term)"
  }

  // MARK: Cut listings

  func more(_ number: Int) -> String {
    count(
      number, pick("more is not listed", "autre n'est pas énuméré"),
      pick("more are not listed", "autres ne sont pas énumérés"))
  }

  /// How many are not listed, and how many of them count as errors.
  func more(_ number: Int, errors: Int) -> String {
    let all = more(number)
    if errors == 0 { return all }
    return pick("\(all), \(self.errors(errors)) among them", "\(all), dont \(self.errors(errors))")
  }

  // MARK: Summary

  func count(_ number: Int, _ singular: String, _ plural: String) -> String {
    // French has the singular for zero too.
    "\(grouped(number)) " + (number == 1 || pick.isFrench && number == 0 ? singular : plural)
  }

  func errors(_ number: Int) -> String { count(number, error, pick("errors", "erreurs")) }
  func warnings(_ number: Int) -> String { count(number, warning, pick("warnings", "avertissements")) }
  func undetermined(_ number: Int) -> String { count(number, undetermined, pick("undetermined", "indéterminés")) }
  func waived(_ number: Int) -> String { count(number, waived, pick("waived", "dérogations")) }
  func baseline(_ number: Int) -> String { count(number, baseline, pick("known", "connus")) }

  var noFindings: String { pick("no findings", "aucun constat") }

  func day(_ day: CalendarDate) -> String { pick("as of \(day)", "au \(day)") }

  /// - Parameter days: those that were evaluated, in words.
  func scope(rules: Int, records: Int, days: String) -> String {
    let norms = count(rules, pick("rule", "règle"), pick("rules", "règles"))
    let data = count(records, pick("record", "enregistrement"), pick("records", "enregistrements"))
    return pick("\(norms) over \(data), \(days)", "\(norms) sur \(data), \(days)")
  }

  func timeZones(_ version: String) -> String { pick("time zones \(version)", "fuseaux horaires \(version)") }

  /// Findings that an output has no room for: `282 more are not listed, 60 errors among them, 36 of them critical`.
  func more(_ findings: [Finding]) -> String {
    let critical = findings.count { $0.isOutstanding && $0.level == .critical }
    let all = more(findings.count, errors: findings.count { $0.isOutstanding && $0.severity == .error })
    return critical == 0 ? all : all + pick(", \(critical) of them critical", ", dont \(critical) de niveau critique")
  }

  func inTexts(_ counts: String) -> String {
    pick("\(counts) in policies and data", "\(counts) dans les politiques et les données")
  }

  var policiesOnly: String {
    pick(
      "the policies compile; no data was read",
      "la compilation des politiques a réussi ; aucune donnée n'a été lue")
  }

  var projectFaulty: String {
    pick(
      "the project file is wrong; nothing was checked",
      "le fichier de projet contient une erreur ; rien n'a été vérifié")
  }

  var policiesFaulty: String { pick("the policies do not compile", "la compilation des politiques a échoué") }
  var dataFaulty: String {
    pick("nothing was evaluated", "rien n'a été évalué")
  }
  var inputFailed: String {
    pick("an input failed; nothing was evaluated", "une entrée n'a pas pu être lue ; rien n'a été évalué")
  }

  private func grouped(_ number: Int) -> String {
    let digits = String(number)
    guard digits.count > 4 else { return digits }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += "\u{A0}" }
      result.append(digit)
    }
    return result
  }
}
