import Diagnostics
import RulePlan
import SourceText

/// The one document of a file of XML: its root element.
///
/// An element without attributes and elements is its text. Any other is an object: its attributes as `@name`, its own text,
/// if it has one, under the empty name, which no element can have, and its elements by name, several of one name as a list.
/// White space at the ends of a text goes. An element with `xsi:nil="true"` is missing.
struct XMLDocuments: DocumentFormatReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let start: Int
  private let reading: SourceReading
  private var isRead = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ reading: SourceReading) {
    self.bytes = bytes
    self.start = start
    self.reading = reading
  }

  mutating func readDocument(into tree: DocumentTree) throws(ReadStopped) -> Bool {
    if isRead { return false }
    isRead = true
    let document: XMLDocument
    do throws(XMLParser.Fault) {
      document = try XMLDocument.read(
        bytes, from: start, namespaces: reading.plan.namespaces.map { ($0.prefix, $0.identifier) },
        depthLimit: reading.limits.nestingDepth, valueLimit: reading.limits.valueCount)
    } catch {
      throw reading.stop(error.code, error.start, error.end, error.message)
    }
    var writer = XMLTreeWriter(document, in: bytes, reading: reading)
    writer.write(to: tree)
    return true
  }
}

/// Writes a document as a tree. The depth of the document is limited, so recursion is.
private struct XMLTreeWriter {
  private let document: XMLDocument
  private let bytes: UnsafeBufferPointer<UInt8>
  private let reading: SourceReading
  private let joined = ScratchBuffer()
  /// By name, the parent whose members are being grouped, and the last member of that name.
  private var groupParents: [Int]
  private var groupEnds: [Int]
  /// By node, the next one of its group.
  private var nextInGroup: ContiguousArray<UInt32>

  init(_ document: XMLDocument, in bytes: UnsafeBufferPointer<UInt8>, reading: SourceReading) {
    self.document = document
    self.bytes = bytes
    self.reading = reading
    nextInGroup = ContiguousArray(repeating: XMLDocument.Node.none, count: document.nodes.count)
    groupParents = Array(repeating: -1, count: document.names.names.count)
    groupEnds = Array(repeating: 0, count: document.names.names.count)
  }

  mutating func write(to tree: DocumentTree) {
    if !document.nodes.isEmpty { write(0, to: tree) }
  }

  private mutating func write(_ element: Int, to tree: DocumentTree) {
    let node = document.nodes[element]
    let place = document.range(of: element)
    if node.isNil { return tree.missing(at: place) }
    let (first, hasMembers) = group(element)
    guard hasMembers else { return writeText(of: element, to: tree, isAlone: true) }
    tree.beginObject(at: place.start)
    for member in first where document.nodes[member].kind == .attribute { writeGroup(member, to: tree) }
    writeText(of: element, to: tree, isAlone: false)
    for member in first where document.nodes[member].kind == .element { writeGroup(member, to: tree) }
    tree.end(at: place.end)
  }

  /// The first member of each name in the order of the file; those after it are linked to it.
  private mutating func group(_ parent: Int) -> (first: [Int], hasMembers: Bool) {
    var first: [Int] = []
    var child = document.nodes[parent].firstChild
    while child != XMLDocument.Node.none {
      let index = Int(child)
      let node = document.nodes[index]
      child = node.next
      guard node.kind != .text else { continue }
      let name = Int(node.name)
      if groupParents[name] == parent {
        nextInGroup[groupEnds[name]] = UInt32(clamping: index)
      } else {
        groupParents[name] = parent
        first.append(index)
      }
      groupEnds[name] = index
    }
    return (first, !first.isEmpty)
  }

  private mutating func writeGroup(_ first: Int, to tree: DocumentTree) {
    document.names.names[Int(document.nodes[first].name)].withUnsafeBufferPointer { tree.name($0) }
    guard nextInGroup[first] != XMLDocument.Node.none else { return writeMember(first, to: tree) }
    tree.beginList(at: document.range(of: first).start)
    var member = first
    while true {
      writeMember(member, to: tree)
      let next = nextInGroup[member]
      guard next != XMLDocument.Node.none else { break }
      member = Int(next)
    }
    tree.end(at: document.range(of: member).end)
  }

  private mutating func writeMember(_ index: Int, to tree: DocumentTree) {
    if document.nodes[index].kind == .attribute {
      writeText(document.text(of: index, in: bytes), at: document.range(of: index), to: tree)
    } else {
      write(index, to: tree)
    }
  }

  /// Writes the text of an element, whose pieces are joined; beside members only where there is one.
  private func writeText(of element: Int, to tree: DocumentTree, isAlone: Bool) {
    var pieces: [Int] = []
    document.forEachChild(of: element) { if document.nodes[$0].kind == .text { pieces.append($0) } }
    var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    if pieces.count == 1 {
      text = document.text(of: pieces[0], in: bytes)
    } else if pieces.count > 1 {
      joined.removeAll()
      for piece in pieces { joined.append(document.text(of: piece, in: bytes)) }
      text = joined.contents
    }
    var (start, end) = (0, text.count)
    while start < end, Self.isSpace(text[start]) { start += 1 }
    while end > start, Self.isSpace(text[end - 1]) { end -= 1 }
    if start == end, !isAlone { return }
    if !isAlone { tree.name(UnsafeBufferPointer(start: nil, count: 0)) }
    let place =
      pieces.count == 1 && !document.nodes[pieces[0]].isMade
      ? SourceRange(Int(document.nodes[pieces[0]].textStart) + start, Int(document.nodes[pieces[0]].textStart) + end)
      : pieces.first.map { SourceRange(document.range(of: $0).start, document.range(of: pieces[pieces.count - 1]).end) }
    let trimmed = UnsafeBufferPointer(rebasing: text[start..<end])
    writeText(trimmed, at: start == end ? document.range(of: element) : place ?? document.range(of: element), to: tree)
  }

  private func writeText(_ text: UnsafeBufferPointer<UInt8>, at place: SourceRange, to tree: DocumentTree) {
    let fits = reading.context.isShortEnough(text.count, place.start, place.end)
    tree.text(fits ? text : UnsafeBufferPointer(rebasing: text[..<0]), at: place)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
