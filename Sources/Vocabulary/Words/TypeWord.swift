/// A type that needs no declaration.
public enum TypeWord: UInt8, CaseIterable, Sendable {
  case text, boolean, integer, decimal, percent, money, date, timestamp, duration, period, dataSize, version

  /// The row of a type.
  public struct Entry: Sendable {
    public let type: TypeWord
    public let word: StaticString
    /// The meaning of its values, in one sentence with an example.
    public let documentation: StaticString
  }

  public var entry: Entry { Self.entries[Int(rawValue)] }
  public var word: StaticString { entry.word }

  /// In the order of the cases.
  public static let entries: [Entry] = [
    Entry(type: .text, word: "Text", documentation: "Characters in quotes: `\"P2P\"`."),
    Entry(type: .boolean, word: "Boolean", documentation: "`true` or `false`."),
    Entry(type: .integer, word: "Integer", documentation: "A whole number of up to 64 bits: `10_000`."),
    Entry(type: .decimal, word: "Decimal", documentation: "An exact decimal number: `2.5`."),
    Entry(type: .percent, word: "Percent", documentation: "A share, written with its sign: `10 %`."),
    Entry(type: .money, word: "Money", documentation: "An amount in a currency: `2_500 USD`."),
    Entry(type: .date, word: "Date", documentation: "A day of the calendar: `2026-07-01`."),
    Entry(type: .timestamp, word: "Timestamp", documentation: "A moment: `2026-07-01T08:30:00Z`."),
    Entry(type: .duration, word: "Duration", documentation: "A length of time: `90 days`, `3 months`."),
    Entry(type: .period, word: "Period", documentation: "Days from one until another, both included."),
    Entry(type: .dataSize, word: "DataSize", documentation: "An amount of data: `16 GB`."),
    Entry(type: .version, word: "Version", documentation: "Numbers between points, compared in turn: `v1.2.3`."),
  ]
}
