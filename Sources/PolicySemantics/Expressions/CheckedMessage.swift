import RulePlan

/// A message whose values are checked, before it is known of which norm it speaks: all requirements of a standard share
/// theirs.
struct CheckedMessage {
  struct Entry {
    let language: String
    /// With an empty text where the title goes.
    var parts: [MessageTemplate.Part] = []
    /// Where `{title}` is among the parts.
    private var titles: [Int] = []

    init(language: String) { self.language = language }

    mutating func appendTitle() {
      titles.append(parts.count)
      parts.append(.text(""))
    }
  }

  var entries: [Entry]

  /// The message of a norm whose title has values in it.
  func template(titled title: MessageTemplate) -> MessageTemplate {
    MessageTemplate(
      entries.map { entry in
        MessageTemplate.Entry(
          language: entry.language, parts: entry.parts(titled: title.parts(in: entry.language) ?? []))
      })
  }

  /// The message of a norm with some title. A text without a language that names the title becomes one for each
  /// language of the title.
  func template(for title: LocalizedText) -> MessageTemplate {
    var result: [MessageTemplate.Entry] = []
    let written = entries.contains(where: \.namesTitle) ? Set(entries.map(\.language)) : []
    for entry in entries {
      result.append(entry.template(in: entry.language, title))
      guard entry.language.isEmpty, entry.namesTitle else { continue }
      for language in title.entries.map(\.language) where !written.contains(language) {
        result.append(entry.template(in: language, title))
      }
    }
    return MessageTemplate(result)
  }
}

extension CheckedMessage.Entry {
  fileprivate func parts(titled title: [MessageTemplate.Part]) -> [MessageTemplate.Part] {
    parts.enumerated().flatMap { titles.contains($0) ? title : [$1] }
  }

  fileprivate var namesTitle: Bool { !titles.isEmpty }

  fileprivate func template(in language: String, _ title: LocalizedText) -> MessageTemplate.Entry {
    var parts = parts
    for place in titles { parts[place] = .text(title.text(in: language) ?? "") }
    return MessageTemplate.Entry(language: language, parts: parts)
  }
}
