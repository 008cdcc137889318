/// A step through a document of YAML or JSON.
struct Event {
  enum Kind {
    case scalar
    case mappingStart, mappingEnd
    case sequenceStart, sequenceEnd
    /// A value whose fault has been reported.
    case invalid
    /// No further document.
    case end
  }

  var kind: Kind
  /// First and last byte in the file.
  var start: Int
  var end: Int
  /// The text of a scalar, valid until the next event.
  var text: UnsafeBufferPointer<UInt8> = UnsafeBufferPointer(start: nil, count: 0)
  /// A scalar that stands for a missing value.
  var isNull = false
  /// Written without quotes.
  var isPlain = false
}

/// A reader of documents, one event at a time. A fault that ends the file is reported by the source and thrown.
protocol EventSource {
  mutating func next() throws(ReadStopped) -> Event

  /// Offset after the last event that has an extent of its own: the end of a mapping is known only after it.
  var contentEnd: Int { get }

  /// Scalars so far.
  var valueCount: Int { get }

  /// Whether a key means that the fields of other mappings are taken over.
  func isMergeKey(_ key: Event) -> Bool

  /// Reads the value of a merge key: the mappings to take over, in the order in which they count.
  mutating func captureMerges() throws(ReadStopped) -> [Range<Int>]

  /// Makes the events of a captured mapping the next ones.
  mutating func replay(_ mapping: Range<Int>)
}

extension EventSource {
  /// Passes over the rest of a value whose first event has been read.
  mutating func skip(_ event: Event) throws(ReadStopped) {
    guard event.kind == .mappingStart || event.kind == .sequenceStart else { return }
    var depth = 1
    while depth > 0 {
      switch try next().kind {
      case .mappingStart, .sequenceStart: depth += 1
      case .mappingEnd, .sequenceEnd: depth -= 1
      case .end: return
      case .scalar, .invalid: break
      }
    }
  }

  /// Passes over the next value.
  mutating func skipValue() throws(ReadStopped) { try skip(next()) }
}
