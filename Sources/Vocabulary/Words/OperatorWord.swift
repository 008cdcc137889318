/// An operator that is written as words.
public enum OperatorWord: UInt8, CaseIterable, Sendable {
  case and, or, not, implies, `in`, notIn, present, missing, like, contains, overlaps, subset, holds, performs,
    otherwise, startsWith, endsWith
  case distinct, some, no, every, satisfies, on
  case `if`, then, `else`

  /// Its place among its operands.
  public enum Position: Sendable {
    /// Before a value.
    case prefix
    /// Between two values.
    case infix
    /// After a value.
    case postfix
    /// Before the variable that goes through several values.
    case quantifier
    /// After the values that a quantifier goes through.
    case afterQuantifier
  }

  /// Whether the first word may be a name.
  public enum Reservation: Sendable {
    /// Never that of a variable.
    case always
    /// Only where what follows shows that it is one.
    case unlessAName
    case never
  }

  /// The row of an operator.
  public struct Entry: Sendable {
    public let operation: OperatorWord
    public let words: [StaticString]
    public let position: Position
    public let reservation: Reservation
    /// Its meaning, in one sentence.
    public let documentation: StaticString
    /// The text that completion writes, where it is more than the words.
    public let snippet: StaticString?

    init(
      _ operation: OperatorWord, _ words: [StaticString], _ position: Position, _ reservation: Reservation,
      _ documentation: StaticString, snippet: StaticString? = nil
    ) {
      self.operation = operation
      self.words = words
      self.position = position
      self.reservation = reservation
      self.documentation = documentation
      self.snippet = snippet
    }

    /// The words with spaces between them.
    public var name: String { words.map(\.text).joined(separator: " ") }
  }

  public var entry: Entry { Self.entries[Int(rawValue)] }

  /// In the order of the cases.
  public static let entries: [Entry] = [
    Entry(.and, ["and"], .infix, .always, "Holds where both conditions hold."),
    Entry(.or, ["or"], .infix, .always, "Holds where at least one of the conditions holds."),
    Entry(.not, ["not"], .prefix, .always, "Holds where the condition does not."),
    Entry(
      .implies, ["implies"], .infix, .unlessAName,
      "Holds where the first condition does not hold, or the second one does."),
    Entry(
      .in, ["in"], .infix, .unlessAName,
      "Whether a value is among several, in a range, or in a period; or where the values of a variable come from."),
    Entry(.notIn, ["not", "in"], .infix, .always, "Whether a value is not among several, in a range, or in a period."),
    Entry(.present, ["is", "present"], .postfix, .unlessAName, "Whether an optional value is there."),
    Entry(.missing, ["is", "missing"], .postfix, .unlessAName, "Whether an optional value is not there."),
    Entry(
      .like, ["like"], .infix, .unlessAName,
      "Whether a text fits a pattern, in which `*` is any text and `?` one character."),
    Entry(
      .contains, ["contains"], .infix, .unlessAName, "Whether a period, a text or a list has the other side in it."),
    Entry(.overlaps, ["overlaps"], .infix, .unlessAName, "Whether two periods have a day in common."),
    Entry(.subset, ["subset", "of"], .infix, .never, "Whether each of several values is among the others."),
    Entry(.holds, ["holds"], .infix, .never, "Whether an access model gives the subject an entitlement."),
    Entry(
      .performs, ["performs"], .infix, .never, "Whether an access model gives the subject all that a duty takes."),
    Entry(
      .otherwise, ["otherwise"], .infix, .unlessAName, "The value to take where the one before is missing."),
    Entry(.startsWith, ["starts", "with"], .infix, .never, "Whether a text starts with another."),
    Entry(.endsWith, ["ends", "with"], .infix, .never, "Whether a text ends with another."),
    Entry(.distinct, ["distinct"], .prefix, .never, "Each of several values once."),
    Entry(
      .some, ["some"], .quantifier, .never, "Whether there is one for which the condition holds.",
      snippet: "some ${1:x} in ${2:values} where $0"),
    Entry(
      .no, ["no"], .quantifier, .never, "Whether there is none for which the condition holds.",
      snippet: "no ${1:x} in ${2:values} where $0"),
    Entry(
      .every, ["every"], .quantifier, .never, "Whether the condition holds for each.",
      snippet: "every ${1:x} in ${2:values} satisfies $0"),
    Entry(
      .satisfies, ["satisfies"], .afterQuantifier, .unlessAName, "The condition that every element has to meet."),
    Entry(
      .on, ["on"], .postfix, .never, "The day on which the value before it is read: inside of it, `today` is that day."),
    Entry(
      .if, ["if"], .prefix, .never, "The value after `then` where the condition holds, else the one after `else`.",
      snippet: "if ${1:condition} then ${2:value} else $0"),
    Entry(.then, ["then"], .afterQuantifier, .never, "The value where the condition of `if` holds."),
    Entry(.else, ["else"], .afterQuantifier, .never, "The value where the condition of `if` does not hold."),
  ]

  /// The first words that are never names of variables.
  public static let reserved = WordSet(words { $0.reservation == .always })

  /// The first words that cannot begin a value, unless what follows shows that they are names: of operators, and of
  /// clauses that end the value before them.
  public static let ending = WordSet(
    words { $0.reservation == .unlessAName } + ClauseWord.entries.filter(\.endsValue).compactMap(\.words.first))

  private static func words(_ condition: (Entry) -> Bool) -> [StaticString] {
    entries.filter(condition).compactMap(\.words.first)
  }
}
