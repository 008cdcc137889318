public import Diagnostics
import RecordStore
import RulePlan
public import SourceText

/// Reads small documents of YAML or JSON as trees.
public enum DocumentReader {
  /// The document of a file, or nil where it is empty or cannot be read; then a diagnostic says why.
  ///
  /// JSON is recognised by the file's name, anything else is YAML. The limits of data apply.
  public static func read(
    _ file: SourceFile, limits: LoadLimits = LoadLimits()
  ) -> (root: DocumentNode?, diagnostics: [Diagnostic]) {
    let faults = FaultList(limit: limits.errorsPerFile)
    let root = file.bytes.withUnsafeBufferPointer { bytes -> DocumentNode? in
      let start = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
      if let invalid = ByteScanner.firstInvalidUTF8(bytes, from: start, to: bytes.count) {
        _ = faults.stop(
          .notUTF8, invalid, invalid + 1,
          "expected UTF-8, found the byte \(hexadecimal(bytes[invalid])); save the file as UTF-8")
        return nil
      }
      let options = LoadOptions(limits: limits)
      let builder = RecordStoreBuilder(schema: Schema())
      let context = FileContext(builder: builder, shapes: [], file: 0, options: options, faults: faults)
      if DataFormat(path: file.path) == .json {
        let events = JSONEvents(bytes, from: start, to: bytes.count, scratch: ScratchBuffer(), context: context)
        var reader = TreeReader(source: events, context: context)
        return reader.readDocument()
      }
      var reader = TreeReader(source: YAMLEvents(bytes, from: start, context: context), context: context)
      return reader.readDocument()
    }
    let diagnostics = faults.faults.sorted { ($0.start, $0.end, $0.code.code) < ($1.start, $1.end, $1.code.code) }.map {
      fault in
      Diagnostic(
        fault.code, fault.message, at: SourceRange(fault.start, fault.end), in: file, severity: fault.severity,
        related: fault.related.map {
          RelatedPlace(message: $0.message, place: Place(SourceRange($0.start, $0.end), in: file))
        }, notes: fault.notes)
    }
    return (root, diagnostics)
  }
}

/// Makes a tree of a document's events. Its depth is limited by the source.
struct TreeReader<Source: EventSource> {
  var source: Source
  let context: FileContext

  mutating func readDocument() -> DocumentNode? {
    do throws(ReadStopped) {
      let event = try source.next()
      guard event.kind != .end, let root = try read(event) else { return nil }
      let after = try source.next()
      return after.kind == .end ? root : nil
    } catch {
      return nil
    }
  }

  /// Nil for a value whose fault has been reported.
  private mutating func read(_ event: Event) throws(ReadStopped) -> DocumentNode? {
    switch event.kind {
    case .scalar:
      guard context.isShortEnough(event.text.count, event.start, event.end) else { return nil }
      let content: DocumentNode.Content =
        event.isNull ? .missing : .scalar(String(decoding: event.text, as: UTF8.self))
      return DocumentNode(content: content, range: SourceRange(event.start, event.end))
    case .sequenceStart:
      var elements: [DocumentNode] = []
      while true {
        let element = try source.next()
        if element.kind == .sequenceEnd || element.kind == .end { break }
        if let node = try read(element) { elements.append(node) }
      }
      return DocumentNode(content: .list(elements), range: SourceRange(event.start, source.contentEnd))
    case .mappingStart:
      var entries: [DocumentEntry] = []
      var names: [String: SourceRange] = [:]
      while true {
        let key = try source.next()
        if key.kind == .mappingEnd || key.kind == .end { break }
        if let entry = try readEntry(key, &names) { entries.append(entry) }
      }
      return DocumentNode(content: .mapping(entries), range: SourceRange(event.start, source.contentEnd))
    case .mappingEnd, .sequenceEnd, .invalid, .end: return nil
    }
  }

  private mutating func readEntry(
    _ key: Event, _ names: inout [String: SourceRange]
  ) throws(ReadStopped) -> DocumentEntry? {
    guard key.kind == .scalar else {
      if key.kind != .invalid {
        context.faults.add(.wrongDataType, key.start, key.start + 1, "expected a name, found a list or a mapping")
      }
      try source.skip(key)
      try source.skipValue()
      return nil
    }
    let name = String(decoding: key.text, as: UTF8.self)
    let range = SourceRange(key.start, key.end)
    let value = try read(source.next())
    if let first = names[name] {
      context.faults.add(
        .duplicateDataField, range.start, range.end,
        related: [Fault.Related(message: "first given here", file: context.file, start: first.start, end: first.end)],
        "\(quoted(name)) is given twice")
      return nil
    }
    names[name] = range
    return value.map { DocumentEntry(name: name, nameRange: range, value: $0) }
  }
}
