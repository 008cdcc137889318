import RulePlan
import SourceText

/// The look of a text that is not in our own notation: the recogniser that gives errors of the data their advice.
enum DataForm: Equatable {
  /// A date, with the form that reads it, and how people call that.
  case date(form: String, name: String)
  /// Digits in groups, or a decimal comma, with the form that reads them.
  case number(form: String)
  /// A number of days since 1900, as spreadsheets keep dates.
  case serialDay
  /// A word for yes or no.
  case truth(String)
  /// An error value of a spreadsheet, or a word for nothing.
  case missing(String)

  init?(of bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= 40, !bytes.isEmpty else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    // In our own notation it is not a day of the calendar, and no other form makes it one.
    if let date = ValueForms.date(text), date.pattern != ValueForms.dates.first?.pattern {
      self = .date(form: date.pattern.text, name: date.name)
      return
    }
    if ValueForms.nothings.contains(text.lowercased()) {
      self = .missing(text)
      return
    }
    if ValueForms.trueWords.contains(text.lowercased()) || ValueForms.falseWords.contains(text.lowercased()) {
      self = .truth(text)
      return
    }
    if bytes.allSatisfy({ $0 &- 0x30 <= 9 }), let number = Int(text), (20_000...80_000).contains(number) {
      self = .serialDay
      return
    }
    for example in NumberForm.examples {
      if let form = NumberForm(example + "-"), let (_, length) = form.canonical(bytes), length == bytes.count {
        self = .number(form: bytes.last == 0x2D ? example + "-" : example)
        return
      }
    }
    return nil
  }

  /// The clause of a source that reads it, where a value of a type is wanted; nil where it does not bear on it.
  func advice(for type: ScalarType) -> String? {
    switch (self, type) {
    case (.date(let form, let name), .date), (.date(let form, let name), .timestamp),
      (.date(let form, let name), .period):
      "this is \(name); `dates \"\(form)\"` in a source reads it"
    case (.number(let form), .integer), (.number(let form), .decimal), (.number(let form), .percent),
      (.number(let form), .money):
      "`numbers \"\(form)\"` in a source reads it"
    case (.serialDay, .date), (.serialDay, .timestamp):
      "this looks like a day as spreadsheets count them; export it as `YYYY-MM-DD`, or read the workbook itself by a source"
    case (.truth(let word), .boolean): "`true \"\(word)\"` or `false \"\(word)\"` in a source reads it"
    case (.missing(let word), _): "`missing \"\(word)\"` in a source says that nothing is there"
    default: nil
    }
  }
}
