import Diagnostics
import RecordStore
import RulePlan

/// A value written in two named parts: a period, or an amount with its currency.
struct CompositeParts {
  private enum Form {
    case period
    case money(fixed: Currency?)
  }

  /// Of no value: nothing is ever set.
  static let none = CompositeParts(form: .period)

  private let form: Form
  private var from: CalendarDate?
  private var until: CalendarDate?
  private var amount: Decimal128?
  private var currency: Currency?
  private var seen: (Bool, Bool) = (false, false)
  /// Whether a fault of a part has been reported.
  var isFaulty = false

  private init(form: Form) { self.form = form }

  /// Nil for a type that has no parts.
  init?(of type: ScalarType) {
    switch type {
    case .period: form = .period
    case .money(let fixed): form = .money(fixed: fixed)
    default: return nil
    }
  }

  private static let periodNames = ["from", "until"]
  private static let moneyNames = ["amount", "currency"]

  static func names(of type: ScalarType) -> [String] {
    switch type {
    case .period: periodNames
    case .money: moneyNames
    default: []
    }
  }

  var names: [String] {
    if case .period = form { return Self.periodNames }
    return Self.moneyNames
  }

  func part(named name: UnsafeBufferPointer<UInt8>) -> Int? {
    switch form {
    case .period: name.equals("from") ? 0 : name.equals("until") ? 1 : nil
    case .money: name.equals("amount") ? 0 : name.equals("currency") ? 1 : nil
    }
  }

  func isSeen(_ part: Int) -> Bool { part == 0 ? seen.0 : seen.1 }

  /// Whether any part has been given.
  var isEmpty: Bool { !seen.0 && !seen.1 }

  func expectation(_ part: Int) -> String {
    if case .period = form { return ValueFault.Kind.date.noun }
    return (part == 0 ? ValueFault.Kind.decimal : .currency).noun
  }

  /// Reads a part.
  mutating func set(_ part: Int, to text: UnsafeBufferPointer<UInt8>) throws(ScalarFault) {
    if part == 0 { seen.0 = true } else { seen.1 = true }
    do throws(ValueFault) {
      switch form {
      case .period:
        let day = try CalendarDate.read(text)
        if part == 0 { from = day } else { until = day }
      case .money:
        if part == 0 { amount = try ScalarReader.decimal(text) } else { currency = try Currency.read(text) }
      }
    } catch {
      throw .value(error)
    }
    if case .money(let fixed?) = form, let currency, currency != fixed { throw .wrongCurrency(currency) }
  }

  /// The period; nil where there is a fault, which is reported with the place of the whole.
  func period(of field: FieldShape, start: Int, end: Int, context: FileContext) -> Period? {
    guard !isFaulty else { return nil }
    guard let from else {
      context.faults.add(
        .missingDataField, start, end, "`\(field.name)` lacks `from`: \(ValueFault.Kind.date.noun)")
      return nil
    }
    if let until, until < from {
      context.faults.add(
        .periodReversed, start, end, "`\(field.name)` ends on \(until), before it begins on \(from)")
      return nil
    }
    return Period(from: from, until: until)
  }

  private func money(of field: FieldShape, fixed: Currency?, start: Int, end: Int, context: FileContext) -> Money? {
    guard !isFaulty else { return nil }
    guard let amount else {
      context.faults.add(
        .missingDataField, start, end, "`\(field.name)` lacks `amount`: \(ValueFault.Kind.decimal.noun)")
      return nil
    }
    guard let currency = currency ?? fixed else {
      context.faults.add(
        .currencyNeeded, start, end, "`\(field.name)` lacks `currency`: \(ValueFault.Kind.currency.noun)")
      return nil
    }
    return Money(amount: amount, currency: currency)
  }

  /// Writes the value, or reports what is wrong with the whole and returns false.
  func write(
    _ field: FieldShape, to column: ColumnBuilder, at row: Int, start: Int, end: Int, context: FileContext
  ) -> Bool {
    switch form {
    case .period:
      guard let period = period(of: field, start: start, end: end, context: context) else { return false }
      column.set(period: period, at: row)
    case .money(let fixed):
      guard let money = money(of: field, fixed: fixed, start: start, end: end, context: context) else { return false }
      column.set(money: money, at: row)
    }
    return true
  }
}

extension FileContext {
  /// Reports a fault of a part of a composite value.
  func report(
    _ fault: ScalarFault, in text: UnsafeBufferPointer<UInt8>, of field: FieldShape, part: Int,
    of parts: CompositeParts, _ start: Int, _ end: Int
  ) {
    faults.add(
      fault.code, start, end,
      "`\(parts.names[part])` of `\(field.name)` expects \(parts.expectation(part)), found \(found(text))"
        + (fault.explanation.map { ": \($0)" } ?? ""))
  }
}
