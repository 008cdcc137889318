import RulePlan

extension ColumnBuilder {
  /// The finished column of this many rows; the builder gives up its memory.
  ///
  /// References must have been resolved to rows before; see ``resolve(_:)``.
  func finish(rowCount: Int) -> Column {
    pad(to: rowCount)
    let unreadable = unreadable.isEmpty ? nil : unreadable
    if let elements {
      let offsets = arrangeElements(of: elements)
      return Column(values: .many(offsets: offsets, elements: elements.takeValues()), unreadable: unreadable)
    }
    let presence = presence
    return Column(values: takeValues(), presence: presence, unreadable: unreadable)
  }

  /// Marks the rows that refer to some rows as unreadable.
  func markReferences(to targets: Set<Int32>) {
    guard let elements else {
      for row in words.indices where targets.contains(words[row]) { unreadable.insert(row) }
      return
    }
    markOwners(ofElements: elements.words.indices.filter { targets.contains(elements.words[$0]) })
  }

  /// The rows that have a value; nil where all have one.
  var presence: Bitset? {
    guard !missing.isEmpty else { return nil }
    var result = missing
    result.grow(to: count)
    return result.inverted()
  }

  /// Turns references from symbols of keys into rows, by a table from symbol to row with −1 for symbols that are not
  /// keys. Returns those that lead nowhere.
  func resolve(_ rows: UnsafeBufferPointer<Int32>, jobs: Int, listing limit: Int) -> LostReferences {
    guard case .references = kind else { return LostReferences() }
    if let elements {
      let lost = elements.resolve(rows, jobs: jobs, listing: limit)
      markOwners(ofElements: lost.all)
      return lost
    }
    let lost = resolveWords(rows, jobs: jobs, listing: limit)
    for index in lost.all { unreadable.insert(index) }
    return lost
  }

  /// A list of which a reference leads nowhere could be any. Linear in the rows and in what is lost.
  private func markOwners(ofElements lost: [Int]) {
    guard !lost.isEmpty else { return }
    let lost = Set(lost)
    for row in counts.indices where counts[row] > 0 {
      let start = Int(starts[row])
      if (start..<start + Int(counts[row])).contains(where: lost.contains) { unreadable.insert(row) }
    }
  }

  private func resolveWords(_ rows: UnsafeBufferPointer<Int32>, jobs: Int, listing limit: Int) -> LostReferences {
    words.withUnsafeMutableBufferPointer { words in
      let shared = SharedWords(words: words, rows: rows)
      let ranges = Workers.ranges(of: words.count, parts: words.count < Self.wordsWorthSplitting ? 1 : jobs)
      let parts = Workers.map(parts: ranges.count) { shared.resolve(ranges[$0], listing: limit) }
      return parts.reduce(into: LostReferences()) { $0.append($1, limit: limit) }
    }
  }

  /// References of a column that lead nowhere.
  struct LostReferences: Sendable {
    /// The first ones: their index among the rows or, for lists, among the elements, and the key.
    var listed: [(index: Int, symbol: UInt32)] = []
    /// How many there are besides.
    var unlistedCount = 0
    /// The index of each.
    var all: [Int] = []

    mutating func append(_ more: LostReferences, limit: Int) {
      let taken = more.listed.prefix(max(0, limit - listed.count))
      listed.append(contentsOf: taken)
      unlistedCount += more.listed.count - taken.count + more.unlistedCount
      all.append(contentsOf: more.all)
    }
  }

  private static let wordsWorthSplitting = 1 << 16

  /// The words of a column, of which each thread has its own range.
  private struct SharedWords: @unchecked Sendable {
    let words: UnsafeMutableBufferPointer<Int32>
    let rows: UnsafeBufferPointer<Int32>

    func resolve(_ range: Range<Int>, listing limit: Int) -> LostReferences {
      var lost = LostReferences()
      for index in range {
        let symbol = Int(words[index])
        guard symbol >= 0 else { continue }
        let row = symbol < rows.count ? rows[symbol] : -1
        words[index] = row
        guard row < 0 else { continue }
        lost.all.append(index)
        if lost.listed.count < limit {
          lost.listed.append((index, UInt32(truncatingIfNeeded: symbol)))
        } else {
          lost.unlistedCount += 1
        }
      }
      return lost
    }
  }

  /// The row whose list an element is in, and where in it. Linear in the rows; for messages.
  func owner(ofElement index: Int) -> (row: Int, position: Int)? {
    for row in counts.indices {
      let start = Int(starts[row])
      if index >= start, index < start + Int(counts[row]) { return (row, index - start) }
    }
    return nil
  }

  private func takeValues() -> Column.Values {
    switch kind {
    case .truths: .truths(Self.take(&bytes))
    case .integers: .integers(Self.take(&longs))
    case .days: .days(Self.take(&words))
    case .symbols: .symbols(Self.take(&symbols))
    case .ordinals: .ordinals(Self.take(&shorts))
    case .references, .records: .rows(Self.take(&words))
    case .decimals: .decimals(decimals)
    case .monies: .monies(monies)
    case .timestamps: .timestamps(Self.take(&timestamps))
    case .durations: .durations(Self.take(&durations))
    case .periods: .periods(from: Self.take(&words), until: Self.take(&moreWords))
    case .versions: .versions(Self.take(&versions))
    }
  }

  private static func take<Value>(_ array: inout [Value]) -> [Value] {
    let taken = array
    array = []
    return taken
  }

  /// Puts the elements into the order of the rows, which they nearly always have already.
  private func arrangeElements(of elements: ColumnBuilder) -> [UInt32] {
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(counts.count + 1)
    var end: UInt32 = 0
    var isArranged = true
    for row in counts.indices {
      if counts[row] != 0, starts[row] != end { isArranged = false }
      end &+= counts[row]
      offsets.append(end)
    }
    if Int(end) != elements.count { isArranged = false }
    if !isArranged {
      var order: [Int] = []
      order.reserveCapacity(Int(end))
      for row in counts.indices { order.append(contentsOf: Int(starts[row])..<Int(starts[row]) + Int(counts[row])) }
      elements.rearrange(order)
    }
    starts = []
    counts = []
    return offsets
  }

  private func rearrange(_ order: [Int]) {
    func moved<Value>(_ array: [Value]) -> [Value] { order.compactMap { $0 < array.count ? array[$0] : nil } }
    switch kind {
    case .truths: bytes = moved(bytes)
    case .integers: longs = moved(longs)
    case .days, .references, .records: words = moved(words)
    case .symbols: symbols = moved(symbols)
    case .ordinals: shorts = moved(shorts)
    case .decimals:
      let old = decimals
      decimals = DecimalColumn()
      for index in order where index < old.count { decimals.append(old[index]) }
    case .monies:
      let old = monies
      monies = MoneyColumn(currency: old.currency)
      for index in order where index < old.count { monies.append(old[index]) }
    case .timestamps: timestamps = moved(timestamps)
    case .durations: durations = moved(durations)
    case .periods:
      words = moved(words)
      moreWords = moved(moreWords)
    case .versions: versions = moved(versions)
    }
  }
}
