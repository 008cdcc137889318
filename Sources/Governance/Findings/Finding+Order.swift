import Diagnostics

extension Finding {
  /// What findings are sorted by, with texts as their ranks among each other: comparing these touches no text.
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

  /// Puts findings into the order of reports: file, line, column, rule, subject, message. What has no place comes first.
  static func sort(_ findings: inout [Finding]) {
    let files = ranks(of: findings.lazy.compactMap { $0.place?.file })
    let rules = ranks(of: findings.lazy.map(\.rule))
    var keys = findings.indices.map { index in
      let place = findings[index].place
      return SortKey(
        file: place.flatMap { files[$0.file] } ?? -1, line: place?.line ?? 0, column: place?.column ?? 0,
        rule: rules[findings[index].rule] ?? 0, index: index)
    }
    keys.sort()
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end].isAlike(keys[start]) { end += 1 }
      if end - start > 1 {
        keys[start..<end].sort { precedes(findings[$0.index], findings[$1.index], $0.index < $1.index) }
      }
      start = end
    }
    // A finding is large, so each is moved but once, along the cycles of the permutation.
    for start in keys.indices {
      var place = start
      while keys[place].index != start, keys[place].index != place {
        let next = keys[place].index
        findings.swapAt(place, next)
        keys[place].index = place
        place = next
      }
      keys[place].index = place
    }
  }

  /// The place of each text in their order by Unicode scalar, whatever the locale.
  private static func ranks(of texts: some Sequence<String>) -> [String: Int] {
    var ranks: [String: Int] = [:]
    var last = ""
    for text in texts where text != last || ranks.isEmpty {
      ranks[text] = 0
      last = text
    }
    for (rank, text) in ranks.keys.sorted(by: utf8Order).enumerated() { ranks[text] = rank }
    return ranks
  }

  private static func precedes(_ left: Finding, _ right: Finding, _ isFirst: Bool) -> Bool {
    if left.subject.type != right.subject.type { return utf8Order(left.subject.type, right.subject.type) }
    if left.subject.key != right.subject.key { return utf8Order(left.subject.key, right.subject.key) }
    if left.message != right.message { return utf8Order(left.message, right.message) }
    return isFirst
  }

  private static func utf8Order(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
