import LanguageServer
import Testing

@Suite struct JSONTests {
  private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

  @Test(arguments: [
    #"{"a":[1,-2,true,false,null],"b":{"c":"x\"\\\n\t"},"d":""}"#, "[]", "{}", "0", #""é𝄞""#, "[[[]]]",
  ]) func valuesAreWrittenAsTheyWereRead(_ text: String) throws {
    #expect(String(decoding: try read(text).bytes, as: UTF8.self) == text)
  }

  @Test func escapesAreUnderstood() throws {
    #expect(try read(#""\u00e9\ud834\udd1e\/\b\f""#) == .string("é𝄞/\u{8}\u{c}"))
    #expect(try read(#""\ud834x""#) == .string("\u{FFFD}x"))
  }

  @Test func numbersOutsideTheRangeOfIntegersAreStillNumbers() throws {
    #expect(try read("1e3") == .number(1000))
    #expect(try read("123456789012345678901234567890") == .number(1.2345678901234568e29))
  }

  @Test(arguments: ["", "{", "[1,", #"{"a"}"#, "tru", "1 2", #""abc"#, #""\x""#, #""\u12""#, "-", "[1 2]", "{,}"])
  func whatIsNotJSONIsRefused(_ text: String) {
    #expect(throws: JSONReader.Failure.self) { try read(text) }
  }

  @Test func deepNestingIsRefused() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: JSONReader.Failure.self) { try read(text) }
  }

  @Test func controlCharactersAreEscaped() {
    #expect(String(decoding: JSONValue.string("\u{1}\r").bytes, as: UTF8.self) == #""\u0001\r""#)
  }
}
