import PolicySyntax
import RulePlan

extension LocalizedText {
  /// The text after a name, and a `title` clause with more languages.
  init(_ title: StringSyntax?, _ localized: [LocalizedTextSyntax]) {
    self.init(
      localized.compactMap { text in
        text.text.map { Entry(language: text.language?.text ?? "", text: $0.value) }
      })
    // The text after the name applies to every language that has none of its own.
    if let title { entries.append(Entry(language: "", text: title.value)) }
  }
}
