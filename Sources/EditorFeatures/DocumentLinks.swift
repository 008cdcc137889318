import PolicySemantics
import PolicySyntax
public import SourceText
import Workbench

/// Places that lead out of a document: to data files, to namespaces, to sources.
public enum DocumentLinks {
  public enum Target: Hashable, Sendable {
    case file(String)
    case web(String)
  }

  public struct Link: Sendable {
    public var range: SourceRange
    public var target: Target
    public var tooltip: String
  }

  public static func of(_ context: EditorContext) -> [Link] {
    var links: [Link] = []
    let folder = context.source.path.lastIndex(of: "/").map { String(context.source.path[...$0]) } ?? ""
    for node in context.tree.root.nodes {
      switch node.kind {
      case .testDeclaration:
        for path in TestSyntax(node: node).dataFiles.map(\.path) {
          let value = path.value
          links.append(
            Link(
              range: path.contentRange, target: .file(value.hasPrefix("/") ? value : folder + value),
              tooltip: "Open the data"))
        }
      case .importDeclaration:
        guard let name = ImportSyntax(node: node).name,
          let file = context.index.namespaces.firstIndex(of: name.name), let source = context.analysis.source(file)
        else { continue }
        links.append(Link(range: name.range, target: .file(source.path), tooltip: "Open `\(name.name)`"))
      case .instrumentDeclaration:
        guard let symbol = InstrumentSyntax(node: node).symbol, let address = address(ofDocument: symbol.value) else {
          continue
        }
        links.append(Link(range: symbol.contentRange, target: .web(address), tooltip: "Open the source"))
      default: break
      }
    }
    return links
  }

  /// Documents of the United Nations are found by their symbols.
  static func address(ofDocument symbol: String) -> String? {
    let organs = ["A/", "S/", "E/", "ST/", "JIU/"]
    let isPlain = symbol.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "/.-()".unicodeScalars.contains($0))
    }
    guard isPlain, organs.contains(where: { symbol.hasPrefix($0) }) else { return nil }
    return "https://undocs.org/" + symbol
  }
}
