import Diagnostics
import SourceText

/// Builds the trees of documents from the events of YAML or JSON. Without recursion; depth and repeats are limited by the
/// events.
struct DocumentTreeBuilder<Source: EventSource> {
  var source: Source
  private let context: FileContext
  /// Whether what is written without quotes is in our own notation: the numbers of JSON.
  private let isPlainCanonical: Bool
  /// The lists and objects that are open: for an object, the merges that wait for its end, the next one last.
  private var open: [Level] = []

  private struct Level {
    var node: Int
    var isObject: Bool
    var merges: [Range<Int>] = []
    var mergeCount = 0
    /// Whether a merge is being read: its names count only where the object has none of them.
    var isMerging = false
    var end = 0
  }

  init(_ source: Source, isPlainCanonical: Bool, context: FileContext) {
    self.source = source
    self.isPlainCanonical = isPlainCanonical
    self.context = context
  }

  /// Reads the next document that holds something; false where there is none.
  mutating func read(into tree: DocumentTree) throws(ReadStopped) -> Bool {
    while true {
      let event = try source.next()
      switch event.kind {
      case .end: return false
      case .scalar where event.isNull || event.text.isEmpty && event.start == event.end: continue
      case .invalid: continue
      case .scalar, .mappingStart, .sequenceStart, .mappingEnd, .sequenceEnd:
        try read(event, into: tree)
        return true
      }
    }
  }

  private mutating func read(_ first: Event, into tree: DocumentTree) throws(ReadStopped) {
    open.removeAll(keepingCapacity: true)
    add(first, to: tree)
    while !open.isEmpty {
      let event = try source.next()
      if open[open.count - 1].isObject {
        try readMember(event, into: tree)
      } else if event.kind == .sequenceEnd || event.kind == .end {
        tree.end(at: source.contentEnd)
        open.removeLast()
      } else {
        add(event, to: tree)
      }
    }
  }

  private mutating func add(_ event: Event, to tree: DocumentTree) {
    switch event.kind {
    case .scalar where event.isNull, .invalid, .end, .mappingEnd, .sequenceEnd:
      tree.missing(at: SourceRange(event.start, event.end))
    case .scalar:
      let fits = context.isShortEnough(event.text.count, event.start, event.end)
      tree.text(
        fits ? event.text : UnsafeBufferPointer(rebasing: event.text[..<0]), at: SourceRange(event.start, event.end),
        isCanonical: isPlainCanonical && event.isPlain)
    case .mappingStart, .sequenceStart:
      let isObject = event.kind == .mappingStart
      open.append(Level(node: tree.nodes.count, isObject: isObject))
      if isObject { tree.beginObject(at: event.start) } else { tree.beginList(at: event.start) }
    }
  }

  /// Reads a name and begins its value, or ends the object.
  private mutating func readMember(_ key: Event, into tree: DocumentTree) throws(ReadStopped) {
    let level = open.count - 1
    switch key.kind {
    case .mappingEnd, .end:
      if !open[level].isMerging { open[level].end = source.contentEnd }
      if let merge = open[level].merges.popLast() {
        open[level].isMerging = true
        source.replay(merge)
        _ = try source.next()
        return
      }
      reportDuplicate(of: open[level].node, in: tree)
      tree.end(at: open[level].end)
      open.removeLast()
    case .scalar where source.isMergeKey(key):
      let captured = try source.captureMerges()
      open[level].merges.append(contentsOf: captured.reversed())
      open[level].mergeCount += 1
      if open[level].mergeCount == 2, !open[level].isMerging {
        context.faults.add(
          .duplicateDataField, key.start, key.end, "`<<` is given twice in one mapping; give it a list")
      }
    case .scalar:
      if open[level].isMerging, tree.openHas(key.text, since: open[level].node) { return try source.skipValue() }
      tree.name(key.text)
      add(try source.next(), to: tree)
    case .mappingStart, .sequenceStart, .sequenceEnd, .invalid:
      if key.kind != .invalid {
        context.faults.add(.wrongDataType, key.start, key.start + 1, "expected a name, found a list or a mapping")
      }
      try source.skip(key)
      try source.skipValue()
    }
  }

  private func reportDuplicate(of object: Int, in tree: DocumentTree) {
    guard let (first, second) = tree.repeatedName(inOpen: object) else { return }
    let (earlier, later) = (tree.place(of: first), tree.place(of: second))
    context.faults.add(
      .duplicateDataField, later.start, max(later.start + 1, later.end),
      related: [
        Fault.Related(message: "first given here", file: context.file, start: earlier.start, end: earlier.end)
      ], "\(quoted(tree.name(of: second))) is given twice in one object")
  }
}

/// The one document of a file of JSON.
struct JSONDocuments: DocumentFormatReader {
  private var builder: DocumentTreeBuilder<JSONEvents>

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ reading: SourceReading) {
    let events = JSONEvents(
      bytes, from: start, to: bytes.count, scratch: ScratchBuffer(), context: reading.context)
    builder = DocumentTreeBuilder(events, isPlainCanonical: true, context: reading.context)
  }

  mutating func readDocument(into tree: DocumentTree) throws(ReadStopped) -> Bool { try builder.read(into: tree) }
}

/// The lines of JSON Lines, a document each. A line that cannot be read does not stop the others.
struct JSONLineDocuments: DocumentFormatReader {
  private var builder: DocumentTreeBuilder<JSONEvents>
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ reading: SourceReading) {
    self.bytes = bytes
    position = start
    let events = JSONEvents(bytes, from: start, to: start, scratch: ScratchBuffer(), context: reading.context)
    builder = DocumentTreeBuilder(events, isPlainCanonical: true, context: reading.context)
  }

  mutating func readDocument(into tree: DocumentTree) throws(ReadStopped) -> Bool {
    while position < bytes.count {
      let line = JSONLines.line(in: bytes, from: position, to: bytes.count)
      position = line.next
      if line.isBlank { continue }
      builder.source.restart(from: line.start, to: line.end)
      guard try builder.read(into: tree) else { continue }
      _ = try builder.source.next()
      return true
    }
    return false
  }
}

/// The documents of a file of YAML.
struct YAMLDocuments: DocumentFormatReader {
  private var builder: DocumentTreeBuilder<YAMLEvents>

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ reading: SourceReading) {
    let events = YAMLEvents(bytes, from: start, context: reading.context, joinsDocuments: true)
    builder = DocumentTreeBuilder(events, isPlainCanonical: false, context: reading.context)
  }

  mutating func readDocument(into tree: DocumentTree) throws(ReadStopped) -> Bool { try builder.read(into: tree) }
}
