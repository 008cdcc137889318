import Governance

/// The words of the basis of a report, in English and French.
struct ScopeWording {
  private let pick: WordChoice
  private let report: ReportWording

  init(language: String) {
    pick = WordChoice(language: language)
    report = ReportWording(language: language)
  }

  var read: String { pick("Data read", "Données lues") }
  var norms: String { pick("Norms", "Normes") }
  var restsOn: String { pick("Accepted departures", "Dérogations et constats admis") }
  var file: String { pick("file", "fichier") }
  var format: String { pick("format", "format") }
  var section: String { pick("section", "section") }
  var records: String { pick("records", "enregistrements") }
  var rule: String { pick("rule", "règle") }
  var state: String { pick("state", "état") }
  var subjects: String { pick("subjects", "objets") }
  var findings: String { pick("findings", "constats") }
  var kind: String { pick("kind", "nature") }
  var subject: String { report.subject }
  var reason: String { pick("reason", "motif") }
  var approvedBy: String { pick("approved by", "approuvé par") }
  var until: String { pick("until", "jusqu'au") }

  /// How many records of a source came, and were left out.
  func came(_ source: ReadSection.Source) -> String {
    pick(
      "\(source.name): \(source.came) came, \(source.leftOut) left out",
      "\(source.name) : \(source.came) reçus, \(source.leftOut) écartés")
  }

  func name(of status: RuleSummary.Status) -> String {
    switch status {
    case .evaluated: pick("evaluated", "évaluée")
    case .noSubject: pick("no subject", "sans objet")
    case .notInForce: pick("not in force", "pas en vigueur")
    case .notEvaluated: pick("not evaluated", "non évaluée")
    }
  }

  func name(of kind: Reliance.Kind) -> String {
    switch kind {
    case .waiver: report.waiver
    case .baseline: pick("baseline", "référence")
    }
  }

  /// One line for the norms without a subject, however many there are.
  func withoutSubject(_ names: [String], of count: Int) -> String {
    let shown = names.prefix(3).joined(separator: ", ")
    let more = names.count > 3 ? pick(" and \(names.count - 3) more", " et \(names.count - 3) autres") : ""
    return pick(
      "no subject in the data: \(names.count) of \(count) rules (\(shown)\(more))",
      "sans objet dans les données : \(names.count) règles sur \(count) (\(shown)\(more))")
  }

  func empty(_ sections: [String]) -> String {
    let shown = sections.prefix(8).joined(separator: ", ")
    let more = sections.count > 8 ? pick(" and \(sections.count - 8) more", " et \(sections.count - 8) autres") : ""
    return pick("empty sections: \(shown)\(more)", "sections vides : \(shown)\(more)")
  }

  /// Instances that are in no group.
  func ungrouped(_ group: GroupSummary) -> String {
    let name = String(group.entity.split(separator: ".").last ?? "")
    let total = group.members + group.withoutKey
    return pick(
      "\(group.withoutKey) of \(total) \(group.memberEntity) \(group.withoutKey == 1 ? "is" : "are") in no group of \(name): there is no value to group by",
      "\(group.withoutKey) \(group.memberEntity) sur \(total) dans aucun \(name) : sans valeur de regroupement")
  }
}
