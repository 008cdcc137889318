import SourceText

/// The capabilities of the client, as far as answers depend on them.
struct ClientCapabilities: Sendable {
  var encoding = LineTable.ColumnUnit.utf16
  var hasMarkdownHover = true
  var hasMarkdownDocumentation = true
  /// Whether the client says which forms of documentation it understands; else it is a plain text.
  var hasDocumentationForms = true
  var hasLinkTooltips = false
  var hasHierarchicalSymbols = false
  var hasSnippets = false
  var hasCodeActionLiterals = false
  var hasCodeActionData = false
  var hasDocumentChanges = false
  var hasChangeAnnotations = false
  var hasRelatedInformation = false
  var hasTags = false
  var hasCodeDescription = false
  var hasDiagnosticVersion = false
  var hasDiagnosticData = false
  /// Whether the client asks for diagnostics, and can be notified that there are new ones. One that cannot would never
  /// see the findings of data, which come later, nor what an edit changes in another file.
  var hasPullDiagnostics = false
  var hasDiagnosticRefresh = false
  var hasCodeLensRefresh = false
  var hasInlayRefresh = false
  var hasSemanticRefresh = false
  var hasWorkDoneProgress = false
  var hasConfiguration = false
  var hasWatchedFilesRegistration = false
  var hasLabelOffsets = false
  var hasActiveParameter = false
  var hasDefinitionLinks = false
  var hasTypeDefinitionLinks = false
  var hasImplementationLinks = false
  var hasPrepareRename = false
  var hasFoldingLinesOnly = false
  var hasFileRename = false
  var hasInsertReplace = false
  var hasPrepareDefaultBehavior = false
  var hasDelta = false

  init() {}

  init(_ capabilities: JSONValue) {
    let document = capabilities["textDocument"] ?? .null
    let workspace = capabilities["workspace"] ?? .null
    let encodings = capabilities["general", "positionEncodings"]?.strings ?? []
    // UTF-8 costs nothing; UTF-16 is what everyone understands.
    if encodings.contains("utf-8") {
      encoding = .utf8
    } else if let first = encodings.first, first == "utf-32" {
      encoding = .unicodeScalars
    }
    func has(_ value: JSONValue?) -> Bool { value?.boolean == true }
    hasMarkdownHover =
      document["hover", "contentFormat"]?.strings.first == "markdown"
      || document["hover", "contentFormat"]?.strings.contains("markdown") == true
    let item = document["completion", "completionItem"] ?? .null
    hasDocumentationForms = item["documentationFormat"]?.strings.isEmpty == false
    hasLinkTooltips = has(document["documentLink", "tooltipSupport"])
    hasMarkdownDocumentation = item["documentationFormat"]?.strings.contains("markdown") == true
    hasHierarchicalSymbols = has(document["documentSymbol", "hierarchicalDocumentSymbolSupport"])
    hasSnippets = has(item["snippetSupport"])
    hasCodeActionLiterals = document["codeAction", "codeActionLiteralSupport"] != nil
    hasDocumentChanges = has(workspace["workspaceEdit", "documentChanges"])
    let diagnostics = document["publishDiagnostics"] ?? .null
    hasRelatedInformation = has(diagnostics["relatedInformation"])
    hasTags = diagnostics["tagSupport"] != nil && diagnostics["tagSupport"] != .boolean(false)
    hasCodeDescription = has(diagnostics["codeDescriptionSupport"])
    hasDiagnosticVersion = has(diagnostics["versionSupport"])
    hasDiagnosticData = has(diagnostics["dataSupport"])
    hasDiagnosticRefresh = has(workspace["diagnostics", "refreshSupport"])
    hasPullDiagnostics = document["diagnostic"] != nil && hasDiagnosticRefresh
    hasCodeLensRefresh = has(workspace["codeLens", "refreshSupport"])
    hasInlayRefresh = has(workspace["inlayHint", "refreshSupport"])
    hasSemanticRefresh = has(workspace["semanticTokens", "refreshSupport"])
    hasWorkDoneProgress = has(capabilities["window", "workDoneProgress"])
    hasConfiguration = has(workspace["configuration"])
    hasWatchedFilesRegistration = has(workspace["didChangeWatchedFiles", "dynamicRegistration"])
    let signature = document["signatureHelp", "signatureInformation"] ?? .null
    hasLabelOffsets = has(signature["parameterInformation", "labelOffsetSupport"])
    hasActiveParameter = has(signature["activeParameterSupport"])
    hasDefinitionLinks = has(document["definition", "linkSupport"])
    hasTypeDefinitionLinks = has(document["typeDefinition", "linkSupport"])
    hasImplementationLinks = has(document["implementation", "linkSupport"])
    hasPrepareRename = has(document["rename", "prepareSupport"])
    hasFoldingLinesOnly = has(document["foldingRange", "lineFoldingOnly"])
    hasFileRename = has(workspace["fileOperations", "willRename"])
    let tokens = document["semanticTokens", "requests", "full"]
    hasDelta = tokens?["delta"]?.boolean == true
  }

  var encodingName: String {
    switch encoding {
    case .utf8: "utf-8"
    case .utf16: "utf-16"
    case .unicodeScalars: "utf-32"
    }
  }
}
