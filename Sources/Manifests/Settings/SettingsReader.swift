import CYAML
public import SourceText

/// Reads settings files in YAML. What belongs to data, such as anchors and tags, is refused.
public struct SettingsReader {
  private static let depthLimit = 16

  private let parser: YAMLParser

  /// The settings in a file; nil where it holds nothing.
  public static func read(_ file: SourceFile) throws(SettingsFault) -> SettingsNode? {
    try file.bytes.withUnsafeBufferPointer { bytes throws(SettingsFault) in
      let start = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
      if let invalid = ByteScanner.firstInvalidUTF8(bytes, from: start, to: bytes.count) {
        throw SettingsFault(message: "expected UTF-8", range: SourceRange(invalid, invalid + 1))
      }
      let reader = SettingsReader(parser: YAMLParser(bytes, from: start))
      return try reader.readDocument()
    }
  }

  private func readDocument() throws(SettingsFault) -> SettingsNode? {
    var root: SettingsNode?
    while true {
      switch try next() {
      case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
      case YAML_DOCUMENT_START_EVENT:
        guard root == nil else { throw fault("expected one document, found the beginning of another") }
        try advance()
        root = try value(depth: 0)
      default: return root
      }
    }
  }

  private func next() throws(SettingsFault) -> yaml_event_type_t {
    try advance()
    return parser.event.pointee.type
  }

  private func advance() throws(SettingsFault) {
    do throws(YAMLParser.Failure) {
      try parser.advance()
    } catch {
      throw SettingsFault(message: "this is not YAML: \(error.problem)", range: SourceRange(error.start, error.start))
    }
  }

  /// The range of the current event.
  private var range: SourceRange {
    SourceRange(parser.offset(of: parser.event.pointee.start_mark), parser.offset(of: parser.event.pointee.end_mark))
  }

  private func fault(_ message: String) -> SettingsFault { SettingsFault(message: message, range: range) }

  /// The value whose first event is the current one.
  private func value(depth: Int) throws(SettingsFault) -> SettingsNode {
    guard depth < Self.depthLimit else { throw fault("settings nest deeper than \(Self.depthLimit) levels") }
    let start = range
    switch parser.event.pointee.type {
    case YAML_SCALAR_EVENT: return SettingsNode(content: .scalar(text()), range: start)
    case YAML_SEQUENCE_START_EVENT:
      var elements: [SettingsNode] = []
      while try next() != YAML_SEQUENCE_END_EVENT { elements.append(try value(depth: depth + 1)) }
      return SettingsNode(content: .list(elements), range: extent(start, elements.last?.range))
    case YAML_MAPPING_START_EVENT:
      var entries: [SettingsNode.Entry] = []
      while try next() != YAML_MAPPING_END_EVENT {
        guard parser.event.pointee.type == YAML_SCALAR_EVENT, let key = text() else { throw fault("expected a key") }
        let keyRange = range
        try advance()
        entries.append(SettingsNode.Entry(key: key, keyRange: keyRange, value: try value(depth: depth + 1)))
      }
      return SettingsNode(content: .mapping(entries), range: extent(start, entries.last?.value.range))
    case YAML_ALIAS_EVENT: throw fault("expected a value, found an alias")
    default: throw fault("expected a value")
    }
  }

  /// From the first event to the end of the current one; in block style that lies behind the last part.
  private func extent(_ start: SourceRange, _ last: SourceRange?) -> SourceRange {
    let end = range
    return SourceRange(start.start, end.isEmpty ? (last?.end ?? end.end) : end.end)
  }

  /// Nil where nothing is written, or `null`.
  private func text() -> String? {
    let scalar = parser.event.pointee.data.scalar
    let text = String(
      decoding: UnsafeBufferPointer<UInt8>(start: scalar.value, count: scalar.length), as: UTF8.self)
    let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
    return isPlain && (text.isEmpty || text == "~" || text == "null") ? nil : text
  }
}
