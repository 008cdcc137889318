import ArgumentParser
import Governance
import Vocabulary

/// Prints the words of the language for tools that colour policies.
struct WordsCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "words", abstract: "Prints the words of the language for an editor or a highlighter.",
    discussion: """
      Without a format, all words are listed with what they mean. The formats are the files of editors/ and grammar/ that \
      colour policies; those of the repository are current.
      """)

  @Option(
    help: ArgumentHelp(
      "\(Highlighter.allCases.map(\.rawValue).joined(separator: ", ")), or manual: the page of reserved words.",
      valueName: "format"))
  var format: Format?

  enum Format: ExpressibleByArgument {
    case highlighter(Highlighter)
    case manual

    init?(argument: String) {
      if argument == "manual" {
        self = .manual
      } else {
        guard let highlighter = Highlighter(rawValue: argument) else { return nil }
        self = .highlighter(highlighter)
      }
    }
  }

  func verdict() throws -> Verdict { Output.standard.write(document: text) ? .passed : .inputOutputFailed }

  /// The output of the command.
  var text: String {
    switch format {
    case .highlighter(let highlighter)?: highlighter.text
    case .manual?: ReservedWordsPage.markdown
    case nil: WordList.text
    }
  }
}
