import SourceText
import Testing

@Suite struct NameSuggestionTests {
  /// The number of edits by the definition, trying every way.
  private func edits(_ left: ArraySlice<Character>, _ right: ArraySlice<Character>) -> Int {
    guard let a = left.last, let b = right.last else { return left.count + right.count }
    var best = min(edits(left.dropLast(), right), edits(left, right.dropLast())) + 1
    best = min(best, edits(left.dropLast(), right.dropLast()) + (a == b ? 0 : 1))
    if left.count > 1, right.count > 1, a == right.dropLast().last, b == left.dropLast().last {
      best = min(best, edits(left.dropLast(2), right.dropLast(2)) + 1)
    }
    return best
  }

  @Test func whatIsCloseIsThatOfTheDefinition() throws {
    var state: UInt64 = 15
    func below(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33 % bound)
    }
    for _ in 0..<1500 {
      let name = (0..<below(7)).map { _ in ["a", "b", "é"][below(3)] }.joined()
      let candidate = (0..<below(7)).map { _ in ["a", "b", "é"][below(3)] }.joined()
      let count = edits(Array(name)[...], Array(candidate)[...])
      let isClose =
        name != candidate && count <= min(2, max(1, name.count / 3)) && count < max(name.count, candidate.count)
      try #require((NameSuggestion.nearest(to: name, in: [candidate]) == candidate) == isClose, "\(name) \(candidate)")
    }
  }

  @Test(arguments: [
    ("persn", "person"), ("peopel", "people"), ("Persons", "Person"), ("PERSON", "Person"), ("acces", "access"),
    ("ab", "a"), ("recieved_by", "received_by"),
  ])
  func aSlipIsRecognised(written: String, meant: String) {
    #expect(NameSuggestion.nearest(to: written, in: ["unrelated", meant, "something"]) == meant)
  }

  @Test(arguments: [("x", "y"), ("", "a"), ("unit", "role"), ("id", "of"), ("grant", "great_x"), ("person", "person")])
  func whatIsNotCloseIsNotSuggested(written: String, other: String) {
    #expect(NameSuggestion.nearest(to: written, in: [other]) == nil)
  }

  @Test func theNearestComesFirstAndTiesKeepTheirOrder() {
    #expect(NameSuggestion.nearest(to: "grants", in: ["grand", "grantz", "grant"]) == "grantz")
    #expect(
      NameSuggestion.nearest(to: "grants", in: ["grand", "grantz", "grant"], limit: 3) == ["grantz", "grant", "grand"])
    #expect(NameSuggestion.nearest(to: "grants", in: ["grand", "grantz", "grant"], limit: 0).isEmpty)
    #expect(NameSuggestion.nearest(to: "grants", in: [String]()) == nil)
  }

  @Test func longNamesTakeNoTime() {
    let long = String(repeating: "name", count: 50_000)
    #expect(NameSuggestion.nearest(to: long, in: [long + "s", "name"]) == nil)
  }
}
