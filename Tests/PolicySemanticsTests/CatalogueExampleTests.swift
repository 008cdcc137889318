import Diagnostics
import PolicySemantics
import RulePlan
import SourceText
import Testing

/// Every page of the catalogue about policies: its bad example gives its code and nothing else, its good one does not.
@Suite struct CatalogueExampleTests {
  static let pages = Catalogue.all.filter { code in
    ["P0", "P1", "P2", "P3", "P6", "P7"].contains(String(code.code.prefix(2))) && !code.example.isEmpty
  }

  /// A line that begins with `policy ` opens a further file.
  private func files(_ text: String) -> [SourceFile] {
    var texts: [[Substring]] = [[]]
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if number > 0, line.hasPrefix("policy ") { texts.append([]) }
      texts[texts.count - 1].append(line)
    }
    return texts.enumerated().map { number, lines in
      SourceFile(path: "example\(number + 1).policy", text: lines.joined(separator: "\n"))
    }
  }

  private func compile(_ text: String) -> [Diagnostic] {
    Compiler.compile(
      files(text), options: CompilerOptions(languages: ["en", "fr"], asOf: CalendarDate("2019-06-30"))
    ).diagnostics
  }

  @Test(arguments: pages)
  func theBadExampleGivesTheCode(page: DiagnosticCode) {
    // To be short, examples leave out what their norms cite.
    let found = compile(page.example).filter {
      $0.severity >= page.severity && ($0.code == page || $0.code != .uncitedNorm)
    }
    #expect(Set(found.map(\.code.code)) == [page.code], "\(found.map { "\($0.code.code) \($0.message)" })")
  }

  @Test(arguments: pages)
  func theGoodExampleDoesNotGiveTheCode(page: DiagnosticCode) {
    let found = compile(page.prefer).filter { $0.severity == .error || $0.code == page }
    #expect(found.isEmpty, "\(found.map { "\($0.code.code) \($0.message)" })")
  }
}
