import Testing

@testable import LanguageServer

/// Threads that work on pictures of the diagnostics at a time: which of them may send.
@Suite struct PublicationOrderTests {
  /// - Parameters:
  ///   - states: of the pictures, in the order in which they are begun.
  ///   - order: that in which they are done.
  private func sent(_ states: [Int], in order: [Int]) -> [Bool] {
    var publication = PublicationOrder()
    let tickets = states.map { publication.begin(state: $0) }
    return order.map { publication.admits(tickets[$0]) }
  }

  @Test func anOlderStateOfTheTextsStaysBack() {
    #expect(sent([1, 2], in: [1, 0]) == [true, false])
    #expect(sent([2, 1], in: [0, 1]) == [true, false])
  }

  @Test func ofOneStateThePictureThatWasBegunLaterCounts() {
    #expect(sent([1, 1], in: [1, 0]) == [true, false])
  }

  @Test func picturesInTheirOrderAreAllSent() {
    #expect(sent([1, 1, 2], in: [0, 1, 2]) == [true, true, true])
  }

  @Test func aPictureIsSentOnce() {
    #expect(sent([1], in: [0, 0]) == [true, false])
  }
}
