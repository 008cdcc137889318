/// The offsets from UTC that a time zone has had and will have, as RFC 8536 describes them in a TZif file.
public struct TimeZoneRules: Hashable, Sendable {
  /// Seconds since 1970 from which on each of ``offsets`` holds, ascending.
  private let transitions: [Int64]
  /// Seconds east of UTC, one for each transition.
  private let offsets: [Int32]
  /// Before the first transition.
  private let firstOffset: Int32
  /// After the last transition; nil where the last offset holds for ever.
  private let rule: YearlyOffsets?

  /// The rules of a TZif file of any version; nil where it is not one, or names what it does not hold.
  public init?(tzif bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let first = Header(&reader) else { return nil }
    var header = first
    if first.version >= 2 {
      // The first block is for programs of the last century; the same follows with 64 bits.
      guard reader.skip(first.blockSize(timeSize: 4)), let second = Header(&reader) else { return nil }
      header = second
    }
    let timeSize = first.version >= 2 ? 8 : 4
    guard header.typeCount > 0, reader.has(header.blockSize(timeSize: timeSize)) else { return nil }
    let times = (0..<header.timeCount).compactMap { _ in timeSize == 8 ? reader.int64() : reader.int32().map(Int64.init)
    }
    let indices = (0..<header.timeCount).compactMap { _ in reader.byte() }
    var types: [Int32] = []
    for _ in 0..<header.typeCount {
      guard let offset = reader.int32(), reader.skip(2), Self.isPossible(offset) else { return nil }
      types.append(offset)
    }
    guard times.count == header.timeCount, indices.allSatisfy({ Int($0) < types.count }),
      zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }), reader.skip(header.rest(timeSize: timeSize))
    else { return nil }
    transitions = times
    offsets = indices.map { types[Int($0)] }
    firstOffset = types[0]
    guard first.version >= 2 else {
      rule = nil
      return
    }
    guard let footer = reader.line() else { return nil }
    if footer.isEmpty {
      rule = nil
    } else {
      guard let yearly = YearlyOffsets(footer) else { return nil }
      rule = yearly
    }
  }

  /// Seconds east of UTC at a moment, in seconds since 1970. Logarithmic in the transitions.
  public func offset(at seconds: Int64) -> Int32 {
    guard let last = transitions.last, seconds < last || rule == nil else {
      return rule?.offset(at: seconds) ?? offsets.last ?? firstOffset
    }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : offsets[low - 1]
  }

  /// RFC 8536: more than −25 and less than 26 hours.
  private static func isPossible(_ offset: Int32) -> Bool { offset > -90_000 && offset < 93_600 }

  // MARK: Reading

  /// The numbers of entries in a block of the file.
  private struct Header {
    var version: Int
    var utcCount: Int
    var standardCount: Int
    var leapCount: Int
    var timeCount: Int
    var typeCount: Int
    var characterCount: Int

    init?(_ reader: inout Reader) {
      guard reader.take("TZif"), let version = reader.byte(), reader.skip(15) else { return nil }
      // 0 is the first version, then come the digits.
      self.version = version == 0 ? 1 : Int(version) - 0x30
      var counts: [Int] = []
      for _ in 0..<6 {
        guard let count = reader.int32(), count >= 0, count <= 1 << 20 else { return nil }
        counts.append(Int(count))
      }
      (utcCount, standardCount, leapCount) = (counts[0], counts[1], counts[2])
      (timeCount, typeCount, characterCount) = (counts[3], counts[4], counts[5])
      guard (1...9).contains(self.version), typeCount <= 256 else { return nil }
    }

    func blockSize(timeSize: Int) -> Int { timeCount * (timeSize + 1) + typeCount * 6 + rest(timeSize: timeSize) }

    /// The size of the rest of the block, after the types.
    func rest(timeSize: Int) -> Int { characterCount + leapCount * (timeSize + 4) + standardCount + utcCount }
  }

  /// Big-endian numbers, none beyond the end.
  private struct Reader {
    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    func has(_ count: Int) -> Bool { count >= 0 && count <= bytes.count - place }

    mutating func skip(_ count: Int) -> Bool {
      guard has(count) else { return false }
      place += count
      return true
    }

    mutating func byte() -> UInt8? {
      guard has(1) else { return nil }
      place += 1
      return bytes[place - 1]
    }

    mutating func take(_ text: StaticString) -> Bool {
      guard has(text.utf8CodeUnitCount) else { return false }
      for offset in 0..<text.utf8CodeUnitCount where bytes[place + offset] != text.utf8Start[offset] { return false }
      place += text.utf8CodeUnitCount
      return true
    }

    private mutating func bits(_ count: Int) -> UInt64? {
      guard has(count) else { return nil }
      var result: UInt64 = 0
      for byte in bytes[place..<(place + count)] { result = result << 8 | UInt64(byte) }
      place += count
      return result
    }

    mutating func int32() -> Int32? { bits(4).map { Int32(bitPattern: UInt32(truncatingIfNeeded: $0)) } }
    mutating func int64() -> Int64? { bits(8).map { Int64(bitPattern: $0) } }

    /// The text between two line feeds.
    mutating func line() -> [UInt8]? {
      guard byte() == 0x0A, let end = bytes[place...].firstIndex(of: 0x0A) else { return nil }
      defer { place = end }
      return Array(bytes[place..<end])
    }
  }
}
