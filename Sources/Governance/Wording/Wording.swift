import Evaluation
import RulePlan

/// The sentences that reports say of their own accord, in the languages that the tool speaks: English and French.
struct Wording: Sendable {
  private let pick: WordChoice
  private let language: String

  init(language: String) {
    pick = WordChoice(language: language)
    self.language = language
  }

  // MARK: Values

  func normForEach(_ entity: String) -> String {
    pick("one norm for each \(entity)", "une règle pour chaque \(entity)")
  }

  var missing: String { pick("missing", "absent") }
  var undetermined: String { pick("undetermined", "indéterminé") }
  /// Before an explanation.
  var colon: String { pick(": ", " : ") }
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

  /// One of the ways of a conflict.
  ///
  /// - Parameters:
  ///   - duties: of the conflict, where there are several.
  ///   - scope: where the rights meet.
  func enough(_ rights: [String], for duties: [String], at scope: String?) -> String {
    let what = duties.isEmpty ? "" : pick(" for ", " pour ") + duties.joined(separator: " + ")
    let place = scope.map { pick(", in \($0)", ", dans \($0)") } ?? ""
    return pick("enough\(what): ", "suffisant\(what) : ") + rights.joined(separator: " + ") + place
  }

  /// Of a list that is cut, without a number.
  var andMore: String { pick(" and more", " et d'autres") }

  /// After the value of an aggregate: `, over 3 rows`.
  func overRows(_ count: Int) -> String {
    pick(
      count == 1 ? ", over 1 row" : ", over \(count) rows", count < 2 ? ", sur \(count) ligne" : ", sur \(count) lignes"
    )
  }

  /// After the value of a parameter: `, since 2019-01-01`.
  func since(_ day: CalendarDate) -> String { pick(", since \(day)", ", depuis le \(day)") }
  var setByProject: String { pick(", set by the project", ", fixé par le projet") }
  /// After the value of a parameter.
  var illustration: String {
    pick(", illustration, not set by the source", ", à titre d'illustration, non fixé par la source")
  }
  /// Of a clause that is not the basis.
  var asInspiration: String { pick("as inspiration", "à titre d'inspiration") }

  /// After a rate of a conversion that two rates make: `, through USD`.
  func through(_ third: Currency) -> String { pick(", through \(third)", ", en passant par \(third)") }

  // MARK: Alternatives

  private var and: String { pick(" and ", " et ") }
  func leaveOut(_ names: [String]) -> String {
    pick("leave out ", "renoncer à ") + names.joined(separator: and)
  }
  func leaveOut(_ element: String, of name: String) -> String {
    pick("leave \(element) out of \(name)", "ne pas ajouter \(element) à \(name)")
  }
  func takeOff(_ element: String, _ field: String, of name: String) -> String {
    pick("take \(element) off `\(field)` of \(name)", "retirer \(element) de `\(field)` de \(name)")
  }
  func begin(_ name: String, on day: CalendarDate) -> String {
    pick("begin \(name) on \(day)", "faire débuter \(name) le \(day)")
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
        + [from, to].filter { ($0.lastDay ?? day) < day }.map(withdrawn).joined()
    case .severalExchangeWays(let from, let to, let day, let thirds):
      pick(
        "there is no exchange rate from \(from) to \(to) on \(day), and several currencies have rates with both"
          + " (\(all(thirds.map { "\($0)" }))); `rates: { through: … }` in policyc.yaml names one",
        "il n'y a pas de taux de change de \(from) vers \(to) le \(day), et plusieurs monnaies ont des taux avec les deux"
          + " (\(all(thirds.map { "\($0)" }))) ; `rates: { through: … }` dans policyc.yaml en désigne une")
    case .noWorkingCalendar(let name):
      pick(
        "the calendar “\(name)” is not in the data, or does not cover a day that is counted",
        "le calendrier « \(name) » ne figure pas dans les données, ou ne couvre pas un jour compté")
    case .textTooLong: pick("a text is too long to compare", "un texte est trop long pour être comparé")
    case .notWrittenOut: pick("no decimal writes a number out", "aucun nombre décimal n'écrit un nombre en entier")
    case .stepNotAboveZero: pick("the step of a rounding is not above zero", "le pas d'un arrondi n'est pas positif")
    case .differentCurrencies:
      pick("amounts are in different currencies", "les montants sont dans des monnaies différentes")
    case .incomparableDurations:
      pick("months and days cannot be compared", "des mois et des jours ne sont pas comparables")
    case .parameterNotYetSet(let name):
      pick("\(name) has no value on that day", "\(name) n'a pas de valeur ce jour-là")
    case .missingValue: pick("a value is missing", "une valeur manque")
    case .unreadableValue:
      pick(
        "a value that it depends on cannot be read", "une valeur dont cela dépend est illisible")
    case .noInstance(let key): pick("the data has no “\(key)”", "les données n'ont pas de « \(key) »")
    case .other: pick("a part of it is undetermined", "l'une de ses parties est indéterminée")
    }
  }

  /// A currency that was withdrawn before the day of a conversion.
  private func withdrawn(_ currency: Currency) -> String {
    let day = currency.lastDay?.description ?? ""
    return pick(
      "; \(currency) was withdrawn, its last day was \(day)",
      " ; \(currency) a été retiré, son dernier jour était le \(day)")
  }

  // MARK: Waivers

  func waiverTitle(_ fault: WaiverFault) -> String {
    switch fault {
    case .notAllowed: pick("Waiver of a rule that allows none", "Dérogation à une règle qui n'en admet pas")
    case .noAuthority:
      pick("Waiver without authority", "Dérogation accordée sans habilitation")
    case .tooLong, .passesLimit: pick("Waiver that is too long", "Dérogation trop longue")
    case .noIdentity: pick("Waiver of something without a key", "Dérogation pour un objet sans clé")
    case .unspecific:
      pick("Waiver that leaves open what it is for", "Dérogation qui ne précise pas ce qu'elle vise")
    case .selfApproved: pick("Waiver approved by the person it is about", "Dérogation approuvée par l'intéressé")
    case .expired: pick("Expired waiver", "Dérogation expirée")
    case .unused:
      pick("Unused waiver", "Dérogation sans objet")
    }
  }

  func message(_ fault: WaiverFault, of waiver: Waiver) -> String {
    let rule = waiver.rule
    let subject = waiver.subject
    switch fault {
    case .notAllowed:
      return pick("\(rule) does not allow waivers, so \(subject) is not exempt.", "\(rule) n'admet aucune dérogation.")
    case .noAuthority(let all):
      let authorities = all.map { $0.text(in: language) }
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
    case .passesLimit(let days, let maximum):
      return pick(
        "With the waiver of \(rule) for \(subject), \(days) days running would be excused; at most \(maximum) are allowed.",
        "Avec la dérogation à \(rule) pour \(subject), \(days) jours de suite seraient couverts ; \(maximum) au plus sont admis."
      )
    case .noIdentity(let entity):
      return pick(
        "\(entity) has no key, so a waiver of \(rule) cannot say which one it is for: declare a `key` in \(entity).",
        "\(entity) n'a pas de clé : une dérogation à \(rule) ne peut dire lequel elle vise ; déclarez une `key` dans \(entity)."
      )
    case .unspecific(let ambiguity): return message(ambiguity, of: waiver)
    case .selfApproved(let requester?):
      return pick(
        "\(waiver.approvedBy) approved the waiver of \(rule) for \(subject), which \(requester) requested: the same person.",
        "\(waiver.approvedBy) a approuvé la dérogation à \(rule) pour \(subject), demandée par \(requester) : la même personne."
      )
    case .selfApproved(nil):
      return pick(
        "\(waiver.approvedBy) approved the waiver of \(rule), which is about \(subject): the same person.",
        "\(waiver.approvedBy) a approuvé la dérogation à \(rule), qui porte sur sa propre personne (\(subject)).")
    case .expired(let day):
      return pick(
        "The waiver of \(rule) for \(subject) ended on \(day).",
        "La dérogation à \(rule) pour \(subject) a pris fin le \(day).")
    case .unused(.noFinding):
      return pick(
        "\(rule) has no finding about \(subject) that could be waived.",
        "\(rule) ne constate rien sur \(subject) qui puisse faire l'objet d'une dérogation.")
    case .unused(.noRule(let nearest)):
      let hint = nearest.map { pick("; did you mean \($0)?", " ; vouliez-vous dire \($0) ?") } ?? "."
      return pick("No rule is called \(rule)", "Aucune règle ne s'appelle \(rule)") + hint
    }
  }

  private func message(_ ambiguity: WaiverFault.Ambiguity, of waiver: Waiver) -> String {
    let rule = waiver.rule
    let subject = waiver.subject
    switch ambiguity {
    case .duties(let duties):
      return pick(
        "\(rule) keeps several duties apart: the waiver for \(subject) must say which it excuses, as in `duties: [\(duties.prefix(2).joined(separator: ", "))]`.",
        "\(rule) sépare plusieurs tâches : la dérogation pour \(subject) doit préciser lesquelles, comme `duties: [\(duties.prefix(2).joined(separator: ", "))]`."
      )
    case .about(let variables):
      return pick(
        "\(rule) is also about \(all(variables)): the waiver for \(subject) must give the key of each in `about`.",
        "\(rule) porte aussi sur \(all(variables)) : la dérogation pour \(subject) doit en donner la clé dans `about`.")
    case .rule(let names):
      return pick(
        "\(rule) may be \(either(names)): the waiver must say which.",
        "\(rule) peut désigner \(either(names)) : la dérogation doit préciser laquelle.")
    case .subject(let types):
      return pick(
        "\(subject) is the key of \(all(types)): the waiver must name the type, as in “\(types.first ?? "") \(subject)”.",
        "\(subject) est une clé de \(all(types)) : la dérogation doit nommer le type, par exemple « \(types.first ?? "") \(subject) »."
      )
    }
  }
}
