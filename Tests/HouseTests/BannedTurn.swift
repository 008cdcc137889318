/// A turn of phrase that reads badly, and the words to use for it.
struct BannedTurn: Sendable {
  /// The words of the turn, in lower case, each with its alternatives.
  let words: [Set<String>]
  /// Where one of these follows, the turn is right.
  let rightBefore: Set<String>
  /// Where one of these precedes, the turn is right.
  let rightAfter: Set<String>
  let isAtStart: Bool
  /// Why it reads badly, or what to write instead.
  let reason: String

  /// - Parameters:
  ///   - turn: words between spaces; `|` separates alternatives.
  ///   - isAtStart: whether it is wrong only at the start of a sentence that is not a question.
  private init(
    _ turn: String, rightBefore: Set<String> = [], rightAfter: Set<String> = [], isAtStart: Bool = false,
    _ reason: String
  ) {
    words = turn.split(separator: " ").map { Set($0.split(separator: "|").map(String.init)) }
    self.rightBefore = rightBefore
    self.rightAfter = rightAfter
    self.isAtStart = isAtStart
    self.reason = reason
  }

  static let all = [
    BannedTurn("behind", "in a text or in time it is “after”; a real “behind” goes on the list of right uses"),
    BannedTurn("anew", "“again”"),
    BannedTurn(
      "is|are|was|were|be no",
      rightBefore: ["longer", "more", "less", "fewer", "wider", "larger", "earlier", "later", "such", "other"],
      rightAfter: ["there", "may"], "“is not a”"),
    BannedTurn("that|which is|are none", "“that is not one”"),
    BannedTurn("so many|much", "“this many”, or “enough”"),
    BannedTurn("stands|stand|stood", rightBefore: ["for", "in"], "“is”, “goes” or “is written”"),
    BannedTurn("stands|stand|stood in", rightBefore: ["for", "only", "while"], "“is in”"),
    BannedTurn("begins|begin no", "“does not start a”"),
    BannedTurn("is|are|was|were|be|been told", "“determined”, “decided” or “distinguished”; nobody tells a program"),
    BannedTurn("told apart", "“distinguished”"),
    BannedTurn(
      "is|are|was|were|be|been asked", rightBefore: ["to"], "“requested”, “tested” or “needed”; nobody asks a value"),
    BannedTurn("worked|works out", "“computed”"),
    BannedTurn("gone|goes over", "“read” or “visited”"),
    BannedTurn("in a circle|circles", "“form a loop”, “in a cycle”"),
    BannedTurn("does|do not say its|their|which|what|where", "“has no”, “does not give”"),
    BannedTurn("came|comes of", "“result”"),
    BannedTurn("belongs|belong into", "“belongs in”"),
    BannedTurn("but once", "“only once”"),
    BannedTurn("mend|mends|mended|mending", "“fix” or “resolve”"),
    BannedTurn("takes|take|taken|took away", "“remove”"),
    BannedTurn("slip of", "“typo” or “mistake”"),
    BannedTurn("what", isAtStart: true, "a sentence without a subject; name the thing: “The result of …”"),
  ]

  /// Where a banned turn is right all the same.
  static let rightUses = ["lie behind a pointer", "when the office was told"]
}
