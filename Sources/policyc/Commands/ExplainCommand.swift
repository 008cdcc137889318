import ArgumentParser
import Diagnostics
import Governance
import SourceText

struct ExplainCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Shows the page of a diagnostic.",
    discussion: """
      A page is named by its code (P1003), by its name (unknown-field), or, for findings about waivers, by the name of \
      the finding (waiver.too_long).
      """)

  @Argument(help: ArgumentHelp("The code or the name.", valueName: "code"))
  var code: String

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  func validate() throws { _ = try entry() }

  func verdict() throws -> Verdict {
    let style = color.style(for: ReportTarget(format: .text, path: nil))
    let isWritten = Output.standard.write(CataloguePage(entry: try entry(), style: style).text)
    return isWritten ? .passed : .inputOutputFailed
  }

  private func entry() throws -> DiagnosticCode {
    let name = String(code.map { $0 == "." || $0 == "_" ? "-" : $0 })
    if let entry = Catalogue.entry(code) ?? Catalogue.entry(name) { return entry }
    let names = Catalogue.all.flatMap { [$0.code, $0.name] }
    let hint = NameSuggestion.nearest(to: code, in: names).map { "; did you mean `\($0)`?" } ?? ""
    throw ValidationError("there is no diagnostic `\(code)`\(hint)")
  }
}
