import Diagnostics
import RulePlan
import SourceText

/// Turns texts in the forms of a source into our own notation, by the type of their field.
final class FormReader {
  /// The result of reading a text.
  enum Result {
    case text(UnsafeBufferPointer<UInt8>)
    /// A word for a day without end, where there may be none.
    case missing
    /// Its fault has been reported.
    case faulty
  }

  private let forms: SourceForms
  private let context: FileContext
  private let arena: TextArena
  private let forever: MissingWords
  private let trueWords: MissingWords
  private let falseWords: MissingWords
  /// Whether each text is in our own notation.
  private let isPlain: Bool

  init(_ forms: SourceForms, arena: TextArena, context: FileContext) {
    self.forms = forms
    self.context = context
    self.arena = arena
    forever = MissingWords(forms.forever)
    trueWords = MissingWords(forms.trueWords ?? [])
    falseWords = MissingWords(forms.falseWords ?? [])
    isPlain = forms.dates.isEmpty && forms.numbers == nil && forms.forever.isEmpty && !forms.hasTruths
  }

  /// Whether an empty cell of a Boolean field means false.
  var isEmptyFalse: Bool { forms.falseWords?.contains("") ?? false }

  /// - Parameters:
  ///   - mayEnd: whether a day may be without end: the last day of a period, and a day that may be missing.
  ///   - dates: the forms of the field itself.
  func read(
    _ item: SourceTextItem, of field: FieldShape, as type: ScalarType, dates: [DatePattern]?, mayEnd: Bool,
    at place: SourceRange
  ) -> Result {
    if item.isCanonical { return .text(constant(item, of: field, as: type)) }
    if isPlain, dates == nil { return .text(item.bytes) }
    switch type {
    case .date, .timestamp: return day(item, of: field, as: type, dates, mayEnd: mayEnd, at: place)
    case .integer, .decimal, .percent, .money: return number(item, of: field, as: type, at: place)
    case .boolean where forms.hasTruths: return truth(item, of: field, at: place)
    case .text, .boolean, .duration, .period, .dataSize, .version, .enumeration, .row: return .text(item.bytes)
    }
  }

  /// A constant of a policy names the case of an enumeration; data may have other words for it.
  private func constant(_ item: SourceTextItem, of field: FieldShape, as type: ScalarType) -> UnsafeBufferPointer<UInt8>
  {
    guard case .enumeration(let id) = type, item.place == nil else { return item.bytes }
    let enumeration = context.schema[id]
    guard let index = enumeration.cases.firstIndex(where: { item.bytes.elementsEqual($0.utf8) }),
      enumeration.dataWords.indices.contains(index), let word = enumeration.dataWords[index].first
    else { return item.bytes }
    return arena.keep(Array(word.utf8))
  }

  // MARK: Days

  private func day(
    _ item: SourceTextItem, of field: FieldShape, as type: ScalarType, _ own: [DatePattern]?, mayEnd: Bool,
    at place: SourceRange
  ) -> Result {
    if forever.holds(item.bytes) {
      if mayEnd { return .missing }
      report(.foreverNotAllowed, place) {
        "`\(field.field.name)` cannot be without a day, and \(found(item.bytes)) means that there is none"
      }
      return .faulty
    }
    let declared = own ?? forms.dates
    let patterns = type == .timestamp ? declared.filter(\.hasTime) : declared
    guard !patterns.isEmpty else { return .text(item.bytes) }
    for pattern in patterns {
      guard let reading = pattern.read(item.bytes) else { continue }
      guard let date = CalendarDate(year: reading.year, month: reading.month, day: reading.day) else {
        report(.noSuchDay, place) {
          "`\(field.field.name)` expects \(self.expectation(patterns)), found \(found(item.bytes)): there is no such day"
        }
        return .faulty
      }
      if type == .date {
        guard reading.secondOfDay == 0 else {
          report(.sourceForm, place) {
            "`\(field.field.name)` expects a day, found \(found(item.bytes)), which has a time"
          }
          return .faulty
        }
        return .text(written(date))
      }
      return moment(date, reading.secondOfDay, item, of: field, at: place)
    }
    report(.sourceForm, place) {
      "`\(field.field.name)` expects \(self.expectation(patterns)), found \(found(item.bytes))"
        + (DataForm(of: item.bytes)?.advice(for: type).map { ": \($0)" } ?? "")
    }
    return .faulty
  }

  private func moment(
    _ date: CalendarDate, _ second: Int, _ item: SourceTextItem, of field: FieldShape, at place: SourceRange
  ) -> Result {
    guard let zone = forms.zone else {
      report(.sourceForm, place) {
        "`\(field.field.name)` expects a time with its zone, found \(found(item.bytes)); say which one with `zone`"
      }
      return .faulty
    }
    let local = Int64(date.days) * 86_400 + Int64(second)
    // The offset of the moment itself, which is near that of the same time in UTC.
    let near = Int64(zone.offset(at: local - Int64(zone.offset(at: local))))
    let offsetMinutes = Int16(clamping: near / 60)
    let moment = Timestamp(microseconds: (local - near) * 1_000_000, offset: offsetMinutes)
    guard moment.isValid else {
      report(.sourceForm, place) { "`\(field.field.name)` is out of range: \(found(item.bytes))" }
      return .faulty
    }
    return .text(written(moment))
  }

  private func expectation(_ patterns: [DatePattern]) -> String {
    "the form " + listed(patterns.map(\.text))
  }

  // MARK: Numbers and truths

  private func number(_ item: SourceTextItem, of field: FieldShape, as type: ScalarType, at place: SourceRange)
    -> Result
  {
    guard let form = forms.numbers else { return .text(item.bytes) }
    var start = 0
    while start < item.bytes.count, item.bytes[start] == 0x20 { start += 1 }
    let text = UnsafeBufferPointer(rebasing: item.bytes[start...])
    guard let (notation, length) = form.canonical(text) else { return wrongNumber(item, form, of: field, at: place) }
    var rest = Array(text[length...])
    // Between a number and its unit there may be any kind of space.
    while let first = rest.first, first == 0x20 || first == 0xC2 || first == 0xE2 {
      if first == 0x20 {
        rest.removeFirst()
      } else if rest.starts(with: [0xC2, 0xA0]) {
        rest.removeFirst(2)
      } else if rest.starts(with: [0xE2, 0x80, 0xAF]) {
        rest.removeFirst(3)
      } else {
        break
      }
    }
    guard !rest.isEmpty else {
      // A percentage has its sign in our notation.
      return .text(arena.keep(notation))
    }
    switch type {
    case .percent where rest == [0x25]: return .text(arena.keep(notation + [0x20, 0x25]))
    case .money: return .text(arena.keep(notation + [0x20] + rest))
    default: return wrongNumber(item, form, of: field, at: place)
    }
  }

  private func wrongNumber(
    _ item: SourceTextItem, _ form: NumberForm, of field: FieldShape, at place: SourceRange
  ) -> Result {
    report(.sourceForm, place) {
      "`\(field.field.name)` expects a number of the form `\(form.text)`, found \(found(item.bytes))"
    }
    return .faulty
  }

  private func truth(_ item: SourceTextItem, of field: FieldShape, at place: SourceRange) -> Result {
    if trueWords.holds(item.bytes) || forms.trueWords == nil && item.bytes.equals("true") {
      return .text(arena.keep(Array("true".utf8)))
    }
    if falseWords.holds(item.bytes) || forms.falseWords == nil && item.bytes.equals("false") {
      return .text(arena.keep(Array("false".utf8)))
    }
    report(.sourceForm, place) {
      let words = (self.forms.trueWords ?? ["true"]) + (self.forms.falseWords ?? ["false"]).filter { !$0.isEmpty }
      return "`\(field.field.name)` expects \(listed(words)), found \(found(item.bytes))"
    }
    return .faulty
  }

  // MARK: Texts

  private func written(_ value: some TextualValue) -> UnsafeBufferPointer<UInt8> {
    var notation: [UInt8] = []
    value.write(to: &notation)
    return arena.keep(notation)
  }

  private func report(_ code: DiagnosticCode, _ place: SourceRange, _ message: () -> String) {
    context.faults.add(code, place.start, place.end, making: message)
  }
}
