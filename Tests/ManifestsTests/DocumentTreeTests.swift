import Diagnostics
import RecordStore
import RulePlan
import Testing

@testable import Manifests

@Suite struct DocumentTreeTests {
  private func show(_ tree: DocumentTree, _ index: Int) -> String {
    var parts: [String] = []
    var child = index + 1
    let isContainer = tree.nodes[index].kind == .list || tree.nodes[index].kind == .object
    while isContainer, child < tree.next(after: index) {
      let name = String(decoding: tree.name(of: child), as: UTF8.self)
      parts.append((tree.nodes[index].kind == .object ? name + ":" : "") + show(tree, child))
      child = tree.next(after: child)
    }
    switch tree.nodes[index].kind {
    case .missing: return "-"
    case .text: return "'" + String(decoding: tree.text(of: index), as: UTF8.self) + "'"
    case .list: return "[" + parts.joined(separator: ",") + "]"
    case .object: return "{" + parts.joined(separator: ",") + "}"
    }
  }

  /// The documents of a text, one after the other, and the codes of its faults.
  private func read(_ text: String, _ format: SourceFormat) -> (documents: [String], codes: [String]) {
    let builder = RecordStoreBuilder(schema: Schema())
    let context = FileContext(builder: builder, shapes: [], file: 0, options: LoadOptions())
    let plan = SourcePlan(name: "s", namespace: "", entity: TableID(0), format: format)
    var documents: [String] = []
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      let tree = DocumentTree(bytes)
      do throws(ReadStopped) {
        guard var reader = try FormatReaders.documents(bytes, from: 0, SourceReading(plan: plan, context: context))
        else {
          return
        }
        while try reader.readDocument(into: tree) {
          if let root = tree.root { documents.append(show(tree, root)) }
          tree.removeAll()
        }
      } catch {}
    }
    return (documents, context.faults.faults.map(\.code.code))
  }

  @Test func aDocumentOfJSONIsATree() {
    let (documents, codes) = read(#"{"a": [1, "x\u00e9", null], "b": {"c": {}}}"#, .json)
    #expect(documents == ["{a:['1','xé',-],b:{c:{}}}"])
    #expect(codes.isEmpty)
  }

  @Test func linesAreDocuments() {
    #expect(read("{\"a\":1}\n\n{\"a\":2}\n", .jsonl).documents == ["{a:'1'}", "{a:'2'}"])
  }

  @Test func aFileOfYAMLHoldsSeveralDocumentsAndEmptyOnesAreNone() {
    let (documents, codes) = read("---\na: &x 1\n---\n---\n# nothing\n---\n- b\n- ~\n---\n", .yaml)
    #expect(documents == ["{a:'1'}", "['b',-]"])
    #expect(codes.isEmpty)
  }

  @Test func anchorsEndWithTheirDocument() {
    #expect(read("a: &x 1\n---\nb: *x\n", .yaml).codes == ["P4007"])
  }

  @Test func mergesFillWhatAnObjectLacks() {
    let (documents, _) = read("x: &x { a: 1, b: 2 }\ny: { <<: *x, b: 3 }\n", .yaml)
    #expect(documents == ["{x:{a:'1',b:'2'},y:{b:'3',a:'1'}}"])
  }

  @Test(arguments: [2, 40])
  func aNameThatComesTwiceIsAFault(count: Int) {
    let members = (0..<count).map { "\"m\($0)\": 1" } + ["\"m1\": 2"]
    #expect(read("{" + members.joined(separator: ",") + "}", .json).codes == ["P4112"])
  }
}
