/// A word that makes a quantity of the number before it. Currencies are those of ISO 4217 and not listed here.
public struct UnitWord: Sendable {
  public enum Quantity: Sendable {
    case duration, dataSize
  }

  public let word: StaticString
  public let quantity: Quantity
  /// Its meaning, in one sentence.
  public let documentation: StaticString

  public static let entries: [UnitWord] = [
    UnitWord(word: "second", quantity: .duration, documentation: "A second."),
    UnitWord(word: "seconds", quantity: .duration, documentation: "Seconds."),
    UnitWord(word: "minute", quantity: .duration, documentation: "60 seconds."),
    UnitWord(word: "minutes", quantity: .duration, documentation: "60 seconds each."),
    UnitWord(word: "hour", quantity: .duration, documentation: "60 minutes."),
    UnitWord(word: "hours", quantity: .duration, documentation: "60 minutes each."),
    UnitWord(word: "day", quantity: .duration, documentation: "A day of the calendar."),
    UnitWord(word: "days", quantity: .duration, documentation: "Days of the calendar."),
    UnitWord(word: "week", quantity: .duration, documentation: "7 days."),
    UnitWord(word: "weeks", quantity: .duration, documentation: "7 days each."),
    UnitWord(word: "month", quantity: .duration, documentation: "A month of the calendar, of 28 to 31 days."),
    UnitWord(word: "months", quantity: .duration, documentation: "Months of the calendar, of 28 to 31 days."),
    UnitWord(word: "year", quantity: .duration, documentation: "12 months of the calendar."),
    UnitWord(word: "years", quantity: .duration, documentation: "12 months of the calendar each."),
    UnitWord(word: "B", quantity: .dataSize, documentation: "Bytes."),
    UnitWord(word: "kB", quantity: .dataSize, documentation: "1,000 bytes."),
    UnitWord(word: "KB", quantity: .dataSize, documentation: "1,000 bytes, as `kB`."),
    UnitWord(word: "MB", quantity: .dataSize, documentation: "1,000 kB."),
    UnitWord(word: "GB", quantity: .dataSize, documentation: "1,000 MB."),
    UnitWord(word: "TB", quantity: .dataSize, documentation: "1,000 GB."),
    UnitWord(word: "PB", quantity: .dataSize, documentation: "1,000 TB."),
    UnitWord(word: "KiB", quantity: .dataSize, documentation: "1,024 bytes."),
    UnitWord(word: "MiB", quantity: .dataSize, documentation: "1,024 KiB."),
    UnitWord(word: "GiB", quantity: .dataSize, documentation: "1,024 MiB."),
    UnitWord(word: "TiB", quantity: .dataSize, documentation: "1,024 GiB."),
    UnitWord(word: "PiB", quantity: .dataSize, documentation: "1,024 TiB."),
  ]

  /// All of them, to look for one fast.
  public static let words = WordSet(entries.map(\.word))
}
