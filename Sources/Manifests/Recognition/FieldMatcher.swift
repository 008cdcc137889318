import RulePlan

/// Finds the columns that resemble the fields of an entity, by their names and by what they hold.
struct FieldMatcher {
  /// How well a column fits, from 0 to 100; below the limit it does not.
  private static let limit = 50

  /// Words that systems use for one thing, in small letters.
  private static let synonyms: [[String]] = [
    [
      "user", "uname", "bname", "userid", "username", "login", "account", "person", "employee", "benutzer",
      "utilisateur",
    ],
    ["role", "agr", "rolle", "profile", "profil"], ["name", "title", "bezeichnung", "nom", "displayname", "cn"],
    ["id", "key", "code", "number", "no", "nr", "nummer", "num", "numero"],
    ["from", "begin", "start", "von", "begda", "since", "debut", "du"],
    ["until", "to", "end", "bis", "endda", "thru", "fin", "au"],
    ["amount", "betrag", "montant", "netwr", "sum", "total"], ["currency", "waers", "währung", "devise", "curr"],
    ["vendor", "supplier", "lifnr", "kreditor", "fournisseur"], ["date", "datum", "dat", "day", "jour", "tag"],
    ["unit", "office", "dept", "department", "abteilung", "orgunit", "division"], ["company", "bukrs", "firma"],
    ["plant", "werks", "site"], ["status", "state", "zustand", "statut"], ["mail", "email", "smtp"],
    ["order", "po", "ebeln", "bestellung", "commande"], ["line", "item", "ebelp", "position", "pos", "ligne"],
    ["group", "gruppe", "groupe"], ["type", "kind", "art"], ["text", "description", "descr", "beschreibung", "note"],
  ]
  private static let groupOfWord: [String: Int] = {
    var result: [String: Int] = [:]
    for (group, words) in synonyms.enumerated() { for word in words { result[word] = group } }
    return result
  }()

  /// The words of a name: split where letters change their case, and at every sign.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasSmall = false
    for character in name {
      let isLetter = character.isLetter || character.isNumber
      if !isLetter || character.isUppercase && wasSmall {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if isLetter { word.append(character) }
      wasSmall = character.isLowercase || character.isNumber
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return words
  }

  /// How much two names resemble each other.
  static func resemblance(_ field: String, _ column: String) -> Int {
    let (left, right) = (words(of: field), words(of: column))
    guard !left.isEmpty, !right.isEmpty else { return 0 }
    if left.joined() == right.joined() { return 100 }
    var shared = 0.0
    for word in left {
      if right.contains(word) {
        shared += 1
      } else if let group = groupOfWord[word], right.contains(where: { groupOfWord[$0] == group }) {
        shared += 0.9
      } else if right.contains(where: { word.count > 2 && $0.count > 2 && ($0.hasPrefix(word) || word.hasPrefix($0)) })
      {
        shared += 0.7
      }
    }
    guard shared > 0 else { return 0 }
    // Further words of the column count a little against it.
    return Int(90 * shared / (Double(left.count) + 0.25 * Double(max(0, right.count - left.count))))
  }

  /// The columns of some fields: each column goes to the field that it fits best, each field has one.
  ///
  /// - Parameters:
  ///   - fields: the names under which each may be known.
  ///   - fits: whether what a column holds can be a field at all.
  static func match(fields: [[String]], columns: [String], fits: (Int, Int) -> Bool) -> [Int?] {
    var candidates: [(score: Int, field: Int, column: Int)] = []
    for (field, names) in fields.enumerated() {
      for (column, other) in columns.enumerated() {
        let score = names.map { resemblance($0, other) }.max() ?? 0
        if score >= limit, fits(field, column) { candidates.append((score, field, column)) }
      }
    }
    candidates.sort { ($1.score, $0.field, $0.column) < ($0.score, $1.field, $1.column) }
    var result = [Int?](repeating: nil, count: fields.count)
    var taken: Set<Int> = []
    for candidate in candidates where result[candidate.field] == nil && !taken.contains(candidate.column) {
      result[candidate.field] = candidate.column
      taken.insert(candidate.column)
    }
    return result
  }
}
