/// A column of a table, or a member of documents, with what it holds in the rows that are looked at.
struct SampleColumn {
  /// As the file names it; of a member inside others, with points.
  var name: String
  /// The expression that reads it.
  var expression: String
  /// Texts that are not in our own notation already, without empty ones.
  var values: [String] = []
  var hasGaps = false
  /// Whether it is a list or an object, of which only the whole is taken.
  var isStructure = false
  var isList = false

  mutating func add(_ text: String, isCanonical: Bool) {
    if text.isEmpty {
      hasGaps = true
    } else if !isCanonical {
      values.append(text)
    }
  }
}
