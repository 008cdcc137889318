import SourceText
import Testing

/// Characters that nobody sees are made visible, and the rest stays.
@Suite struct ShownTextTests {
  @Test(arguments: [
    ("plain text", "plain text"), ("a\nb\tc", "a\\u{A}b\\u{9}c"), ("a\r\nb", "a\\u{D}\\u{A}b"),
    ("\u{1B}[31m\u{9B}m\u{7F}\u{0}", "\\u{1B}[31m\\u{9B}m\\u{7F}\\u{0}"),
    ("a\u{85}b\u{2028}c\u{2029}", "a\\u{85}b\\u{2028}c\\u{2029}"),
    (
      "abc\u{202E}gpj.exe\u{2066}\u{2069}\u{200E}\u{200F}\u{61C}",
      "abc\\u{202E}gpj.exe\\u{2066}\\u{2069}\\u{200E}\\u{200F}\\u{61C}"
    ),
    ("u\u{AD}1\u{200B}\u{2060}\u{FEFF}\u{180E}", "u\\u{AD}1\\u{200B}\\u{2060}\\u{FEFF}\\u{180E}"),
    ("x\u{E0041}\u{E0042}", "x\\u{E0041}\\u{E0042}"), ("\u{FFFE}\u{1FFFF}", "\\u{FFFE}\\u{1FFFF}"),
    // Letters, their marks, pictures, and spaces of other widths in a sentence.
    ("Évaluation 政 e\u{301} 👩‍👧 1️⃣ ☂️", "Évaluation 政 e\u{301} 👩‍👧 1️⃣ ☂️"),
    ("15\u{A0}% :\u{202F}oui\u{3000}", "15\u{A0}% :\u{202F}oui\u{3000}"),
    // Joiners where they join, and nowhere else.
    ("می\u{200C}خواهم क्\u{200D}ष", "می\u{200C}خواهم क्\u{200D}ष"), ("a \u{200C}b\u{200D}", "a \\u{200C}b\\u{200D}"),
    // One variation selector after a character; a row of them could hide a text.
    ("政\u{E0100}\u{E0101}a\u{FE0F}", "政\u{E0100}\\u{E0101}a\\u{FE0F}"),
    // Between backticks there are names.
    ("`a\u{A0}b` a\u{A0}b, `u1 ` and `x`", "`a\\u{A0}b` a\u{A0}b, `u1\\u{20}` and `x`"),
  ])
  func aSentenceOnOneLine(text: String, shown: String) { #expect(text.shown.line == shown) }

  @Test(arguments: [
    ("u1", "u1"), ("two words", "two words"), ("u1 ", "u1\\u{20}"), (" u1", "\\u{20}u1"),
    ("u\u{A0}1\u{2003}\u{3000}\u{2800}", "u\\u{A0}1\\u{2003}\\u{3000}\\u{2800}"), ("é\u{200B}", "é\\u{200B}"),
  ])
  func aName(text: String, shown: String) { #expect(text.shownName.line == shown) }

  @Test func linesStayWhereTheyAreMeant() {
    #expect("a\r\n\tb\n\u{1B}c\rd".shown.lines == "a\n\tb\n\\u{1B}c\\u{D}d")
  }

  /// Every scalar, so that nobody has to think of the ones that were forgotten.
  @Test func noControlAndNoFormatIsLeft() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isFormat: Bool
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: isFormat = true
      // Signs of Arabic, Kaithi, Egyptian and shorthand that are seen.
      case .format:
        isFormat =
          !([0x110BD, 0x110CD].contains(value) || (0x600...0x605).contains(value) || value == 0x6DD)
          && !(0x70F...0x70F).contains(value) && !(0x890...0x891).contains(value) && value != 0x8E2
          && !(0x13430...0x1343F).contains(value)
      default: isFormat = scalar.properties.isNoncharacterCodePoint
      }
      if isFormat { #expect(String(scalar).shown.line == "\\u{\(String(value, radix: 16, uppercase: true))}") }
    }
  }
}
