public import Diagnostics
import SourceText
public import Testing

@Suite struct CatalogueTests {
  @Test func codesAndNamesAreUnique() {
    #expect(Set(Catalogue.all.map(\.code)).count == Catalogue.all.count)
    #expect(Set(Catalogue.all.map(\.name)).count == Catalogue.all.count)
  }

  @Test(arguments: Catalogue.all) func everyPageIsWritten(page: DiagnosticCode) {
    #expect(page.code.count == 5 && page.code.hasPrefix("P") && Int(page.code.dropFirst()) != nil)
    #expect(page.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
    #expect(!page.title.isEmpty && page.title.unicodeScalars.count <= 60 && !page.title.hasSuffix("."))
    #expect(page.why.count > 40)
    // A fault between two files has no example in one.
    guard page != .parameterOverride else { return }
    #expect(!page.example.isEmpty && !page.prefer.isEmpty && page.example != page.prefer)
  }

  @Test func anEntryIsFoundByCodeOrNameInAnyCase() {
    #expect(Catalogue.entry("p0101") == .missingToken)
    #expect(Catalogue.entry("missing-sign") == .missingToken)
    #expect(Catalogue.entry("P9999") == nil)
  }

  @Test(arguments: Catalogue.all) func everyPageCanBeShown(page: DiagnosticCode) {
    let text = CataloguePage(entry: page, style: TerminalStyle(isColoured: false)).markup.text
    #expect(text.hasPrefix("\(page.severity.rawValue)[\(page.code)]: \(page.title)"))
    #expect(!text.contains("\u{1B}"))
  }
}

extension DiagnosticCode: CustomTestStringConvertible {
  public var testDescription: String { code }
}
