/// A word that begins a declaration of a file.
public enum DeclarationWord: UInt8, CaseIterable, Sendable {
  case policy, `import`, entity, record, enumeration, source, function, parameter, instrument, access, duty
  case segregation, rule, standard, test, authority

  /// The row of a word.
  public struct Entry: Sendable {
    public let declaration: DeclarationWord
    public let word: StaticString
    /// The thing that is declared, as messages name it.
    public let noun: StaticString
    /// Its meaning, in one sentence.
    public let documentation: StaticString
    /// The text that completion writes, with `$1`, `${1:…}` and `$0` where the caret goes in turn.
    public let snippet: StaticString
    public let spelling: Spelling

    init(
      declaration: DeclarationWord, word: StaticString, noun: StaticString, documentation: StaticString,
      snippet: StaticString
    ) {
      self.declaration = declaration
      self.word = word
      self.noun = noun
      self.documentation = documentation
      self.snippet = snippet
      spelling = Spelling(word)
    }
  }

  public var entry: Entry { Self.entries[Int(rawValue)] }
  public var word: StaticString { entry.word }

  /// The thing that is declared, with the article: `a rule`, `an entity`.
  public var phrase: String {
    let noun = entry.noun.text
    return (noun.first.map { "aeiou".contains($0) } == true ? "an " : "a ") + noun
  }

  /// The declaration that a word begins.
  public init?(_ word: String) {
    guard let entry = Self.entries.first(where: { $0.word.isSpelled(word) }) else { return nil }
    self = entry.declaration
  }

  /// All of them, to look for one fast.
  public static let words = WordSet(entries.map(\.word))

  /// In the order of the cases.
  public static let entries: [Entry] = [
    Entry(
      declaration: .policy, word: "policy", noun: "policy", documentation: "Opens the file and names its namespace.",
      snippet: "policy ${1:name}\n\n$0"),
    Entry(
      declaration: .import, word: "import", noun: "import",
      documentation: "Makes the names of another namespace usable here.", snippet: "import ${1:name}"),
    Entry(
      declaration: .entity, word: "entity", noun: "entity",
      documentation: "A thing that the data lists, each instance with a key.",
      snippet: "entity ${1:Name} from ${2:section} {\n  key id : Text\n  $0\n}"),
    Entry(
      declaration: .record, word: "record", noun: "record",
      documentation: "A value of several fields, without an identity.", snippet: "record ${1:Name} {\n  $0\n}"),
    Entry(
      declaration: .enumeration, word: "enum", noun: "enum", documentation: "A choice of cases.",
      snippet: "enum ${1:Name} { ${2:first}, $0 }"),
    Entry(
      declaration: .source, word: "source", noun: "source",
      documentation: "How data that comes from elsewhere is read as instances of an entity.",
      snippet:
        "source ${1:name} for ${2:Entity} {\n  from   ${3|csv,json,jsonl,yaml,xlsx,xml,ldif|} \"${4:exports/*.csv}\"\n  each   row\n  take {\n    $0\n  }\n}"
    ),
    Entry(
      declaration: .function, word: "define", noun: "function",
      documentation: "A function: an expression with a name and parameters.",
      snippet: "define ${1:name}(${2:x}: ${3:Type}): ${4:Boolean} = $0"),
    Entry(
      declaration: .parameter, word: "parameter", noun: "parameter",
      documentation: "A value that changes with time, with its source.",
      snippet: "parameter ${1:name} \"${2:Title}\" : ${3:Integer} {\n  from ${4:2020-01-01} : $0\n}"),
    Entry(
      declaration: .instrument, word: "instrument", noun: "instrument",
      documentation: "A source document and its clauses, in our own words.",
      snippet:
        "instrument ${1:NAME} {\n  symbol \"${2:SYMBOL}\"\n  title  en \"${3:Title}\"\n  clause §${4:1} en \"$0\"\n}"),
    Entry(
      declaration: .access, word: "access", noun: "access model",
      documentation: "An access model: who gets which entitlements, and how.",
      snippet:
        "access ${1:name} {\n  for   ${2:person} in ${3:Person}\n  each  ${4:grant} in ${5:Grant} where $4.person == $2\n  gives $0\n}"
    ),
    Entry(
      declaration: .duty, word: "duty", noun: "duty",
      documentation: "A set of entitlements that amounts to being able to do a job.",
      snippet: "duty ${1:name} \"${2:Title}\" of ${3:Permission} = any of \"$0\""),
    Entry(
      declaration: .segregation, word: "segregate", noun: "segregation",
      documentation: "Duties that nobody may hold together.",
      snippet:
        "segregate ${1:NAME} \"${2:Title}\" {\n  ${3:duty} from ${4:other}\n  in    ${5:access}\n  level ${6:high}$0\n}"
    ),
    Entry(
      declaration: .rule, word: "rule", noun: "rule", documentation: "A condition that must hold for every instance.",
      snippet:
        "rule ${1:NAME} \"${2:Title}\" {\n  cites ${3:SOURCE}\n  for   ${4:x} in ${5:Entity}\n  must  $0\n}"),
    Entry(
      declaration: .standard, word: "standard", noun: "standard",
      documentation: "Several named requirements on one subject, with a version.",
      snippet:
        "standard ${1:NAME} \"${2:Title}\" version ${3:1} {\n  cites ${4:SOURCE}\n  for   ${5:x} in ${6:Entity}\n  must  ${7:requirement} \"${8:Title}\" : $0\n}"
    ),
    Entry(
      declaration: .test, word: "test", noun: "test", documentation: "Data, and what must be found in it.",
      snippet: "test \"${1:what it shows}\" {\n  given ${2:Entity} { $3 }\n  expect $0\n}"),
    Entry(
      declaration: .authority, word: "authority", noun: "authority",
      documentation: "An office that may waive findings, by its name in several languages.",
      snippet: "authority ${1:name} en \"${2:Name}\"$0"),
  ]
}
