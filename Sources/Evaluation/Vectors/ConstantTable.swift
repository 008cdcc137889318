import RecordStore
import RulePlan
import Synchronization

/// Turns values written in policies into vectors. Texts that the data does not have get symbols of their own above those
/// of the data, so that equality of texts is equality of symbols everywhere.
final class ConstantTable: Sendable {
  private struct Extra {
    /// By the bytes of the text: what looks alike but is written otherwise is another text.
    var symbols: [[UInt8]: UInt32] = [:]
    var texts: [String] = []
  }

  private let store: RecordStore
  private let schema: Schema
  private let extra = Mutex(Extra())

  init(plan: Plan, store: RecordStore) {
    self.store = store
    schema = plan.schema
  }

  /// The symbol of a text, of the data or one of its own.
  func symbol(of text: String) -> UInt32 {
    if let symbol = store.symbols.symbol(of: text) { return symbol }
    let base = UInt32(clamping: store.symbols.count)
    let bytes = Array(text.utf8)
    return extra.withLock { extra in
      if let symbol = extra.symbols[bytes] { return symbol }
      let symbol = base &+ UInt32(clamping: extra.texts.count)
      extra.symbols[bytes] = symbol
      extra.texts.append(text)
      return symbol
    }
  }

  func text(ofSymbol symbol: UInt32) -> String {
    let index = Int(symbol) - store.symbols.count
    return extra.withLock { index >= 0 && index < $0.texts.count ? $0.texts[index] : "" }
  }

  /// A constant for each of a number of tuples.
  func values(_ constant: Constant, _ type: ValueType, count: Int) -> Values {
    let one = single(constant, type)
    return count == 1 ? one : one.gathered([Int32](repeating: 0, count: count))
  }

  private func single(_ constant: Constant, _ type: ValueType) -> Values {
    switch constant {
    case .text(let text): return Values(.symbols([symbol(of: text)]))
    case .boolean(let value): return Values(truths: [value ? 1 : 0])
    case .integer(let value): return Values(.integers([value]))
    case .decimal(let value), .percent(let value): return Values(.decimals([value]))
    case .money(let value): return Values(.monies([value]))
    case .date(let value): return Values(.days([value.days]))
    case .timestamp(let value): return Values(.integers([value.microseconds]))
    case .duration(let value): return Values(.durations([value]))
    case .period(let value): return Values(.periods([value]))
    case .dataSize(let value): return Values(.integers([value.bytes]))
    case .version(let value): return Values(.versions([value]))
    case .enumeration(_, let index): return Values(.integers([Int64(index)]))
    case .instance(let table, let key):
      let row = store.row(of: table, key: key)
      return row.map { Values(.rows([Int32($0)])) } ?? Values(.rows([-1]), status: [Values.undetermined])
    case .record: return Values(.rows([-1]), status: [Values.undetermined])
    case .list(let elements):
      let parts = elements.map { single($0, type.with(.one)) }
      let all = Values.concatenated(parts, like: empty(type.with(.one)))
      return Values(.lists(ListVector(offsets: [0, Int32(parts.count)], elements: all)))
    }
  }

  /// A vector without elements for values of a type.
  func empty(_ type: ValueType) -> Vector {
    if type.isMany {
      return .lists(ListVector(offsets: [0], elements: Values(empty(type.with(.one)))))
    }
    switch type.scalar {
    case .text: return .symbols([])
    case .boolean: return .truths([])
    case .integer, .timestamp, .dataSize, .enumeration: return .integers([])
    case .decimal, .percent: return .decimals([])
    case .money: return .monies([])
    case .date: return .days([])
    case .duration: return .durations([])
    case .period: return .periods([])
    case .version: return .versions([])
    case .row: return .rows([])
    }
  }
}
