public import RulePlan

/// Collects the values of one field. For one thread.
///
/// Values are set by row, nearly always the next one; rows passed over hold a placeholder until they are set or the
/// column ends. Only the arrays that the kind needs are in use.
public final class ColumnBuilder {
  public let kind: ColumnKind
  /// The values of the lists, for a field of several values; else nil.
  public let elements: ColumnBuilder?

  @usableFromInline let arrays: UnsafeMutablePointer<ColumnArrays>
  var decimals = DecimalColumn()
  var monies: MoneyColumn
  var timestamps: [Timestamp] = []
  var durations: [CalendarDuration] = []
  var versions: [Version] = []
  var missing = Bitset(capacity: 0)
  var unreadable = Bitset(capacity: 0)

  public convenience init(type: ValueType, schema: Schema) {
    self.init(kind: ColumnKind(type.scalar, in: schema), isMany: type.isMany)
  }

  public convenience init(_ field: Field, schema: Schema) {
    self.init(
      kind: ColumnKind(field.type.scalar, in: schema, holdsRows: field.holdsRows), isMany: field.type.isMany)
  }

  public init(kind: ColumnKind, isMany: Bool = false) {
    self.kind = kind
    arrays = .allocate(capacity: 1)
    arrays.initialize(to: ColumnArrays())
    elements = isMany ? ColumnBuilder(kind: kind) : nil
    if case .monies(let currency) = kind {
      monies = MoneyColumn(currency: currency)
    } else {
      monies = MoneyColumn(currency: nil)
    }
  }

  deinit {
    arrays.deinitialize(count: 1)
    arrays.deallocate()
  }

  public var isMany: Bool { elements != nil }

  /// Number of rows so far.
  public var count: Int {
    guard elements == nil else { return counts.count }
    switch kind {
    case .truths: return bytes.count
    case .integers: return longs.count
    case .days, .references, .records, .periods: return words.count
    case .symbols: return symbols.count
    case .ordinals: return shorts.count
    case .decimals: return decimals.count
    case .monies: return monies.count
    case .timestamps: return timestamps.count
    case .durations: return durations.count
    case .versions: return versions.count
    }
  }

  // MARK: One value

  @inlinable @inline(__always)
  func store<Value>(_ value: Value, at row: Int, in array: inout [Value], filler: Value) {
    if row == array.count {
      array.append(value)
    } else {
      storeElsewhere(value, at: row, in: &array, filler: filler)
    }
  }

  @usableFromInline func storeElsewhere<Value>(
    _ value: Value, at row: Int, in array: inout [Value], filler: Value
  ) {
    guard row >= 0 else { return }
    if row < array.count {
      array[row] = value
      missing.remove(row)
    } else {
      array.append(contentsOf: repeatElement(filler, count: row - array.count))
      array.append(value)
    }
  }

  @inlinable public func set(truth value: Bool, at row: Int) {
    store(value ? 1 : 0, at: row, in: &bytes, filler: 0)
  }
  /// An integer, or the bytes of a data size.
  @inlinable public func set(integer value: Int64, at row: Int) { store(value, at: row, in: &longs, filler: 0) }
  @inlinable public func set(days value: Int32, at row: Int) { store(value, at: row, in: &words, filler: 0) }
  @inlinable public func set(symbol value: UInt32, at row: Int) { store(value, at: row, in: &symbols, filler: 0) }
  @inlinable public func set(ordinal value: UInt16, at row: Int) { store(value, at: row, in: &shorts, filler: 0) }

  /// A reference by the symbol of its key; it becomes a row when all data is read.
  @inlinable public func set(key symbol: UInt32, at row: Int) {
    store(Int32(bitPattern: symbol), at: row, in: &words, filler: -1)
  }

  /// A row of a record table.
  @inlinable public func set(record: Int32, at row: Int) { store(record, at: row, in: &words, filler: -1) }

  public func set(decimal value: Decimal128, at row: Int) {
    while decimals.count < row { decimals.append(.zero) }
    if row == decimals.count {
      decimals.append(value)
    } else {
      decimals.set(value, at: row)
      missing.remove(row)
    }
  }

  /// The currency must be the one of the field, where it fixes one.
  public func set(money value: Money, at row: Int) {
    while monies.count < row { monies.append(Money(amount: .zero, currency: value.currency)) }
    if row == monies.count {
      monies.append(value)
    } else {
      monies.set(value, at: row)
      missing.remove(row)
    }
  }

  public func set(timestamp value: Timestamp, at row: Int) {
    store(value, at: row, in: &timestamps, filler: Timestamp(microseconds: 0))
  }

  public func set(duration value: CalendarDuration, at row: Int) {
    store(value, at: row, in: &durations, filler: CalendarDuration())
  }

  @inlinable public func set(period value: Period, at row: Int) {
    store(value.from, at: row, in: &words, filler: 0)
    store(value.until, at: row, in: &moreWords, filler: 0)
  }

  public func set(version value: Version, at row: Int) {
    store(value, at: row, in: &versions, filler: Version(parts: 0))
  }

  /// Says that a row has no value. A row that is passed over without this has the placeholder as its value.
  public func setMissing(at row: Int) {
    guard elements == nil else { return }
    switch kind {
    case .references, .records: store(-1, at: row, in: &words, filler: -1)
    default:
      if row >= count { pad(to: row + 1) }
      missing.insert(row)
    }
  }

  /// Says that the value of a row cannot be read: it could be any.
  public func setUnreadable(at row: Int) {
    guard row >= 0 else { return }
    if let elements { set(elements: elements.count..<elements.count, at: row) } else { setMissing(at: row) }
    unreadable.insert(row)
  }

  /// The symbol of a text that has been set.
  public func symbol(at row: Int) -> UInt32? { symbols.indices.contains(row) ? symbols[row] : nil }

  /// Says which elements, appended to ``elements`` before, are those of a row.
  public func set(elements range: Range<Int>, at row: Int) {
    guard let start = UInt32(exactly: range.lowerBound), let length = UInt32(exactly: range.count) else { return }
    store(start, at: row, in: &starts, filler: 0)
    store(length, at: row, in: &counts, filler: 0)
  }

  // MARK: Many values

  /// Appends the values of rows that follow each other, from a row on that is not before the next one.
  public func append(symbols block: UnsafeBufferPointer<UInt32>, at row: Int) {
    pad(to: row)
    symbols.append(contentsOf: block)
  }

  public func append(days block: UnsafeBufferPointer<Int32>, at row: Int) {
    pad(to: row)
    words.append(contentsOf: block)
  }

  /// References by the symbols of their keys; `UInt32.max` is missing.
  public func append(keys block: UnsafeBufferPointer<UInt32>, at row: Int) {
    pad(to: row)
    block.withMemoryRebound(to: Int32.self) { words.append(contentsOf: $0) }
  }

  public func append(integers block: UnsafeBufferPointer<Int64>, at row: Int) {
    pad(to: row)
    longs.append(contentsOf: block)
  }

  /// Truths or cases of an enumeration, by number.
  public func append(choices block: UnsafeBufferPointer<Int32>, at row: Int) {
    pad(to: row)
    if kind == .truths {
      bytes.append(contentsOf: block.lazy.map { UInt8(truncatingIfNeeded: $0) })
    } else {
      shorts.append(contentsOf: block.lazy.map { UInt16(truncatingIfNeeded: $0) })
    }
  }

  public func append(
    periodsFrom from: UnsafeBufferPointer<Int32>, until: UnsafeBufferPointer<Int32>, at row: Int
  ) {
    pad(to: row)
    words.append(contentsOf: from)
    moreWords.append(contentsOf: until)
  }

  /// Says that rows have no value.
  public func setMissing(at rows: Range<Int>) {
    guard elements == nil, !rows.isEmpty else { return }
    switch kind {
    case .references where count <= rows.lowerBound, .records where count <= rows.lowerBound:
      pad(to: rows.upperBound)
    case .references, .records: for row in rows { setMissing(at: row) }
    default:
      pad(to: rows.upperBound)
      missing.insert(rows)
    }
  }

  /// Gives rows that follow each other, from the next one on, the value of one before. Not for records, each of which
  /// is a row of its own.
  public func repeatRow(_ row: Int, upTo end: Int) {
    func appendCopies<Value>(_ array: inout [Value]) {
      guard row >= 0, row < array.count, end > array.count else { return }
      array.append(contentsOf: repeatElement(array[row], count: end - array.count))
    }
    guard elements == nil else {
      appendCopies(&starts)
      appendCopies(&counts)
      return
    }
    switch kind {
    case .truths: appendCopies(&bytes)
    case .integers: appendCopies(&longs)
    case .days, .references: appendCopies(&words)
    case .symbols: appendCopies(&symbols)
    case .ordinals: appendCopies(&shorts)
    case .decimals: if row < decimals.count { while decimals.count < end { decimals.append(decimals[row]) } }
    case .monies: if row < monies.count { while monies.count < end { monies.append(monies[row]) } }
    case .timestamps: appendCopies(&timestamps)
    case .durations: appendCopies(&durations)
    case .periods:
      appendCopies(&words)
      appendCopies(&moreWords)
    case .versions: appendCopies(&versions)
    case .records: break
    }
  }

  /// Makes room for this many rows. Memory grows in large steps, however often it is requested.
  public func reserveCapacity(_ capacity: Int) {
    func reserve<Value>(_ array: inout [Value]) {
      guard capacity > array.capacity else { return }
      array.reserveCapacity(max(capacity, array.capacity + array.capacity / 2))
    }
    guard elements == nil else {
      reserve(&starts)
      reserve(&counts)
      return
    }
    switch kind {
    case .truths: reserve(&bytes)
    case .integers: reserve(&longs)
    case .days, .references, .records: reserve(&words)
    case .symbols: reserve(&symbols)
    case .ordinals: reserve(&shorts)
    case .periods:
      reserve(&words)
      reserve(&moreWords)
    case .timestamps: reserve(&timestamps)
    case .durations: reserve(&durations)
    case .versions: reserve(&versions)
    case .decimals, .monies: break
    }
  }

  /// Fills the column up with placeholders.
  func pad(to rowCount: Int) {
    let lacking = rowCount - count
    guard lacking > 0 else { return }
    guard elements == nil else {
      starts.append(contentsOf: repeatElement(0, count: lacking))
      counts.append(contentsOf: repeatElement(0, count: lacking))
      return
    }
    switch kind {
    case .truths: bytes.append(contentsOf: repeatElement(0, count: lacking))
    case .integers: longs.append(contentsOf: repeatElement(0, count: lacking))
    case .days: words.append(contentsOf: repeatElement(0, count: lacking))
    case .references, .records: words.append(contentsOf: repeatElement(-1, count: lacking))
    case .symbols: symbols.append(contentsOf: repeatElement(0, count: lacking))
    case .ordinals: shorts.append(contentsOf: repeatElement(0, count: lacking))
    case .decimals: for _ in 0..<lacking { decimals.append(.zero) }
    case .monies:
      for _ in 0..<lacking { monies.append(Money(amount: .zero, currency: monies.currency ?? .usDollar)) }
    case .timestamps: timestamps.append(contentsOf: repeatElement(Timestamp(microseconds: 0), count: lacking))
    case .durations: durations.append(contentsOf: repeatElement(CalendarDuration(), count: lacking))
    case .periods:
      words.append(contentsOf: repeatElement(0, count: lacking))
      moreWords.append(contentsOf: repeatElement(0, count: lacking))
    case .versions: versions.append(contentsOf: repeatElement(Version(parts: 0), count: lacking))
    }
  }
}
