/// A word inside a declaration or a clause, neither at its beginning nor as an operator.
public enum InnerWord: UInt8, CaseIterable, Sendable {
  case from, until, by, on, of, `for`, within, because, most, ordered, version, organisational, any, all, like
  case data, no, other, findings, error, warning, `in`, working, open, `as`, inspiration, each, duty, patterns

  /// The row of a word.
  public struct Entry: Sendable {
    public let word: InnerWord
    public let spelling: StaticString
    /// Its meaning where it is written, in one sentence.
    public let documentation: StaticString

    init(_ word: InnerWord, _ spelling: StaticString, _ documentation: StaticString) {
      self.word = word
      self.spelling = spelling
      self.documentation = documentation
    }
  }

  public var entry: Entry { Self.entries[Int(rawValue)] }
  public var word: StaticString { entry.spelling }

  /// In the order of the cases.
  public static let entries: [Entry] = [
    Entry(
      .from, "from",
      "The section of the data, the name that a field has in it, the first day, or the duties that are kept apart."),
    Entry(.until, "until", "The last day, which counts."),
    Entry(.by, "by", "The person who does it, the day by which, or the value that a group has in common."),
    Entry(.on, "on", "The day."),
    Entry(.of, "of", "The parts, the day, or the members of a group."),
    Entry(.for, "for", "The source of variables, the instance, or the length of time."),
    Entry(.within, "within", "The field that leads to the unit above, or that holds the instances."),
    Entry(.because, "because", "The reason."),
    Entry(.most, "most", "The greatest number or the longest time."),
    Entry(.ordered, "ordered", "The cases of the enum have an order, the least first."),
    Entry(.version, "version", "The version of the standard."),
    Entry(.organisational, "organisational", "A clause that no rule can check in data."),
    Entry(.any, "any", "One of the entitlements is enough."),
    Entry(.all, "all", "It takes all of the entitlements."),
    Entry(.like, "like", "A pattern, in which `*` is any text and `?` one character."),
    Entry(.data, "data", "Files of data that the test reads."),
    Entry(.no, "no", "Expects the absence of a finding."),
    Entry(.other, "other", "Beside those that the test expects."),
    Entry(.findings, "findings", "Findings of every norm."),
    Entry(.error, "error", "Findings of severity error."),
    Entry(.warning, "warning", "Findings of severity warning and error."),
    Entry(.in, "in", "The currency of amounts, or the access model."),
    Entry(.working, "working", "Days on which the calendar that is named has people at work."),
    Entry(.open, "open", "The data may give other fields than those that are declared."),
    Entry(
      .as, "as",
      "The name of the field that leads to the parent, the sense of a citation, or the name of the norm of a row."),
    Entry(.inspiration, "inspiration", "The clause gave the idea and is not the basis."),
    Entry(.each, "each", "One for each row of the entity."),
    Entry(.duty, "duty", "The duties of instances over which a `duty each` goes."),
    Entry(.patterns, "patterns", "The texts that are given are patterns, and ranges from one text to another."),
  ]
}
