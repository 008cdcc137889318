import Diagnostics
import EditorFeatures
import Governance
import SourceText
import Workbench

/// Code lenses, calls, links, and commands.
extension RequestHandlers {
  static func codeLenses(_ context: RequestContext, _: JSONValue) throws(ResponseError) -> JSONValue {
    guard context.settings.showsCodeLenses, let snapshot = context.snapshot else { return [] }
    let data = context.services.data.result(of: snapshot.root)
    guard let editor = context.editor else { return try dataLenses(context) }
    return .array(
      CodeLenses.of(editor, data: data).map { lens in
        [
          "range": context.converter.range(lens.range, in: editor.source),
          "command": .members([
            "title": .string(lens.title), "command": .string(command(lens.action)),
            "arguments": .array([.string(context.converter.uri(context.path))] + arguments(lens, editor, context)),
          ]),
        ]
      })
  }

  private static func command(_ action: CodeLenses.Action) -> String {
    switch action {
    case .runTest: "policyc.runTest"
    case .showFindings: "policyc.showFindings"
    case .showReferences: "policyc.showCitations"
    }
  }

  private static func arguments(
    _ lens: CodeLenses.Lens, _ editor: EditorContext, _ context: RequestContext
  ) -> [JSONValue] {
    switch lens.action {
    case .runTest(let title, _): [.string(title)]
    case .showFindings(let rule): [.string(rule)]
    case .showReferences: [context.converter.position(lens.range.start, in: editor.source)]
    }
  }

  // MARK: Calls

  static func prepareCalls(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    let offset = try context.converter.offset(params["position"], in: editor.source)
    guard let item = CallHierarchy.prepare(at: offset, in: editor) else { return .null }
    return [json(item, context)]
  }

  static func incomingCalls(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor, let declaration = try declaration(params, editor, context) else { return .null }
    return .array(
      CallHierarchy.incoming(declaration, in: editor).map { call in
        [
          "from": json(call.item, context),
          "fromRanges": .array(call.ranges.map { context.converter.range($0, in: call.item.location.file) }),
        ]
      })
  }

  static func outgoingCalls(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor, let declaration = try declaration(params, editor, context) else { return .null }
    return .array(
      CallHierarchy.outgoing(declaration, in: editor).map { call in
        [
          "to": json(call.item, context),
          "fromRanges": .array(call.ranges.map { context.converter.range($0, in: editor.source) }),
        ]
      })
  }

  private static func declaration(
    _ params: JSONValue, _ editor: EditorContext, _ context: RequestContext
  ) throws(ResponseError) -> Int? {
    let offset = try context.converter.offset(params["item", "selectionRange", "start"], in: editor.source)
    return CallHierarchy.declaration(at: offset, in: editor)
  }

  private static func json(_ item: CallHierarchy.Item, _ context: RequestContext) -> JSONValue {
    [
      "name": .string(item.name), "kind": .integer(number(of: item.kind)), "detail": .string(item.detail),
      "uri": .string(context.converter.uri(item.location.file.path)),
      "range": context.converter.range(item.range.union(item.location.range), in: item.location.file),
      "selectionRange": context.converter.range(item.location.range, in: item.location.file),
    ]
  }

  // MARK: Links

  static func documentLinks(_ context: RequestContext, _: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return [] }
    return .array(
      DocumentLinks.of(editor).map { link in
        let target =
          switch link.target {
          case .file(let path): context.converter.uri(path)
          case .web(let address): address
          }
        return .members([
          "range": context.converter.range(link.range, in: editor.source), "target": .string(target),
          "tooltip": context.capabilities.hasLinkTooltips ? .string(link.tooltip) : nil,
        ])
      })
  }

  // MARK: Files

  /// Paths in tests follow the files that are renamed.
  static func willRenameFiles(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    var moved: [String: String] = [:]
    for file in params["files"]?.array ?? [] {
      guard let old = file["oldUri"]?.string, let new = file["newUri"]?.string else { continue }
      moved[DocumentURI.path(old)] = DocumentURI.path(new)
    }
    var files: [(source: SourceFile, edits: [TextEdit])] = []
    for snapshot in context.snapshots {
      for document in snapshot.documents {
        let edits = FileRenames.edits(of: document, moved: moved)
        if !edits.isEmpty { files.append((document.source, edits)) }
      }
    }
    return files.isEmpty ? .null : workspaceEdit(files, context)
  }

  // MARK: Commands

  static func executeCommand(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let command = params["command"]?.string, let arguments = params["arguments"]?.array,
      let uri = arguments.first?.string
    else { throw ResponseError(.invalidParams, "expected a command with a document") }
    let path = DocumentURI.path(uri)
    guard
      let snapshot = context.snapshots.first(where: {
        $0.document(path) != nil || $0.open[path] != nil && $0.root == path
      })
    else { throw ResponseError(.requestFailed, "there is no policy `\(path)`") }
    switch command {
    case "policyc.runTest":
      guard let title = arguments.last?.string, arguments.count > 1 else {
        throw ResponseError(.invalidParams, "expected the title of a test")
      }
      return .string(TestReport.run(title, path: path, snapshot: snapshot, language: context.language))
    case "policyc.showFindings":
      guard let rule = arguments.last?.string, arguments.count > 1 else {
        throw ResponseError(.invalidParams, "expected the name of a rule")
      }
      let findings = context.services.data.result(of: snapshot.root)?.findings ?? []
      return .array(
        findings.filter { $0.rule == rule || $0.rule.hasPrefix(rule + ".") }.map { finding in
          .members([
            "rule": .string(finding.rule), "message": .string(finding.message),
            "place": finding.place.map { .string($0.label) }, "status": .string(finding.status.rawValue),
          ])
        })
    case "policyc.showCitations":
      guard let editor = EditorContext(snapshot: snapshot, path: path, language: context.language),
        arguments.count > 1
      else { return [] }
      let offset = try context.converter.offset(arguments[1], in: editor.source)
      return .array(
        References.at(offset, in: editor, withDeclaration: false).map { context.converter.location($0.location) })
    default: throw ResponseError(.invalidParams, "there is no command `\(command)`")
    }
  }
}
