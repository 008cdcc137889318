import LanguageServer
import Testing

/// Whatever comes, every request has one answer and the server goes on.
@Suite struct RobustnessTests {
  private static let methods = [
    "textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/selectionRange",
    "textDocument/formatting", "textDocument/rangeFormatting", "textDocument/onTypeFormatting",
    "textDocument/semanticTokens/full", "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range", "textDocument/diagnostic", "workspace/diagnostic",
    "textDocument/codeAction", "textDocument/hover", "textDocument/definition", "textDocument/typeDefinition",
    "textDocument/implementation", "textDocument/references", "textDocument/documentHighlight",
    "textDocument/linkedEditingRange", "textDocument/prepareRename", "textDocument/rename", "workspace/symbol",
    "textDocument/completion", "completionItem/resolve", "textDocument/signatureHelp", "textDocument/inlayHint",
    "textDocument/codeLens", "textDocument/prepareCallHierarchy", "callHierarchy/incomingCalls",
    "callHierarchy/outgoingCalls", "textDocument/documentLink", "workspace/willRenameFiles",
    "workspace/executeCommand",
  ]

  private static let text = """
    policy demo.x
    entity P from ps { key id : Text }
    rule R "t" {
      for p in P
      must p.
    }
    """

  private static var params: [JSONValue] {
    let far: JSONValue = ["line": 99_999, "character": 99_999]
    let negative: JSONValue = ["line": -1, "character": 0]
    let near: JSONValue = ["line": 4, "character": 9]
    let known = TestClient.document()
    var all: [JSONValue] = [.null, [], 7, "x", [:], ["textDocument": 1], ["textDocument": ["uri": 3]]]
    for document in [known, ["uri": "file:///elsewhere/none.policy"], ["uri": "untitled:one"], ["uri": ""]] {
      all.append(["textDocument": document])
      for position in [far, negative, near, .null, "x"] {
        all.append([
          "textDocument": document, "position": position, "positions": [position],
          "range": ["start": position, "end": position], "newName": "q", "ch": "}", "query": "p",
          "context": ["diagnostics": [], "includeDeclaration": false],
          "item": ["uri": "file:///nowhere/demo.policy", "selectionRange": ["start": position]],
          "data": ["uri": "file:///nowhere/demo.policy", "symbol": "f:9:9"], "label": "x",
          "command": "policyc.runTest", "arguments": ["file:///nowhere/demo.policy", "t"],
          "files": [["oldUri": "file:///nowhere/a.yaml", "newUri": "file:///nowhere/b.yaml"]],
        ])
      }
    }
    return all
  }

  @Test func everyRequestHasOneAnswer() throws {
    let client = try TestClient()
    try client.begin(Self.text)
    for method in Self.methods {
      for params in Self.params {
        let answer = try client.answer(client.ask(method, params))
        #expect((answer.at("result") != nil) != (answer.at("error") != nil), "\(method) \(params)")
      }
    }
    #expect(try client.end() == 0)
  }

  @Test func notificationsThatMakeNoSenseAreLivedWith() throws {
    let client = try TestClient()
    try client.begin(Self.text)
    for method in [
      "textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "textDocument/didSave",
      "workspace/didChangeWatchedFiles", "workspace/didChangeWorkspaceFolders",
      "workspace/didChangeConfiguration", "$/cancelRequest", "$/progress", "x/y", "initialized",
    ] {
      for params: JSONValue in [.null, [], 3, [:], ["textDocument": 3], ["changes": 3], ["event": []], ["id": [:]]] {
        client.notify(method, params)
      }
    }
    client.notify(
      "textDocument/didChange",
      ["textDocument": ["uri": "file:///not/open.policy", "version": 1], "contentChanges": [["text": "x"]]])
    let answer = try client.answer(client.ask("textDocument/documentSymbol", ["textDocument": TestClient.document()]))
    #expect(answer.at("result")?.elements.isEmpty == false)
    #expect(try client.end() == 0)
  }

  @Test(arguments: [
    String(repeating: "(", count: 1_500),
    "policy demo.x\ndefine f(): Boolean = " + String(repeating: "not ", count: 1_500),
    String(repeating: "/*", count: 1_500), String(repeating: "\u{0}", count: 1000),
    "policy a.b\n" + String(repeating: "{", count: 1_500),
  ]) func noTextBringsTheServerDown(_ text: String) throws {
    let client = try TestClient()
    try client.begin(text)
    for method in ["documentSymbol", "semanticTokens/full", "foldingRange", "formatting"] {
      _ = try client.answer(client.ask("textDocument/" + method, ["textDocument": TestClient.document()]))
    }
    _ = try client.answer(
      client.ask(
        "textDocument/selectionRange",
        ["textDocument": TestClient.document(), "positions": [TestClient.position(0, 5000)]]))
    #expect(try client.end() == 0)
  }
}
