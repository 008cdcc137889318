extension TextPattern {
  /// Whether every text that matches this pattern is known to match the other.
  ///
  /// Sound: true only if it is so. The other pattern is laid over this one element by element, in time of the product
  /// of both lengths: its `*` cover anything, its `?` one character or `?`, its characters only themselves.
  public func isContained(in other: TextPattern) -> Bool {
    let tokens = other.elements
    let besideRun = Self.besideRun(tokens)
    // Whether the elements so far are covered by a number of first tokens of the other.
    var reached = [Bool](repeating: false, count: tokens.count + 1)
    reached[0] = true
    Self.skipRuns(&reached, tokens)
    for position in elements.indices {
      let element = elements[position]
      var next = [Bool](repeating: false, count: tokens.count + 1)
      for index in tokens.indices where reached[index] {
        switch tokens[index] {
        case Self.anyRun:
          next[index] = true
        case Self.anyScalar:
          if element == Self.anyRun {
            // The `?` beside a `*` may as well be found after the text that this run stands for.
            if besideRun[index] { next[index] = true }
          } else if Self.endsScalar(position, elements) {
            next[index + 1] = true
          } else {
            next[index] = true
          }
        default:
          if tokens[index] == element { next[index + 1] = true }
        }
      }
      Self.skipRuns(&next, tokens)
      reached = next
    }
    return reached[tokens.count]
  }

  private static func skipRuns(_ reached: inout [Bool], _ tokens: [Element]) {
    for index in tokens.indices where reached[index] && tokens[index] == anyRun { reached[index + 1] = true }
  }

  /// For each token, whether it is a `*`, or only `?` are between it and the next `*`.
  private static func besideRun(_ tokens: [Element]) -> [Bool] {
    var result = [Bool](repeating: false, count: tokens.count)
    var isBeside = false
    for index in tokens.indices.reversed() {
      isBeside = tokens[index] == anyRun || isBeside && tokens[index] == anyScalar
      result[index] = isBeside
    }
    return result
  }

  /// Whether the element is the last byte of a scalar, or a wildcard.
  private static func endsScalar(_ position: Int, _ elements: [Element]) -> Bool {
    guard position + 1 < elements.count else { return true }
    let next = elements[position + 1]
    return next >= anyScalar || next & 0xC0 != 0x80
  }
}
