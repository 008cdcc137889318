import Diagnostics
import EditorFeatures
import SourceText
import Workbench

/// Fixes and other changes at a place.
extension RequestHandlers {
  static func codeActions(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard context.capabilities.hasCodeActionLiterals else { return [] }
    guard let editor = context.editor else { return try dataActions(context, params) }
    let range = try context.converter.sourceRange(params["range"], in: editor.source)
    let only = params["context", "only"]?.strings
    let sent = params["context", "diagnostics"]?.array ?? []
    let actions = CodeActions.at(range, in: editor).filter { action in
      guard let only, !only.isEmpty else { return !action.kind.rawValue.hasPrefix("source") }
      return only.contains { action.kind.rawValue == $0 || action.kind.rawValue.hasPrefix($0 + ".") }
    }
    return .array(actions.map { json($0, editor.source, sent, context) })
  }

  private static func json(
    _ action: CodeActions.Action, _ source: SourceFile, _ sent: [JSONValue], _ context: RequestContext
  ) -> JSONValue {
    // The client’s own form of the diagnostic, so that it knows which one is resolved.
    let settled = action.diagnostic.flatMap { diagnostic in
      let range = context.converter.range(diagnostic.range, in: source)
      return sent.first { $0["code"]?.string == diagnostic.code.code && $0["range"] == range }
    }
    return .members([
      "title": .string(action.title), "kind": .string(action.kind.rawValue),
      "diagnostics": settled.map { [$0] }, "isPreferred": action.isPreferred ? true : nil,
      "edit": workspaceEdit([(source, action.edits)], context),
    ])
  }

  /// Edits of several files, in the form that the client understands.
  static func workspaceEdit(_ files: [(source: SourceFile, edits: [TextEdit])], _ context: RequestContext) -> JSONValue
  {
    if context.capabilities.hasDocumentChanges {
      return [
        "documentChanges": .array(
          files.map { file in
            let version =
              context.snapshots.lazy.compactMap { $0.open[file.source.path]?.version }.first
              ?? context.snapshot?.open[file.source.path]?.version
            return [
              "textDocument": [
                "uri": .string(context.converter.uri(file.source.path)),
                "version": version.map { .integer($0) } ?? .null,
              ],
              "edits": json(file.edits, file.source, context),
            ]
          })
      ]
    }
    return [
      "changes": .object(
        files.map { file in
          JSONValue.Member(
            name: context.converter.uri(file.source.path), value: json(file.edits, file.source, context))
        })
    ]
  }
}
