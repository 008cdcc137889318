import LanguageServer
import Testing

@Suite struct SynchronizationTests {
  private func change(
    _ client: TestClient, _ start: (Int, Int), _ end: (Int, Int), _ text: String, version: Int
  ) {
    client.notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(TestClient.uri), "version": .integer(version)],
        "contentChanges": [
          [
            "range": [
              "start": TestClient.position(start.0, start.1), "end": TestClient.position(end.0, end.1),
            ], "text": .string(text),
          ]
        ],
      ])
  }

  /// Columns after a letter outside the basic plane, in each encoding.
  @Test(arguments: [("utf-8", 9), ("utf-16", 7), ("utf-32", 6)])
  func changesAreAppliedInEachEncoding(_ encoding: String, _ column: Int) throws {
    let client = try TestClient()
    try client.begin(
      "// ä𝄞 x\npolicy demo.x\n", capabilities: ["general": ["positionEncodings": [.string(encoding)]]])
    // After the letter, the space is replaced by a line and a declaration.
    change(client, (0, column), (0, column), "\nenum E { a }\n//", version: 2)
    let symbols = try client.request(
      "textDocument/documentSymbol", ["textDocument": TestClient.document()])
    #expect(symbols.elements.first?.at("name") == "E")
    #expect(symbols.elements.first?.at("location", "range", "start", "line") == 1)
  }

  @Test func requestsSeeTheEditsThatCameBeforeThem() throws {
    let client = try TestClient()
    try client.begin("policy demo.x\n")
    for number in 2..<30 {
      change(client, (1, 0), (1, 0), "enum E\(number) { a }\n", version: number)
      let symbols = try client.request(
        "textDocument/documentSymbol", ["textDocument": TestClient.document()])
      #expect(symbols.elements.contains { $0.at("name")?.text == "E\(number)" })
    }
  }

  @Test func changesOutsideTheTextAreMovedIntoIt() throws {
    let client = try TestClient()
    try client.begin("policy demo.x\n")
    change(client, (900, 4), (901, 0), "enum E { a }", version: 2)
    change(client, (0, 900), (0, 901), " ", version: 3)
    let symbols = try client.request("textDocument/documentSymbol", ["textDocument": TestClient.document()])
    #expect(symbols.elements.contains { $0.at("name") == "E" })
  }

  @Test func diagnosticsFollowEditsWithTheirVersion() throws {
    let client = try TestClient()
    let capabilities: JSONValue = ["textDocument": ["publishDiagnostics": ["versionSupport": true]]]
    try client.begin("policy demo.x\n", capabilities: capabilities)
    var version = 0
    change(client, (1, 0), (1, 0), "enum E { a, a }\n", version: 2)
    var codes: [String] = []
    while version < 2 {
      let report = try client.notification("textDocument/publishDiagnostics")
      version = report.at("version")?.number ?? 0
      codes = report.at("diagnostics")?.elements.compactMap { $0.at("code")?.text } ?? []
    }
    #expect(codes.contains("P1009") || !codes.isEmpty)
    change(client, (1, 0), (2, 0), "", version: 3)
    while version < 3 {
      let report = try client.notification("textDocument/publishDiagnostics")
      version = report.at("version")?.number ?? 0
      if version == 3 { #expect(report.at("diagnostics") == []) }
    }
  }
}
