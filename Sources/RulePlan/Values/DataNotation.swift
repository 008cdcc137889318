/// Values as data writes them, one text for equal values: `2024-01-31`, `0.15`, `50000.00 USD`.
public struct DataNotation {
  private let schema: Schema

  public init(schema: Schema) { self.schema = schema }

  /// Nil for a value that is not there, that no decimal writes out, or that has no form as text.
  public func text(of value: Value) -> String? {
    switch value {
    case .missing, .undetermined, .row, .record, .list: nil
    case .text(let text), .instance(_, key: let text): text
    case .boolean(let truth): truth ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let number): number.digits
    case .percent(let fraction): (try? fraction.multiplied(by: Number(100)))?.digits.map { $0 + " %" }
    case .money(let amount): text(of: amount)
    case .date(let date): date.description
    case .timestamp(let timestamp): timestamp.description
    case .duration(let duration): duration.description
    case .period(let period): period.description
    case .dataSize(let size): size.description
    case .version(let version): version.description
    case .enumeration(let id, let index):
      schema[id].cases.indices.contains(index) ? schema[id].cases[index] : nil
    }
  }

  /// With at least the digits of the minor unit.
  private func text(of amount: Amount) -> String? {
    guard var digits = amount.number.digits else { return nil }
    let wanted = amount.currency.minorDigits ?? 0
    let point = digits.utf8.firstIndex(of: UInt8(ascii: "."))
    let after = point.map { digits.utf8.distance(from: $0, to: digits.utf8.endIndex) - 1 } ?? 0
    if after < wanted {
      digits += (point == nil ? "." : "") + String(repeating: "0", count: wanted - after)
    }
    return digits + " \(amount.currency)"
  }
}
