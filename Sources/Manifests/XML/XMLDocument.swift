import Diagnostics
import SourceText

/// The elements of one document with their places, in flat memory.
struct XMLDocument {
  /// An element, an attribute or a piece of text.
  struct Node {
    enum Kind: UInt8 { case element, attribute, text }

    var kind: Kind
    /// Whether its text was made, because the file has it otherwise: with references, or with other line endings.
    var isMade: Bool = false
    /// Of an element, whether it says itself that it has no value: `xsi:nil="true"`.
    var isNil: Bool = false
    var name: UInt32 = 0
    /// Where it is in the file.
    var start: UInt32
    var end: UInt32
    /// Of an attribute or a piece of text, where its text is, in the file or in ``made``.
    var textStart: UInt32 = 0
    var textCount: UInt32 = 0
    var firstChild: UInt32 = Node.none
    var lastChild: UInt32 = Node.none
    var next: UInt32 = Node.none

    static let none = UInt32.max
  }

  fileprivate(set) var nodes: ContiguousArray<Node> = []
  fileprivate(set) var names: XMLNameTable
  let made = ScratchBuffer()

  fileprivate init(names: XMLNameTable) { self.names = names }

  /// The nodes right inside a node, in their order.
  func forEachChild(of index: Int, _ body: (Int) -> Void) {
    var child = nodes[index].firstChild
    while child != Node.none {
      body(Int(child))
      child = nodes[Int(child)].next
    }
  }

  func range(of index: Int) -> SourceRange { SourceRange(Int(nodes[index].start), Int(nodes[index].end)) }

  /// The text of an attribute or of a piece.
  func text(of index: Int, in file: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let node = nodes[index]
    if node.isMade { return made.slice(Int(node.textStart), Int(node.textCount)) }
    let end = Int(node.textStart) + Int(node.textCount)
    guard end <= file.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(rebasing: file[Int(node.textStart)..<end])
  }

  /// Reads a document. Linear in its bytes; the result has about 40 bytes for each element, attribute and piece of text.
  ///
  /// - Parameters:
  ///   - file: in UTF-8, whatever the document says of its encoding.
  ///   - namespaces: prefixes of names, and what they mean.
  ///   - valueLimit: elements and attributes that there may be.
  static func read(
    _ file: UnsafeBufferPointer<UInt8>, from start: Int = 0, namespaces: [(prefix: String, identifier: String)],
    depthLimit: Int, valueLimit: Int = .max
  ) throws(XMLParser.Fault) -> XMLDocument {
    let builder = XMLDocumentBuilder(
      file, from: start, names: XMLNameTable(namespaces: namespaces), valueLimit: valueLimit)
    guard
      let parser = XMLParser(builder, encoding: "UTF-8", depthLimit: depthLimit, tagLimit: XMLDocumentBuilder.tagLimit)
    else {
      throw XMLParser.Fault(
        code: .malformedXML, message: "there is not enough memory", start: start, end: start, line: 1, column: 1)
    }
    var position = start
    do throws(XMLParser.Fault) {
      repeat {
        let next = min(file.count, position + XMLDocumentBuilder.blockSize)
        try parser.read(UnsafeBufferPointer(rebasing: file[position..<next]), isLast: next == file.count)
        position = next
      } while position < file.count
    } catch {
      var fault = error
      if fault.code == .xmlDocumentType { fault.start = startOfDocumentType(file, before: start + fault.start) - start }
      fault.start = min(file.count, fault.start + start)
      fault.end = min(file.count, fault.end + start)
      throw fault
    }
    return builder.document
  }

  /// expat says that there is a document type only after its name.
  private static func startOfDocumentType(_ file: UnsafeBufferPointer<UInt8>, before offset: Int) -> Int {
    var start = min(offset, file.count - 1)
    while start > 0, file[start] != 0x3C { start -= 1 }
    return max(0, start)
  }
}

/// Makes a document of the parts that the parser finds.
private final class XMLDocumentBuilder: XMLHandler {
  static let blockSize = 1 << 20
  static let tagLimit = 2 << 20
  private static let schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"

  var document: XMLDocument
  private let file: UnsafeBufferPointer<UInt8>
  private let start: Int
  private let valueLimit: Int
  private var open: [Int] = []

  init(_ file: UnsafeBufferPointer<UInt8>, from start: Int, names: XMLNameTable, valueLimit: Int) {
    self.file = file
    self.start = start
    self.valueLimit = valueLimit
    document = XMLDocument(names: names)
  }

  func begin(_ element: XMLName, _ attributes: XMLAttributes, _ parser: XMLParser) {
    let offset = start + parser.offset
    let tagEnd = min(file.count, offset + parser.length)
    let name = document.names.number(of: element, isAttribute: false)
    let index = append(
      XMLDocument.Node(kind: .element, name: name, start: UInt32(clamping: offset), end: UInt32(clamping: tagEnd)))
    open.append(index)
    var places = XMLTagScanner(file, offset, tagEnd)
    attributes.forEach { attribute, value in
      let range = places.next() ?? SourceRange(offset, tagEnd)
      if attribute.isNamed("nil"), attribute.namespace.elementsEqual(Self.schemaInstance.utf8) {
        let text = XMLName.bytes(value)
        document.nodes[index].isNil = text.equals("true") || text.equals("1")
        return
      }
      add(attribute: attribute, XMLName.bytes(value), at: range)
    }
    if document.nodes.count > valueLimit { parser.stop(.tooManyValues, "there are more values than can be read") }
  }

  private func add(attribute: XMLName, _ value: UnsafeBufferPointer<UInt8>, at range: SourceRange) {
    var node = XMLDocument.Node(
      kind: .attribute, name: document.names.number(of: attribute, isAttribute: true),
      start: UInt32(clamping: range.start), end: UInt32(clamping: range.end))
    setText(value, at: range.start, of: &node)
    append(node)
  }

  func end(_ parser: XMLParser) {
    guard let index = open.popLast() else { return }
    document.nodes[index].end = UInt32(clamping: min(file.count, start + parser.offset + parser.length))
  }

  func text(_ piece: UnsafeBufferPointer<UInt8>, _ parser: XMLParser) {
    guard let parent = open.last else { return }
    let offset = start + parser.offset
    let end = min(file.count, offset + parser.length)
    var node = XMLDocument.Node(kind: .text, start: UInt32(clamping: offset), end: UInt32(clamping: end))
    setText(piece, at: offset, of: &node)
    let last = document.nodes[parent].lastChild
    if last != XMLDocument.Node.none, join(node, to: Int(last)) { return }
    append(node)
  }

  /// A piece of text that goes on where the last one ends is one with it.
  private func join(_ node: XMLDocument.Node, to last: Int) -> Bool {
    let before = document.nodes[last]
    guard before.kind == .text, before.isMade == node.isMade, before.textStart + before.textCount == node.textStart
    else {
      return false
    }
    document.nodes[last].textCount += node.textCount
    document.nodes[last].end = node.end
    return true
  }

  /// Refers to the file where the text is there as it is; else keeps a copy.
  private func setText(_ text: UnsafeBufferPointer<UInt8>, at offset: Int, of node: inout XMLDocument.Node) {
    node.textCount = UInt32(clamping: text.count)
    if offset + text.count <= file.count, file[offset..<offset + text.count].elementsEqual(text) {
      node.textStart = UInt32(clamping: offset)
    } else {
      node.textStart = UInt32(clamping: document.made.count)
      node.isMade = true
      document.made.append(text)
    }
  }

  @discardableResult
  private func append(_ node: XMLDocument.Node) -> Int {
    let index = document.nodes.count
    document.nodes.append(node)
    guard let parent = open.last else { return index }
    let last = document.nodes[parent].lastChild
    if last == XMLDocument.Node.none {
      document.nodes[parent].firstChild = UInt32(clamping: index)
    } else {
      document.nodes[Int(last)].next = UInt32(clamping: index)
    }
    document.nodes[parent].lastChild = UInt32(clamping: index)
    return index
  }
}
