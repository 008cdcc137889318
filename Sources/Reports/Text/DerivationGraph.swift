public import Governance
import SourceText

/// A derivation as a small graph: the norm, its conditions and the values in them, as SVG.
public struct DerivationGraph {
  private static let rowHeight = 26
  private static let indent = 28
  private static let letterWidth = 8

  private let derivation: NormDerivation

  public init(_ derivation: NormDerivation) { self.derivation = derivation }

  /// A node of the graph: its text, its depth, and its result.
  private struct Node {
    var text: XMLMarkup
    /// Letters of the text as it is shown.
    var width: Int
    var depth: Int
    var kind: Kind

    init(_ text: String, depth: Int, kind: Kind) {
      self.text = XMLMarkup(text.shown)
      width = text.shown.line.unicodeScalars.count
      self.depth = depth
      self.kind = kind
    }

    enum Kind: String { case norm, yes, no, value, finding }
  }

  public func write(to stream: ReportStream) {
    let stream = MarkupStream<XMLText>(stream)
    let nodes = self.nodes
    let width = (nodes.map { $0.depth * Self.indent + $0.width * Self.letterWidth }.max() ?? 0) + 40
    let height = nodes.count * Self.rowHeight + 20
    stream.write(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\" "
        + "role=\"img\" font-family=\"monospace\" font-size=\"13\">\n")
    stream.write(
      "<title>\(nodes.first?.text ?? "")</title>\n"
    )
    var lastOfDepth: [Int: Int] = [:]
    for (index, node) in nodes.enumerated() {
      let x = 10 + node.depth * Self.indent
      let y = 10 + index * Self.rowHeight
      if let parent = lastOfDepth[node.depth - 1] {
        let top = 10 + parent * Self.rowHeight + 22
        let left = x - Self.indent / 2
        stream.write(
          "<path d=\"M\(left) \(top) V\(y + 11) H\(x)\" fill=\"none\" stroke=\"#888\"/>\n")
      }
      lastOfDepth[node.depth] = index
      let boxWidth = node.width * Self.letterWidth + 12
      stream.write(
        "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(boxWidth)\" height=\"22\" rx=\"4\" fill=\"\(Self.fill(node.kind))\" stroke=\"#666\"/>"
          + "<text x=\"\(x + 6)\" y=\"\(y + 15)\" fill=\"#111\">\(node.text)</text>\n")
    }
    stream.write("</svg>\n")
  }

  private var nodes: [Node] {
    var nodes = [
      Node("\(derivation.rule) for \(derivation.subject.type) \(derivation.subject.name)", depth: 0, kind: .norm)
    ]
    for combination in derivation.combinations {
      for step in combination.steps {
        let kind: Node.Kind =
          step.depth > 0 ? .value : step.value == "true" ? .yes : step.value == "false" ? .no : .value
        nodes.append(Node("\(step.text) = \(step.value)", depth: step.depth + 1, kind: kind))
      }
    }
    for finding in derivation.findings {
      nodes.append(Node(finding.message, depth: 1, kind: .finding))
      for item in finding.evidence { nodes.append(Node(item.text, depth: 2, kind: .value)) }
    }
    return nodes
  }

  private static func fill(_ kind: Node.Kind) -> XMLMarkup {
    switch kind {
    case .norm: "#d6e4f5"
    case .yes: "#d7efd9"
    case .no: "#f6d6d3"
    case .value: "#f2f2f2"
    case .finding: "#f3b8b2"
    }
  }
}
