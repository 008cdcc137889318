import ArgumentParser
import Diagnostics
import SourceText

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Shows the page of a diagnostic.",
    discussion: "A page is named by its code (P1003) or its name (unknown-field).")

  @Argument(help: ArgumentHelp("The code or the name.", valueName: "code"))
  var code: String

  func run() throws {
    guard let entry = Catalogue.entry(code) else {
      let names = Catalogue.all.flatMap { [$0.code, $0.name] }
      let hint = NameSuggestion.nearest(to: code, in: names).map { "; did you mean `\($0)`?" } ?? ""
      throw ValidationError("there is no diagnostic `\(code)`\(hint)")
    }
    Output.standard.write(entry.title)
  }
}
