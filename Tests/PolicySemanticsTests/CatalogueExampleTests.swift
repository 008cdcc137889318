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

  private func compile(_ text: String) -> [Diagnostic] { compile(files(text)) }

  private func compile(_ files: [SourceFile]) -> [Diagnostic] {
    Compiler.compile(
      files, options: CompilerOptions(languages: ["en", "fr"], asOf: CalendarDate("2019-06-30"))
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

  /// The fixes of the bad example, and whether the catalogue promises them.
  @Test(arguments: pages)
  func theFixSettlesTheDiagnostic(page: DiagnosticCode) throws {
    let before = files(page.example)
    let found = compile(before).filter { $0.code == page }
    switch page.fix {
    case .always: #expect(found.allSatisfy { !$0.fixIts.isEmpty }, "no fix")
    case .never: #expect(found.allSatisfy { $0.fixIts.isEmpty }, "a fix that the catalogue does not know of")
    case .sometimes: break
    }
    for diagnostic in found {
      for fix in diagnostic.fixIts {
        let after = before.map { file in
          file.path == diagnostic.place.file
            ? SourceFile(path: file.path, bytes: TextEdit.apply(fix.edits, to: file.bytes)) : file
        }
        let left = compile(after)
        let text = after.map { $0.text(in: SourceRange(0, $0.bytes.count)) }.joined(separator: "\n")
        #expect(left.filter { $0.code == page }.count < found.count, "\(fix.title) leaves it:\n\(text)")
        let worse = left.filter { $0.code.code.hasPrefix("P0") && page.code.hasPrefix("P0") == false }
        #expect(worse.isEmpty, "\(fix.title) gives \(worse.map(\.message)):\n\(text)")
      }
    }
  }
}
