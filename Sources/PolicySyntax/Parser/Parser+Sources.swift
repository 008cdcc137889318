import Diagnostics
import SourceText
import Vocabulary

/// Sources: how data that comes from elsewhere is read.
extension Parser {
  mutating func parseSource() {
    let mark = mark()
    bump()
    declareName("the source")
    expectWord("for", "and the entity whose instances it gives")
    parseQualifiedName("an entity")
    isInSource = true
    parseBody(of: .source)
    isInSource = false
    close(mark, .sourceDeclaration)
  }

  /// `csv "exports/*.csv", "more/*.csv"`
  mutating func parseSourceFiles() {
    expectName("the format: `csv`, `json`, `jsonl`, `yaml`, `xlsx`, `xml` or `ldif`")
    guard at(.string) else { return }
    repeat { expectString("a pattern of files") } while accept(.comma)
  }

  /// `windows-1252`
  mutating func parseHyphenated(_ what: @autoclosure () -> String) {
    if kind == .identifier { joinName() }
    expectName(what())
  }

  /// `line 4`, `lines 3 to 4`, `none`
  mutating func parseHeaderLines() {
    if accept(word: "none") { return }
    if accept(word: "lines") {
      parseOperand()
      expectWord("to", "and the last line of the header")
      return parseOperand()
    }
    expectWord("line", "and its number, or `none`")
    parseOperand()
  }

  /// `cac "urn:…"`
  mutating func parseNamespacePrefix() {
    expectName("the prefix")
    expectString("the meaning of the prefix")
  }

  /// `row`, `x in PATH`, `k, v in PATH`
  mutating func parseElements() {
    expectName("the name of an element, or `row`")
    let isPair = accept(.comma)
    if isPair { expectName("the name of the value") }
    guard isPair || at(word: "in") else { return }
    expectWord("in", "and where the elements are")
    parseExpression()
  }

  /// `{ field : value as "DD.MM.YYYY" … }`
  mutating func parseTakenFields() {
    expect(.leftBrace, "{", after: "before the fields")
    while !isAtEnd, !at(.rightBrace), !isAtOuterDeclaration {
      let field = mark()
      let before = index
      expectName("a field")
      expect(.colon, ":", after: "before the value of the field")
      parseExpression()
      if at(word: "as"), kind(ahead: 1) == .string {
        bump()
        bump()
      }
      close(field, .takenField)
      _ = accept(.comma)
      if index == before {
        let skipped = mark()
        bump()
        close(skipped, .unexpected)
      }
    }
    expect(.rightBrace, "}", after: "after the fields")
  }

  /// The number in `[0]`.
  mutating func expectPosition() {
    if at(.integer) {
      bump()
    } else {
      fault(.missingExpression, "expected the position of an element, from 0, found \(foundText)")
    }
  }
}
