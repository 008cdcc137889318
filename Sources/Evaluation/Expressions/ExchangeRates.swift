import RecordStore
import RulePlan

/// The exchange rates of the data: how many units of one currency one unit of another is worth, and on which days.
struct ExchangeRates: Sendable {
  private struct Pair: Hashable {
    var first: Currency
    var second: Currency

    init(_ one: Currency, _ other: Currency) {
      first = min(one, other)
      second = max(one, other)
    }
  }

  private struct Rate {
    var from: Int32
    var until: Int32
    var factor: Decimal128
    /// One unit of it is worth `factor`.
    var base: Currency
    var row: Int32
  }

  /// The way of a conversion on a day.
  enum Way: Hashable, Sendable {
    case none
    case direct
    case through(Currency)
    /// Several third currencies have both rates, and the project names none of them.
    case several([Currency])
  }

  private var rates: [Pair: [Rate]] = [:]
  /// The currencies that each one has rates with.
  private var partners: [Currency: Set<Currency>] = [:]
  /// The currency that the project names for conversions through a third one.
  private let pivot: Currency?

  /// A row without a last day ends on the day before the next row of its pair begins. Rows that share a day are a fault of
  /// the data, which is not evaluated then.
  init(store: RecordStore, pivot: Currency?) {
    self.pivot = pivot
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
    for row in rows.indices {
      guard let currency = Currency(store.symbols.string(of: currencies[row])),
        let base = Currency(store.symbols.string(of: bases[row]))
      else { continue }
      rates[Pair(currency, base), default: []].append(
        Rate(
          from: periods[row].from, until: periods[row].until, factor: factors[row], base: base, row: rows[row]))
      partners[currency, default: []].insert(base)
      partners[base, default: []].insert(currency)
    }
    for pair in rates.keys {
      rates[pair]?.sort { $0.from < $1.from }
      guard let sorted = rates[pair] else { continue }
      for index in sorted.indices.dropLast() where sorted[index].until == Period.openEnd {
        let next = sorted[(index + 1)...].first { $0.from > sorted[index].from }
        if let next { rates[pair]?[index].until = next.from - 1 }
      }
    }
  }

  private func rate(_ one: Currency, _ other: Currency, on day: CalendarDate) -> Rate? {
    rates[Pair(one, other)]?.last { $0.from <= day.days && day.days <= $0.until }
  }

  func way(from: Currency, to: Currency, on day: CalendarDate) -> Way {
    if from == to || rate(from, to, on: day) != nil { return .direct }
    let shared = (partners[from] ?? []).intersection(partners[to] ?? []).filter {
      rate(from, $0, on: day) != nil && rate($0, to, on: day) != nil
    }
    if shared.count > 1 {
      if let pivot, shared.contains(pivot) { return .through(pivot) }
      return .several(shared.sorted())
    }
    return shared.first.map { .through($0) } ?? .none
  }

  /// The rates by which amounts are converted on a day, in their order; none where they are not.
  func steps(from: Currency, to: Currency, on day: CalendarDate) -> [ExchangeStep] {
    func step(_ one: Currency, _ other: Currency) -> [ExchangeStep] {
      guard let rate = rate(one, other, on: day) else { return [] }
      return [
        ExchangeStep(
          base: rate.base, currency: rate.base == one ? other : one, rate: rate.factor,
          row: RowReference(table: BuiltInTables.exchangeRate, row: Int(rate.row)))
      ]
    }
    switch way(from: from, to: to, on: day) {
    case .direct: return from == to ? [] : step(from, to)
    case .through(let third): return step(from, third) + step(third, to)
    case .none, .several: return []
    }
  }

  /// An amount in another currency on a day; nil where there is no rate, or no single way.
  func convert(_ amount: Amount, to currency: Currency, on day: CalendarDate) throws(NumberFault) -> Amount? {
    guard amount.currency != currency else { return amount }
    switch way(from: amount.currency, to: currency, on: day) {
    case .direct: return try step(amount, to: currency, on: day)
    case .through(let third):
      guard let between = try step(amount, to: third, on: day) else { return nil }
      return try step(between, to: currency, on: day)
    case .none, .several: return nil
    }
  }

  private func step(_ amount: Amount, to currency: Currency, on day: CalendarDate) throws(NumberFault) -> Amount? {
    guard let rate = rate(amount.currency, currency, on: day) else { return nil }
    let factor = Number.decimal(rate.factor)
    let number =
      rate.base == currency ? try amount.number.divided(by: factor) : try amount.number.multiplied(by: factor)
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
