import SourceText
import Testing

@Suite struct TextLikenessTests {
  private func hash(_ text: String) -> LikenessHash {
    var text = text
    return text.withUTF8 { LikenessHash($0) }
  }

  @Test(arguments: [
    ("root", "root ", TextLikeness.whiteSpace), ("root", "\u{A0}root", .whiteSpace),
    ("root", "ro\u{200B}ot", .invisibleCharacters), ("caf\u{E9}", "cafe\u{301}", .composition),
    ("root", "ROOT", .letterCase), ("Caf\u{E9}", "CAFE\u{301}", .letterCase), ("admin", "\u{430}dmin", .look),
    ("PAY_1", "PAY_l", .look), ("F110", "F11O", .look), ("modern", "modem", .look), ("\u{FF21}B", "AB", .look),
    ("\u{1D400}B", "AB", .look),
  ])
  func textsThatPeopleTakeForOne(left: String, right: String, likeness: TextLikeness) {
    for (a, b) in [(left, right), (right, left)] {
      #expect(TextLikeness(a, b) == likeness)
      #expect(hash(a).byCase == hash(b).byCase || hash(a).byLook == hash(b).byLook)
    }
  }

  @Test(arguments: [
    ("root", "root"), ("root", "roots"), ("ROLE_L", "ROLE_1"), ("a b", "ab"), ("u1", "u2"), ("", "a"), ("é", "e"),
  ])
  func textsThatDiffer(left: String, right: String) {
    #expect(TextLikeness(left, right) == nil)
    guard left != right else { return }
    #expect(hash(left).byCase != hash(right).byCase)
    #expect(hash(left).byLook != hash(right).byLook)
  }

  /// Each character of ASCII is hashed as the table has it.
  @Test func asciiIsHashedByTheTable() {
    for value in UInt8(0x21)..<0x7F {
      let text = "x" + String(UnicodeScalar(value)) + "x"
      #expect(hash(text).byLook == hash(Skeleton.of(text)).byLook, "\(text)")
    }
  }
}
