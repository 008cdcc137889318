/// Words of other languages, of programming and of people, that authors write where policies have a word of their own.
/// Each place has its own list, since the same word may be a name elsewhere. Letter case does not count.
public enum ForeignWord {
  /// A word and what policies write there.
  public typealias Pair = (found: StaticString, meant: StaticString)

  /// Where a declaration begins.
  public static func declaration(_ word: String) -> StaticString? { look(word, declarations) }
  /// Where a clause begins, of those whose first words are given.
  public static func clause(_ word: String, among words: [String]) -> String? {
    let word = word.lowercased()
    for pair in clauses where pair.found.isSpelled(word) && words.contains(pair.meant.text) { return pair.meant.text }
    return nil
  }
  /// Between values and the condition they have to meet.
  public static func condition(_ word: String) -> StaticString? { look(word, conditions) }
  /// Between two conditions.
  public static func connective(_ word: String) -> StaticString? { look(word, connectives) }
  /// Between two values.
  public static func comparison(_ word: String) -> StaticString? { look(word, comparisons) }
  /// Before the variable that goes through several values.
  public static func quantifier(_ word: String) -> StaticString? { look(word, quantifiers) }
  /// In the place of a value.
  public static func value(_ word: String) -> StaticString? { look(word, values) }
  /// For a value that is not there.
  public static func isNothing(_ word: String) -> Bool { look(word, nothings) != nil }
  /// After a number.
  public static func unit(_ word: String) -> StaticString? { look(word, units, ignoringCase: false) }
  /// In the place of a type.
  public static func type(_ word: String) -> StaticString? { look(word, types) }
  /// Before or around the type of several values.
  public static func isListType(_ word: String) -> Bool { look(word, lists) != nil }
  /// Before the type of a value that may be missing.
  public static func isOptionalType(_ word: String) -> Bool { look(word, optionals) != nil }
  /// After `level`.
  public static func level(_ word: String) -> StaticString? { look(word, levels) }
  /// Whether a word inside a clause is written where another is wanted.
  public static func inner(_ word: String, for wanted: StaticString) -> Bool {
    let word = word.lowercased()
    return inners.contains { $0.found.isSpelled(word) && $0.meant.isSpelled(wanted.text) }
  }
  /// The function that gives what a property gives elsewhere.
  public static func function(_ word: String) -> StaticString? { look(word, functions) }
  /// A word that says nothing between `must` and its condition.
  public static func isFiller(_ word: String) -> Bool { look(word, fillers) != nil }
  /// The number of a month, from 1.
  public static func month(_ word: String) -> Int? {
    let lowered = word.lowercased()
    guard lowered.unicodeScalars.count >= 3 else { return nil }
    for names in months {
      if let place = names.firstIndex(where: { $0.hasPrefix(lowered) || $0 == lowered }) { return place + 1 }
    }
    return nil
  }

  private static func look(_ word: String, _ pairs: [Pair], ignoringCase: Bool = true) -> StaticString? {
    let word = ignoringCase ? word.lowercased() : word
    return pairs.first { $0.found.isSpelled(word) }?.meant
  }

  /// The code of a currency by its sign.
  public static func currency(_ sign: Unicode.Scalar) -> StaticString? {
    switch sign {
    case "€": "EUR"
    case "$": "USD"
    case "£": "GBP"
    case "¥": "JPY"
    case "₹": "INR"
    case "₽": "RUB"
    case "₣": "CHF"
    default: nil
    }
  }

  private static let declarations: [Pair] = [
    ("rules", "rule"), ("règle", "rule"), ("regle", "rule"), ("control", "rule"), ("controls", "rule"),
    ("contrôle", "rule"), ("constraint", "rule"), ("requirement", "rule"), ("invariant", "rule"), ("check", "rule"),
    ("norm", "rule"), ("assert", "rule"), ("package", "policy"), ("namespace", "policy"), ("module", "policy"),
    ("politique", "policy"), ("policies", "policy"), ("use", "import"), ("using", "import"), ("include", "import"),
    ("require", "import"), ("from", "import"), ("importe", "import"), ("class", "entity"), ("table", "entity"),
    ("object", "entity"), ("entité", "entity"), ("entite", "entity"), ("entities", "entity"), ("struct", "record"),
    ("type", "record"), ("enregistrement", "record"), ("enumeration", "enum"), ("énumération", "enum"),
    ("enums", "enum"), ("function", "define"), ("func", "define"), ("fn", "define"), ("def", "define"),
    ("fun", "define"), ("fonction", "define"), ("predicate", "define"), ("const", "parameter"),
    ("constant", "parameter"), ("param", "parameter"), ("parameters", "parameter"), ("paramètre", "parameter"),
    ("parametre", "parameter"), ("setting", "parameter"), ("source", "instrument"), ("document", "instrument"),
    ("law", "instrument"), ("regulation", "instrument"), ("duties", "duty"), ("devoir", "duty"), ("tâche", "duty"),
    ("segregation", "segregate"), ("sod", "segregate"), ("separation", "segregate"), ("separate", "segregate"),
    ("séparation", "segregate"), ("tests", "test"), ("norme", "standard"), ("standards", "standard"),
  ]

  private static let clauses: [Pair] = [
    ("require", "must"), ("requires", "must"), ("required", "must"), ("shall", "must"), ("assert", "must"),
    ("ensure", "must"), ("ensures", "must"), ("check", "must"), ("doit", "must"), ("need", "must"), ("needs", "must"),
    ("verify", "must"), ("then", "must"), ("mustn't", "must"), ("musn't", "must"), ("shouldn't", "should"),
    ("ought", "should"), ("recommend", "should"), ("devrait", "should"), ("warn", "should"),
    ("foreach", "for"), ("forall", "for"), ("pour", "for"), ("let's", "let"), ("var", "let"), ("val", "let"),
    ("const", "let"), ("soit", "let"), ("define", "let"), ("def", "let"), ("if", "where"), ("when", "where"),
    ("si", "where"), ("quand", "where"), ("où", "where"), ("having", "where"), ("filter", "where"),
    ("severity", "level"), ("priority", "level"), ("risk", "level"), ("niveau", "level"), ("criticality", "level"),
    ("rating", "level"), ("text", "message"), ("description", "message"), ("msg", "message"), ("says", "message"),
    ("error", "message"), ("reason", "message"), ("fix", "remedy"), ("solution", "remedy"), ("remediation", "remedy"),
    ("remède", "remedy"), ("cite", "cites"), ("ref", "cites"), ("refs", "cites"), ("reference", "cites"),
    ("references", "cites"), ("source", "cites"), ("see", "cites"), ("basis", "cites"), ("labels", "tags"),
    ("tag", "tags"), ("keywords", "tags"), ("responsible", "owner"), ("propriétaire", "owner"), ("owners", "owner"),
    ("name", "title"), ("titre", "title"), ("section", "clause"), ("article", "clause"), ("paragraph", "clause"),
    ("para", "clause"), ("replaces", "supersedes"), ("publisher", "issuer"), ("issued", "issuer"),
    ("code", "symbol"), ("abbreviation", "symbol"), ("ignore", "allow"), ("suppress", "allow"), ("disable", "allow"),
    ("on", "in"), ("within", "in"), ("using", "in"), ("exempt", "waivable"), ("waiver", "waivable"),
    ("waivers", "waivable"), ("waive", "waivable"), ("value", "from"), ("since", "from"), ("depuis", "from"),
    ("à", "from"), ("data", "given"), ("with", "given"), ("soient", "given"), ("expects", "expect"),
    ("assert", "expect"), ("attend", "expect"), ("date", "as"), ("today", "as"), ("grants", "gives"),
    ("give", "gives"), ("scope", "over"), ("id", "key"), ("primary", "key"),
  ]

  private static let conditions: [Pair] = [
    ("if", "where"), ("when", "where"), ("with", "where"), ("having", "where"), ("such", "where"), ("whose", "where"),
    ("si", "where"), ("quand", "where"), ("où", "where"), ("dont", "where"), ("satisfies", "where"),
    ("that", "where"), ("filter", "where"), ("suchthat", "where"),
  ]

  private static let connectives: [Pair] = [
    ("and", "and"), ("or", "or"),
    ("unless", "or"), ("et", "and"), ("ou", "or"), ("sauf", "or"), ("but", "and"), ("xor", "or"), ("nor", "or"),
    ("then", "implies"), ("implique", "implies"), ("imply", "implies"), ("alors", "implies"),
  ]

  private static let comparisons: [Pair] = [
    ("like", "like"), ("in", "in"),
    ("equals", "=="), ("equal", "=="), ("eq", "=="), ("ne", "!="), ("neq", "!="), ("lt", "<"), ("le", "<="),
    ("lte", "<="), ("gt", ">"), ("ge", ">="), ("gte", ">="), ("isnt", "!="), ("est", "=="), ("are", "=="),
    ("matches", "like"), ("match", "like"), ("startswith", "like"), ("endswith", "like"), ("includes", "contains"),
    ("has", "contains"), ("include", "contains"), ("contain", "contains"), ("dans", "in"), ("overlap", "overlaps"),
    ("intersects", "overlaps"), ("div", "/"), ("default", "otherwise"), ("orelse", "otherwise"),
    ("sinon", "otherwise"), ("before", "<"), ("after", ">"),
  ]

  private static let quantifiers: [Pair] = [
    ("exists", "some"), ("any", "some"), ("exist", "some"), ("existe", "some"), ("all", "every"), ("each", "every"),
    ("forall", "every"), ("foreach", "every"), ("chaque", "every"), ("tous", "every"), ("none", "no"),
    ("aucun", "no"), ("nobody", "no"),
  ]

  private static let values: [Pair] = [
    ("now", "today"), ("today", "today"), ("current_date", "today"), ("currentdate", "today"),
    ("aujourdhui", "today"), ("maintenant", "today"), ("date", "today"), ("yes", "true"), ("oui", "true"),
    ("true", "true"), ("vrai", "true"), ("on", "true"), ("no", "false"), ("non", "false"), ("false", "false"),
    ("faux", "false"), ("off", "false"), ("this", "self"), ("it", "self"), ("me", "self"),
  ]

  private static let nothings: [Pair] = [
    ("null", "missing"), ("nil", "missing"), ("none", "missing"), ("nothing", "missing"), ("undefined", "missing"),
    ("missing", "missing"), ("empty", "missing"), ("nan", "missing"), ("unknown", "missing"), ("absent", "missing"),
    ("vide", "missing"),
  ]

  private static let units: [Pair] = [
    ("jour", "day"), ("jours", "days"), ("j", "days"), ("d", "days"), ("Day", "day"), ("Days", "days"),
    ("semaine", "week"), ("semaines", "weeks"), ("w", "weeks"), ("Weeks", "weeks"), ("mois", "months"),
    ("Months", "months"), ("mo", "months"), ("an", "year"), ("ans", "years"), ("année", "year"),
    ("années", "years"), ("y", "years"), ("yr", "year"), ("yrs", "years"), ("Years", "years"), ("heure", "hour"),
    ("heures", "hours"), ("h", "hours"), ("hr", "hour"), ("hrs", "hours"), ("Hours", "hours"), ("min", "minutes"),
    ("mins", "minutes"), ("mn", "minutes"), ("s", "seconds"), ("sec", "seconds"), ("secs", "seconds"),
    ("seconde", "second"), ("secondes", "seconds"), ("Go", "GB"), ("Mo", "MB"), ("Ko", "kB"), ("ko", "kB"),
    ("To", "TB"), ("Po", "PB"), ("Gio", "GiB"), ("Mio", "MiB"), ("Tio", "TiB"), ("gb", "GB"), ("Gb", "GB"),
    ("mb", "MB"), ("Mb", "MB"), ("kb", "kB"), ("tb", "TB"), ("Tb", "TB"), ("G", "GB"), ("M", "MB"), ("octets", "B"),
    ("bytes", "B"), ("euro", "EUR"), ("euros", "EUR"), ("Euro", "EUR"), ("Euros", "EUR"), ("eur", "EUR"),
    ("Eur", "EUR"), ("dollar", "USD"), ("dollars", "USD"), ("usd", "USD"), ("chf", "CHF"), ("gbp", "GBP"),
    ("francs", "CHF"), ("pounds", "GBP"), ("percent", "%"), ("pct", "%"), ("pourcent", "%"),
  ]

  private static let types: [Pair] = [
    ("string", "Text"), ("str", "Text"), ("varchar", "Text"), ("char", "Text"), ("texte", "Text"), ("text", "Text"),
    ("email", "Text"), ("uuid", "Text"), ("bool", "Boolean"), ("boolean", "Boolean"), ("booléen", "Boolean"),
    ("bit", "Boolean"), ("yesno", "Boolean"), ("int", "Integer"), ("integer", "Integer"), ("long", "Integer"),
    ("int64", "Integer"), ("int32", "Integer"), ("entier", "Integer"), ("number", "Integer"), ("nombre", "Integer"),
    ("float", "Decimal"), ("double", "Decimal"), ("real", "Decimal"), ("numeric", "Decimal"), ("decimal", "Decimal"),
    ("décimal", "Decimal"), ("percentage", "Percent"), ("percent", "Percent"), ("pourcentage", "Percent"),
    ("currency", "Money"), ("amount", "Money"), ("money", "Money"), ("montant", "Money"), ("datetime", "Timestamp"),
    ("instant", "Timestamp"), ("timestamp", "Timestamp"), ("time", "Timestamp"), ("date", "Date"), ("day", "Date"),
    ("localdate", "Date"), ("interval", "Duration"), ("timespan", "Duration"), ("duration", "Duration"),
    ("durée", "Duration"), ("range", "Period"), ("daterange", "Period"), ("period", "Period"), ("période", "Period"),
    ("size", "DataSize"), ("bytes", "DataSize"), ("datasize", "DataSize"), ("semver", "Version"),
    ("version", "Version"),
  ]

  private static let lists: [Pair] = [
    ("list", "list"), ("set", "list"), ("array", "list"), ("sequence", "list"), ("collection", "list"),
    ("bag", "list"), ("many", "list"), ("liste", "list"), ("seq", "list"), ("vec", "list"),
  ]

  private static let optionals: [Pair] = [
    ("optional", "optional"), ("nullable", "optional"), ("maybe", "optional"), ("option", "optional"),
    ("optionnel", "optional"),
  ]

  private static let levels: [Pair] = [
    ("major", "high"), ("minor", "low"), ("moderate", "medium"), ("severe", "critical"), ("important", "high"),
    ("info", "low"), ("informational", "low"), ("blocker", "critical"), ("error", "high"), ("warning", "medium"),
    ("faible", "low"), ("moyen", "medium"), ("élevé", "high"), ("eleve", "high"), ("critique", "critical"),
    ("majeur", "high"), ("mineur", "low"), ("normal", "medium"), ("urgent", "critical"), ("crit", "critical"),
    ("mid", "medium"), ("none", "low"),
  ]

  private static let inners: [Pair] = [
    ("to", "until"), ("till", "until"), ("til", "until"), ("through", "until"), ("upto", "until"), ("à", "until"),
    ("until", "until"), ("jusqu", "until"), ("since", "from"), ("vs", "from"), ("versus", "from"), ("and", "from"),
    ("with", "from"), ("or", "from"), ("against", "from"), ("not", "from"), ("par", "by"), ("from", "by"),
    ("since", "because"), ("as", "because"), ("reason", "because"), ("of", "in"), ("from", "in"), ("over", "in"),
    ("among", "in"), ("dans", "in"), ("de", "of"), ("on", "of"), ("maximum", "most"), ("max", "most"),
    ("at", "of"), ("in", "of"), ("for", "of"), ("date", "of"), ("alors", "then"),
  ]

  private static let functions: [Pair] = [
    ("count", "count"), ("size", "count"), ("length", "count"), ("len", "count"), ("number", "count"),
    ("sum", "sum"), ("total", "sum"), ("average", "average"), ("avg", "average"), ("mean", "average"),
    ("min", "min"), ("minimum", "min"), ("least", "min"), ("max", "max"), ("maximum", "max"), ("greatest", "max"),
    ("nombre", "count"), ("somme", "sum"), ("moyenne", "average"),
  ]

  private static let fillers: [Pair] = [
    ("be", ""), ("have", ""), ("always", ""), ("that", ""), ("ensure", ""), ("is", ""), ("hold", ""), ("être", ""),
    ("avoir", ""), ("only", ""), ("satisfy", ""),
  ]

  private static let months: [[String]] = [
    [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ],
    [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
      "décembre",
    ],
  ]
}

extension ForeignWord {
  /// Words between conditions, in the usual letter case, to look for one fast.
  public static let connectiveWords = WordSet(
    short(connectives) + ["AND", "And", "OR", "Or", "UNLESS", "Unless", "THEN"])
  /// Words between values, to look for one fast.
  public static let comparisonWords = WordSet(
    short(comparisons) + ["between", "BETWEEN", "LIKE", "IN", "startsWith", "endsWith", "EQUALS", "Equals"])

  /// Those that a set can hold.
  private static func short(_ pairs: [Pair]) -> [StaticString] {
    pairs.filter { $0.found.utf8CodeUnitCount <= Spelling.maximumLength && !$0.found.isSpelled($0.meant.text) }
      .map(\.found)
  }
}
