/// The words that make a quantity of the number before them.
enum LiteralUnits {
  private static let words: Set<String> = [
    "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes",
    "second", "seconds", "PiB", "PB", "TiB", "TB", "GiB", "GB", "MiB", "MB", "KiB", "kB", "KB", "B",
  ]

  static func isUnit(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count <= 7 && words.contains(String(decoding: bytes, as: UTF8.self))
  }
}
