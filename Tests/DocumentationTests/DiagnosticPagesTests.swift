import Diagnostics
import TestSupport
import Testing

/// The pages under docs/diagnostics are those of the catalogue. `make docs` writes them.
@Suite struct DiagnosticPagesTests {
  @Test(arguments: Catalogue.all.map(\.code)) func everyPageIsUpToDate(code: String) throws {
    let entry = try #require(Catalogue.entry(code))
    #expect(Fixtures.read("docs/diagnostics/\(code).md") == MarkdownPage.page(of: entry), "run `make docs`")
  }

  @Test func theListIsUpToDate() {
    #expect(Fixtures.read("docs/diagnostics/README.md") == MarkdownPage.index(of: Catalogue.all), "run `make docs`")
  }

  @Test func thereIsNoPageOfACodeThatIsGone() {
    let pages = Set(Fixtures.files(below: ["docs/diagnostics"], ending: ".md").map(\.name))
    let wanted = Set(Catalogue.all.map { "docs/diagnostics/\($0.code).md" } + ["docs/diagnostics/README.md"])
    #expect(pages.subtracting(wanted).isEmpty)
  }
}
