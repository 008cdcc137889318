import Diagnostics
import PolicySemantics
import SourceText
import Testing

@Suite struct NameIndexTests {
  private func diagnostics(_ text: String) -> [Diagnostic] {
    Compiler.compile([SourceFile(path: "t.policy", text: text)], options: CompilerOptions(givesAdvice: false))
      .diagnostics
  }

  @Test func theFirstHundredNamesThatAreNotFoundGetASuggestion() {
    let rules = (0..<150).map { "rule R_\($0) \"r\" { for x in Thing must x.nubmer != \($0) }\n" }.joined()
    let found = diagnostics("policy t\nentity Thing from things { key id : Text  number : Integer }\n" + rules)
    #expect(found.count == 150)
    #expect(found.allSatisfy { $0.code == .unknownField })
    #expect(found.prefix(100).allSatisfy { $0.fixIts.count == 1 && $0.message.hasSuffix("did you mean `number`?") })
    #expect(found.dropFirst(100).allSatisfy { $0.fixIts.isEmpty && $0.message == "`Thing` has no field `nubmer`" })
  }

  @Test func aCaseOfSeveralEnumsIsSaidOfEach() {
    let found = diagnostics(
      """
      policy t
      enum Kind { laptop, server }
      enum Place { server, desk }
      entity Thing from things { key id : Text  kind : Kind }
      rule R_1 "r" { for x in Thing must x.id == server }
      """)
    #expect(found.count == 1)
    #expect(found.first?.notes.first?.contains("`Kind` and `Place`") == true)
    #expect(found.first?.fixIts.map(\.title).prefix(2) == ["Write `Kind.server`", "Write `Place.server`"])
  }

  @Test func theSecondOfTwoEqualCasesIsReportedWithThePlaceOfTheFirst() {
    let found = diagnostics("policy t\nenum Kind { a, b, a, a }\n")
    #expect(found.map(\.place.column) == [19, 22])
    #expect(found.flatMap { $0.related.map(\.place.column) } == [13, 13])
  }
}
