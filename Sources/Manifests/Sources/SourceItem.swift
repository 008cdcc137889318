import SourceText

/// A value of what comes while a source computes with it.
enum SourceItem {
  case missing
  /// Valid until the next record.
  case text(SourceTextItem)
  /// A list or an object of the tree.
  case node(Int)
  case list([SourceItem])
  /// A record that the source makes.
  case record([(name: String, value: SourceItem)])

  var isMissing: Bool { if case .missing = self { true } else { false } }
}

/// A text with its place.
struct SourceTextItem {
  var bytes: UnsafeBufferPointer<UInt8>
  /// Where it begins and ends in the file; nil for a constant.
  var place: SourceRange?
  /// Whether it is in our own notation and not in the forms of the source.
  var isCanonical: Bool
}

/// Memory for texts that a source makes of others. A text stays where it is until all are forgotten.
final class TextArena {
  private static let blockSize = 1 << 14

  private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
  private var block = 0
  private var used = 0

  deinit { for block in blocks { block.deallocate() } }

  /// Forgets all texts. The memory of large ones is given back.
  func removeAll() {
    for index in blocks.indices.dropFirst() { blocks[index].deallocate() }
    if blocks.count > 1 { blocks.removeLast(blocks.count - 1) }
    block = 0
    used = 0
  }

  /// Keeps a copy.
  func keep(_ bytes: some Collection<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let count = bytes.count
    let place = room(for: count)
    _ = place.initialize(from: bytes)
    return UnsafeBufferPointer(rebasing: place[..<count])
  }

  private func room(for count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    if blocks.isEmpty || used + count > blocks[block].count {
      blocks.append(.allocate(capacity: max(count, Self.blockSize)))
      block = blocks.count - 1
      used = 0
    }
    let place = UnsafeMutableBufferPointer(rebasing: blocks[block][used..<(used + count)])
    used += count
    return place
  }
}
