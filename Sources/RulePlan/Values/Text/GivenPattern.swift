/// An entitlement of the data that stands for several: a pattern, or a range `low..high` by Unicode scalar, whose ends may be
/// the beginnings of texts: `PRE*`.
public struct GivenPattern: Sendable {
  private enum Form: Sendable {
    case pattern(TextPattern)
    /// From a text to another, or to all that begin with it.
    case range(low: [UInt32], high: [UInt32], isPrefix: Bool)
  }

  /// As the data writes it.
  public let text: String
  private let form: Form

  /// Linear in the text.
  public init(_ text: String) {
    self.text = text
    let scalars = text.unicodeScalars.map(\.value)
    let point: UInt32 = 0x2E
    let places = scalars.indices.dropLast().filter { scalars[$0] == point && scalars[$0 + 1] == point }
    guard places.count == 1, let place = places.first, place > 0, place + 2 < scalars.count else {
      form = .pattern(TextPattern(text))
      return
    }
    func end(_ part: ArraySlice<UInt32>) -> (text: [UInt32], isPrefix: Bool) {
      part.last == 0x2A ? (Array(part.dropLast()), true) : (Array(part), false)
    }
    let low = end(scalars[..<place])
    let high = end(scalars[(place + 2)...])
    form = .range(low: low.text, high: high.text, isPrefix: high.isPrefix)
  }

  /// Whether it stands for one text alone, itself.
  public var isLiteral: Bool { if case .pattern(let pattern) = form { pattern.isLiteral } else { false } }

  /// Whether it has a star, or looks like a range: `A..B`, or as spreadsheets have it, `A - B`.
  public static func looksLikeSeveral(_ text: String) -> Bool {
    if text.utf8.contains(UInt8(ascii: "*")) { return true }
    if case .range = GivenPattern(text).form { return true }
    let words = text.split(separator: " ")
    return words.count == 3 && words[1] == "-"
  }

  /// Whether a text is among those that it stands for.
  public func fits(_ key: String) -> Bool {
    switch form {
    case .pattern(let pattern): pattern.matches(key)
    case .range(let low, let high, let isPrefix):
      Self.isWithin(key.unicodeScalars.map(\.value), low, high, isPrefix)
    }
  }

  private static func isWithin(_ key: [UInt32], _ low: [UInt32], _ high: [UInt32], _ isPrefix: Bool) -> Bool {
    guard !key.lexicographicallyPrecedes(low) else { return false }
    return !high.lexicographicallyPrecedes(key) || isPrefix && key.starts(with: high)
  }

  /// Whether some text fits both it and a pattern. At most the product of both lengths.
  public func meets(_ pattern: TextPattern) -> Bool {
    if pattern.isLiteral { return fits(pattern.text) }
    let signs = Self.signs(pattern)
    switch form {
    case .pattern(let own): return Self.haveCommon(own.isLiteral ? Self.literal(own) : Self.signs(own), signs)
    case .range(let low, let high, let isPrefix):
      return RangeSearch(signs: signs, low: low, high: high, isPrefix: isPrefix).finds()
    }
  }

  /// A scalar, or a wildcard.
  fileprivate enum Sign: Hashable {
    case scalar(UInt32)
    case one, run
  }

  private static func signs(_ pattern: TextPattern) -> [Sign] {
    pattern.text.unicodeScalars.map { $0 == "*" ? .run : $0 == "?" ? .one : .scalar($0.value) }
  }

  private static func literal(_ pattern: TextPattern) -> [Sign] {
    pattern.text.unicodeScalars.map { .scalar($0.value) }
  }

  /// Row by row, whether the beginnings of both have a text in common.
  private static func haveCommon(_ left: [Sign], _ right: [Sign]) -> Bool {
    var row = [Bool](repeating: false, count: right.count + 1)
    row[0] = true
    for (place, sign) in right.enumerated() { row[place + 1] = row[place] && sign == .run }
    for own in left {
      var next = [Bool](repeating: false, count: right.count + 1)
      next[0] = row[0] && own == .run
      for (place, other) in right.enumerated() {
        switch (own, other) {
        // A run is empty, or takes in one more sign of the other side.
        case (.run, _), (_, .run): next[place + 1] = row[place + 1] || next[place]
        case (.one, _), (_, .one): next[place + 1] = row[place]
        case (.scalar(let a), .scalar(let b)): next[place + 1] = a == b && row[place]
        }
      }
      row = next
    }
    return row[right.count]
  }

  /// Looks for a text of a pattern between two texts, scalar by scalar: at each place it is still equal to the beginning of
  /// an end, or free of it.
  private struct RangeSearch {
    let signs: [Sign]
    let low: [UInt32]
    let high: [UInt32]
    let isPrefix: Bool

    private struct State: Hashable {
      var sign: Int
      /// How much of the end the text equals; nil once it is free of it.
      var low: Int?
      var high: Int?
    }

    func finds() -> Bool {
      var seen: Set<State> = []
      var waiting = [State(sign: 0, low: 0, high: 0)]
      while let state = waiting.popLast() {
        guard seen.insert(state).inserted else { continue }
        if state.sign == signs.count {
          if state.low.map({ $0 == low.count }) ?? true { return true }
          continue
        }
        let sign = signs[state.sign]
        if sign == .run {
          var after = state
          after.sign += 1
          waiting.append(after)
        }
        for scalar in scalars(sign, state) {
          guard var next = step(state, scalar) else { continue }
          if sign != .run { next.sign += 1 }
          waiting.append(next)
        }
      }
      return false
    }

    /// The scalars that need trying: equal to those of the ends, or just beside them.
    private func scalars(_ sign: Sign, _ state: State) -> Set<UInt32> {
      if case .scalar(let scalar) = sign { return [scalar] }
      var found: Set<UInt32> = [0x61]
      if let place = state.low, place < low.count {
        found.insert(low[place])
        if low[place] < 0x10FFFF { found.insert(low[place] == 0xD7FF ? 0xE000 : low[place] + 1) }
      }
      if let place = state.high, place < high.count {
        found.insert(high[place])
        if high[place] > 0 { found.insert(high[place] == 0xE000 ? 0xD7FF : high[place] - 1) }
      }
      return found
    }

    /// Nil where the text would leave the range.
    private func step(_ state: State, _ scalar: UInt32) -> State? {
      var next = state
      if let place = state.low {
        if place == low.count {
          next.low = nil
        } else if scalar < low[place] {
          return nil
        } else {
          next.low = scalar == low[place] ? place + 1 : nil
        }
      }
      if let place = state.high {
        if place == high.count {
          guard isPrefix else { return nil }
          next.high = nil
        } else if scalar > high[place] {
          return nil
        } else {
          next.high = scalar == high[place] ? place + 1 : nil
        }
      }
      return next
    }
  }
}
