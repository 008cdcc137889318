import EditorFeatures
import SourceText

/// Requests that only need the text: outline, folding, selection, layout.
extension RequestHandlers {
  static func documentSymbols(_ context: RequestContext, _: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return [] }
    let symbols = DocumentSymbols.of(editor.tree)
    if context.capabilities.hasHierarchicalSymbols {
      return .array(symbols.map { json($0, editor.source, context.converter) })
    }
    var flat: [JSONValue] = []
    var waiting = symbols.reversed().map { (symbol: $0, container: String?.none) }
    while let (symbol, container) = waiting.popLast() {
      flat.append(
        .members([
          "name": .string(symbol.name), "kind": .integer(number(of: symbol.kind)),
          "location": context.converter.location(FileLocation(file: editor.source, range: symbol.range)),
          "containerName": container.map { .string($0) },
        ]))
      waiting += symbol.children.reversed().map { ($0, symbol.name) }
    }
    return .array(flat)
  }

  private static func json(
    _ symbol: DocumentSymbols.Symbol, _ source: SourceFile, _ converter: PositionConverter
  ) -> JSONValue {
    .members([
      "name": .string(symbol.name), "detail": symbol.detail.map { .string($0) },
      "kind": .integer(number(of: symbol.kind)), "range": converter.range(symbol.range, in: source),
      "selectionRange": converter.range(symbol.nameRange, in: source),
      "children": symbol.children.isEmpty ? nil : .array(symbol.children.map { json($0, source, converter) }),
    ])
  }

  /// The protocol’s number of a kind of symbol.
  static func number(of kind: DocumentSymbols.Kind) -> Int {
    switch kind {
    case .namespace: 3
    case .entity: 5
    case .record: 23
    case .enumeration: 10
    case .enumerationCase: 22
    case .field: 8
    case .key: 20
    case .function: 12
    case .parameter: 14
    case .duty: 18
    case .access: 11
    case .segregation, .rule, .standard: 24
    case .requirement: 7
    case .instrument: 1
    case .clause: 15
    case .source: 2
    case .test: 6
    case .authority: 19
    }
  }

  static func foldingRanges(_ context: RequestContext, _: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return [] }
    return .array(
      FoldingRanges.of(editor.tree).map { fold in
        let kind: JSONValue =
          switch fold.kind {
          case .region: "region"
          case .comment: "comment"
          case .imports: "imports"
          }
        return ["startLine": .integer(fold.firstLine), "endLine": .integer(fold.lastLine), "kind": kind]
      })
  }

  static func selectionRanges(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    var results: [JSONValue] = []
    for position in params["positions"]?.array ?? [] {
      let offset = try context.converter.offset(position, in: editor.source)
      var chain: JSONValue?
      for range in SelectionRanges.at(offset, in: editor.tree).reversed() {
        chain = .members(["range": context.converter.range(range, in: editor.source), "parent": chain])
      }
      results.append(chain ?? .null)
    }
    return .array(results)
  }

  // MARK: Layout

  static func formatting(_ context: RequestContext, _: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    guard let edits = Formatting.edits(of: editor.tree) else { return .null }
    return json(edits, editor.source, context)
  }

  static func rangeFormatting(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    let range = try context.converter.sourceRange(params["range"], in: editor.source)
    guard let edits = Formatting.edits(of: editor.tree, in: range) else { return .null }
    return json(edits, editor.source, context)
  }

  static func onTypeFormatting(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    guard let edits = Formatting.edits(of: editor.tree, typed: params["ch"]?.string ?? "", at: offset) else {
      return .null
    }
    return json(edits, editor.source, context)
  }

  static func json(_ edits: [TextEdit], _ source: SourceFile, _ context: RequestContext) -> JSONValue {
    .array(edits.map { context.converter.textEdit($0, in: source) })
  }
}
