import PolicySyntax

/// Titles after a name, in one or several languages. Their quotes are aligned, the languages of all but the
/// first before them:
///
///     must memory    "At least 16 GB of memory"
///                 fr "Au moins 16 Go de mémoire" : a.memory >= 16 GB
struct TitleColumn {
  private var texts: [(language: String, text: String)] = []

  init(_ title: StringSyntax?, _ localized: [LocalizedTextSyntax]) {
    if let title { texts.append(("", title.token.text)) }
    for title in localized { texts.append((title.language?.text ?? "", title.text?.token.text ?? "")) }
  }

  /// The language of a first title comes after the name, and moves all quotes to the right.
  private var offset: Int { texts.first.map { $0.language.isEmpty ? 0 : $0.language.unicodeScalars.count + 1 } ?? 0 }

  /// Columns that the titles need after the name.
  var width: Int { offset + (texts.map { $0.text.unicodeScalars.count }.max() ?? 0) }

  /// A line for each title; the first one without the text before the column, the others with it.
  func lines(from column: Int) -> [String] {
    guard let first = texts.first else { return [""] }
    let head = first.language.isEmpty ? first.text : first.language + " " + first.text
    return [head]
      + texts.dropFirst().map { text in
        let start = column + offset - text.language.unicodeScalars.count - 1
        return String(repeating: " ", count: max(0, start)) + text.language + " " + text.text
      }
  }
}
