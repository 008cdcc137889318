/// Events that are kept because an alias or a merge may repeat them.
struct YAMLRecording {
  enum Content {
    case event(Event.Kind)
    /// Another range of the recording.
    case alias(Range<Int>)
  }

  struct Entry {
    var content: Content
    var start: Int
    var end: Int
    var textStart = 0
    var textLength = 0
    var isNull = false
    var isPlain = false
  }

  private(set) var entries: [Entry] = []
  private let texts = ScratchBuffer()

  mutating func append(_ event: Event) {
    entries.append(
      Entry(
        content: .event(event.kind), start: event.start, end: event.end, textStart: texts.count,
        textLength: event.text.count, isNull: event.isNull, isPlain: event.isPlain))
    texts.append(event.text)
  }

  mutating func append(aliasOf range: Range<Int>, start: Int, end: Int) {
    entries.append(Entry(content: .alias(range), start: start, end: end))
  }

  /// The event of an entry that is not an alias.
  func event(at index: Int) -> Event {
    let entry = entries[index]
    guard case .event(let kind) = entry.content else {
      return Event(kind: .invalid, start: entry.start, end: entry.end)
    }
    return Event(
      kind: kind, start: entry.start, end: entry.end, text: texts.slice(entry.textStart, entry.textLength),
      isNull: entry.isNull, isPlain: entry.isPlain)
  }

  /// The entries of the value that begins at an entry.
  func value(at start: Int) -> Range<Int> {
    var depth = 0
    var index = start
    while index < entries.count {
      if case .event(let kind) = entries[index].content {
        if kind == .mappingStart || kind == .sequenceStart { depth += 1 }
        if kind == .mappingEnd || kind == .sequenceEnd { depth -= 1 }
      }
      index += 1
      if depth <= 0 { break }
    }
    return start..<max(start, index)
  }
}
