import RulePlan

/// Reads the value that a project sets for a parameter: written as in the data.
struct ParameterText {
  let schema: Schema

  /// Nil where the text is not a value of the type.
  func constant(_ text: String, _ type: ValueType) -> Constant? {
    guard type.isMany else { return constant(text, type.scalar) }
    let parts = text.split(separator: "|", omittingEmptySubsequences: true)
    let values = parts.compactMap { constant(String($0), type.scalar) }
    return values.count == parts.count ? .list(values) : nil
  }

  private func constant(_ text: String, _ type: ScalarType) -> Constant? {
    switch type {
    case .text: return .text(text)
    case .boolean: return text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
    case .integer: return Decimal128(text, allowsUnderscores: false)?.integer.map { .integer($0) }
    case .decimal: return Decimal128(text, allowsUnderscores: false).map { .decimal($0) }
    case .percent: return Percent(text).map { .percent($0.fraction) }
    case .money(let currency): return money(text, currency)
    case .date: return CalendarDate(text).map { .date($0) }
    case .timestamp: return Timestamp(text).map { .timestamp($0) }
    case .duration: return CalendarDuration(text).map { .duration($0) }
    case .dataSize: return DataSize(text).map { .dataSize($0) }
    case .version: return Version(text).map { .version($0) }
    case .enumeration(let id): return schema[id].cases.firstIndex(of: text).map { .enumeration(id, $0) }
    case .row(let table):
      return schema[table].isEntity && schema[table].keyField != nil ? .instance(table, key: text) : nil
    case .period: return nil
    }
  }

  private func money(_ text: String, _ currency: Currency?) -> Constant? {
    if let money = Money(text) { return currency == nil || currency == money.currency ? .money(money) : nil }
    guard let currency, let amount = Decimal128(text, allowsUnderscores: false) else { return nil }
    return .money(Money(amount: amount, currency: currency))
  }
}
