import EditorFeatures
import SourceText

/// Features about names: hover, definitions, references, renaming.
extension RequestHandlers {
  static func hover(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return try dataHover(context, params) }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    guard let result = Hover.at(offset, in: editor) else { return .null }
    return [
      "contents": markup(result.markdown, isMarkdown: context.capabilities.hasMarkdownHover),
      "range": context.converter.range(result.range, in: editor.source),
    ]
  }

  static func markup(_ markdown: String, isMarkdown: Bool) -> JSONValue {
    guard !isMarkdown else { return ["kind": "markdown", "value": .string(markdown)] }
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("```") }
    let plain = lines.joined(separator: "\n").filter { $0 != "`" }
    return ["kind": "plaintext", "value": .string(plain.split(separator: "**").joined())]
  }

  // MARK: Definitions

  static func definition(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return try dataDefinition(context, params) }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    return links(
      Definitions.definition(at: offset, in: editor), context, editor, asLinks: context.capabilities.hasDefinitionLinks)
  }

  static func typeDefinition(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    return links(
      Definitions.typeDefinition(at: offset, in: editor), context, editor,
      asLinks: context.capabilities.hasTypeDefinitionLinks)
  }

  static func implementation(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    return links(
      Definitions.implementation(at: offset, in: editor), context, editor,
      asLinks: context.capabilities.hasImplementationLinks)
  }

  private static func links(
    _ found: (source: SourceRange, targets: [Definitions.Target])?, _ context: RequestContext,
    _ editor: EditorContext, asLinks: Bool
  ) -> JSONValue {
    guard let found else { return .null }
    return .array(
      found.targets.map { target in
        guard asLinks else { return context.converter.location(target.location) }
        return [
          "originSelectionRange": context.converter.range(found.source, in: editor.source),
          "targetUri": .string(context.converter.uri(target.location.file.path)),
          "targetRange": context.converter.range(target.range.union(target.location.range), in: target.location.file),
          "targetSelectionRange": context.converter.range(target.location.range, in: target.location.file),
        ]
      })
  }

  // MARK: References

  static func references(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return try dataReferences(context, params) }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    let withDeclaration = params["context", "includeDeclaration"]?.boolean ?? true
    return .array(
      References.at(offset, in: editor, withDeclaration: withDeclaration).map {
        context.converter.location($0.location)
      })
  }

  static func highlights(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return [] }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    return .array(
      References.highlights(at: offset, in: editor).map { found in
        [
          "range": context.converter.range(found.location.range, in: editor.source),
          "kind": found.isDeclaration ? 3 : 2,
        ]
      })
  }

  static func linkedEditing(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    let ranges = References.linked(at: offset, in: editor)
    guard !ranges.isEmpty else { return .null }
    return [
      "ranges": .array(ranges.map { context.converter.range($0, in: editor.source) }),
      "wordPattern": "[\\p{L}_][\\p{L}0-9_]*",
    ]
  }

  // MARK: Renaming

  static func prepareRename(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    do throws(Rename.Refusal) {
      let range = try Rename.prepare(at: offset, in: editor)
      return [
        "range": context.converter.range(range, in: editor.source),
        "placeholder": .string(editor.source.text(in: range)),
      ]
    } catch {
      throw ResponseError(.requestFailed, error.message)
    }
  }

  static func rename(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    guard let name = params["newName"]?.string else { throw ResponseError(.invalidParams, "expected a new name") }
    do throws(Rename.Refusal) {
      let files = try Rename.edits(at: offset, to: name, in: editor)
      return workspaceEdit(files.map { (source: $0.file, edits: $0.edits) }, context)
    } catch {
      throw ResponseError(.requestFailed, error.message)
    }
  }

  // MARK: Symbols of the workspace

  static func workspaceSymbols(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    try context.token.check()
    return .array(
      WorkspaceSymbols.matching(params["query"]?.string ?? "", in: context.snapshots).map { symbol in
        [
          "name": .string(symbol.name), "kind": .integer(number(of: symbol.kind)),
          "location": context.converter.location(symbol.location), "containerName": .string(symbol.container),
        ]
      })
  }
}
