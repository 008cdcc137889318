/// All words with what they mean, one a line.
public enum WordList {
  public static var text: String {
    let sections: [(title: String, rows: [(String, StaticString)])] = [
      ("Declarations", DeclarationWord.entries.map { ($0.word.text, $0.documentation) }),
      ("Clauses", ClauseWord.entries.map { ($0.name, $0.documentation) }),
      ("Operators", OperatorWord.entries.map { ($0.name, $0.documentation) }),
      ("Functions", FunctionWord.entries.map { ($0.word.text, $0.documentation) }),
      ("Types", TypeWord.entries.map { ($0.word.text, $0.documentation) }),
      ("Names", ConstantWord.entries.map { ($0.word.text, $0.documentation) }),
      ("Entities", EntityWord.allCases.map { ($0.word.text, $0.documentation) }),
      ("Inside clauses", InnerWord.entries.map { ($0.spelling.text, $0.documentation) }),
      ("Expectations", StatusWord.allCases.map { ($0.word.text, $0.documentation) }),
      ("Levels", LevelWord.allCases.map { ($0.word.text, $0.documentation) }),
      ("Units", UnitWord.entries.map { ($0.word.text, $0.documentation) }),
    ]
    let width = sections.flatMap(\.rows).map(\.0.count).max() ?? 0
    return sections.map { section in
      ([section.title] + section.rows.map { "  \($0.0)\(String(repeating: " ", count: width - $0.0.count))  \($0.1)" })
        .joined(separator: "\n")
    }.joined(separator: "\n\n") + "\n"
  }
}
