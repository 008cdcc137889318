import Governance
import RulePlan

/// The words of reviews, in English and French.
struct ReviewWording {
  private let pick: WordChoice
  private let report: ReportWording

  init(language: String) {
    pick = WordChoice(language: language)
    report = ReportWording(language: language)
  }

  var title: String { pick("Review of requests", "Examen des demandes") }
  var remedy: String { report.remedy }

  // MARK: The request

  func advice(_ advice: Review.Advice) -> String {
    switch advice {
    case .grant: pick("grant", "accorder")
    case .grantWithRemarks: pick("grant with remarks", "accorder avec réserves")
    case .refer(let authorities):
      pick("refer to ", "soumettre à ") + authorities.joined(separator: ", ")
    case .refuse: pick("refuse", "refuser")
    case .invalid: pick("invalid", "irrecevable")
    }
  }

  func name(ofFact name: String) -> String {
    switch name {
    case "reason": pick("reason", "motif")
    case "requester": pick("requester", "demandeur")
    case "approver": pick("approver", "approbateur")
    case "deadline": pick("deadline", "échéance")
    default: name
    }
  }

  func remark(_ remark: Review.Remark) -> String {
    switch remark {
    case .approverAsks: pick("the approver is also the requester", "l’approbateur est aussi le demandeur")
    case .approverIsSubject:
      pick("the request is about the approver", "la demande porte sur l’approbateur")
    case .approverIsUnknown(let key):
      pick("the data does not know the approver, \(key)", "les données ne connaissent pas l’approbateur, \(key)")
    case .noApprover: pick("no approver is named", "aucun approbateur n’est indiqué")
    case .requesterIsUnknown(let key):
      pick("the data does not know the requester, \(key)", "les données ne connaissent pas le demandeur, \(key)")
    case .noRequester: pick("no requester is named", "aucun demandeur n’est indiqué")
    case .deadlineHasPassed: pick("the deadline has passed", "l’échéance est passée")
    case .idIsRepeated:
      pick("an earlier request has the same id", "une demande antérieure porte le même identifiant")
    case .hasNoEffect:
      pick("the request has no effect on any of these days", "la demande est sans effet pendant toute cette période")
    case .alreadyHeld(let name):
      pick("\(name) is a right that is already held", "\(name) est un droit déjà détenu")
    case .claim(let record, let field):
      pick("`\(field)` of \(record) is as the request says", "`\(field)` de \(record) est tel que la demande l’indique")
    case .restsOnWaiver(let rule, let until):
      pick("accepted only because of a waiver of \(rule)", "accepté seulement en vertu d’une dérogation à \(rule)")
        + (until.map { pick(", until \($0)", ", jusqu’au \($0)") } ?? "")
    case .fallsDue(let rule, let subject, let from):
      pick(
        "\(rule) for \(subject): from \(from), unless renewed",
        "\(rule) pour \(subject) : à partir du \(from), sauf renouvellement")
    }
  }

  // MARK: Requested changes

  func asked(_ change: RequestedChange) -> String {
    let what = "\(change.subject.type) \(change.subject.name)"
    switch change.action {
    case .add: return pick("add ", "ajouter ") + what + values(change.values)
    case .remove: return pick("remove ", "retirer ") + what + values(change.values)
    case .change:
      let none = pick("none", "aucun")
      let fields = change.fields.map { "\($0.field): \($0.old ?? none) → \($0.new ?? none)" }
      return pick("change ", "modifier ") + what + values(fields)
    }
  }

  private func values(_ values: [String]) -> String { values.isEmpty ? "" : " (\(values.joined(separator: ", ")))" }

  func gain(_ gain: DutyGain) -> String {
    let duties = gain.duties.joined(separator: "; ")
    return pick("lets \(gain.subject.name): \(duties)", "permet à \(gain.subject.name) : \(duties)")
  }

  func days(_ span: ReviewSpan) -> String {
    let end =
      span.isOpenEnded
      ? pick(
        "; it has no end, so later days were not looked at",
        " ; elle n’a pas de terme, les jours suivants n’ont pas été examinés")
      : ""
    return pick("looked at from \(span.first) to \(span.last)", "examinée du \(span.first) au \(span.last)") + end
  }

  var asks: String { pick("Requested changes", "Modifications demandées") }
  var problems: String { pick("Mistakes in the request", "Erreurs dans la demande") }
  var decision: String { pick("Decision", "Décision") }
  var decisionLine: String { pick("Decision, name, date:", "Décision, nom, date :") }
  func notByRequest(_ text: String) -> String { text + pick(" (not by request)", " (pas par une demande)") }
  func further(_ count: Int) -> String { pick("and \(count) more", "et \(count) autres") }

  func conflict(_ id: String) -> String {
    pick("conflicts with \(id), which would be granted before", "incompatible avec \(id), qui serait accordée avant")
  }

  // MARK: Findings

  var new: String { pick("New findings", "Nouveaux constats") }
  var worse: String { pick("Findings made worse", "Constats aggravés") }
  var better: String { pick("Findings made better", "Constats atténués") }
  var settled: String { pick("Settled findings", "Constats réglés") }
  var fallsDue: String { pick("Findings that fall due later", "Constats à échoir") }
  var waived: String { pick("New findings that are waived", "Nouveaux constats couverts par une dérogation") }
  var standing: String { pick("Standing findings", "Constats qui subsistent") }

  func severity(_ finding: Finding) -> String {
    let state =
      switch finding.status {
      case .open: finding.severity == .error ? report.error : report.warning
      case .undetermined: report.undetermined
      case .waived: report.waived
      case .baseline: report.baseline
      }
    return state + (finding.level.map { ", " + report.name(of: $0) } ?? "")
  }

  func counts(_ review: Review) -> String {
    let counts: [(Int, String)] = [
      (review.new.count, pick("new", "nouveaux")), (review.worse.count, pick("worse", "aggravés")),
      (review.better.count, pick("better", "atténués")), (review.settled.count, pick("settled", "réglés")),
      (review.fallsDue.count, pick("falling due", "à échoir")),
      (review.standingCount, pick("standing", "qui subsistent")), (review.unchanged, pick("unchanged", "inchangés")),
    ]
    let always: Set<Int> = [0, 3, 6]
    return counts.enumerated().filter { always.contains($0.offset) || $0.element.0 > 0 }
      .map { "\($0.element.0) \($0.element.1)" }.joined(separator: ", ")
  }

  // MARK: Alternatives

  var mayBeWaived: String { pick("Who may waive", "Qui peut accorder une dérogation") }
  var instead: String { pick("Instead", "À la place") }
  var insteadAny: String { pick("instead, any of these", "à la place, au choix") }

  func referral(_ referral: Review.Referral, rule: String) -> String {
    let who = referral.authorities.joined(separator: ", ")
    let key = referral.subject.name
    return pick("\(rule) for \(key) may be waived by \(who)", "\(rule) pour \(key) : dérogation possible par \(who)")
      + (referral.maximumDays.map { pick(", for at most \($0) days", ", pour \($0) jours au plus") } ?? "")
      + (referral.fittingEnd.map { pick(", that is until \($0)", ", soit jusqu’au \($0)") } ?? "")
  }

  // MARK: People

  var rights: String { pick("Present rights", "Droits actuels") }
  var noRights: String { pick("No rights at present.", "Aucun droit actuellement.") }
  var peers: String { pick("Rights of others", "Droits des autres") }
  var authority: String {
    pick("The approver’s authority according to the data", "Pouvoirs de l’approbateur d’après les données")
  }
  var noAuthority: String {
    pick("The data names no right or delegation.", "Les données n’indiquent ni droit ni délégation.")
  }
  var has: String { pick("has", "a") }
  var record: String { pick("Record", "Enregistrement") }
  var content: String { pick("Content", "Contenu") }

  func approver(_ key: String) -> String { pick("approver \(key)", "approbateur \(key)") }

  func peers(_ peers: SubjectProfile.Peers) -> String {
    pick(
      "\(peers.holders) of \(peers.count) others with \(peers.group) hold \(peers.wanted)",
      "\(peers.holders) sur \(peers.count) autres avec \(peers.group) détiennent \(peers.wanted)")
  }
}
