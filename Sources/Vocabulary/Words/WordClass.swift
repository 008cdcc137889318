/// Words of the language that are coloured alike.
public enum WordClass: String, CaseIterable, Sendable {
  case declaration, clause, operation, constant, type, function, unit

  /// The words of the class, each once, in the order of the tables. A word that is an operator as well as a part of
  /// clauses is an operator.
  public var words: [String] {
    var seen: Set<String> = []
    return all.map(\.text).filter { seen.insert($0).inserted }
  }

  private var all: [StaticString] {
    switch self {
    case .declaration: return DeclarationWord.entries.map(\.word)
    case .clause:
      let operators = Set(WordClass.operation.words)
      return (ClauseWord.entries.flatMap(\.words) + InnerWord.entries.map(\.spelling) + StatusWord.allCases.map(\.word))
        .filter { !operators.contains($0.text) }
    case .operation: return OperatorWord.entries.flatMap(\.words)
    case .constant: return ConstantWord.entries.map(\.word)
    case .type: return TypeWord.entries.map(\.word)
    case .function: return FunctionWord.entries.map(\.word)
    case .unit: return UnitWord.entries.map(\.word)
    }
  }
}
