/// The page docs/language/reserved-words.md. `make docs` writes it.
public enum ReservedWordsPage {
  public static var markdown: String {
    """
    # Reserved words

    Words are reserved only where they mean something. A field may be called `level`, and a case `open`; a variable may not be
    called `and`.

    ## Words that begin declarations

    \(filled(DeclarationWord.entries.map(\.word.text)))

    They count as such at the beginning of a line, before a name. Elsewhere they are names like others.

    ## Words that begin clauses

    Inside a declaration, a line that begins with one of these words is that clause.

    | declaration | words |
    |---|---|
    \(DeclarationWord.entries.filter { DeclarationWords.all.contains($0.declaration) }.map(row).joined(separator: "\n"))

    In an entity and a record, a word with a colon after it is always a field: `key : Text`, `in : Date`. So they take every
    name.

    | clause | once or several times | what it is for |
    |---|---|---|
    \(ClauseWord.entries.map(row).joined(separator: "\n"))

    ## Words in expressions

    \(listed(ReservedWords.operators, "and")) are never names of variables. These go on with an expression or end it, so they
    are names only after a point, or where a point, a comparison, a comma or a closing bracket follows:

    \(filled(ReservedWords.ending))

    \(listed(OperatorWord.entries.filter { $0.position == .quantifier }.map(\.name), "and")) begin a quantifier where a name and
    `in` follow. `distinct` is an operator before a name or a bracket. After a point every word is the name of a field.

    | operator | what it means |
    |---|---|
    \(OperatorWord.entries.map { "| `\($0.name)` | \($0.documentation) |" }.joined(separator: "\n"))

    ## Names that mean the same everywhere

    No declaration can be called

    - \(ConstantWord.entries.map { "`\($0.word)`" }.joined(separator: " "));
    - one of the [types](types.md):
      \(filled(TypeWord.entries.map(\.word.text), indent: 2));
    - one of the functions \(FunctionWord.entries.filter(\.isReserved).map { "`\($0.word)`" }.joined(separator: " "));
    - \(listed(EntityWord.allCases.map(\.word.text), "or")), the entities of the
      [sections of every project](data-files.md#sections-of-every-project).

    ```policy error=P1014
    enum Period { spring, autumn }
    ```

    ## Units

    Currencies such as `USD` and these units mean something only after a number:

    \(filled(UnitWord.entries.map(\.word.text)))

    """
  }

  private static func row(_ entry: DeclarationWord.Entry) -> String {
    let words = ClauseWord.firstWords(of: entry.declaration).map { "`\($0)`" }
    return "| `\(entry.word)` | \(words.joined(separator: " ")) |"
  }

  private static func row(_ entry: ClauseWord.Entry) -> String {
    "| `\(entry.name)` | \(entry.repetition == .once ? "once" : "several times") | \(entry.documentation) |"
  }

  /// Words in code, in lines of at most 120 characters.
  private static func filled(_ words: [String], indent: Int = 0) -> String {
    var lines = [""]
    for word in words.map({ "`\($0)`" }) {
      let last = lines.count - 1
      if lines[last].isEmpty {
        lines[last] = word
      } else if lines[last].count + 1 + word.count <= 120 - indent {
        lines[last] += " " + word
      } else {
        lines.append(word)
      }
    }
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  static func listed(_ words: [String], _ last: String) -> String {
    let words = words.map { "`\($0)`" }
    guard words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " \(last) " + words[words.count - 1]
  }
}
