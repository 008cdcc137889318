import EditorFeatures
import PolicySemantics
import RulePlan
import SourceText

/// Help while one writes: completion, signatures, hints.
extension RequestHandlers {
  /// Items sent at most; the client asks again when more has been typed.
  private static let limit = 400

  static func completion(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return try dataCompletion(context, params) }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    return completionList(Completion.at(offset, in: editor), editor.source, context)
  }

  static func completionList(
    _ result: Completion.Result, _ source: SourceFile, _ context: RequestContext
  ) -> JSONValue {
    let range = context.converter.range(result.range, in: source)
    let typed = source.text(in: result.range)
    let uri = context.converter.uri(context.path)
    let items = result.items.enumerated().filter {
      typed.isEmpty || result.items.count <= limit || $0.element.label.lowercased().hasPrefix(typed.lowercased())
    }
    return [
      "isIncomplete": .boolean(items.count > limit),
      "items": .array(items.prefix(limit).map { json($0.element, $0.offset, range, uri, context) }),
    ]
  }

  private static func json(
    _ item: Completion.Item, _ position: Int, _ range: JSONValue, _ uri: String, _ context: RequestContext
  ) -> JSONValue {
    let usesSnippet = context.capabilities.hasSnippets && item.snippet != nil
    let text = usesSnippet ? item.snippet ?? item.label : item.text ?? item.label
    let digits = String(position)
    return .members([
      "label": .string(item.label), "kind": .integer(number(of: item.kind)),
      "detail": item.detail.map { .string($0) },
      "documentation": item.documentation.map { .string($0) },
      "sortText": .string(String(repeating: "0", count: max(0, 4 - digits.count)) + digits),
      "insertTextFormat": usesSnippet ? 2 : nil,
      "textEdit": ["range": range, "newText": .string(text)],
      "data": item.symbol.map { ["uri": .string(uri), "symbol": .string(SymbolName.text($0))] },
    ])
  }

  private static func number(of kind: Completion.Kind) -> Int {
    switch kind {
    case .keyword: 14
    case .snippet: 15
    case .entity: 7
    case .record: 22
    case .enumeration: 13
    case .enumerationCase: 20
    case .field: 5
    case .variable: 6
    case .function: 3
    case .parameter: 21
    case .duty: 23
    case .access: 8
    case .instrument: 17
    case .clause: 18
    case .norm: 11
    case .type: 25
    case .namespace: 9
    case .value: 12
    case .code: 1
    }
  }

  static func resolveCompletion(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard var members = params.members else { throw ResponseError(.invalidParams, "expected an item") }
    guard params["documentation"] == nil, let name = params["data", "symbol"]?.string,
      let symbol = SymbolName.symbol(name), let editor = context.editor,
      let markdown = Completion.documentation(of: symbol, in: editor)
    else { return params }
    let value = markup(markdown, isMarkdown: context.capabilities.hasMarkdownDocumentation)
    let text = context.capabilities.hasDocumentationForms ? value : value["value"] ?? .null
    members.append(JSONValue.Member(name: "documentation", value: text))
    return .object(members)
  }

  static func signatureHelp(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    guard let result = SignatureHelp.at(offset, in: editor) else { return .null }
    return [
      "signatures": [
        .members([
          "label": .string(result.label),
          "documentation": result.documentation.isEmpty ? nil : .string(result.documentation),
          "parameters": .array(result.parameters.map { ["label": .string($0)] }),
        ])
      ], "activeSignature": 0, "activeParameter": .integer(result.active),
    ]
  }

  static func inlayHints(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard context.settings.showsInlayHints, let editor = context.editor else { return [] }
    let range = try context.converter.sourceRange(params["range"], in: editor.source)
    return .array(
      InlayHints.of(editor, in: range).map { hint in
        .members([
          "position": context.converter.position(hint.offset, in: editor.source), "label": .string(hint.label),
          "kind": hint.isType ? 1 : 2, "paddingRight": hint.isType ? nil : true,
        ])
      })
  }
}

/// Symbols as short texts, for items that come back from the client.
enum SymbolName {
  static func text(_ symbol: PolicyIndex.Symbol) -> String {
    switch symbol {
    case .declaration(let number): "d:\(number)"
    case .namespace(let name): "n:\(name)"
    case .field(let field): "f:\(field.table.index):\(field.index)"
    case .enumerationCase(let id, let position): "e:\(id.index):\(position)"
    case .clause(let id, let name): "c:\(id.index):\(name)"
    case .requirement(let number, let name): "r:\(number):\(name)"
    case .variable(let variable): "v:\(variable.index)"
    }
  }

  static func symbol(_ text: String) -> PolicyIndex.Symbol? {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2 else { return nil }
    let number = Int(parts[1]).flatMap { $0 >= 0 ? $0 : nil }
    switch (parts[0], number, parts.count > 2 ? parts[2] : nil) {
    case ("d", let number?, nil): return .declaration(number)
    case ("n", _, nil): return .namespace(parts[1])
    case ("f", let table?, let field?):
      return Int(field).flatMap { $0 >= 0 ? .field(FieldID(TableID(table), $0)) : nil }
    case ("e", let id?, let position?):
      return Int(position).flatMap { $0 >= 0 ? .enumerationCase(EnumerationID(id), $0) : nil }
    case ("c", let id?, let name?): return .clause(InstrumentID(id), name)
    case ("r", let number?, let name?): return .requirement(number, name)
    case ("v", let number?, nil): return .variable(VariableID(number))
    default: return nil
    }
  }
}
