/// The requests that the server answers, by method.
enum RequestHandlers {
  typealias Handler = @Sendable (RequestContext, JSONValue) throws(ResponseError) -> JSONValue

  struct Entry: Sendable {
    /// Whether an edit makes the answer worthless, and the client asks again by itself.
    var endsWithEdit = false
    var handle: Handler
  }

  static let all: [String: Entry] = [
    "textDocument/documentSymbol": Entry(handle: documentSymbols),
    "textDocument/foldingRange": Entry(endsWithEdit: true, handle: foldingRanges),
    "textDocument/selectionRange": Entry(handle: selectionRanges),
    "textDocument/formatting": Entry(handle: formatting),
    "textDocument/rangeFormatting": Entry(handle: rangeFormatting),
    "textDocument/onTypeFormatting": Entry(handle: onTypeFormatting),
    "textDocument/semanticTokens/full": Entry(endsWithEdit: true, handle: semanticTokens),
    "textDocument/semanticTokens/full/delta": Entry(endsWithEdit: true, handle: semanticTokensDelta),
    "textDocument/semanticTokens/range": Entry(endsWithEdit: true, handle: semanticTokensRange),
    "textDocument/diagnostic": Entry(endsWithEdit: true, handle: documentDiagnostics),
    "workspace/diagnostic": Entry(endsWithEdit: true, handle: workspaceDiagnostics),
    "textDocument/codeAction": Entry(handle: codeActions),
    "textDocument/hover": Entry(handle: hover),
    "textDocument/definition": Entry(handle: definition),
    "textDocument/typeDefinition": Entry(handle: typeDefinition),
    "textDocument/implementation": Entry(handle: implementation),
    "textDocument/references": Entry(handle: references),
    "textDocument/documentHighlight": Entry(handle: highlights),
    "textDocument/linkedEditingRange": Entry(handle: linkedEditing),
    "textDocument/prepareRename": Entry(handle: prepareRename),
    "textDocument/rename": Entry(handle: rename),
    "workspace/symbol": Entry(handle: workspaceSymbols),
    "textDocument/completion": Entry(handle: completion),
    "completionItem/resolve": Entry(handle: resolveCompletion),
    "textDocument/signatureHelp": Entry(handle: signatureHelp),
    "textDocument/inlayHint": Entry(endsWithEdit: true, handle: inlayHints),
    "textDocument/codeLens": Entry(endsWithEdit: true, handle: codeLenses),
    "textDocument/prepareCallHierarchy": Entry(handle: prepareCalls),
    "callHierarchy/incomingCalls": Entry(handle: incomingCalls),
    "callHierarchy/outgoingCalls": Entry(handle: outgoingCalls),
    "textDocument/documentLink": Entry(endsWithEdit: true, handle: documentLinks),
    "workspace/willRenameFiles": Entry(handle: willRenameFiles),
    "workspace/executeCommand": Entry(handle: executeCommand),
  ]
}
