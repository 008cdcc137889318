/// A form of dates, and of times: `DD.MM.YYYY`, `YYYY-MM-DD HH:mm:ss`.
public struct DatePattern: Sendable, Hashable {
  /// A part of the form.
  public enum Part: Sendable, Hashable {
    case year, shortYear, month, monthName, day, hour, minute, second
    /// A byte that is written as it is.
    case sign(UInt8)
  }

  /// As it was written.
  public let text: String
  public let parts: [Part]
  /// The year that the two digits of `YY` are added to; nil without one.
  public let century: Int?

  /// Whether it gives a time of the day.
  public var hasTime: Bool { parts.contains(.hour) }

  /// Why a text is not a form of dates.
  public enum Fault: Error, Sendable, Hashable {
    /// A letter that stands for nothing.
    case unknownLetter(Character)
    /// A part that comes twice.
    case repeated(String)
    /// Year, month or day are not there.
    case incomplete
    /// `YY` without a century.
    case centuryNeeded
    /// A time without its hours.
    case timeWithoutHours
  }

  private static let words: [(text: String, part: Part)] = [
    ("YYYY", .year), ("YY", .shortYear), ("MON", .monthName), ("MM", .month), ("DD", .day), ("HH", .hour),
    ("mm", .minute), ("ss", .second),
  ]

  public init(_ text: String, century: Int? = nil) throws(Fault) {
    var parts: [Part] = []
    var rest = Substring(text)
    while let first = rest.first {
      if let word = Self.words.first(where: { rest.hasPrefix($0.text) }) {
        guard !parts.contains(word.part) else { throw .repeated(word.text) }
        parts.append(word.part)
        rest = rest.dropFirst(word.text.count)
        continue
      }
      // `T` and `Z` are signs of ISO 8601.
      guard !first.isLetter || first == "T" || first == "Z" else { throw .unknownLetter(first) }
      parts += first.utf8.map(Part.sign)
      rest = rest.dropFirst()
    }
    let hasYear = parts.contains(.year) != parts.contains(.shortYear)
    let hasMonth = parts.contains(.month) != parts.contains(.monthName)
    guard hasYear, hasMonth, parts.contains(.day) else { throw .incomplete }
    guard parts.contains(.hour) || !parts.contains(.minute) && !parts.contains(.second) else { throw .timeWithoutHours }
    guard !parts.contains(.shortYear) || century != nil else { throw .centuryNeeded }
    self.text = text
    self.parts = parts
    self.century = century
  }

  // MARK: Reading

  /// The parts of a time, before its day is known to exist.
  public struct Reading: Sendable, Equatable {
    public var year = 0
    public var month = 0
    public var day = 0
    public var hour = 0
    public var minute = 0
    public var second = 0

    /// Seconds since midnight.
    public var secondOfDay: Int { (hour * 60 + minute) * 60 + second }
  }

  /// Reads a text that has the form; nil for any other. Whether there is such a day is not looked at, but hours, minutes
  /// and seconds are within their bounds. Linear in the form.
  public func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading? {
    var reading = Reading()
    var index = 0
    for part in parts {
      switch part {
      case .sign(let sign):
        guard index < bytes.count, bytes[index] == sign else { return nil }
        index &+= 1
      case .monthName:
        guard index &+ 3 <= bytes.count, let month = Self.month(bytes, index) else { return nil }
        reading.month = month
        index &+= 3
      case .year:
        guard let value = Self.number(bytes, &index, 4) else { return nil }
        reading.year = value
      case .shortYear:
        guard let value = Self.number(bytes, &index, 2) else { return nil }
        reading.year = (century ?? 0) &+ value
      case .month:
        guard let value = Self.number(bytes, &index, 2) else { return nil }
        reading.month = value
      case .day:
        guard let value = Self.number(bytes, &index, 2) else { return nil }
        reading.day = value
      case .hour:
        guard let value = Self.number(bytes, &index, 2), value < 24 else { return nil }
        reading.hour = value
      case .minute:
        guard let value = Self.number(bytes, &index, 2), value < 60 else { return nil }
        reading.minute = value
      case .second:
        guard let value = Self.number(bytes, &index, 2), value < 60 else { return nil }
        reading.second = value
      }
    }
    return index == bytes.count ? reading : nil
  }

  @inline(__always)
  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ count: Int) -> Int? {
    guard index &+ count <= bytes.count else { return nil }
    var value = 0
    for _ in 0..<count {
      let digit = bytes[index] &- 0x30
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int(digit)
      index &+= 1
    }
    return value
  }

  private static let names: [StaticString] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func month(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let place = names.firstIndex { name in
      (0..<3).allSatisfy { bytes[start + $0] | 0x20 == name.utf8Start[$0] }
    }
    return place.map { $0 + 1 }
  }

  /// Whether some text has both forms and means another day in each: the parts lie in the same places and are not the
  /// same.
  public func isConfused(with other: DatePattern) -> Bool {
    guard self != other else { return false }
    let (left, right) = (expanded, other.expanded)
    guard left.count == right.count else { return false }
    // A digit can be a digit only, and a sign that sign.
    for (first, second) in zip(left, right) {
      switch (first, second) {
      case (.sign(let one), .sign(let two)): if one != two { return false }
      case (.sign(let sign), .monthName), (.monthName, .sign(let sign)):
        guard (sign | 0x20) &- 0x61 < 26 else { return false }
      case (.sign(let sign), _), (_, .sign(let sign)): if sign &- 0x30 > 9 { return false }
      case (.monthName, .monthName): break
      case (.monthName, _), (_, .monthName): return false
      default: break
      }
    }
    return left != right || century != other.century
  }

  /// A part for each byte of a text of the form.
  private var expanded: [Part] {
    parts.flatMap { part -> [Part] in
      switch part {
      case .sign: [part]
      case .year: Array(repeating: part, count: 4)
      case .monthName: Array(repeating: part, count: 3)
      case .shortYear, .month, .day, .hour, .minute, .second: Array(repeating: part, count: 2)
      }
    }
  }
}
