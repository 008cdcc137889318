import CYAML
import SourceText

/// libyaml's parser over bytes in memory, one event at a time. The bytes must stay where they are as long as it lives.
final class YAMLParser {
  /// The report of libyaml about text that it cannot read.
  struct Failure: Error {
    /// The fault, in libyaml's words, with the characters of the text in backticks.
    var problem: String
    /// The context being read, and where it begins.
    var context: String?
    var contextStart: Int?
    var start: Int
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  let event: UnsafeMutablePointer<yaml_event_t>
  private var holdsEvent = false
  private let bytes: UnsafeBufferPointer<UInt8>
  private let first: Int
  private let isASCII: Bool
  // Where the last mark that was turned into bytes lies.
  private var knownCharacter = 0
  private var knownByte: Int

  /// Reads the bytes from an offset on; they must be UTF-8.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.bytes = bytes
    first = min(start, bytes.count)
    knownByte = first
    isASCII = ByteScanner.isASCII(bytes)
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    if let base = bytes.baseAddress {
      yaml_parser_set_input_string(parser, base + first, bytes.count - first)
    } else {
      withUnsafePointer(to: 0 as UInt8) { yaml_parser_set_input_string(parser, $0, 0) }
    }
  }

  deinit {
    if holdsEvent { yaml_event_delete(event) }
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// Reads the next event into ``event``, which stays until the next call.
  @inline(__always)
  func advance() throws(Failure) {
    if holdsEvent { yaml_event_delete(event) }
    holdsEvent = yaml_parser_parse(parser, event) != 0
    if !holdsEvent { throw failure() }
  }

  // MARK: Places

  /// The offset of a mark, which counts characters.
  @inline(__always)
  func offset(of mark: yaml_mark_t) -> Int {
    isASCII ? min(first &+ Int(mark.index), bytes.count) : offset(ofCharacter: Int(mark.index))
  }

  // Marks come nearly in order, so going on from the last one is short.
  private func offset(ofCharacter character: Int) -> Int {
    while knownCharacter < character, knownByte < bytes.count {
      knownByte += 1
      while knownByte < bytes.count, bytes[knownByte] & 0xC0 == 0x80 { knownByte += 1 }
      knownCharacter += 1
    }
    while knownCharacter > character, knownByte > first {
      knownByte -= 1
      while knownByte > first, bytes[knownByte] & 0xC0 == 0x80 { knownByte -= 1 }
      knownCharacter -= 1
    }
    return knownByte
  }

  private func failure() -> Failure {
    let state = parser.pointee
    let problem = state.problem.map { Self.inBackticks(String(cString: $0)) } ?? "it cannot be read"
    if state.error == YAML_READER_ERROR {
      return Failure(problem: problem, start: min(bytes.count, first + Int(state.problem_offset)))
    }
    guard state.error != YAML_MEMORY_ERROR else { return Failure(problem: "there is not enough memory", start: first) }
    let context = state.context.map { String(cString: $0) }
    let contextStart = context == nil ? nil : offset(of: state.context_mark)
    return Failure(
      problem: problem, context: context, contextStart: contextStart, start: offset(of: state.problem_mark))
  }

  /// libyaml puts characters of the text into single quotes.
  private static func inBackticks(_ message: String) -> String {
    String(message.map { $0 == "'" ? "`" : $0 })
  }
}
