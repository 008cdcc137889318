import ArgumentParser
import Diagnostics
import Testing

@testable import policyc

@Suite struct ExplainCommandTests {
  private func text(_ arguments: String...) throws -> String {
    try #require(try Policyc.parseAsRoot(["explain"] + arguments) as? ExplainCommand).text()
  }

  @Test func everyCodeHasItsPage() throws {
    for entry in Catalogue.all {
      for name in [entry.code, entry.code.lowercased(), entry.name] {
        #expect(try text(name).contains("[\(entry.code)]: \(entry.title)"))
      }
      #expect(try text(entry.code, "--format", "markdown").contains("# \(entry.code): \(entry.title)"))
    }
  }

  @Test func findingsAboutWaiversAreNamedAsTheyAreReported() throws {
    #expect(try text("waiver.too_long") == text("P5003"))
  }

  @Test func withoutACodeAllAreListed() throws {
    #expect(try text().split(separator: "\n").count == Catalogue.all.count)
    #expect(try text("--format", "markdown").hasSuffix("|\n"))
  }

  @Test func aCodeThatDoesNotExistIsAMistakeOfTheCommandLine() {
    #expect(throws: (any Error).self) { try text("P2999") }
  }
}
