import Evaluation
import RulePlan

/// The sentences that reports say of their own accord, in the languages that the tool speaks: English and French.
struct Wording: Sendable {
  private let pick: WordChoice

  init(language: String) { pick = WordChoice(language: language) }

  // MARK: Values

  var missing: String { pick("missing", "absent") }
  var undetermined: String { pick("undetermined", "indéterminé") }
  var nothing: String { pick("none", "aucun") }
  func andMore(_ count: Int) -> String { pick(" and \(count) more", " et \(count) autres") }

  /// `a, b or c`.
  func either(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + pick(" or ", " ou ") + last
  }

  /// `a, b and c`.
  func all(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + pick(" and ", " et ") + last
  }

  // MARK: Evidence

  /// One of the smallest sets of rights that break a segregation.
  func enough(_ rights: [String]) -> String {
    pick("enough: \(rights.joined(separator: " + "))", "suffisant : \(rights.joined(separator: " + "))")
  }

  // MARK: Alternatives

  private var and: String { pick(" and ", " et ") }
  func leaveOut(_ names: [String]) -> String {
    pick("leave out ", "renoncer à ") + names.joined(separator: and)
  }
  func withdraw(_ names: [String]) -> String { pick("withdraw ", "retirer ") + names.joined(separator: and) }
  func end(_ name: String, by day: CalendarDate) -> String {
    pick("end \(name) by \(day)", "mettre fin à \(name) au plus tard le \(day)")
  }
  func limit(_ name: String, to unit: String) -> String {
    pick("limit \(name) to \(unit)", "limiter \(name) à \(unit)")
  }

  // MARK: Undetermined findings

  func cannotBeDecided(_ title: String, _ reason: String) -> String {
    pick("\(title): this cannot be decided, because \(reason).", "\(title) : impossible à établir, car \(reason).")
  }

  func reason(_ cause: UndeterminedReason.Cause) -> String {
    switch cause {
    case .numberTooLarge: pick("a number is beyond 10^6144", "un nombre dépasse 10^6144")
    case .wholeNumberTooLarge: pick("a whole number is beyond 64 bits", "un nombre entier dépasse 64 bits")
    case .durationTooLong: pick("a duration is too long", "une durée est trop longue")
    case .outsideCalendar:
      pick("a day is not in the years 1 to 9999", "un jour n'est pas compris entre les années 1 et 9999")
    case .tooFine:
      pick(
        "the difference between two values is too fine to tell",
        "la différence entre deux valeurs est trop fine pour être tranchée")
    case .divisionByZero: pick("it divides by zero", "un calcul divise par zéro")
    case .noExchangeRate(let from, let to, let day):
      pick(
        "there is no exchange rate from \(from) to \(to) on \(day)",
        "il n'y a pas de taux de change de \(from) vers \(to) le \(day)")
    case .differentCurrencies:
      pick("amounts are in different currencies", "les montants sont dans des monnaies différentes")
    case .incomparableDurations:
      pick("months and days cannot be compared", "des mois et des jours ne sont pas comparables")
    case .parameterNotYetSet(let name):
      pick("\(name) has no value on that day", "\(name) n'a pas de valeur ce jour-là")
    case .missingValue: pick("a value is missing", "une valeur manque")
    case .noInstance(let key): pick("the data has no “\(key)”", "les données n'ont pas de « \(key) »")
    case .other: pick("a part of it is undetermined", "l'une de ses parties est indéterminée")
    }
  }

  // MARK: Waivers

  func waiverTitle(_ fault: WaiverFault) -> String {
    switch fault {
    case .notAllowed: pick("Waiver of a rule that allows none", "Dérogation à une règle qui n'en admet pas")
    case .noAuthority:
      pick("Waiver without authority", "Dérogation accordée sans habilitation")
    case .tooLong: pick("Waiver that is too long", "Dérogation trop longue")
    case .selfApproved: pick("Waiver approved by the person it is about", "Dérogation approuvée par l'intéressé")
    case .expired: pick("Expired waiver", "Dérogation expirée")
    case .unusedNoFinding, .unusedNoRule, .unusedUnclearRule, .unusedUnclearSubject:
      pick("Unused waiver", "Dérogation sans objet")
    }
  }

  func message(_ fault: WaiverFault, of waiver: Waiver) -> String {
    let rule = waiver.rule
    let subject = waiver.subject
    switch fault {
    case .notAllowed:
      return pick("\(rule) does not allow waivers, so \(subject) is not exempt.", "\(rule) n'admet aucune dérogation.")
    case .noAuthority(let authorities):
      return pick(
        "\(waiver.approvedBy) may not waive \(rule); only \(either(authorities)) may.",
        "\(waiver.approvedBy) ne peut pas déroger à \(rule) ; seul \(either(authorities)) le peut.")
    case .tooLong(let days, let maximum):
      guard let days else {
        return pick(
          "The waiver of \(rule) for \(subject) has no end; at most \(maximum) days are allowed.",
          "La dérogation à \(rule) pour \(subject) n'a pas de fin ; \(maximum) jours au plus sont admis.")
      }
      return pick(
        "The waiver of \(rule) for \(subject) is for \(days) days; at most \(maximum) are allowed.",
        "La dérogation à \(rule) pour \(subject) dure \(days) jours ; \(maximum) au plus sont admis.")
    case .selfApproved:
      return pick(
        "\(waiver.approvedBy) approved the waiver of \(rule), which is about \(subject): the same person.",
        "\(waiver.approvedBy) a approuvé la dérogation à \(rule), qui porte sur sa propre personne (\(subject)).")
    case .expired(let day):
      return pick(
        "The waiver of \(rule) for \(subject) ended on \(day).",
        "La dérogation à \(rule) pour \(subject) a pris fin le \(day).")
    case .unusedNoFinding:
      return pick(
        "\(rule) has no finding about \(subject) that could be waived.",
        "\(rule) ne constate rien sur \(subject) qui puisse faire l'objet d'une dérogation.")
    case .unusedNoRule(let nearest):
      let hint = nearest.map { pick("; did you mean \($0)?", " ; vouliez-vous dire \($0) ?") } ?? "."
      return pick("No rule is called \(rule)", "Aucune règle ne s'appelle \(rule)") + hint
    case .unusedUnclearRule(let names):
      return pick(
        "\(rule) may be \(either(names)): the waiver must say which.",
        "\(rule) peut désigner \(either(names)) : la dérogation doit préciser laquelle.")
    case .unusedUnclearSubject(let types):
      return pick(
        "\(subject) is the key of \(all(types)): the waiver must name the type, as in “\(types.first ?? "") \(subject)”.",
        "\(subject) est une clé de \(all(types)) : la dérogation doit nommer le type, par exemple « \(types.first ?? "") \(subject) »."
      )
    }
  }
}
