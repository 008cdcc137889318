/// The words that a name may not be, and where.
public enum ReservedWords {
  /// Names that mean the same everywhere: no declaration can have one.
  public static let names: Set<String> = Set(
    (ConstantWord.entries.map(\.word) + TypeWord.entries.map(\.word) + EntityWord.allCases.map(\.word)
      + FunctionWord.entries.filter(\.isReserved).map(\.word)).map(\.text))

  /// Words that no variable can have as its name.
  public static let operators: [String] = distinct(
    OperatorWord.entries.filter { $0.reservation == .always }.compactMap(\.words.first))

  /// Words that go on with a value or end it: as names they are understood only in some places.
  public static let ending: [String] = distinct(
    OperatorWord.entries.filter { $0.reservation == .unlessAName }.compactMap(\.words.first)
      + ClauseWord.entries.filter(\.endsValue).compactMap(\.words.first))

  /// Words that begin a part of an expression where a name and `in`, or a value, follow.
  public static let quantifiers: [String] = distinct(
    OperatorWord.entries.filter { $0.reservation == .never && $0.position != .infix && $0.position != .postfix }
      .compactMap(\.words.first))

  /// The words with which the first clause of a segregation cannot be taken for a duty.
  public static let firstOfSegregation: [String] = ClauseWord.firstWords(of: .segregation)

  /// The words of an expectation that are not taken for a norm.
  public static let expectations: [String] = distinct(
    StatusWord.allCases.map(\.word) + [InnerWord.no.word, InnerWord.other.word, InnerWord.findings.word])

  /// The functions whose names no declaration can have, as a sentence lists them.
  public static var functions: String {
    ReservedWordsPage.listed(FunctionWord.entries.filter(\.isReserved).map(\.word.text), "and")
  }

  private static func distinct(_ words: [StaticString]) -> [String] {
    var seen: Set<String> = []
    return words.map(\.text).filter { seen.insert($0).inserted }
  }
}
