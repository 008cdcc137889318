import LanguageServer
import Testing

@Suite struct PullDiagnosticsTests {
  private static let capabilities: JSONValue = ["textDocument": ["diagnostic": [:]]]

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
}
