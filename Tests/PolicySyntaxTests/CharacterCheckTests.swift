import Diagnostics
import PolicySyntax
import SourceText
import Testing

/// Characters that cannot be seen, and accents that are composed in another way.
@Suite struct CharacterCheckTests {
  private func faults(_ text: String) -> [Diagnostic] {
    PolicyParser.parse(SourceFile(path: "a.policy", text: text)).diagnostics
  }

  @Test(arguments: [
    ("policy a\nenum K { b\u{200B}c }\n", "policy a\nenum K { bc }\n"),
    ("policy a\nenum K { b\u{202E} }\n", "policy a\nenum K { b }\n"),
    ("policy a\nrule R \"ro\u{200B}ot\" { must true }\n", "policy a\nrule R \"ro\\u{200B}ot\" { must true }\n"),
    ("policy a\nrule R \"\u{202E}x\" { must true }\n", "policy a\nrule R \"\\u{202E}x\" { must true }\n"),
    ("policy a\nrule R \"cafe\u{301}\" { must true }\n", "policy a\nrule R \"caf\u{E9}\" { must true }\n"),
    ("policy a\nenum K { e\u{301}cran }\n", "policy a\nenum K { \u{E9}cran }\n"),
  ])
  func errorsOutsideOfComments(text: String, fixed: String) throws {
    let found = faults(text)
    #expect(found.count == 1, "\(found.map(\.message))")
    let fault = try #require(found.first)
    #expect(fault.severity == .error)
    #expect(["P0006", "P0007"].contains(fault.code.code))
    let fix = try #require(fault.fixIts.first)
    let result = String(decoding: TextEdit.apply(fix.edits, to: Array(text.utf8)), as: UTF8.self)
    #expect(result.utf8.elementsEqual(fixed.utf8))
    #expect(faults(fixed).isEmpty)
  }

  /// A clause that a comment hides, though it seems to be active.
  @Test func warningsInComments() throws {
    let text = "policy a\n// \u{202E} } \u{2066} must false\n/* cafe\u{301} */\n/// \u{200B}\nenum K { b }\n"
    let found = faults(text)
    #expect(found.map(\.severity) == [.warning, .warning, .warning])
    #expect(found.map(\.code.code) == ["P0006", "P0007", "P0006"])
    #expect(found.first?.place.label == "a.policy:2:4")
    #expect(found.first?.message.hasPrefix("U+202E turns the direction of writing") == true)
  }

  @Test(arguments: [
    "caf\u{E9} \u{6771}\u{4EAC} \u{1F468}\u{200D}\u{1F469}",
    "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}",
    "1\u{A0}000 \u{2013} \u{AB}x\u{BB}", "tab\there",
  ])
  func whatScriptsNeedIsFine(text: String) {
    #expect(faults("policy a\nrule R \"\(text)\" { must true } // \(text)\n").isEmpty)
  }
}
