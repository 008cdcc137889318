/// A name that means the same in every policy.
public enum ConstantWord: UInt8, CaseIterable, Sendable {
  case `true`, `false`, today, `self`

  /// The row of a name.
  public struct Entry: Sendable {
    public let constant: ConstantWord
    public let word: StaticString
    /// Its meaning, in one sentence.
    public let documentation: StaticString
  }

  public var entry: Entry { Self.entries[Int(rawValue)] }
  public var word: StaticString { entry.word }

  /// In the order of the cases.
  public static let entries: [Entry] = [
    Entry(constant: .true, word: "true", documentation: "The condition that always holds."),
    Entry(constant: .false, word: "false", documentation: "The condition that never holds."),
    Entry(constant: .today, word: "today", documentation: "The day of the evaluation."),
    Entry(constant: .self, word: "self", documentation: "The instance whose derived field is computed."),
  ]

  /// All of them, to look for one fast.
  public static let words = WordSet(entries.map(\.word))
}
