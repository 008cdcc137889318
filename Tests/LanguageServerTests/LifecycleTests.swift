import LanguageServer
import Testing

@Suite struct LifecycleTests {
  @Test func anOrderlySessionEndsWithZero() throws {
    let client = try TestClient()
    try client.begin("policy demo.x\n")
    #expect(try client.end() == 0)
  }

  @Test func nothingIsAnsweredBeforeInitialize() throws {
    let client = try TestClient()
    let answer = try client.answer(client.ask("textDocument/hover", [:]))
    #expect(answer.at("error", "code") == -32002)
  }

  @Test func anUnknownMethodIsSaidToBeSo() throws {
    let client = try TestClient()
    try client.begin("policy demo.x\n")
    #expect(try client.answer(client.ask("policy/doesNotExist", [:])).at("error", "code") == -32601)
    #expect(try client.answer(client.ask("textDocument/documentSymbol", .null)).at("result") == [])
  }

  @Test func whatIsNoMessageIsAnsweredWithAnErrorAndTheServerGoesOn() throws {
    let client = try TestClient()
    client.sendRaw(Array("Content-Length: 3\r\n\r\n{,}".utf8))
    #expect(client.next()?.at("error", "code") == -32700)
    client.send([1, 2])
    #expect(client.next()?.at("error", "code") == -32600)
    try client.begin("policy demo.x\n")
    #expect(try client.end() == 0)
  }

  @Test func requestsAfterShutdownAreRefused() throws {
    let client = try TestClient()
    try client.begin("policy demo.x\n")
    _ = try client.request("shutdown", .null)
    #expect(try client.answer(client.ask("textDocument/hover", [:])).at("error", "code") == -32600)
  }

  @Test func aShutdownThatAsksForNoAnswerIsUnderstood() throws {
    let client = try TestClient()
    try client.begin("policy demo.x\n")
    client.notify("shutdown", [:])
    #expect(try client.answer(client.ask("shutdown", .null)).at("error", "code") == -32600)
  }

  @Test func aCancelledRequestHasItsAnswer() throws {
    let client = try TestClient()
    try client.begin("policy demo.x\n")
    for _ in 0..<20 {
      let id = client.ask("textDocument/semanticTokens/full", ["textDocument": TestClient.document()])
      client.notify("$/cancelRequest", ["id": .integer(id)])
      let answer = try client.answer(id)
      #expect(answer.at("result") != nil || answer.at("error", "code") == -32800)
    }
  }

  @Test(arguments: [(["utf-8", "utf-16"], "utf-8"), (["utf-16"], "utf-16"), (["utf-32", "utf-16"], "utf-32")])
  func theEncodingIsAgreedOn(_ offered: [String], _ chosen: String) throws {
    let client = try TestClient()
    let result = try client.request(
      "initialize",
      ["capabilities": ["general": ["positionEncodings": .array(offered.map { .string($0) })]]])
    #expect(result.at("capabilities", "positionEncoding")?.text == chosen)
  }
}
