import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// Faults of exchange rates that only show beside each other.
extension LoadRun {
  private struct Rate {
    var row: Int
    var from: Int32
    var until: Int32
  }

  private struct Pair: Hashable {
    var first: UInt32
    var second: UInt32
  }

  /// Reports rows of one pair, in either direction, that share a day, at the later row; and rates that are not above zero.
  /// A row without a last day ends on the day before the next row of its pair begins.
  func addRateFaults(of store: RecordStore, at entry: (Int) -> Entry?) {
    typealias Fields = BuiltInTables.ExchangeRateField
    let table = store[BuiltInTables.exchangeRate]
    guard table.rowCount > 0, case .symbols(let currencies)? = table.columns[Fields.currency.index]?.values,
      case .symbols(let bases)? = table.columns[Fields.per.index]?.values,
      case .decimals(let factors)? = table.columns[Fields.rate.index]?.values,
      case .periods(let from, let until)? = table.columns[Fields.valid.index]?.values
    else { return }
    var pairs: [Pair: [Rate]] = [:]
    for row in 0..<table.rowCount {
      let (a, b) = (currencies[row], bases[row])
      pairs[Pair(first: min(a, b), second: max(a, b)), default: []].append(
        Rate(row: row, from: from[row], until: until[row]))
      if factors[row].isNegative || factors[row].isZero {
        add(.rateNotAboveZero, Fields.rate, row, store, entry) { "a rate is above zero, found \(factors[row])" }
      }
    }
    for (pair, rates) in pairs {
      let sorted = rates.sorted { ($0.from, $0.row) < ($1.from, $1.row) }
      var last: (rate: Rate, until: Int32)?
      for (index, rate) in sorted.enumerated() {
        if let last, rate.from <= last.until {
          let (earlier, later) = last.rate.row < rate.row ? (last.rate, rate) : (rate, last.rate)
          add(.overlappingRates, Fields.valid, later.row, store, entry, beside: earlier.row) {
            let (a, b) = (store.symbols.string(of: pair.first), store.symbols.string(of: pair.second))
            return "another rate of \(a) and \(b) is valid on a day of this one, \(Self.days(later)): "
              + "the one valid \(Self.days(earlier))"
          }
        }
        var end = rate.until
        if end == Period.openEnd, let next = sorted[(index + 1)...].first(where: { $0.from > rate.from }) {
          end = next.from - 1
        }
        if last.map({ end > $0.until }) ?? true { last = (rate, end) }
      }
    }
  }

  private static func days(_ rate: Rate) -> String { "\(Period(from: rate.from, until: rate.until))" }

  private func add(
    _ code: DiagnosticCode, _ field: FieldID, _ row: Int, _ store: RecordStore, _ entry: (Int) -> Entry?,
    beside other: Int? = nil, _ message: () -> String
  ) {
    guard let (file, range) = store.range(of: .field(field, row: row)), let found = entry(file) else { return }
    var related: [Fault.Related] = []
    if let other, let (file, range) = store.range(of: .field(field, row: other)) {
      related.append(Fault.Related(message: "the other one is here", file: file, start: range.start, end: range.end))
    }
    found.faults.add(code, range.start, range.end, related: related, making: message)
  }
}
