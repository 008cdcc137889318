import SourceText

/// One document as it comes: texts, lists, objects, and what is missing, each with its place. It lies in flat memory, is
/// built from its beginning to its end, and is used again for the next document.
///
/// A reader of a format calls ``beginObject(at:)``, then for each member ``name(_:)`` and one value, and ``end(at:)``; for a
/// list the values alone. A name that comes twice in one object is the reader's to report. For one thread.
final class DocumentTree {
  enum Kind: UInt8 {
    case missing, text, list, object
  }

  /// A value, and its name in the object that holds it. The content of a list or an object follows it.
  struct Node {
    /// First byte of the value in the file, and the byte after its last one.
    var start: UInt32
    var end: UInt32
    /// Of a text, its bytes; of a list or an object, the node after all that it holds.
    var first: UInt32
    var count: UInt32
    var nameStart: UInt32
    var nameCount: UInt32
    var kind: Kind
    /// Whether its text was made and is not in the file.
    var isMade: Bool
    var isNameMade: Bool
    /// Whether the text is in our own notation, whatever forms the source declares: a number of JSON.
    var isCanonical: Bool
  }

  private(set) var nodes: ContiguousArray<Node> = []
  /// Texts that are not in the file as they are meant: with escapes, or joined.
  private let made = ScratchBuffer()
  private let file: UnsafeBufferPointer<UInt8>
  private var open: [Int] = []
  private var nextName: (start: UInt32, count: UInt32, isMade: Bool) = (0, 0, false)
  /// Values since the file was begun.
  private(set) var valueCount = 0

  /// - Parameter file: what the places are in, which has to outlive the tree.
  init(_ file: UnsafeBufferPointer<UInt8>) { self.file = file }

  /// The value at the top; nil where there is none.
  var root: Int? { nodes.isEmpty ? nil : 0 }

  /// Forgets the document.
  func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    made.removeAll()
    open.removeAll(keepingCapacity: true)
    nextName = (0, 0, false)
  }

  // MARK: Building

  /// Says the name of the next value, which is a member of an object.
  @inline(__always)
  func name(_ bytes: UnsafeBufferPointer<UInt8>) {
    let (start, isMade) = keep(bytes)
    nextName = (start, UInt32(truncatingIfNeeded: bytes.count), isMade)
  }

  /// Adds a text. Bytes that lie in the file are not copied.
  ///
  /// - Parameter isCanonical: whether it is in our own notation (`2024-01-31`, `1234.5`, `15 %`, `true`) and not in the
  ///   forms that the source declares.
  @inline(__always)
  func text(_ bytes: UnsafeBufferPointer<UInt8>, at place: SourceRange, isCanonical: Bool = false) {
    let (start, isMade) = keep(bytes)
    append(
      .text, place.start, place.end, first: start, count: UInt32(truncatingIfNeeded: bytes.count), isMade: isMade,
      isCanonical: isCanonical)
  }

  /// Adds that there is no value: `null`.
  func missing(at place: SourceRange) { append(.missing, place.start, place.end, first: 0, count: 0) }

  func beginObject(at start: Int) { begin(.object, start) }
  func beginList(at start: Int) { begin(.list, start) }

  /// Ends the list or the object that was begun last and is open.
  func end(at end: Int) {
    guard let index = open.popLast() else { return }
    nodes[index].end = UInt32(clamping: end)
    nodes[index].first = UInt32(truncatingIfNeeded: nodes.count)
  }

  private func begin(_ kind: Kind, _ start: Int) {
    open.append(nodes.count)
    append(kind, start, start, first: 0, count: 0)
  }

  @inline(__always)
  private func append(
    _ kind: Kind, _ start: Int, _ end: Int, first: UInt32, count: UInt32, isMade: Bool = false,
    isCanonical: Bool = false
  ) {
    valueCount &+= 1
    nodes.append(
      Node(
        start: UInt32(clamping: start), end: UInt32(clamping: end), first: first, count: count,
        nameStart: nextName.start, nameCount: nextName.count, kind: kind, isMade: isMade, isNameMade: nextName.isMade,
        isCanonical: isCanonical))
    nextName = (0, 0, false)
  }

  /// Where some bytes are in the file, or in memory of the tree.
  @inline(__always)
  private func keep(_ bytes: UnsafeBufferPointer<UInt8>) -> (start: UInt32, isMade: Bool) {
    guard let base = bytes.baseAddress, let begin = file.baseAddress else { return (0, false) }
    if base >= begin, base <= begin + file.count {
      return (UInt32(truncatingIfNeeded: base - begin), false)
    }
    let start = made.count
    made.append(bytes)
    return (UInt32(truncatingIfNeeded: start), true)
  }

  // MARK: Reading

  /// The text of a node of kind ``Kind/text``. Valid until the tree changes.
  @inline(__always)
  func text(of index: Int) -> UnsafeBufferPointer<UInt8> {
    let node = nodes[index]
    return slice(node.first, node.count, node.isMade)
  }

  /// The name of a member; empty for anything else.
  @inline(__always)
  func name(of index: Int) -> UnsafeBufferPointer<UInt8> {
    let node = nodes[index]
    return slice(node.nameStart, node.nameCount, node.isNameMade)
  }

  func place(of index: Int) -> SourceRange { SourceRange(Int(nodes[index].start), Int(nodes[index].end)) }

  /// The node after one and all that it holds.
  @inline(__always)
  func next(after index: Int) -> Int {
    switch nodes[index].kind {
    case .missing, .text: index &+ 1
    case .list, .object: max(index &+ 1, Int(nodes[index].first))
    }
  }

  /// The nodes that a list or an object holds lie in this range; go from one to the next by ``next(after:)``.
  func content(of index: Int) -> Range<Int> { index + 1..<next(after: index) }

  /// The member of an object with a name.
  @inline(__always)
  func member(_ name: UnsafeBufferPointer<UInt8>, of index: Int) -> Int? {
    guard nodes[index].kind == .object else { return nil }
    let end = next(after: index)
    var child = index &+ 1
    while child < end {
      if Int(nodes[child].nameCount) == name.count, self.name(of: child).elementsEqual(name) { return child }
      child = next(after: child)
    }
    return nil
  }

  // MARK: Names that come twice

  /// Whether an object that is still open has a member of a name.
  func openHas(_ name: UnsafeBufferPointer<UInt8>, since object: Int) -> Bool {
    var child = object + 1
    while child < nodes.count {
      if Int(nodes[child].nameCount) == name.count, self.name(of: child).elementsEqual(name) { return true }
      child = next(after: child)
    }
    return false
  }

  /// The first two members of an open object that have one name; nil where each has its own. Small objects are compared
  /// in place, large ones through a table.
  func repeatedName(inOpen object: Int) -> (first: Int, second: Int)? {
    var members: [Int] = []
    var child = object + 1
    while child < nodes.count {
      members.append(child)
      child = next(after: child)
    }
    guard members.count > 16 else {
      for (position, member) in members.enumerated() {
        let name = name(of: member)
        for earlier in members[..<position] where Int(nodes[earlier].nameCount) == name.count {
          if self.name(of: earlier).elementsEqual(name) { return (earlier, member) }
        }
      }
      return nil
    }
    var seen: [String: Int] = [:]
    for member in members {
      if let earlier = seen.updateValue(member, forKey: String(decoding: name(of: member), as: UTF8.self)) {
        return (earlier, member)
      }
    }
    return nil
  }

  @inline(__always)
  private func slice(_ start: UInt32, _ count: UInt32, _ isMade: Bool) -> UnsafeBufferPointer<UInt8> {
    if isMade { return made.slice(Int(start), Int(count)) }
    guard let base = file.baseAddress, Int(start) + Int(count) <= file.count else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(start: base + Int(start), count: Int(count))
  }
}
