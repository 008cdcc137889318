import RulePlan

/// A message whose values are checked, before it is known of which norm it speaks: all requirements of a standard share
/// theirs.
struct CheckedMessage {
  struct Entry {
    var language: String
    var parts: [Part]
  }

  enum Part {
    case text(String)
    case value(Expression)
    /// `{title}`
    case title
  }

  var entries: [Entry]

  /// The message of a norm with some title. A text without a language that names the title becomes one for each language
  /// of the title.
  func template(for title: LocalizedText) -> MessageTemplate {
    var result: [MessageTemplate.Entry] = []
    let written = Set(entries.map(\.language))
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
  fileprivate var namesTitle: Bool { parts.contains { if case .title = $0 { true } else { false } } }

  fileprivate func template(in language: String, _ title: LocalizedText) -> MessageTemplate.Entry {
    MessageTemplate.Entry(
      language: language,
      parts: parts.map { part in
        switch part {
        case .text(let text): .text(text)
        case .value(let value): .value(value)
        case .title: .text(title.text(in: language) ?? "")
        }
      })
  }
}
