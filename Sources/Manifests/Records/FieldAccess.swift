import RecordStore
import RulePlan

/// A field in plain memory, so that reading a value of a common type counts no references. Valid as long as its shape.
struct FieldAccess {
  enum Form: UInt8 {
    case symbol, key, day
    case symbols, keys
    /// Any other; see the ``FieldShape``.
    case other
  }

  let form: Form
  private let name: UnsafeMutableBufferPointer<UInt8>
  private let column: Unmanaged<ColumnBuilder>?
  var cache: SymbolInterner.Cache

  init(_ field: FieldShape) {
    name = .allocate(capacity: field.nameBytes.count)
    _ = name.initialize(from: field.nameBytes)
    column = field.column.map(Unmanaged.passUnretained)
    cache = SymbolInterner.Cache()
    switch field.column?.kind {
    case .symbols? where !field.isCurrency: form = field.isMany ? .symbols : .symbol
    case .references?: form = field.isMany ? .keys : .key
    case .days? where !field.isMany: form = .day
    default: form = .other
    }
  }

  func deallocate() {
    name.deallocate()
    cache.deallocate()
  }

  @inline(__always)
  func isNamed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == name.count else { return false }
    for index in 0..<name.count where text[index] != name[index] { return false }
    return true
  }

  /// Writes a value of a common type. False where it is not one; then nothing is written.
  @inline(__always)
  mutating func write(_ text: UnsafeBufferPointer<UInt8>, by interner: SymbolInterner, at row: Int) -> Bool {
    guard let column else { return false }
    switch form {
    case .symbol:
      guard let base = text.baseAddress else { return false }
      let symbol = interner.intern(base, count: text.count, cache: &cache)
      column._withUnsafeGuaranteedRef { $0.set(symbol: symbol, at: row) }
    case .key:
      guard let base = text.baseAddress else { return false }
      let symbol = interner.intern(base, count: text.count, cache: &cache)
      column._withUnsafeGuaranteedRef { $0.set(key: symbol, at: row) }
    case .day:
      do throws(ValueFault) {
        let day = try CalendarDate.read(text).days
        column._withUnsafeGuaranteedRef { $0.set(days: day, at: row) }
      } catch {
        return false
      }
    case .symbols, .keys, .other: return false
    }
    return true
  }
}
