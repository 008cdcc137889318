import Diagnostics
import Manifests
import RulePlan
import Testing

/// Every page of the catalogue about data: its bad example gives its code and nothing else, its good one gives nothing.
@Suite struct DataPageTests {
  static let pages = Catalogue.all.filter {
    $0.code.hasPrefix("P4") && !Catalogue.dataCodesShownInWords.contains($0)
      && !Catalogue.requests.contains($0) && !Catalogue.waiverData.contains($0)
  }

  private func load(_ example: String) -> LoadResult {
    guard example.hasPrefix("# "), let lineEnd = example.firstIndex(of: "\n") else { return Office.load(example) }
    return Office.load(
      String(example[example.index(after: lineEnd)...]), name: String(example[..<lineEnd].dropFirst(2)))
  }

  @Test(arguments: pages)
  func theBadExampleGivesTheCode(page: DiagnosticCode) {
    let result = load(page.example)
    // A record nested too deeply has no field that could hold it, either.
    let others: Set<String> = page == .nestingTooDeep ? [DiagnosticCode.wrongDataType.code] : []
    #expect(Set(result.codes).subtracting(others) == [page.code], "\(result.lines)")
    #expect(result.outcome == (page == .nestingTooDeep || page == .aliasExpansion ? .failed : .faulty))
  }

  @Test(arguments: pages)
  func theGoodExampleIsComplete(page: DiagnosticCode) {
    let result = load(page.prefer)
    #expect(result.lines == [])
    #expect(result.outcome == .complete)
  }

  @Test func codesAreSortedAndUnique() {
    let codes = Catalogue.all.filter { $0.code.hasPrefix("P4") }
    #expect(Set(codes.map(\.code)).count == codes.count)
    #expect(Set(codes.map(\.name)).count == codes.count)
    #expect(codes.allSatisfy { $0.title.unicodeScalars.count <= 60 && !$0.title.hasSuffix(".") })
  }
}
