import LanguageServer
import Testing

@Suite struct PullDiagnosticsTests {
  private static let capabilities: JSONValue = [
    "textDocument": ["diagnostic": [:]], "workspace": ["diagnostics": ["refreshSupport": true]],
  ]

  @Test func aDocumentIsReportedOnceAndThenAsUnchanged() throws {
    let client = try TestClient()
    try client.begin("policy demo.x\nenum E { a, a }\n", capabilities: Self.capabilities)
    let first = try client.request("textDocument/diagnostic", ["textDocument": TestClient.document()])
    #expect(first.at("kind") == "full")
    #expect(first.at("items")?.elements.isEmpty == false)
    let id = try #require(first.at("resultId"))
    let second = try client.request(
      "textDocument/diagnostic", ["textDocument": TestClient.document(), "previousResultId": id])
    #expect(second.at("kind") == "unchanged")
  }

  @Test func theWorkspaceIsReported() throws {
    let client = try TestClient()
    try client.begin("policy demo.x\nenum E { a, a }\n", capabilities: Self.capabilities)
    let report = try client.request("workspace/diagnostic", ["previousResultIds": []])
    let entry = try #require(report.at("items")?.elements.first)
    #expect(entry.at("uri")?.text == TestClient.uri)
    #expect(entry.at("version") == 1)
    #expect(entry.at("items")?.elements.isEmpty == false)
  }

  @Test func theServerOffersItOnlyToThoseWhoUnderstandIt() throws {
    let client = try TestClient()
    let result = try client.request("initialize", ["capabilities": [:]])
    #expect(result.at("capabilities", "diagnosticProvider") == nil)
  }

  /// Findings of data come later than the answer; such a client would never see them.
  @Test func whoCannotBeToldOfNewDiagnosticsIsSentThem() throws {
    let client = try TestClient()
    let result = try client.request("initialize", ["capabilities": ["textDocument": ["diagnostic": [:]]]])
    #expect(result.at("capabilities", "diagnosticProvider") == nil)
    client.notify("initialized", [:])
    client.open("policy demo.x\nenum E { a, a }\n")
    _ = try client.request("textDocument/diagnostic", ["textDocument": TestClient.document()])
    let published = try client.notification("textDocument/publishDiagnostics")
    #expect(published.at("diagnostics")?.elements.isEmpty == false)
  }
}
