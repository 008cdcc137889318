import RecordStore
import RulePlan
import SourceText

/// The texts that a field has, each once, with the first row that has it.
struct DistinctTexts {
  /// A text of the field that is like another, which it is not.
  struct Match {
    var text: String
    var row: Int
    /// The literal by its number, or the row whose key is meant.
    var other: Int
  }

  private let store: RecordStore
  private var values: [(symbol: UInt32, row: Int)] = []

  /// Linear in the values of the field.
  init(of field: FieldID, in store: RecordStore) {
    self.store = store
    guard let column = store.column(field) else { return }
    var seen = Bitset(capacity: store.symbols.count)
    switch column.values {
    case .symbols(let symbols):
      for row in symbols.indices where seen.insert(Int(symbols[row])) && column.isPresent(row) {
        values.append((symbols[row], row))
      }
    case .many(let offsets, .symbols(let symbols)):
      for row in 0..<max(0, offsets.count - 1) {
        for symbol in symbols[Int(offsets[row])..<Int(offsets[row + 1])] where seen.insert(Int(symbol)) {
          values.append((symbol, row))
        }
      }
    default: break
    }
  }

  /// The texts that are like a literal without being it. Linear in both.
  func matches(with literals: [String]) -> [Match] {
    var numbers: [UInt64: [Int]] = [:]
    for (number, literal) in literals.enumerated() {
      for hash in Self.hashes(of: literal) { numbers[hash, default: []].append(number) }
    }
    return values.flatMap { value -> [Match] in
      let alike = Set(hashes(of: value.symbol).flatMap { numbers[$0] ?? [] }).sorted()
      guard !alike.isEmpty else { return [] }
      let text = store.symbols.string(of: value.symbol)
      return alike.filter { TextLikeness(text, literals[$0]) != nil }.map {
        Match(text: text, row: value.row, other: $0)
      }
    }
  }

  /// The texts that are like a key of an entity without being any. Linear in both.
  func matches(withKeysOf table: TableID) -> [Match] {
    let strangers = values.filter { store.row(of: table, key: store.symbols.string(of: $0.symbol)) == nil }
    guard !strangers.isEmpty else { return [] }
    var numbers: [UInt64: [Int]] = [:]
    for (number, value) in strangers.enumerated() {
      for hash in hashes(of: value.symbol) { numbers[hash, default: []].append(number) }
    }
    var found: [Int: Match] = [:]
    for row in 0..<store[table].rowCount {
      guard let key = store.key(of: row, in: table) else { continue }
      for number in hashes(of: key).flatMap({ numbers[$0] ?? [] }) where found[number] == nil {
        let text = store.symbols.string(of: strangers[number].symbol)
        guard TextLikeness(text, store.symbols.string(of: key)) != nil else { continue }
        found[number] = Match(text: text, row: strangers[number].row, other: row)
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  private func hashes(of symbol: UInt32) -> [UInt64] {
    let hash = LikenessHash(store.symbols.bytes(of: symbol))
    // Those of looks are kept apart by their complement.
    return [hash.byCase, ~hash.byLook]
  }

  private static func hashes(of text: String) -> [UInt64] {
    var text = text
    let hash = text.withUTF8 { LikenessHash($0) }
    return [hash.byCase, ~hash.byLook]
  }
}
