import Diagnostics
import Manifests
import SourceText
import Testing

@Suite struct DocumentReaderTests {
  private func read(_ text: String, path: String = "policyc.yaml") -> (root: DocumentNode?, diagnostics: [Diagnostic]) {
    DocumentReader.read(SourceFile(path: path, text: text))
  }

  private func show(_ node: DocumentNode?) -> String {
    switch node?.content {
    case nil: "none"
    case .missing: "-"
    case .scalar(let text): "'\(text)'"
    case .list(let elements): "[" + elements.map { show($0) }.joined(separator: ",") + "]"
    case .mapping(let entries): "{" + entries.map { "\($0.name):\(show($0.value))" }.joined(separator: ",") + "}"
    }
  }

  @Test func aProjectFileIsATreeWithPlaces() {
    let (root, diagnostics) = read("name: demo\nlanguages: [en, fr]\nas-of:\ndata:\n  - data/*.yaml\n")
    #expect(diagnostics.isEmpty)
    #expect(show(root) == "{name:'demo',languages:['en','fr'],as-of:-,data:['data/*.yaml']}")
    #expect(root?["languages"]?.range == SourceRange(22, 30))
    #expect(root?.entries?.last?.nameRange == SourceRange(38, 42))
    #expect(root?["none"] == nil)
  }

  @Test func jsonIsReadAsJSON() {
    let (root, diagnostics) = read(#"{"a": [1, true, null, {"b": "\u00e9"}]}"#, path: "x.json")
    #expect(diagnostics.isEmpty)
    #expect(show(root) == "{a:['1','true',-,{b:'é'}]}")
  }

  @Test(arguments: [
    ("a: 1\na: 2\n", "P4112 2:1"), ("a: [1\n", "P4001 2:1"), ("a: 1\n---\nb: 2\n", "P4005 2:1"),
    ("? [x]\n: 1\n", "P4104 1:3"), ("a: !!int 1\n", "P4006 1:4"), ("a: *b\n", "P4007 1:4"),
  ])
  func faultsHavePlaces(text: String, expected: String) {
    let (_, diagnostics) = read(text)
    #expect(diagnostics.map { "\($0.code.code) \($0.place.line):\($0.place.column)" } == [expected])
  }

  @Test func anEmptyDocumentIsNone() {
    #expect(read("# nothing\n").root == nil)
    #expect(read("").diagnostics.isEmpty)
  }
}
