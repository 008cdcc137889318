import RulePlan

/// The forms in which the values of a column are written.
struct ValueForms {
  /// A form of dates, and how people call it.
  struct NamedPattern {
    let pattern: DatePattern
    let name: String
  }

  /// Forms of dates in the order in which they are tried; the first is our own.
  static let dates: [NamedPattern] = [
    ("YYYY-MM-DD", "year-month-day"), ("DD.MM.YYYY", "day.month.year"), ("DD/MM/YYYY", "day/month/year"),
    ("MM/DD/YYYY", "month/day/year"), ("YYYYMMDD", "year, month and day without signs"),
    ("DD-MM-YYYY", "day-month-year"), ("YYYY/MM/DD", "year/month/day"), ("DD-MON-YYYY", "day-month-year"),
    ("DD-MON-YY", "day-month-year"), ("DD MON YYYY", "day month year"), ("YYYY-MM-DD HH:mm:ss", "a day with a time"),
    ("YYYY-MM-DDTHH:mm:ss", "a day with a time"), ("YYYY-MM-DD HH:mm", "a day with a time"),
    ("DD.MM.YYYY HH:mm:ss", "a day with a time"), ("DD.MM.YYYY HH:mm", "a day with a time"),
    ("DD/MM/YYYY HH:mm", "a day with a time"), ("MM/DD/YYYY HH:mm", "a day with a time"),
    ("DD.MM.YY", "day.month.year"), ("DD/MM/YY", "day/month/year"), ("MM/DD/YY", "month/day/year"),
  ].compactMap { text, name in
    (try? DatePattern(text, century: 2000)).map { NamedPattern(pattern: $0, name: name) }
  }
  static var datePatterns: [DatePattern] { dates.map(\.pattern) }

  static let nothings: Set<String> = [
    "#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "#num!", "n/a", "null", "none", "nil", "-", "00.00.0000",
    "00000000", "0000-00-00", "no_information", "not_supported", "unknown",
  ]
  static let trueWords: Set<String> = [
    "x", "1", "y", "yes", "true", "t", "j", "ja", "o", "oui", "vrai", "wahr", "si", "sí", "on",
  ]
  static let falseWords: Set<String> = ["0", "n", "no", "false", "f", "nein", "non", "faux", "falsch", "off", "-"]

  static func isNumberOrDate(_ text: String) -> Bool {
    guard let first = text.utf8.first, first &- 0x30 < 10 || first == 0x2D || first == 0x2B else { return false }
    return number(text, NumberForm.examples.compactMap { NumberForm($0) }) || date(text) != nil
  }

  private static func number(_ text: String, _ forms: [NumberForm]) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in forms.contains { $0.canonical(buffer)?.length == buffer.count } }
  }

  /// The first form that makes a day of the calendar of a text.
  static func date(_ text: String) -> NamedPattern? { dates.first { day(text, $0.pattern) != nil } }

  static func day(_ text: String, _ pattern: DatePattern) -> CalendarDate? {
    let bytes = Array(text.utf8)
    guard let reading = bytes.withUnsafeBufferPointer({ pattern.read($0) }) else { return nil }
    return CalendarDate(year: reading.year, month: reading.month, day: reading.day)
  }

  // MARK: Columns

  /// The form of the dates of a column; values that it does not read may be words for nothing.
  ///
  /// - Returns: nil where no form reads at least half of the values. `rival` is another form that reads as many.
  static func dates(of values: [String]) -> (pattern: DatePattern, rival: DatePattern?, unread: [String])? {
    var best: (pattern: DatePattern, count: Int)?
    var rival: DatePattern?
    for pattern in datePatterns {
      let count = values.reduce(0) { day($1, pattern) == nil ? $0 : $0 + 1 }
      if count > best?.count ?? 0 {
        best = (pattern, count)
        rival = nil
      } else if let known = best, count == known.count, count > 0, rival == nil {
        rival = pattern
      }
    }
    guard let best, best.count * 2 >= values.count else { return nil }
    return (best.pattern, rival, unique(values.filter { day($0, best.pattern) == nil }))
  }

  /// The form of the numbers of a column; nil where no form reads at least half of the values. Units after a number, as
  /// currencies and percent signs, are passed over.
  static func numbers(of values: [String]) -> (form: NumberForm, isAmbiguous: Bool, unread: [String])? {
    var best: (form: NumberForm, count: Int)?
    // Our own form first: it needs no clause.
    for text in ["1234.56", "1,234.56", "1.234,56", "1 234,56", "1'234.56", "1234.56-", "1.234,56-", "1,234.56-"] {
      guard let form = NumberForm(text) else { continue }
      let count = values.reduce(0) { reads($1, form) ? $0 + 1 : $0 }
      if count > best?.count ?? 0 { best = (form, count) }
    }
    guard let best, best.count * 2 >= values.count else { return nil }
    let other = NumberForm("1.234,56")
    let isAmbiguous =
      best.form.text == "1234.56" && values.contains { $0.contains(".") }
      && values.allSatisfy { value in other.map { reads(value, $0) } ?? false }
    return (best.form, isAmbiguous, unique(values.filter { !reads($0, best.form) }))
  }

  private static func reads(_ text: String, _ form: NumberForm) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      guard let (_, length) = form.canonical(buffer) else { return false }
      // A unit: `%`, `EUR`.
      let rest = buffer[length...].drop { $0 == 0x20 }
      return rest.isEmpty || rest.elementsEqual([0x25])
        || rest.count == 3 && rest.allSatisfy { $0 &- 0x41 < 26 }
    }
  }

  /// Each value once, in the order in which they come.
  static func unique(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }
}
