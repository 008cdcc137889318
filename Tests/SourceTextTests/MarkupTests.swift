import SourceText
import Testing

/// Each context, with what would mean something there.
@Suite struct MarkupTests {
  @Test func literalsMeanWhatTheySayAndTextMeansItself() {
    let page: HTMLMarkup = "<b title=\"\("a\"b'".shown)\">\("<i>&".shown)</b>\(3)"
    #expect(page.text == "<b title=\"a&quot;b&#39;\">&lt;i&gt;&amp;</b>3")
    #expect([page, "x"].joined(separator: "<br>").text == page.text + "<br>x")
    #expect((HTMLMarkup(repeating: "-", count: 3) + "|").text == "---|")
    #expect(HTMLMarkup(repeating: "-", count: -1).isEmpty)
    #expect(("\(lines: "a\r\nb\u{0}".shown)" as HTMLMarkup).text == "a\nb\\u{0}")
  }

  @Test(arguments: [
    ("::error::x", "\\u{3A}:error::x"), ("  ::x", "  \\u{3A}:x"), ("##[group]x", "\\u{23}#[group]x"),
    ("a ::x", "a ::x"), ("::\u{301}", "\\u{3A}:\u{301}"),
  ])
  func aLineOfALogIsNoCommand(text: String, shown: String) {
    #expect(PlainMarkup(text.shown).text == shown)
    #expect(("a: \(text.shown)" as PlainMarkup).text == "a: \(text)")
    #expect(("a\n  \(text.shown)" as PlainMarkup).text == "a\n  \(shown)")
  }

  @Test(arguments: [
    ("[x](javascript:a)", "\\[x\\](javascript:a)"), ("![i](http://e.t/p)", "\\!&#8203;\\[i\\](http:&#8203;//e.t/p)"),
    ("@all #1 a|b", "@&#8203;all \\#&#8203;1 a\\|b"), ("www.e.t WWW.e.t", "www.&#8203;e.t WWW.&#8203;e.t"),
    ("mailto:a xmpp:b GH-1", "mailto:&#8203;a xmpp:&#8203;b GH-&#8203;1"), ("- x", "\\- x"), ("1. x", "1\\. x"),
    ("a - b. c", "a - b. c"), ("<b>&amp;", "&lt;b&gt;&amp;amp;"), ("a_b*c`d~e", "a\\_b\\*c\\`d\\~e"),
    ("\\", "\\\\"), ("$a$ :b:", "\\$&#8203;a\\$&#8203; :b:"), ("# x", "\\#&#8203; x"), ("---", "\\---"),
    ("a\n\n# b", "a\\\\u\\{A\\}\\\\u\\{A\\}\\#&#8203; b"),
  ])
  func markdownIsText(text: String, shown: String) { #expect(MarkdownMarkup(text.shown).text == shown) }

  @Test(arguments: [
    ("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a``b`", "``` a``b` ```"), ("a|b", "a\\|b"), ("", ""),
    ("a\nb", "`a\\u{A}b`"), (" a ", "`\\u{20}a\\u{20}`"),
  ])
  func codeSpansHaveLongEnoughFences(text: String, shown: String) {
    #expect(MarkdownMarkup.code(text.shown).text == shown)
  }

  @Test func elementsInMarkdownHoldNoMarkdown() {
    let shown = MarkdownMarkup.element("x\n\n# *a* [b](c) <d> &amp; `e` @f".shown).text
    #expect(
      shown == "x&#92;u&#123;A&#125;&#92;u&#123;A&#125;&#35;&#8203; &#42;a&#42; &#91;b&#93;(c) &#60;d&#62; &#38;amp; "
        + "&#96;e&#96; &#64;&#8203;f")
  }

  @Test(arguments: [
    ("a", "a"), ("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), (" =1", "' =1"),
    ("\u{FF1D}1", "'\u{FF1D}1"),
    ("\u{FF0B}1", "'\u{FF0B}1"), ("\u{FF0D}1", "'\u{FF0D}1"), ("\u{FF20}a", "'\u{FF20}a"), ("\u{2212}1", "'\u{2212}1"),
    ("\n=1", "\\u{A}=1"), ("\t=1", "\\u{9}=1"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("=a,b", "\"'=a,b\""),
  ])
  func cellsAreNoFormulas(text: String, shown: String) { #expect(Markup<CSVText>(text.shown).text == shown) }

  @Test func commandsOfAWorkflowEndWhereTheyShould() {
    let text = "a%0A\r\n::b,c:d"
    #expect(Markup<CommandText>(text.shown).text == "a%250A\\u{D}\\u{A}::b,c:d")
    #expect(Markup<CommandPropertyText>(text.shown).text == "a%250A\\u{D}\\u{A}%3A%3Ab%2Cc%3Ad")
  }

  @Test func jsonMeansTheVeryText() {
    #expect(JSONMarkup("a\"\\\n\u{1}\u{200B}\u{E0041}é".shown).text == "a\\\"\\\\\\n\\u0001\\u200b\\udb40\\udc41é")
  }

  @Test func widthsAndScalarsGoTogether() {
    let scalars = "a\u{202E}\t".shown.scalars
    #expect(scalars.map(\.source) == ["a", "\u{202E}", "\t"])
    #expect(scalars.map(\.markup.text) == ["a", "\\u{202E}", "\\u{9}"])
  }
}
