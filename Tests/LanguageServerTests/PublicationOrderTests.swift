import Testing

@testable import LanguageServer

/// Threads that work on pictures of the diagnostics at a time: which of them may send.
@Suite struct PublicationOrderTests {
  @Test func anOlderStateOfTheTextsStaysBack() {
    var order = PublicationOrder()
    let old = order.begin(state: 1)
    let new = order.begin(state: 2)
    #expect(order.admits(new))
    #expect(!order.admits(old))
  }

  @Test func ofOneStateThePictureThatWasBegunLaterCounts() {
    var order = PublicationOrder()
    let withoutFindings = order.begin(state: 1)
    let withFindings = order.begin(state: 1)
    #expect(order.admits(withFindings))
    #expect(!order.admits(withoutFindings))
  }

  @Test func picturesInTheirOrderAreAllSent() {
    var order = PublicationOrder()
    let first = order.begin(state: 1)
    #expect(order.admits(first))
    let second = order.begin(state: 1)
    #expect(order.admits(second))
    let third = order.begin(state: 2)
    #expect(order.admits(third))
    #expect(!order.admits(third))
  }

  @Test func aPictureOfAnOlderStateThatWasBegunLaterStaysBack() {
    var order = PublicationOrder()
    let new = order.begin(state: 2)
    let old = order.begin(state: 1)
    #expect(order.admits(new))
    #expect(!order.admits(old))
  }
}
