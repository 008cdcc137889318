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
    case .deadlineHasPassed: pick("the deadline has passed", "l’échéance est passée")
    }
  }

  func conflict(_ id: String) -> String {
    pick("conflicts with \(id), which would be granted before", "incompatible avec \(id), qui serait accordée avant")
  }

  // MARK: Findings

  var new: String { pick("New findings", "Nouveaux constats") }
  var settled: String { pick("Settled findings", "Constats réglés") }
  var wouldBeNew: String { pick("would be new", "seraient nouveaux") }
  var wouldBeSettled: String { pick("would be settled", "seraient réglés") }

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

  func counts(new: Int, settled: Int, unchanged: Int) -> String {
    pick(
      "\(new) new, \(settled) settled, \(unchanged) unchanged",
      "\(new) nouveau\(new > 1 ? "x" : ""), \(settled) réglé\(settled > 1 ? "s" : ""), \(unchanged) inchangé"
        + (unchanged > 1 ? "s" : ""))
  }

  // MARK: Alternatives

  var mayBeWaived: String { pick("Who may waive", "Qui peut accorder une dérogation") }
  var instead: String { pick("Instead", "À la place") }
  var insteadAny: String { pick("instead, any of these", "à la place, au choix") }

  func referral(_ referral: Review.Referral, rule: String) -> String {
    let who = referral.authorities.joined(separator: ", ")
    let key = referral.subject.key
    return pick("\(rule) for \(key) may be waived by \(who)", "\(rule) pour \(key) : dérogation possible par \(who)")
      + (referral.maximumDays.map { pick(", for at most \($0) days", ", pour \($0) jours au plus") } ?? "")
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
