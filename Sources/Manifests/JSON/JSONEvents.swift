import Diagnostics

/// A reader of JSON (RFC 8259) over bytes that are known to be UTF-8. No recursion and no copy but of texts with
/// escapes.
struct JSONEvents: EventSource {
  private enum State {
    /// A value must come.
    case value
    /// A value or the end of the list.
    case firstElement
    /// A key or the end of the object.
    case firstKey
    /// A key must come.
    case key
    /// A comma or the end of what is open.
    case separator
    /// The value has ended.
    case done
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  /// Position in the bytes.
  private var index: Int
  private var limit: Int
  private var state: State = .value
  /// One bit for each open container, the innermost lowest: 1 is an object.
  private var objects: UInt64 = 0
  private var depth = 0
  private let scratch: ScratchBuffer
  private let context: FileContext?
  private(set) var contentEnd: Int
  private(set) var valueCount = 0
  /// Values that may be read; fewer where another reader of the same file counts too.
  var valueLimit: Int
  private let depthLimit: Int

  /// Reads one value from a range of the bytes. Without a context, faults only stop it.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, scratch: ScratchBuffer, context: FileContext?)
  {
    self.bytes = bytes
    index = start
    limit = end
    contentEnd = start
    self.scratch = scratch
    self.context = context
    let limits = context?.options.limits ?? LoadLimits()
    valueLimit = limits.valueCount - (context?.valueCount ?? 0)
    depthLimit = min(64, limits.nestingDepth)
  }

  /// Starts over with another value of the same bytes.
  mutating func restart(from start: Int, to end: Int) {
    index = start
    limit = end
    contentEnd = start
    state = .value
    objects = 0
    depth = 0
  }

  /// Whether this many further values are surely within the limit.
  func hasRoom(for count: Int) -> Bool { valueCount <= valueLimit - count }

  func isMergeKey(_ key: Event) -> Bool { false }
  mutating func captureMerges() throws(ReadStopped) -> [Range<Int>] { [] }
  mutating func replay(_ mapping: Range<Int>) {}

  mutating func next() throws(ReadStopped) -> Event {
    skipSpace()
    switch state {
    case .value: return try value()
    case .firstElement:
      if peek() == 0x5D { return close(.sequenceEnd) }
      return try value()
    case .firstKey:
      if peek() == 0x7D { return close(.mappingEnd) }
      return try key()
    case .key: return try key()
    case .separator:
      let isObject = objects & 1 != 0
      let byte = peek()
      if byte == 0x2C {
        index += 1
        skipSpace()
        return isObject ? try key() : try value()
      }
      if isObject, byte == 0x7D { return close(.mappingEnd) }
      if !isObject, byte == 0x5D { return close(.sequenceEnd) }
      throw unexpected(isObject ? "`,` or `}`" : "`,` or `]`")
    case .done:
      if index < limit { throw unexpected("the end of the data") }
      return Event(kind: .end, start: index, end: index)
    }
  }

  // MARK: Structure

  @inline(__always)
  private func peek() -> UInt8 { index < limit ? bytes[index] : 0 }

  @inline(__always)
  private mutating func skipSpace() {
    while index < limit {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      index &+= 1
    }
  }

  private mutating func close(_ kind: Event.Kind) -> Event {
    index &+= 1
    depth &-= 1
    objects &>>= 1
    state = depth == 0 ? .done : .separator
    contentEnd = index
    return Event(kind: kind, start: index &- 1, end: index)
  }

  private mutating func open(isObject: Bool) throws(ReadStopped) -> Event {
    if depth >= depthLimit {
      throw stop(.nestingTooDeep, index, index + 1, "lists and objects nest deeper than \(depthLimit) levels")
    }
    index &+= 1
    depth &+= 1
    objects = objects &<< 1 | (isObject ? 1 : 0)
    state = isObject ? .firstKey : .firstElement
    return Event(kind: isObject ? .mappingStart : .sequenceStart, start: index &- 1, end: index)
  }

  private mutating func key() throws(ReadStopped) -> Event {
    guard peek() == 0x22 else { throw unexpected("a name in quotes") }
    let event = try text()
    skipSpace()
    guard peek() == 0x3A else { throw unexpected("`:`") }
    index &+= 1
    state = .value
    return event
  }

  private mutating func value() throws(ReadStopped) -> Event {
    let byte = peek()
    if byte == 0x7B || byte == 0x5B { return try open(isObject: byte == 0x7B) }
    state = depth == 0 ? .done : .separator
    valueCount &+= 1
    if valueCount > valueLimit {
      throw stop(.tooManyValues, index, index + 1, "there are more values than can be read")
    }
    if byte == 0x22 { return try text() }
    return try literal()
  }

  // MARK: Scalars

  /// A number, `true`, `false` or `null`.
  private mutating func literal() throws(ReadStopped) -> Event {
    let start = index
    var end = index
    while end < limit, Self.isLiteralByte(bytes[end]) { end &+= 1 }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
    var event = Event(kind: .scalar, start: start, end: end, text: text, isPlain: true)
    if !Self.isNumber(text) {
      if text.equals("null") {
        event.isNull = true
      } else if !text.equals("true"), !text.equals("false") {
        throw unexpected("a value")
      }
    }
    index = end
    contentEnd = end
    return event
  }

  @inline(__always)
  static func isLiteralByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 <= 9 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2D || byte == 0x2B || byte == 0x2E || byte >= 0x80
  }

  static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    func digits() -> Bool {
      let start = index
      while index < text.count, text[index] &- 0x30 <= 9 { index += 1 }
      return index > start
    }
    if index < text.count, text[index] == 0x2D { index += 1 }
    if index < text.count, text[index] == 0x30 {
      index += 1
    } else if !digits() {
      return false
    }
    if index < text.count, text[index] == 0x2E {
      index += 1
      if !digits() { return false }
    }
    if index < text.count, text[index] | 0x20 == 0x65 {
      index += 1
      if index < text.count, text[index] == 0x2B || text[index] == 0x2D { index += 1 }
      if !digits() { return false }
    }
    return index == text.count
  }

  /// A text in quotes. Without escapes it is a slice of the bytes.
  private mutating func text() throws(ReadStopped) -> Event {
    let start = index
    let content = index &+ 1
    let end = ByteScanner.endOfPlainText(bytes, from: content, to: limit)
    if end < limit, bytes[end] == 0x22 {
      index = end &+ 1
      contentEnd = index
      return Event(
        kind: .scalar, start: start, end: index, text: UnsafeBufferPointer(rebasing: bytes[content..<end]))
    }
    return try textWithEscapes(start: start, firstEscape: end)
  }

  private mutating func textWithEscapes(start: Int, firstEscape: Int) throws(ReadStopped) -> Event {
    scratch.removeAll()
    var position = start + 1
    var stopped = firstEscape
    while true {
      scratch.append(UnsafeBufferPointer(rebasing: bytes[position..<stopped]))
      guard stopped < limit else {
        throw stop(.malformedJSON, start, start + 1, "a text that begins here is not closed")
      }
      if bytes[stopped] == 0x22 { break }
      guard bytes[stopped] == 0x5C else {
        throw stop(
          .malformedJSON, stopped, stopped + 1,
          "a text cannot hold the control character \(bytes[stopped]) as it is; write it as an escape")
      }
      position = try escape(at: stopped)
      stopped = ByteScanner.endOfPlainText(bytes, from: position, to: limit)
    }
    index = stopped + 1
    contentEnd = index
    return Event(kind: .scalar, start: start, end: index, text: scratch.contents)
  }

  /// Reads an escape and returns the position after it.
  private func escape(at start: Int) throws(ReadStopped) -> Int {
    let letter = start + 1 < limit ? bytes[start + 1] : 0
    switch letter {
    case 0x22, 0x5C, 0x2F: scratch.append(letter)
    case 0x62: scratch.append(0x08)
    case 0x66: scratch.append(0x0C)
    case 0x6E: scratch.append(0x0A)
    case 0x72: scratch.append(0x0D)
    case 0x74: scratch.append(0x09)
    case 0x75: return try unicodeEscape(at: start)
    default:
      throw stop(.malformedJSON, start, min(limit, start + 2), "an escape that JSON does not have")
    }
    return start + 2
  }

  private func unicodeEscape(at start: Int) throws(ReadStopped) -> Int {
    guard let first = hexadecimal(at: start + 2) else {
      throw stop(.malformedJSON, start, min(limit, start + 6), "`\\u` expects four hexadecimal digits")
    }
    var value = first
    var end = start + 6
    if first >= 0xD800, first < 0xDC00, end + 1 < limit, bytes[end] == 0x5C, bytes[end + 1] == 0x75,
      let second = hexadecimal(at: end + 2), second >= 0xDC00, second < 0xE000
    {
      value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
      end += 6
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw stop(.malformedJSON, start, end, "half of a surrogate pair, which is not a character")
    }
    for byte in String(Character(scalar)).utf8 { scratch.append(byte) }
    return end
  }

  private func hexadecimal(at start: Int) -> UInt32? {
    guard start + 4 <= limit else { return nil }
    var value: UInt32 = 0
    for offset in 0..<4 {
      let byte = bytes[start + offset]
      let digit: UInt8
      if byte &- 0x30 <= 9 {
        digit = byte &- 0x30
      } else if (byte | 0x20) &- 0x61 < 6 {
        digit = (byte | 0x20) &- 0x61 &+ 10
      } else {
        return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  // MARK: Faults

  private func unexpected(_ expected: String) -> ReadStopped {
    guard index < limit else {
      return stop(.malformedJSON, limit, limit, "expected \(expected), found the end of the data")
    }
    var end = index + 1
    while end < limit, end - index < 40, Self.isLiteralByte(bytes[end - 1]), Self.isLiteralByte(bytes[end]) {
      end += 1
    }
    while end < limit, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let text = UnsafeBufferPointer(rebasing: bytes[index..<end])
    return stop(.malformedJSON, index, end, "expected \(expected), found \(quoted(text))")
  }

  private func stop(
    _ code: DiagnosticCode, _ start: Int, _ end: Int, _ message: @autoclosure () -> String
  ) -> ReadStopped {
    context?.faults.stop(code, start, end, message()) ?? ReadStopped()
  }
}
