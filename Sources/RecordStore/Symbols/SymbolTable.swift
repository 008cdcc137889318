#if canImport(Glibc)
  import Glibc
#endif

/// Texts as numbers: each distinct sequence of UTF-8 bytes has one id, dense from 0. Immutable.
public final class SymbolTable: @unchecked Sendable {
  // Never written after initialisation, so sharing it between threads is safe.
  @usableFromInline let storage: UnsafeMutablePointer<SymbolStorage>

  init(taking storage: UnsafeMutablePointer<SymbolStorage>) { self.storage = storage }

  deinit {
    storage.pointee.deallocate()
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  /// Number of symbols; ids are below it.
  @inlinable public var count: Int { storage.pointee.count }

  /// Bytes of memory that the table takes.
  public var memory: Int { storage.pointee.memory }

  /// The bytes of a symbol; empty for an id that is not there. Valid as long as the table.
  @inlinable public func bytes(of symbol: UInt32) -> UnsafeBufferPointer<UInt8> {
    guard Int(symbol) < storage.pointee.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    let entry = storage.pointee.entries + Int(symbol)
    return UnsafeBufferPointer(start: storage.pointee.text(of: entry), count: Int(entry.pointee.count))
  }

  public func string(of symbol: UInt32) -> String {
    withExtendedLifetime(self) { String(decoding: bytes(of: symbol), as: UTF8.self) }
  }

  /// The id of a text, if it occurs in the data. Constant time.
  @inlinable public func symbol(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard let start = bytes.baseAddress else {
      // An empty buffer may have no address.
      return withUnsafePointer(to: 0 as UInt8) { find($0, 0) }
    }
    return find(start, bytes.count)
  }

  public func symbol(of text: String) -> UInt32? {
    var copy = text
    return copy.withUTF8 { symbol(of: $0) }
  }

  /// −1, 0 or 1: the order of two texts by Unicode scalar, which in UTF-8 is that of the bytes.
  @inlinable public func compare(_ left: UInt32, _ right: UInt32) -> Int {
    if left == right { return 0 }
    return SymbolTable.compare(bytes(of: left), bytes(of: right))
  }

  /// −1, 0 or 1: the order of two texts by Unicode scalar.
  @inlinable public static func compare(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let common = min(left.count, right.count)
    if common > 0, let a = left.baseAddress, let b = right.baseAddress {
      let order = memcmp(a, b, common)
      if order != 0 { return order < 0 ? -1 : 1 }
    }
    return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
  }

  @usableFromInline func find(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt32? {
    let (head, tail) = SymbolStorage.ends(start, count)
    let hash = storage.pointee.hash(start, count, head: head, tail: tail)
    return storage.pointee.find(start, count, head: head, tail: tail, hash: hash).id
  }
}
