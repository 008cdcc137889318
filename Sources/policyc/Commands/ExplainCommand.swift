import ArgumentParser
import Diagnostics
import Governance
import SourceText

struct ExplainCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Shows the page of a diagnostic, or the list of all.",
    discussion: """
      A page is named by its code (P1003), by its name (unknown-field), or, for findings about waivers, by the name of \
      the finding (waiver.too_long).
      """)

  /// How a page is written.
  enum Format: String, ExpressibleByArgument { case text, markdown }

  @Argument(help: ArgumentHelp("The code or the name; without it, all codes are listed.", valueName: "code"))
  var code: String?

  @Option(help: ArgumentHelp("text or markdown.", valueName: "format"))
  var format = Format.text

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  func validate() throws { _ = try entry() }

  func verdict() throws -> Verdict {
    Output.standard.write(document: try text()) ? .passed : .inputOutputFailed
  }

  /// The output of the command.
  func text() throws -> String {
    let entry = try entry()
    switch format {
    case .markdown: return entry.map(MarkdownPage.page) ?? MarkdownPage.index(of: Catalogue.all)
    case .text:
      guard let entry else { return Catalogue.all.map { "\($0.code)  \($0.title) (\($0.name))\n" }.joined() }
      return CataloguePage(entry: entry, style: color.style(for: ReportTarget(format: .text, path: nil))).markup.text
    }
  }

  /// The requested entry; nil where none was.
  private func entry() throws -> DiagnosticCode? {
    guard let code else { return nil }
    let name = String(code.map { $0 == "." || $0 == "_" ? "-" : $0 })
    if let entry = Catalogue.entry(code) ?? Catalogue.entry(name) { return entry }
    let names = Catalogue.all.flatMap { [$0.code, $0.name] }
    let hint = NameSuggestion.nearest(to: code, in: names).map { "; did you mean `\($0)`?" } ?? ""
    throw ValidationError("there is no diagnostic `\(code.shownName.line)`\(hint)")
  }
}
