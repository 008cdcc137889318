import RecordStore
import RulePlan
import SourceText

/// Keys of one entity that people take for one.
struct AlikeKeys {
  /// Two rows whose keys are alike, in the order of the data.
  struct Pair {
    var first: Int
    var second: Int
    var likeness: TextLikeness
  }

  private let table: TableStore
  private let symbols: SymbolTable
  private let keys: [UInt32]

  /// Nil where the keys of the entity are not texts.
  init?(_ table: TableID, in store: RecordStore) {
    let declared = store.schema[table]
    guard let field = declared.keyField, declared.fields.indices.contains(field),
      declared.fields[field].type.scalar == .text, case .symbols(let keys)? = store[table].columns[field]?.values
    else { return nil }
    self.table = store[table]
    symbols = store.symbols
    self.keys = keys
  }

  /// Each row whose key is like that of a row before it, with the first such row. Linear in the rows: a filter of some
  /// bits a row finds hashes that may have occurred before, and only those are compared.
  func pairs() -> [Pair] {
    let candidates = repeatedHashes()
    guard !candidates.isEmpty else { return [] }
    var rows: [UInt64: [Int]] = [:]
    for row in keys.indices {
      let hash = LikenessHash(symbols.bytes(of: keys[row]))
      for value in Set([hash.byCase, ~hash.byLook]) where candidates.contains(value) {
        rows[value, default: []].append(row)
      }
    }
    var found: [Int: Pair] = [:]
    for alike in rows.values where alike.count > 1 {
      let first = alike[0]
      for row in alike.dropFirst() where keys[row] != keys[first] && found[row] == nil {
        guard let likeness = TextLikeness(symbols.string(of: keys[first]), symbols.string(of: keys[row])) else {
          continue
        }
        found[row] = Pair(first: first, second: row, likeness: likeness)
      }
    }
    return found.values.sorted { $0.second < $1.second }
  }

  /// The hashes that more than one row may have; those of looks are kept apart by their complement.
  private func repeatedHashes() -> Set<UInt64> {
    var width = 10
    while width < 30, 1 << width < keys.count &* 64 { width += 1 }
    let shift = UInt64(64 - width)
    var seenByCase = Bitset(capacity: 1 << width)
    var seenByLook = Bitset(capacity: 1 << width)
    var repeated: Set<UInt64> = []
    for symbol in keys {
      let hash = LikenessHash(symbols.bytes(of: symbol))
      if !seenByCase.insert(Int((hash.byCase &* 0x9E37_79B9_7F4A_7C15) >> shift)) { repeated.insert(hash.byCase) }
      if !seenByLook.insert(Int((hash.byLook &* 0x9E37_79B9_7F4A_7C15) >> shift)) { repeated.insert(~hash.byLook) }
    }
    return repeated
  }
}
