import RecordStore
import SourceText

/// Finds a value inside a record by going over its events.
struct ValueFinder<Source: EventSource> {
  var source: Source

  /// The range of the value at the end of a path; nil where the record does not spell it out.
  mutating func find(_ path: [PlaceStep]) -> SourceRange? {
    do throws(ReadStopped) {
      var event = try source.next()
      for step in path {
        guard let inner = try enter(event, step) else { return nil }
        event = inner
      }
      guard event.kind == .mappingStart || event.kind == .sequenceStart else {
        return event.kind == .scalar || event.kind == .invalid ? SourceRange(event.start, event.end) : nil
      }
      try source.skip(event)
      return SourceRange(event.start, source.contentEnd)
    } catch {
      return nil
    }
  }

  /// The first event of the value that a step leads to.
  private mutating func enter(_ event: Event, _ step: PlaceStep) throws(ReadStopped) -> Event? {
    switch step {
    case .field(let name):
      guard event.kind == .mappingStart else { return nil }
      while true {
        let key = try source.next()
        guard key.kind != .mappingEnd, key.kind != .end else { return nil }
        if key.kind == .scalar, key.text.count == name.utf8.count, key.text.elementsEqual(name.utf8) {
          return try source.next()
        }
        try source.skip(key)
        try source.skipValue()
      }
    case .element(let wanted):
      guard event.kind == .sequenceStart else { return nil }
      var position = 0
      while true {
        let element = try source.next()
        guard element.kind != .sequenceEnd, element.kind != .end else { return nil }
        if position == wanted { return element }
        position += 1
        try source.skip(element)
      }
    }
  }
}
