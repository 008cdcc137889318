import Diagnostics
import PolicySemantics
import SourceText
import Testing

/// A file is read by as many calls inside each other as its source has clauses.
@Suite struct SourceLimitTests {
  private func faults(clauses count: Int) -> [Diagnostic] {
    let conditions = String(repeating: "  where row.id != \"z\"\n", count: count - 1)
    let text = """
      policy demo.limits
      entity E { key id : Text }
      source s for E {
        from csv "x.csv"
        each row
      \(conditions)  take { id : row.id }
      }
      """
    return Compiler.compile([SourceFile(path: "a.policy", text: text)]).diagnostics.filter { $0.severity == .error }
  }

  @Test func aSourceMayHaveAHundredClauses() {
    #expect(faults(clauses: 100).isEmpty)
    let beyond = faults(clauses: 101)
    #expect(beyond.map(\.code.code) == ["P2102"])
    #expect(beyond.first?.place.line == 105)
    #expect(beyond.first?.message == "a source has at most 100 clauses `each` and `where`; join conditions with `and`")
    #expect(faults(clauses: 20_000).count == 1)
  }
}
