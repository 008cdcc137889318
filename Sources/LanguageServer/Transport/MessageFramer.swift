/// Cuts a stream of bytes into messages, whatever pieces it comes in.
public struct MessageFramer {
  /// Bytes of one message, at most.
  static let sizeLimit = 256 << 20

  private var buffer: [UInt8] = []
  private var start = 0
  /// Of the message whose header has been read.
  private var length: Int?
  /// Bytes of a message that is too large and is passed over.
  private var skipping = 0

  public init() {}

  public mutating func append(_ bytes: some Sequence<UInt8>) {
    if start > 1 << 16 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer += bytes
  }

  /// The next whole message; nil until more has come.
  public mutating func next() -> [UInt8]? {
    while true {
      if skipping > 0 {
        let count = min(skipping, buffer.count - start)
        start += count
        skipping -= count
        if skipping > 0 { return nil }
      }
      if let length {
        guard buffer.count - start >= length else { return nil }
        let message = Array(buffer[start..<(start + length)])
        start += length
        self.length = nil
        return message
      }
      guard let header = takeHeader() else { return nil }
      guard let length = Self.contentLength(header) else { continue }
      if length > Self.sizeLimit { skipping = length } else { self.length = length }
    }
  }

  /// The lines up to an empty one.
  private mutating func takeHeader() -> [UInt8]? {
    var index = start
    while index < buffer.count {
      guard buffer[index] == 0x0A else {
        index += 1
        continue
      }
      // An empty line ends the header, with or without carriage returns.
      if index > start,
        buffer[index - 1] == 0x0A || (index > start + 1 && buffer[index - 1] == 0x0D && buffer[index - 2] == 0x0A)
      {
        let header = Array(buffer[start..<index])
        start = index + 1
        return header
      }
      if index == start || (index == start + 1 && buffer[start] == 0x0D) {
        // Empty lines before a header mean nothing.
        start = index + 1
      }
      index += 1
    }
    return nil
  }

  private static func contentLength(_ header: [UInt8]) -> Int? {
    for line in header.split(separator: 0x0A) {
      let parts = String(decoding: line, as: UTF8.self).split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased().filter({ $0 != " " }) == "content-length" else { continue }
      return Int(String(parts[1].filter { $0 != " " && $0 != "\r" })).flatMap { $0 >= 0 ? $0 : nil }
    }
    return nil
  }
}
