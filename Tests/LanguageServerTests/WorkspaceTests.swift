import Glibc
import LanguageServer
import RulePlan
import Testing

/// Several folders, files on disk, recordings.
@Suite struct WorkspaceTests {
  private final class Folder {
    let path: String

    init() throws {
      var template = Array("/tmp/policyc-server-XXXXXX".utf8CString)
      path = template.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress, mkdtemp(start) != nil else { return "" }
        return String(cString: start)
      }
      try #require(!path.isEmpty)
    }

    func write(_ text: String, _ name: String) {
      guard let file = fopen(path + "/" + name, "w") else { return }
      fputs(text, file)
      fclose(file)
    }

    deinit {
      for name in ["policyc.yaml", "a.policy", "b.policy", "d.yaml", "trace.jsonl"] { unlink(path + "/" + name) }
      rmdir(path)
    }
  }

  private func codes(_ client: TestClient, _ uri: String) throws -> [String] {
    let report = try client.request("textDocument/diagnostic", ["textDocument": ["uri": .string(uri)]])
    return report.at("items")?.elements.compactMap { $0.at("code")?.text } ?? []
  }

  @Test func everyFolderHasItsProject() throws {
    let (one, other) = (try Folder(), try Folder())
    for folder in [one, other] {
      folder.write("policies: [.]\n", "policyc.yaml")
      folder.write("policy demo.a\nenum E { a }\n", "a.policy")
    }
    one.write("policy demo.b\nimport demo.a\nrecord R { e : E }\n", "b.policy")
    other.write("policy demo.b\nimport demo.a\nrecord R { e : F }\n", "b.policy")
    let client = try TestClient()
    _ = try client.request(
      "initialize",
      [
        "capabilities": ["textDocument": ["diagnostic": [:]]],
        "workspaceFolders": [
          ["uri": .string("file://" + one.path), "name": "one"],
          ["uri": .string("file://" + other.path), "name": "other"],
        ],
      ])
    client.notify("initialized", [:])
    #expect(try !codes(client, "file://\(one.path)/b.policy").contains("P1004"))
    let symbols = try client.request("workspace/symbol", ["query": "E"])
    #expect(symbols.elements.count { $0.at("name") == "E" } == 2)
    let faults = try codes(client, "file://\(other.path)/b.policy")
    try #require(!faults.isEmpty)
    // A file on disk changes, and the client says so.
    other.write("policy demo.a\nenum F { a }\n", "a.policy")
    client.notify(
      "workspace/didChangeWatchedFiles", ["changes": [["uri": .string("file://\(other.path)/a.policy"), "type": 2]]])
    #expect(try !codes(client, "file://\(other.path)/b.policy").contains(faults[0]))
    #expect(try client.end() == 0)
  }

  @Test func aTextThatIsNeitherPolicyNorDataHasNoCompletions() throws {
    let client = try TestClient()
    try client.begin("policy demo.a\n")
    let uri = "file:///nowhere/notes.txt"
    let item: JSONValue = ["uri": .string(uri), "languageId": "plaintext", "version": 1, "text": ""]
    client.notify("textDocument/didOpen", ["textDocument": item])
    let place: JSONValue = ["textDocument": TestClient.document(uri), "position": TestClient.position(0, 0)]
    let answer = try client.request("textDocument/completion", place)
    #expect(answer.elements.isEmpty && (answer.at("items")?.elements.isEmpty ?? true))
    #expect(try client.end() == 0)
  }

  @Test func whatIsOpenGoesBeforeWhatIsOnDisk() throws {
    let folder = try Folder()
    folder.write("policies: [.]\n", "policyc.yaml")
    folder.write("policy demo.a\nenum E { a }\n", "a.policy")
    folder.write("policy demo.b\nimport demo.a\nrecord R { e : F }\n", "b.policy")
    let client = try TestClient()
    _ = try client.request(
      "initialize",
      ["capabilities": ["textDocument": ["diagnostic": [:]]], "rootUri": .string("file://" + folder.path)])
    client.notify("initialized", [:])
    let uri = "file://\(folder.path)/b.policy"
    let before = try codes(client, uri)
    try #require(!before.isEmpty)
    client.open("policy demo.a\nenum F { a }\n", uri: "file://\(folder.path)/a.policy")
    #expect(try !codes(client, uri).contains(before[0]))
    client.notify("textDocument/didClose", ["textDocument": ["uri": .string("file://\(folder.path)/a.policy")]])
    #expect(try codes(client, uri) == before)
  }

  @Test func aPolicyWithoutAProjectIsCheckedWithWhatItImports() throws {
    let folder = try Folder()
    folder.write("policy demo.a\nenum E { a }\n", "a.policy")
    let client = try TestClient()
    try client.begin(
      "policy demo.b\nimport demo.a\nrecord R { e : E }\n", uri: "file://\(folder.path)/b.policy",
      capabilities: ["textDocument": ["diagnostic": [:]]])
    #expect(try codes(client, "file://\(folder.path)/b.policy").allSatisfy { $0.hasPrefix("P7") })
  }

  @Test func findingsGoWithTheDataThatAProjectNamesNoMore() throws {
    let folder = try Folder()
    folder.write("policies: [.]\ndata: [d.yaml]\n", "policyc.yaml")
    folder.write(
      "policy demo.a\nentity P from ps { key id : Text }\nrule R \"t\" {\n  for p in P\n  must p.id == \"\"\n}\n",
      "a.policy")
    folder.write("ps:\n  - id: x\n", "d.yaml")
    let client = try TestClient()
    _ = try client.request("initialize", ["capabilities": [:], "rootUri": .string("file://" + folder.path)])
    client.notify("initialized", [:])
    func findings() throws -> Int {
      while true {
        let params = try client.notification("textDocument/publishDiagnostics")
        if params.at("uri")?.text?.hasSuffix("d.yaml") == true { return params.at("diagnostics")?.elements.count ?? 0 }
      }
    }
    #expect(try findings() == 1)
    client.open("policies: [.]\n", uri: "file://\(folder.path)/policyc.yaml")
    #expect(try findings() == 0)
    #expect(try client.end() == 0)
  }

  @Test(arguments: [false, true]) func faultsOfALargeProjectAreFoundWhetherItIsOpenOrNot(_ isOpen: Bool) throws {
    let folder = try Folder()
    let rule =
      "rule R_%% \"A rule that says little, and says it at some length\" {\n  for p in P\n  must p.id != \"\"\n}\n"
    let rules = (0..<3_000).map { rule.split(separator: "%%").joined(separator: String($0)) }.joined()
    folder.write("policies: [.]\n", "policyc.yaml")
    folder.write("policy demo.a\nentity P from ps { key id : Text }\n" + rules, "a.policy")
    let faulty = "policy demo.b\nimport demo.a\nrecord R { e : F }\n"
    folder.write(faulty, "b.policy")
    let client = try TestClient()
    _ = try client.request("initialize", ["capabilities": [:], "rootUri": .string("file://" + folder.path)])
    client.notify("initialized", [:])
    if isOpen { client.open(faulty, uri: "file://\(folder.path)/b.policy") }
    var published = try client.notification("textDocument/publishDiagnostics")
    // Advice on the file that compiles may come first.
    if published.at("uri")?.text?.hasSuffix("a.policy") == true {
      published = try client.notification("textDocument/publishDiagnostics")
    }
    #expect(published.at("uri")?.text?.hasSuffix("b.policy") == true)
    #expect(published.at("diagnostics")?.elements.contains { $0.at("severity") == 1 } == true)
    #expect(try client.end() == 0)
  }

  @Test func aRecordedSessionCanBePlayedAgain() throws {
    let folder = try Folder()
    let recording = folder.path + "/trace.jsonl"
    let client = try TestClient(tracePath: recording)
    try client.begin("policy demo.x\nenum E { a }\n")
    let symbols = try client.answer(client.ask("textDocument/documentSymbol", ["textDocument": TestClient.document()]))
    #expect(try client.end() == 0)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let code = LanguageServer.replay(
      recording, output: ends[1], options: .init(version: "test", today: { CalendarDate(days: 18_000) }))
    close(ends[1])
    #expect(code == 0)
    var framer = MessageFramer()
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = block.withUnsafeMutableBytes({ read(ends[0], $0.baseAddress, $0.count) }), count > 0 {
      framer.append(block[..<count])
    }
    close(ends[0])
    var messages: [JSONValue] = []
    while let message = framer.next() { messages.append(try JSONReader.read(message)) }
    #expect(messages.contains(symbols))
  }

  @Test func settingsOfTheClientAreTakenUp() throws {
    let client = try TestClient()
    try client.begin(
      "policy demo.x\nentity P from ps { key id : Text }\nrule R \"t\" {\n  for p in P\n  let x = p.id\n  must x != \"\"\n}\n"
    )
    let question: JSONValue = [
      "textDocument": TestClient.document(),
      "range": ["start": TestClient.position(0, 0), "end": TestClient.position(9, 0)],
    ]
    #expect(try client.request("textDocument/inlayHint", question).elements.count == 1)
    client.notify("workspace/didChangeConfiguration", ["settings": ["policyc": ["inlayHints": false]]])
    #expect(try client.request("textDocument/inlayHint", question).elements.isEmpty)
  }
}
