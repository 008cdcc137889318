import Diagnostics

extension Finding {
  /// The order of reports: file, line, column, rule, subject. What has no place comes first.
  static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    if left.place?.file != right.place?.file {
      guard let first = left.place else { return true }
      guard let second = right.place else { return false }
      return utf8Order(first.file, second.file)
    }
    if let first = left.place, let second = right.place {
      if first.line != second.line { return first.line < second.line }
      if first.column != second.column { return first.column < second.column }
    }
    if left.rule != right.rule { return utf8Order(left.rule, right.rule) }
    if left.subject.type != right.subject.type { return utf8Order(left.subject.type, right.subject.type) }
    if left.subject.key != right.subject.key { return utf8Order(left.subject.key, right.subject.key) }
    return utf8Order(left.message, right.message)
  }

  /// By Unicode scalar, whatever the locale.
  private static func utf8Order(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
