import CYAML
import Diagnostics
import SourceText

/// A reader of YAML over libyaml's events. Aliases are resolved by repeating recorded events, within a limit; no tree
/// of nodes is built.
struct YAMLEvents: EventSource {
  /// An event before aliases are resolved.
  private enum Step {
    case event(Event)
    case alias(Range<Int>, start: Int, end: Int)
  }

  /// Recorded events that are being repeated.
  private struct Frame {
    var position: Int
    var end: Int
    /// Where the text goes on after them.
    var contentEnd: Int
  }

  private let parser: YAMLParser
  private let context: FileContext?
  private var hasDocument = false
  private let joinsDocuments: Bool
  private var isAtEnd = false
  /// Whether libyaml's event has not been looked at.
  private var hasParsed = false
  private var depth = 0
  private let depthLimit: Int
  private(set) var contentEnd = 0
  private(set) var valueCount = 0
  private let valueLimit: Int

  private var recording = YAMLRecording()
  /// Anchors whose values are being recorded, by the depth at which they end.
  private var openAnchors: [(name: String, start: Int, depth: Int)] = []
  private var anchors: [String: Range<Int>] = [:]
  /// Values of merge keys that are being recorded.
  private var openMerges = 0
  private var frames: [Frame] = []
  private var repeatsLeft: Int

  /// Reads the bytes from an offset on; they must be UTF-8. Without a context, faults only stop it.
  /// - Parameter joinsDocuments: whether there may be several documents, whose values come one after the other.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, context: FileContext?, joinsDocuments: Bool = false
  ) {
    parser = YAMLParser(bytes, from: start)
    self.joinsDocuments = joinsDocuments
    self.context = context
    let limits = context?.options.limits ?? LoadLimits()
    depthLimit = limits.nestingDepth
    valueLimit = limits.valueCount - (context?.valueCount ?? 0)
    repeatsLeft = limits.aliasExpansion
  }

  // MARK: Events

  mutating func next() throws(ReadStopped) -> Event {
    // Nearly all events come straight from the text.
    if frames.isEmpty, !isRecording, !isAtEnd, let event = try nextPlain() { return event }
    while true {
      let step = hasParsed ? try takeParsed() : try nextStep()
      switch step {
      case .event(let event):
        try countDepth(event)
        return event
      case .alias(let range, let start, let end):
        guard range.isEmpty else {
          try push(range, start: start, end: end)
          continue
        }
        return Event(kind: .invalid, start: start, end: end)
      }
    }
  }

  /// The next event where nothing is recorded or repeated; nil for one that needs more care, which is then the next.
  @inline(__always)
  private mutating func nextPlain() throws(ReadStopped) -> Event? {
    try advance()
    let parsed = parser.event
    let start = parser.offset(of: parsed.pointee.start_mark)
    switch parsed.pointee.type {
    case YAML_SCALAR_EVENT:
      guard parsed.pointee.data.scalar.tag == nil, parsed.pointee.data.scalar.anchor == nil else { return nil }
      let end = parser.offset(of: parsed.pointee.end_mark)
      contentEnd = end
      try countValue(start, end)
      hasParsed = false
      return scalar(start, end)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
      let end = parser.offset(of: parsed.pointee.end_mark)
      noteEnd(start, end)
      depth &-= 1
      hasParsed = false
      return Event(
        kind: parsed.pointee.type == YAML_MAPPING_END_EVENT ? .mappingEnd : .sequenceEnd, start: start, end: end)
    default: return nil
    }
  }

  @inline(__always)
  private func scalar(_ start: Int, _ end: Int) -> Event {
    let parsed = parser.event
    let text = UnsafeBufferPointer<UInt8>(
      start: parsed.pointee.data.scalar.value, count: parsed.pointee.data.scalar.length)
    var event = Event(kind: .scalar, start: start, end: end, text: text)
    event.isPlain = parsed.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
    event.isNull = event.isPlain && Self.isNull(text)
    return event
  }

  /// Lets libyaml read its next event.
  @inline(__always)
  private mutating func advance() throws(ReadStopped) {
    do throws(YAMLParser.Failure) {
      try parser.advance()
    } catch {
      throw malformed(error)
    }
    hasParsed = true
  }

  @inline(__always)
  private mutating func countValue(_ start: Int, _ end: Int) throws(ReadStopped) {
    valueCount &+= 1
    if valueCount > valueLimit { throw stop(.tooManyValues, start, end, "there are more values than can be read") }
  }

  private mutating func countDepth(_ event: Event) throws(ReadStopped) {
    switch event.kind {
    case .mappingStart, .sequenceStart:
      depth &+= 1
      if depth > depthLimit {
        throw stop(
          .nestingTooDeep, event.start, event.start + 1, "lists and mappings nest deeper than \(depthLimit) levels")
      }
    case .mappingEnd, .sequenceEnd: depth &-= 1
    case .scalar, .invalid, .end: break
    }
  }

  private mutating func nextStep() throws(ReadStopped) -> Step {
    while !frames.isEmpty {
      let frame = frames[frames.count - 1]
      guard frame.position < frame.end else {
        contentEnd = frame.contentEnd
        frames.removeLast()
        continue
      }
      frames[frames.count - 1].position += 1
      let entry = recording.entries[frame.position]
      try countRepeat(entry.start, entry.end)
      if case .alias(let range) = entry.content { return .alias(range, start: entry.start, end: entry.end) }
      noteEnd(entry.start, entry.end)
      return .event(recording.event(at: frame.position))
    }
    return try nextParsed()
  }

  /// Takes the next event from libyaml, and records it where an anchor or a merge needs it.
  private mutating func nextParsed() throws(ReadStopped) -> Step {
    guard !isAtEnd else { return .event(Event(kind: .end, start: contentEnd, end: contentEnd)) }
    try advance()
    return try takeParsed()
  }

  /// The meaning of libyaml's event.
  private mutating func takeParsed() throws(ReadStopped) -> Step {
    while !isAtEnd {
      hasParsed = false
      let type = parser.event.pointee.type
      let start = parser.offset(of: parser.event.pointee.start_mark)
      switch type {
      case YAML_SCALAR_EVENT:
        let end = parser.offset(of: parser.event.pointee.end_mark)
        contentEnd = end
        try countValue(start, end)
        var event = scalar(start, end)
        let scalar = parser.event.pointee.data.scalar
        if scalar.tag != nil { event = refuseTag(scalar.tag, event) }
        if scalar.anchor != nil {
          anchor(scalar.anchor, event, isWhole: true)
        } else if isRecording {
          recording.append(event)
        }
        return .event(event)
      case YAML_MAPPING_START_EVENT:
        let data = parser.event.pointee.data.mapping_start
        return .event(open(.mappingStart, start, anchor: data.anchor, tag: data.tag))
      case YAML_SEQUENCE_START_EVENT:
        let data = parser.event.pointee.data.sequence_start
        return .event(open(.sequenceStart, start, anchor: data.anchor, tag: data.tag))
      case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
        let end = parser.offset(of: parser.event.pointee.end_mark)
        return .event(close(type == YAML_MAPPING_END_EVENT ? .mappingEnd : .sequenceEnd, start, end))
      case YAML_ALIAS_EVENT:
        let end = parser.offset(of: parser.event.pointee.end_mark)
        contentEnd = end
        return alias(start, end)
      case YAML_DOCUMENT_START_EVENT:
        if hasDocument, joinsDocuments {
          // Anchors end with their document.
          anchors.removeAll()
        } else if hasDocument {
          throw stop(
            .severalDocuments, start, parser.offset(of: parser.event.pointee.end_mark),
            "expected one document in a file, found the beginning of another")
        }
        hasDocument = true
        try advance()
      case YAML_STREAM_END_EVENT:
        isAtEnd = true
        return .event(Event(kind: .end, start: start, end: start))
      default: try advance()
      }
    }
    return .event(Event(kind: .end, start: contentEnd, end: contentEnd))
  }

  private static func isNull(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text.count {
    case 0: true
    case 1: text[0] == 0x7E
    case 4 where text[0] | 0x20 == 0x6E && text[3] | 0x20 == 0x6C:
      text.equals("null") || text.equals("Null") || text.equals("NULL")
    default: false
    }
  }

  private mutating func open(
    _ kind: Event.Kind, _ start: Int, anchor name: UnsafeMutablePointer<yaml_char_t>?,
    tag: UnsafeMutablePointer<yaml_char_t>?
  ) -> Event {
    let event = Event(kind: kind, start: start, end: start)
    contentEnd = parser.offset(of: parser.event.pointee.end_mark)
    if let tag { _ = refuseTag(tag, event) }
    if let name {
      anchor(name, event, isWhole: false)
    } else if isRecording {
      recording.append(event)
    }
    return event
  }

  private mutating func close(_ kind: Event.Kind, _ start: Int, _ end: Int) -> Event {
    noteEnd(start, end)
    let event = Event(kind: kind, start: start, end: end)
    if isRecording {
      recording.append(event)
      // The depth is counted down after this.
      while let open = openAnchors.last, open.depth == depth - 1 {
        anchors[open.name] = open.start..<recording.entries.count
        openAnchors.removeLast()
      }
    }
    return event
  }

  /// The end of a collection in block style has no extent, and lies where the next thing begins.
  private mutating func noteEnd(_ start: Int, _ end: Int) {
    if end > start { contentEnd = end }
  }

  // MARK: Anchors and aliases

  private var isRecording: Bool { !openAnchors.isEmpty || openMerges > 0 }

  private mutating func anchor(_ name: UnsafeMutablePointer<yaml_char_t>, _ event: Event, isWhole: Bool) {
    let name = String(cString: name)
    let start = recording.entries.count
    recording.append(event)
    if isWhole {
      anchors[name] = start..<start + 1
    } else {
      openAnchors.append((name, start, depth))
    }
  }

  private mutating func alias(_ start: Int, _ end: Int) -> Step {
    let name = parser.event.pointee.data.alias.anchor.map { String(cString: $0) } ?? ""
    let range = anchors[name] ?? 0..<0
    if range.isEmpty {
      context?.faults.add(.unknownAnchor, start, end) {
        let nearest = NameSuggestion.nearest(to: name, in: anchors.keys.sorted())
        return "no value before this one has the anchor \(quoted(name))"
          + (nearest.map { "; did you mean \(quoted($0))?" } ?? "")
      }
    }
    if isRecording { recording.append(aliasOf: range, start: start, end: end) }
    return .alias(range, start: start, end: end)
  }

  private mutating func push(_ range: Range<Int>, start: Int, end: Int) throws(ReadStopped) {
    if frames.count >= depthLimit * 2 {
      throw stop(.nestingTooDeep, start, end, "aliases lead to aliases more than \(depthLimit * 2) times")
    }
    frames.append(Frame(position: range.lowerBound, end: range.upperBound, contentEnd: contentEnd))
  }

  private mutating func countRepeat(_ start: Int, _ end: Int) throws(ReadStopped) {
    repeatsLeft -= 1
    if repeatsLeft < 0 {
      let limit = context?.options.limits.aliasExpansion ?? 0
      throw stop(.aliasExpansion, start, end, "aliases repeat more than \(limit) values in this file")
    }
  }

  // MARK: Merge keys

  func isMergeKey(_ key: Event) -> Bool { key.isPlain && key.text.equals("<<") }

  mutating func captureMerges() throws(ReadStopped) -> [Range<Int>] {
    openMerges += 1
    defer { openMerges -= 1 }
    var merges: [Range<Int>] = []
    let first = try nextStep()
    if case .event(let event) = first, event.kind == .sequenceStart {
      try countDepth(event)
      while true {
        let step = try nextStep()
        if case .event(let event) = step, event.kind == .sequenceEnd || event.kind == .end {
          try countDepth(event)
          break
        }
        if let merge = try capture(step) { merges.append(merge) }
      }
    } else if let merge = try capture(first) {
      merges.append(merge)
    }
    return merges
  }

  /// The recorded events of a mapping that a merge names.
  private mutating func capture(_ step: Step) throws(ReadStopped) -> Range<Int>? {
    switch step {
    case .alias(let range, let start, let end):
      if range.isEmpty { return nil }
      if recording.event(at: range.lowerBound).kind == .mappingStart { return range }
      reportBadMerge(start, end)
    case .event(let event):
      guard event.kind == .mappingStart else {
        if event.kind != .invalid { reportBadMerge(event.start, max(event.end, event.start + 1)) }
        try countDepth(event)
        try skip(event)
        return nil
      }
      let start = frames.last.map { $0.position - 1 } ?? recording.entries.count - 1
      try countDepth(event)
      try skip(event)
      return recording.value(at: start)
    }
    return nil
  }

  private func reportBadMerge(_ start: Int, _ end: Int) {
    context?.faults.add(
      .wrongDataType, start, end, "`<<` expects a mapping, or a list of mappings, to take fields from")
  }

  mutating func replay(_ mapping: Range<Int>) {
    frames.append(Frame(position: mapping.lowerBound, end: mapping.upperBound, contentEnd: contentEnd))
  }

  // MARK: Faults

  private func refuseTag(_ tag: UnsafeMutablePointer<yaml_char_t>, _ event: Event) -> Event {
    context?.faults.add(.yamlTag, event.start, max(event.end, event.start + 1)) {
      var name = String(cString: tag)
      let prefix = "tag:yaml.org,2002:"
      if name.hasPrefix(prefix) { name = "!!" + name.dropFirst(prefix.count) }
      return "the tag \(quoted(name)) asks for a type; the policy says which type a field has"
    }
    return event.kind == .scalar ? Event(kind: .invalid, start: event.start, end: event.end) : event
  }

  private func malformed(_ failure: YAMLParser.Failure) -> ReadStopped {
    guard let context else { return ReadStopped() }
    var related: [Fault.Related] = []
    if let what = failure.context, let start = failure.contextStart, start != failure.start {
      related.append(Fault.Related(message: what, file: context.file, start: start, end: start))
    }
    return context.faults.stop(
      .malformedYAML, failure.start, failure.start, related: related, "this is not YAML: \(failure.problem)")
  }

  private func stop(
    _ code: DiagnosticCode, _ start: Int, _ end: Int, _ message: @autoclosure () -> String
  ) -> ReadStopped {
    context?.faults.stop(code, start, end, message()) ?? ReadStopped()
  }
}
