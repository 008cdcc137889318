import Diagnostics

extension Finding {
  /// The sort key of a finding, with texts as their ranks among each other: comparing these touches no text.
  private struct SortKey: Comparable {
    var file: Int
    var line: Int
    var column: Int
    var rule: Int
    var index: Int

    static func < (left: SortKey, right: SortKey) -> Bool {
      if left.file != right.file { return left.file < right.file }
      if left.line != right.line { return left.line < right.line }
      if left.column != right.column { return left.column < right.column }
      if left.rule != right.rule { return left.rule < right.rule }
      return left.index < right.index
    }

    func isAlike(_ other: SortKey) -> Bool {
      file == other.file && line == other.line && column == other.column && rule == other.rule
    }
  }

  /// Puts findings into the order of reports: file, line, column, rule, subject, message. Findings without a place come
  /// first.
  static func sort(_ findings: inout [Finding]) {
    // In place: an element of an array is copied whole.
    var keys = findings.withUnsafeBufferPointer { sortKeys($0) }
    keys.sort()
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end].isAlike(keys[start]) { end += 1 }
      if end - start > 1 {
        keys[start..<end].sort { precedes($0.index, $1.index, in: findings) }
      }
      start = end
    }
    findings.withUnsafeMutableBufferPointer { findings in
      if let base = findings.baseAddress { permute(base, &keys) }
    }
  }

  /// Puts each finding where its key is. A finding is large, each is moved exactly once, following the permutation's
  /// cycles.
  private static func permute(_ findings: UnsafeMutablePointer<Finding>, _ keys: inout [SortKey]) {
    for start in keys.indices where keys[start].index != start {
      let first = (findings + start).move()
      var place = start
      while keys[place].index != start {
        let next = keys[place].index
        (findings + place).moveInitialize(from: findings + next, count: 1)
        keys[place].index = place
        place = next
      }
      (findings + place).initialize(to: first)
      keys[place].index = place
    }
  }

  private static func sortKeys(_ findings: UnsafeBufferPointer<Finding>) -> [SortKey] {
    var files = TextRanks()
    var rules = TextRanks()
    for index in findings.indices {
      if let file = findings[index].place?.file { files.add(file) }
      rules.add(findings[index].rule)
    }
    files.order()
    rules.order()
    return findings.indices.map { index in
      var key = SortKey(file: -1, line: 0, column: 0, rule: rules.rank(of: findings[index].rule), index: index)
      if let place = findings[index].place {
        key.file = files.rank(of: place.file)
        key.line = place.line
        key.column = place.column
      }
      return key
    }
  }

  /// The place of each text in their order by Unicode scalar, whatever the locale. The same text mostly comes several
  /// times in a row.
  private struct TextRanks {
    private var ranks: [String: Int] = [:]
    private var last: (text: String, rank: Int)?

    mutating func add(_ text: String) {
      if text == last?.text { return }
      ranks[text] = 0
      last = (text, 0)
    }

    mutating func order() {
      for (rank, text) in ranks.keys.sorted(by: utf8Order).enumerated() { ranks[text] = rank }
      last = nil
    }

    mutating func rank(of text: String) -> Int {
      if let last, last.text == text { return last.rank }
      let rank = ranks[text] ?? 0
      last = (text, rank)
      return rank
    }
  }

  private static func precedes(_ first: Int, _ second: Int, in findings: [Finding]) -> Bool {
    let left = findings[first].subject
    let right = findings[second].subject
    if left.type != right.type { return utf8Order(left.type, right.type) }
    if left.key != right.key { return utf8Order(left.key, right.key) }
    let (message, other) = (findings[first].message, findings[second].message)
    return message == other ? first < second : utf8Order(message, other)
  }

  private static func utf8Order(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
