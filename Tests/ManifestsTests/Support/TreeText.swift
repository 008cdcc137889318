import Diagnostics
import RecordStore
import RulePlan
import SourceText

@testable import Manifests

/// The trees of a format that holds documents, as text for tests: values in quotes, each with line and column.
enum TreeText {
  static func read(
    _ text: String, format: SourceFormat, namespaces: [(String, String)] = [], limits: LoadLimits = LoadLimits()
  ) -> String {
    let bytes = Array(text.utf8)
    let builder = RecordStoreBuilder(schema: Schema())
    let context = FileContext(
      builder: builder, shapes: [], file: 0, options: LoadOptions(limits: limits))
    var plan = SourcePlan(
      name: "s", namespace: "demo", entity: TableID(0), format: format)
    plan.namespaces = namespaces.map { SourcePlan.NamespacePrefix(prefix: $0.0, identifier: $0.1, origin: .builtIn) }
    let reading = SourceReading(plan: plan, context: context)
    let table = LineTable(bytes)
    let place = { (offset: Int) in
      let position = table.position(at: offset, in: bytes)
      return "\(position.humanLine):\(position.humanColumn)"
    }
    let trees = bytes.withUnsafeBufferPointer { buffer -> [String] in
      let tree = DocumentTree(buffer)
      var result: [String] = []
      do throws(ReadStopped) {
        guard var reader = try FormatReaders.documents(buffer, from: 0, reading) else { return [] }
        while try reader.readDocument(into: tree) {
          result.append(tree.root.map { describe($0, in: tree, place) } ?? "")
          tree.removeAll()
        }
      } catch {
        // The fault has been noted.
      }
      return result
    }
    let faults = context.faults.faults.map { "\($0.code.code) \(place($0.start)) \($0.message)" }
    return (faults.isEmpty ? trees : faults).joined(separator: "\n")
  }

  private static func describe(_ node: Int, in tree: DocumentTree, _ place: (Int) -> String) -> String {
    let at = "@" + place(tree.place(of: node).start)
    switch tree.nodes[node].kind {
    case .missing: return "missing" + at
    case .text: return "'" + String(decoding: tree.text(of: node), as: UTF8.self) + "'" + at
    case .list, .object:
      var parts: [String] = []
      var child = node + 1
      while child < tree.next(after: node) {
        let value = describe(child, in: tree, place)
        let name = String(decoding: tree.name(of: child), as: UTF8.self)
        parts.append(tree.nodes[node].kind == .object ? "\(name): \(value)" : value)
        child = tree.next(after: child)
      }
      let content = parts.joined(separator: ", ")
      return (tree.nodes[node].kind == .object ? "{\(content)}" : "[\(content)]") + at
    }
  }
}
