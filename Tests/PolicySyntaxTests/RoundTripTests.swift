import Diagnostics
import Glibc
import PolicySyntax
import SourceText
import TestSupport
import Testing

/// No byte is lost, whatever the text is.
@Suite struct RoundTripTests {
  /// Every prefix is tried where this is set; else a hundred of each policy.
  private static let isThorough = getenv("POLICYC_EVERY_PREFIX") != nil

  private func parse(_ bytes: [UInt8]) -> SyntaxTree { PolicyParser.parse(SourceFile(path: "a.policy", bytes: bytes)) }

  @Test(arguments: Fixtures.policies.map(\.name))
  func goodPoliciesParseWithoutAFault(name: String) throws {
    let text = try #require(Fixtures.policies.first { $0.name == name }).text
    let tree = parse(Array(text.utf8))
    #expect(ParseCheck.keepsBytes(tree))
    #expect(tree.diagnostics.map { "\($0.place.line):\($0.place.column) \($0.message)" } == [])
  }

  @Test(arguments: Fixtures.all.map(\.name))
  func everyPrefixOfAPolicyKeepsItsBytes(name: String) throws {
    let bytes = Array(try #require(Fixtures.all.first { $0.name == name }).text.utf8)
    let step = Self.isThorough ? 1 : max(1, bytes.count / 100)
    for end in stride(from: 0, through: bytes.count, by: step) {
      #expect(ParseCheck.keepsBytes(parse(Array(bytes[..<end]))), "the first \(end) bytes")
    }
  }

  @Test(arguments: ["policy é", "policy a\nenum K { é", "é"]) func aLetterBeyondASCIIMayBeTheLast(text: String) {
    #expect(ParseCheck.keepsBytes(parse(Array(text.utf8))))
  }

  @Test func aNameThatEndsLikeAVersionIsNone() {
    let tree = parse(Array("év1.2".utf8))
    #expect((0..<tree.tokenCount).map { tree.token(at: $0).text } == ["év1", ".", "2", ""])
  }

  @Test func bytesThatAreNoTextAreKept() {
    for bytes: [UInt8] in [[0xFF], [0xC3], [0xEF, 0xBB, 0xBF], [0], [0x22, 0xF0, 0x9F], [0xC2, 0xA7, 0xE2, 0x82]] {
      #expect(ParseCheck.keepsBytes(parse(Array("policy a ".utf8) + bytes)))
      #expect(ParseCheck.keepsBytes(parse(bytes)))
    }
  }
}
