/// The capabilities that the server announces.
enum ServerCapabilities {
  static func json(_ client: ClientCapabilities, namesEncoding: Bool) -> JSONValue {
    .members([
      "positionEncoding": namesEncoding ? .string(client.encodingName) : nil,
      "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
      "documentSymbolProvider": true,
      "foldingRangeProvider": true,
      "selectionRangeProvider": true,
      "documentFormattingProvider": true,
      "documentRangeFormattingProvider": true,
      "documentOnTypeFormattingProvider": ["firstTriggerCharacter": "}"],
      "semanticTokensProvider": [
        "legend": [
          "tokenTypes": .array(RequestHandlers.tokenTypes.map { .string($0) }),
          "tokenModifiers": .array(RequestHandlers.tokenModifiers.map { .string($0) }),
        ],
        "full": ["delta": true], "range": true,
      ],
      "diagnosticProvider": client.hasPullDiagnostics
        ? ["identifier": "policyc", "interFileDependencies": true, "workspaceDiagnostics": true] : nil,
      "codeActionProvider": client.hasCodeActionLiterals
        ? [
          "codeActionKinds": ["quickfix", "refactor", "refactor.rewrite", "source.fixAll", "source.organizeImports"]
        ] : nil,
      "hoverProvider": true,
      "definitionProvider": true,
      "typeDefinitionProvider": true,
      "implementationProvider": true,
      "referencesProvider": true,
      "documentHighlightProvider": true,
      "linkedEditingRangeProvider": true,
      "renameProvider": client.hasPrepareRename ? ["prepareProvider": true] : true,
      "workspaceSymbolProvider": true,
      "completionProvider": ["triggerCharacters": [".", "§", "{", "\"", ":", " "], "resolveProvider": true],
      "signatureHelpProvider": ["triggerCharacters": ["(", ","]],
      "inlayHintProvider": true,
      "codeLensProvider": ["resolveProvider": false],
      "callHierarchyProvider": true,
      "documentLinkProvider": ["resolveProvider": false],
      "executeCommandProvider": ["commands": ["policyc.runTest", "policyc.showFindings", "policyc.showCitations"]],
      "workspace": .members([
        "workspaceFolders": ["supported": true, "changeNotifications": true],
        "fileOperations": client.hasFileRename
          ? [
            "willRename": [
              "filters": [
                ["scheme": "file", "pattern": ["glob": "**/*.{policy,yaml,yml,json,jsonl,ndjson,csv}"]]
              ]
            ]
          ] : nil,
      ]),
    ])
  }
}
