import Diagnostics
import SourceText
import Testing

/// Texts in memory.
struct Texts: SourceLibrary {
  var texts: [String: String]

  func withBytes<Result>(ofFile path: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    texts[path].map { Array($0.utf8).withUnsafeBufferPointer(body) }
  }
}

@Suite struct NoticeRendererTests {
  private func render(_ notice: Notice, _ texts: [String: String], isColoured: Bool = false) -> String {
    NoticeRenderer(
      style: TerminalStyle(isColoured: isColoured), library: Texts(texts: texts), notices: [notice]
    ).render(notice).text
  }

  private func mark(
    _ file: String, _ line: Int, _ column: Int, _ endLine: Int, _ endColumn: Int, _ label: String = "",
    isPrimary: Bool = true
  ) -> Notice.Mark {
    Notice.Mark(
      place: Place(file: file, line: line, column: column, endLine: endLine, endColumn: endColumn), label: label,
      isPrimary: isPrimary)
  }

  @Test func aNoticeShowsItsLinesAndRemarks() {
    var notice = Notice(word: "error", tone: .error, code: "P1", sentence: "no such thing")
    notice.marks = [mark("a", 2, 3, 2, 5, "here"), mark("b", 10, 1, 10, 2, isPrimary: false)]
    notice.remarks = [
      Notice.Remark(word: "note", text: "one"), Notice.Remark(word: "note", text: "two"),
      Notice.Remark(
        word: "help", text: "three", place: Place(file: "c", line: 1, column: 2, endLine: 1, endColumn: 3)),
    ]
    let lines = (1...10).map { "line \($0)" }.joined(separator: "\n")
    #expect(
      render(notice, ["a": "x\nabcdef\n", "b": lines]) == """
        error[P1]: no such thing
          --> a:2:3
           |
         2 | abcdef
           |   ^^ here
           |
          ::: b:10:1
           |
        10 | line 10
           | -
           = note: one
                   two
           = help: three (c:1:2)

        """)
  }

  @Test func aPlaceInNoKnownFileIsNamedOnly() {
    var notice = Notice(word: "error", tone: .error, code: "", sentence: "s")
    notice.marks = [mark("gone", 2, 3, 2, 5)]
    #expect(render(notice, [:]) == "error: s\n --> gone:2:3\n")
  }

  @Test func linesBehindTheEndAreNotShown() {
    var notice = Notice(word: "error", tone: .error, code: "", sentence: "s")
    notice.marks = [mark("a", 7, 1, 7, 2)]
    #expect(render(notice, ["a": "one\ntwo"]) == "error: s\n --> a:7:1\n")
  }

  @Test func caretsStandUnderWideLettersAndTabs() {
    var notice = Notice(word: "error", tone: .error, code: "", sentence: "s")
    notice.marks = [mark("a", 1, 4, 1, 6)]
    #expect(
      render(notice, ["a": "\t政é🙂x"]) == "error: s\n --> a:1:4\n  |\n1 |     政é🙂x\n  |        ^^^\n")
  }

  @Test func aPlaceOverSeveralLinesIsMarkedToTheEndOfTheFirst() {
    var notice = Notice(word: "error", tone: .error, code: "", sentence: "s")
    notice.marks = [mark("a", 1, 2, 3, 1)]
    #expect(render(notice, ["a": "abcd\r\nx\r\ny"]) == "error: s\n --> a:1:2\n  |\n1 | abcd\n  |  ^^^\n")
  }

  @Test func aPlaceThatBeginsWithABracketShowsTheLineBehind() {
    var notice = Notice(word: "error", tone: .error, code: "", sentence: "s")
    notice.marks = [mark("a", 9, 3, 12, 4, "Order o1"), mark("a", 10, 11, 10, 15)]
    let text = String(repeating: "x\n", count: 8) + "  {\n    \"id\": \"o1\",\n    \"n\": 1\n  },\n"
    #expect(
      render(notice, ["a": text]) == """
        error: s
          --> a:9:3
           |
        10 |     "id": "o1",
           |     ^^^^^^^^^^^ Order o1
           |
          ::: a:10:11
           |
        10 |     "id": "o1",
           |           ^^^^

        """)
  }

  @Test func aPlaceOfNothingButBracketsShowsItsFirstLine() {
    var notice = Notice(word: "error", tone: .error, code: "", sentence: "s")
    notice.marks = [mark("a", 1, 1, 3, 2)]
    #expect(render(notice, ["a": "{\n[\n}"]) == "error: s\n --> a:1:1\n  |\n1 | {\n  | ^\n")
  }

  @Test func anEmptyPlaceAtTheEndHasOneCaret() {
    var notice = Notice(word: "error", tone: .error, code: "", sentence: "s")
    notice.marks = [mark("a", 1, 3, 1, 3)]
    #expect(render(notice, ["a": "ab"]) == "error: s\n --> a:1:3\n  |\n1 | ab\n  |   ^\n")
  }

  @Test func aLongLineIsCutAroundThePlace() {
    var notice = Notice(word: "error", tone: .error, code: "", sentence: "s")
    notice.marks = [mark("a", 1, 501, 1, 503), mark("a", 1, 901, 1, 902)]
    let text = String(repeating: "é", count: 500) + "XY" + String(repeating: "é", count: 498)
    let output = render(notice, ["a": text])
    let lines = output.split(separator: "\n")
    #expect(lines.contains { $0.contains("…" + String(repeating: "é", count: 40) + "XYé") && $0.hasSuffix("…") })
    #expect(lines.contains { $0 == "  | " + String(repeating: " ", count: 41) + "^^" })
    #expect(output.count < 1000)
  }

  @Test func whatATerminalWouldObeyIsNotPassedOn() {
    var notice = Notice(word: "error", tone: .error, code: "a\u{1B}[0m", sentence: "red\u{1B}[31m\u{202E} two\nlines")
    notice.marks = [mark("a\u{7}", 1, 1, 1, 2, "l\u{9B}")]
    notice.remarks = [Notice.Remark(word: "note", text: "\u{1B}]0;title\u{7}")]
    let output = render(notice, ["a\u{7}": "x\u{1B}[2J\u{2066}"])
    #expect(output.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    #expect(!output.unicodeScalars.contains("\u{202E}") && !output.unicodeScalars.contains("\u{2066}"))
    #expect(output.hasPrefix("error[a\\u{1B}[0m]: red\\u{1B}[31m\\u{202E} two\\u{A}lines\n"))
    #expect(output.contains("1 | x\\u{1B}[2J\\u{2066}\n  | ^ l\\u{9B}\n"))
  }

  @Test func caretsStandUnderWhatIsMadeVisible() {
    var notice = Notice(word: "error", tone: .error, code: "", sentence: "s")
    notice.marks = [mark("a", 1, 2, 1, 4)]
    #expect(render(notice, ["a": "x\u{200B}yz"]).hasSuffix("1 | x\\u{200B}yz\n  |  ^^^^^^^^^\n"))
  }

  @Test func coloursAreOnlyThereWhereAskedFor() {
    let notice = Notice(word: "error", tone: .error, code: "P1", sentence: "s")
    #expect(!render(notice, [:]).contains("\u{1B}"))
    #expect(render(notice, [:], isColoured: true) == "\u{1B}[1;31merror[P1]\u{1B}[0m\u{1B}[1m: s\u{1B}[0m\n")
  }

  @Test func aBriefNoticeIsOneLine() {
    var notice = Notice(word: "error", tone: .error, code: "P1", sentence: "s")
    notice.marks = [mark("a", 2, 3, 2, 5)]
    let renderer = NoticeRenderer(
      style: TerminalStyle(isColoured: false), library: EmptySourceLibrary(), notices: [])
    #expect(renderer.renderBriefly(notice).text == "a:2:3: error[P1]: s\n")
  }

  @Test func aDiagnosticBecomesANotice() {
    let file = SourceFile(path: "a", text: "enum K { a b }")
    let diagnostic = Diagnostic(
      .missingToken, "expected `,`", at: SourceRange(11, 12), in: file,
      related: [RelatedPlace(message: "the list begins here", place: Place(SourceRange(7, 8), in: file))],
      notes: ["cases are separated by commas"],
      fixIts: [FixIt(title: "Insert `,`", edits: [])])
    #expect(
      render(Notice(diagnostic), ["a": "enum K { a b }"]) == """
        error[P0101]: expected `,`
         --> a:1:12
          |
        1 | enum K { a b }
          |            ^
          |
         ::: a:1:8
          |
        1 | enum K { a b }
          |        - the list begins here
          = note: cases are separated by commas
          = help: Insert `,`

        """)
  }

  @Test func aDiagnosticWithoutPlaceHasNoArrow() {
    let diagnostic = Diagnostic(.noPolicies, "nothing", place: .none)
    #expect(render(Notice(diagnostic), [:]) == "error[P8101]: nothing\n")
  }

  @Test func aCellIsNamedAsInItsSheet() {
    let cell = Place(file: "budget/plan.xlsx!Plan", line: 7, column: 3, endLine: 7, endColumn: 4)
    #expect(cell.label == "budget/plan.xlsx!Plan!C7")
    #expect(Place(file: "a.csv", line: 7, column: 3, endLine: 7, endColumn: 4).label == "a.csv:7:3")
  }
}
