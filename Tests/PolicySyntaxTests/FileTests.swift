import PolicySyntax
import SourceText
import Testing

@Suite struct FileTests {
  @Test(arguments: [
    "policy a.b\nenum K { x }", "// a comment\npolicy a.b\nenum K { x }", "\n\n  policy a.b enum K { x }",
    "/* one */ /* two */\npolicy a.b\nenum K { x } // end\n",
  ])
  func aFileMayBeginWithCommentsAndBlankLines(text: String) {
    let tree = PolicyParser.parse(SourceFile(path: "a.policy", text: text))
    let file = PolicyFileSyntax(node: tree.root)
    #expect(tree.diagnostics.isEmpty)
    #expect(file.header?.name?.name == "a.b")
    #expect(file.declarations.map(\.kind) == [.policyHeader, .enumDeclaration])
  }
}
