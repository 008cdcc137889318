import ArgumentParser
import Evaluation
import Governance
import Reports
import RulePlan
import SourceText
import Workbench

struct WhyCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "The derivation of a finding, or why there is none, step by step.",
    discussion: """
      The rule is named with or without its namespace, the subject by its key or its place in the section, such as \
      grants[0]. Without a subject every one is shown that the rule finds something about.
      """)

  @Argument(help: ArgumentHelp("The rule.", valueName: "rule"))
  var rule: String

  @Argument(help: ArgumentHelp("The subject.", valueName: "subject"))
  var subject: String?

  @OptionGroup var project: ProjectOptions

  @Option(help: ArgumentHelp("text, json, or svg: a graph of the first derivation.", valueName: "format"))
  var format = WhyFormat.text

  func verdict() throws -> Verdict {
    let request = try project.request(needsData: true)
    do throws(LoadedProject.Failure) {
      let loaded = try LoadedProject(request, loadsData: true)
      let norms = loaded.plan.norms.filter { ($0.name == rule || $0.shortName == rule) && $0.each == nil }
      guard !norms.isEmpty else { return unknownRule(loaded) }
      guard norms.allSatisfy({ !loaded.unevaluated.contains($0.id) }) else {
        throw LoadedProject.Failure(
          diagnostics: loaded.missingSections, library: loaded.library, verdict: .dataFaulty)
      }
      guard let derivations = DerivationSession(loaded).derivations(of: norms, subject: subject) else {
        Output.error.write(
          error: "the data has no `\((subject ?? "").shownName)` that \(rule.shownName) could be about")
        return .misused
      }
      let style = project.reading.color.style(for: ReportTarget(format: .text, path: nil))
      let isWritten = ReportFile(path: nil).write { stream in
        let report = DerivationReport(style: style)
        switch format {
        case .text: report.write(derivations, to: stream)
        case .json: report.writeJSON(derivations, to: stream)
        case .svg: for derivation in derivations.prefix(1) { DerivationGraph(derivation).write(to: stream) }
        }
      }
      return isWritten ? .passed : .inputOutputFailed
    } catch {
      project.reading.report(error.diagnostics, error.library)
      return error.verdict
    }
  }

  private func unknownRule(_ loaded: LoadedProject) -> Verdict {
    let names = loaded.plan.norms.flatMap { [$0.shortName, $0.name] }
    let hint: PlainMarkup =
      NameSuggestion.nearest(to: rule, in: names).map { "; did you mean `\($0.shownName)`?" } ?? ""
    Output.error.write(error: "the policies have no rule `\(rule.shownName)`\(hint)")
    return .misused
  }
}

enum WhyFormat: String, ExpressibleByArgument, CaseIterable { case text, json, svg }
