import RecordStore
import RulePlan

/// The exchange rates of the data: how many units of one currency one unit of another is worth, and on which days.
struct ExchangeRates: Sendable {
  private struct Pair: Hashable {
    var from: Currency
    var to: Currency
  }

  private struct Rate {
    var period: Period
    var factor: Decimal128
    /// Whether to divide by the factor: the rate is given the other way round.
    var isInverse: Bool
  }

  private var rates: [Pair: [Rate]] = [:]

  /// Rates given directly are tried before inverse ones; of several that apply, the first of the data.
  init(store: RecordStore, constants: ConstantTable) {
    let table = store.tables[BuiltInTables.exchangeRate.index]
    // A rate of which a part cannot be read gives nothing, so that conversions by it are undetermined.
    let rows = (0..<table.rowCount).filter { row in
      store.view.isVisible(row, in: BuiltInTables.exchangeRate)
        && !table.columns.contains { $0?.unreadable?.contains(row) ?? false }
    }.map(Int32.init)
    func read(_ field: FieldID) -> Vector? {
      guard let column = table.columns[field.index] else { return nil }
      return ColumnReader(column: column).read(rows).vector
    }
    typealias Fields = BuiltInTables.ExchangeRateField
    guard case .symbols(let currencies) = read(Fields.currency), case .symbols(let bases) = read(Fields.per),
      case .decimals(let factors, _) = read(Fields.rate), case .periods(let periods) = read(Fields.valid)
    else { return }
    var inverse: [(Pair, Rate)] = []
    for row in rows.indices {
      guard let currency = Currency(store.symbols.string(of: currencies[row])),
        let base = Currency(store.symbols.string(of: bases[row]))
      else { continue }
      rates[Pair(from: base, to: currency), default: []].append(
        Rate(period: periods[row], factor: factors[row], isInverse: false))
      inverse.append(
        (Pair(from: currency, to: base), Rate(period: periods[row], factor: factors[row], isInverse: true)))
    }
    for (pair, rate) in inverse { rates[pair, default: []].append(rate) }
  }

  /// An amount in another currency on a day; nil where there is no rate.
  func convert(_ amount: Amount, to currency: Currency, on day: CalendarDate) throws(NumberFault) -> Amount? {
    guard amount.currency != currency else { return amount }
    guard
      let rate = rates[Pair(from: amount.currency, to: currency)]?.first(where: { $0.period.contains(day) })
    else { return nil }
    let factor = Number.decimal(rate.factor)
    let number =
      rate.isInverse ? try amount.number.divided(by: factor) : try amount.number.multiplied(by: factor)
    return Amount(number: number, currency: currency)
  }

  func convert(_ values: Values, to currency: Currency, on day: Values) -> Values {
    guard case .monies(let monies, let old) = values.vector, case .days(let days) = day.vector else { return values }
    var status = [UInt8](repeating: Values.present, count: monies.count)
    var aside = NumbersAside.none
    let converted = monies.indices.map { index -> Money in
      let money = monies[index]
      let amount = Amount(number: old.number(money.amount), currency: money.currency)
      if values.status(index) == Values.present, day.status(index) == Values.present,
        let found = try? convert(amount, to: currency, on: CalendarDate(days: days[index]))
      {
        return Money(amount: aside.element(found.number), currency: found.currency)
      }
      status[index] = values.status(index) == Values.missing ? Values.missing : Values.undetermined
      return Money(amount: .zero, currency: money.currency)
    }
    return Values(.monies(converted, aside: aside), status: status)
  }
}
