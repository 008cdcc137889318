import LanguageServer
import Testing

@Suite struct MessageFramerTests {
  private let stream = Array("Content-Length: 2\r\n\r\n{}Content-Type: x\r\ncontent-length:4\r\n\r\nnull".utf8)

  @Test func messagesAreCutWhateverPiecesTheyComeIn() {
    for size in 1...stream.count {
      var framer = MessageFramer()
      var messages: [String] = []
      var start = 0
      while start < stream.count {
        framer.append(stream[start..<min(start + size, stream.count)])
        start += size
        while let message = framer.next() { messages.append(String(decoding: message, as: UTF8.self)) }
      }
      #expect(messages == ["{}", "null"])
    }
  }

  @Test func aHeaderWithoutALengthIsPassedOver() {
    var framer = MessageFramer()
    framer.append("Nonsense\r\n\r\n".utf8)
    framer.append(stream)
    #expect(framer.next() == Array("{}".utf8))
  }

  @Test func anEndlessLengthDoesNotFillTheMemory() {
    var framer = MessageFramer()
    framer.append("Content-Length: 99999999999\r\n\r\nabc".utf8)
    #expect(framer.next() == nil)
    framer.append("Content-Length: 99999999999999999999999\r\n\r\n".utf8)
    #expect(framer.next() == nil)
  }
}
