import RulePlan

extension RecordStoreBuilder {
  /// A builder for another thread, whose rows ``absorb(_:)`` takes over. It shares no files: places in it are given
  /// with the indexes of the files here. Any thread may ask for it.
  public func makePeer() -> RecordStoreBuilder { RecordStoreBuilder(schema: schema, symbols: symbols.makePeer()) }

  /// Appends the rows of a peer to those that are here. The result is the same as if they had been read here
  /// one after the other. The peer must not be used afterwards.
  public func absorb(_ peer: RecordStoreBuilder) {
    let symbolMap = symbols.absorb(peer.symbols)
    let rowOffsets = tables.map(\.rowCount)
    for (table, other) in zip(tables, peer.tables) {
      table.absorb(other, symbolMap: symbolMap, rowOffsets: rowOffsets)
    }
    for (table, keys) in peer.parentKeys {
      for (row, symbol) in keys where Int(symbol) < symbolMap.count {
        setParent(of: row + rowOffsets[table.index], in: table, key: symbolMap[Int(symbol)])
      }
    }
    absorbSections(of: peer)
  }
}

extension TableBuilder {
  func absorb(_ peer: TableBuilder, symbolMap: [UInt32], rowOffsets: [Int]) {
    guard peer.rowCount > 0 else { return }
    let offset = rowCount
    for (column, other) in zip(columns, peer.columns) {
      guard let column, let other else { continue }
      column.pad(to: offset)
      other.pad(to: peer.rowCount)
      column.absorb(other, symbolMap: symbolMap, rowOffsets: rowOffsets)
    }
    for owner in peer.owners {
      var owner = owner
      if owner.row >= 0 { owner.row &+= Int32(clamping: rowOffsets[owner.field.table.index]) }
      owners.append(owner)
    }
    absorbSegments(of: peer)
  }
}

extension ColumnBuilder {
  /// Appends the values of a peer. Both have a value for each of their rows.
  func absorb(_ peer: ColumnBuilder, symbolMap: [UInt32], rowOffsets: [Int]) {
    let offset = count
    if let elements, let others = peer.elements {
      let elementOffset = UInt32(clamping: elements.count)
      starts.append(contentsOf: peer.starts.lazy.map { $0 &+ elementOffset })
      counts.append(contentsOf: peer.counts)
      elements.absorb(others, symbolMap: symbolMap, rowOffsets: rowOffsets)
      peer.unreadable.forEach { unreadable.insert($0 &+ offset) }
      return
    }
    switch kind {
    case .truths: bytes.append(contentsOf: peer.bytes)
    case .integers: longs.append(contentsOf: peer.longs)
    case .days: words.append(contentsOf: peer.words)
    case .symbols: appendMapped(Self.taken(&peer.symbols), symbolMap)
    case .ordinals: shorts.append(contentsOf: peer.shorts)
    case .references: appendMapped(keys: Self.taken(&peer.words), symbolMap)
    case .records(let table):
      let rowOffset = Int32(clamping: rowOffsets[table.index])
      words.append(contentsOf: peer.words.lazy.map { $0 < 0 ? $0 : $0 &+ rowOffset })
    case .decimals: decimals.append(contentsOf: peer.decimals)
    case .monies: monies.append(contentsOf: peer.monies)
    case .timestamps: timestamps.append(contentsOf: peer.timestamps)
    case .durations: durations.append(contentsOf: peer.durations)
    case .periods:
      words.append(contentsOf: peer.words)
      moreWords.append(contentsOf: peer.moreWords)
    case .versions: versions.append(contentsOf: peer.versions)
    }
    peer.missing.forEach { missing.insert($0 &+ offset) }
    peer.unreadable.forEach { unreadable.insert($0 &+ offset) }
  }

  /// An array that is given up, so that it can be changed without a copy.
  private static func taken<Value>(_ array: inout [Value]) -> [Value] {
    let taken = array
    array = []
    return taken
  }

  private func appendMapped(_ more: consuming [UInt32], _ map: [UInt32]) {
    reserveCapacity(count + more.count)
    var more = more
    map.withUnsafeBufferPointer { map in
      more.withUnsafeMutableBufferPointer { more in
        // Placeholders of missing values need not be symbols.
        for index in more.indices { more[index] = Int(more[index]) < map.count ? map[Int(more[index])] : 0 }
      }
    }
    symbols.append(contentsOf: more)
  }

  private func appendMapped(keys more: consuming [Int32], _ map: [UInt32]) {
    reserveCapacity(count + more.count)
    var more = more
    map.withUnsafeBufferPointer { map in
      more.withUnsafeMutableBufferPointer { more in
        for index in more.indices {
          let symbol = Int(more[index])
          more[index] = symbol >= 0 && symbol < map.count ? Int32(bitPattern: map[symbol]) : -1
        }
      }
    }
    words.append(contentsOf: more)
  }
}
