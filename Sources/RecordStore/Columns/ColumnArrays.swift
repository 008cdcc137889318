/// The values of a column in the making, in whichever array its kind takes.
///
/// They lie behind a pointer, because as properties of a class they would cost an exclusivity check on each value.
@usableFromInline struct ColumnArrays {
  /// Truths.
  @usableFromInline var bytes: [UInt8] = []
  /// Ordinals.
  @usableFromInline var shorts: [UInt16] = []
  /// Days, references, records, and the first days of periods.
  @usableFromInline var words: [Int32] = []
  /// The last days of periods.
  @usableFromInline var moreWords: [Int32] = []
  /// Texts.
  @usableFromInline var symbols: [UInt32] = []
  /// Integers and the like.
  @usableFromInline var longs: [Int64] = []
  /// Where the elements of each row lie, for a field of several values.
  @usableFromInline var starts: [UInt32] = []
  /// How many elements each row has.
  @usableFromInline var counts: [UInt32] = []

  @inlinable init() {}
}

extension ColumnBuilder {
  @inlinable var bytes: [UInt8] {
    @inline(__always) _read { yield arrays.pointee.bytes }
    @inline(__always) _modify { yield &arrays.pointee.bytes }
  }
  @inlinable var shorts: [UInt16] {
    @inline(__always) _read { yield arrays.pointee.shorts }
    @inline(__always) _modify { yield &arrays.pointee.shorts }
  }
  @inlinable var words: [Int32] {
    @inline(__always) _read { yield arrays.pointee.words }
    @inline(__always) _modify { yield &arrays.pointee.words }
  }
  @inlinable var moreWords: [Int32] {
    @inline(__always) _read { yield arrays.pointee.moreWords }
    @inline(__always) _modify { yield &arrays.pointee.moreWords }
  }
  @inlinable var symbols: [UInt32] {
    @inline(__always) _read { yield arrays.pointee.symbols }
    @inline(__always) _modify { yield &arrays.pointee.symbols }
  }
  @inlinable var longs: [Int64] {
    @inline(__always) _read { yield arrays.pointee.longs }
    @inline(__always) _modify { yield &arrays.pointee.longs }
  }
  @inlinable var starts: [UInt32] {
    @inline(__always) _read { yield arrays.pointee.starts }
    @inline(__always) _modify { yield &arrays.pointee.starts }
  }
  @inlinable var counts: [UInt32] {
    @inline(__always) _read { yield arrays.pointee.counts }
    @inline(__always) _modify { yield &arrays.pointee.counts }
  }
}
