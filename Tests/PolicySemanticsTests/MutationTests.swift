import Diagnostics
import Glibc
import PolicySemantics
import PolicySyntax
import RulePlan
import SourceText
import TestSupport
import Testing

/// Damaged policies go through the parser and the compiler: nothing traps, and no byte is lost. Each case follows from
/// its number. `POLICYC_MUTATIONS` says how many are tried, `POLICYC_FIRST_MUTATION` from which number on.
@Suite struct MutationTests {
  private static func number(_ name: String, otherwise: Int) -> Int {
    getenv(name).flatMap { Int(String(cString: $0)) } ?? otherwise
  }

  /// Policies that belong together: those of one folder.
  private static let folders: [[Fixtures.Policy]] = {
    var folders: [String: [Fixtures.Policy]] = [:]
    for policy in Fixtures.all {
      folders[policy.name.split(separator: "/").dropLast().joined(separator: "/"), default: []].append(policy)
    }
    return folders.sorted { $0.key < $1.key }.map(\.value)
  }()

  @Test func damagedPoliciesNeitherTrapNorLoseBytes() {
    let first = Self.number("POLICYC_FIRST_MUTATION", otherwise: 0)
    for number in first..<first + Self.number("POLICYC_MUTATIONS", otherwise: 300) {
      var mutation = Mutation(seed: UInt64(number))
      let folder = Self.folders[mutation.below(Self.folders.count)]
      let chosen = mutation.below(folder.count)
      let bytes = mutation.damaged(Array(folder[chosen].text.utf8), other: Array(folder[0].text.utf8))
      let damaged = SourceFile(path: folder[chosen].name, bytes: bytes)
      #expect(ParseCheck.keepsBytes(PolicyParser.parse(damaged)), "mutation \(number)")
      // The other files do not matter for most damages; a few files keep the runs short.
      let others = folder.indices.filter { $0 != chosen }.prefix(6).map { folder[$0] }
      let files = [damaged] + others.map { SourceFile(path: $0.name, text: $0.text) }
      let options = CompilerOptions(languages: ["en", "fr"], asOf: CalendarDate("2019-06-30"))
      let compilation = Compiler.compile(files, options: options)
      #expect(compilation.hasErrors == (compilation.plan == nil), "mutation \(number)")
      for diagnostic in compilation.diagnostics where diagnostic.place.file == damaged.path {
        #expect(diagnostic.range.start <= diagnostic.range.end && diagnostic.range.end <= bytes.count)
      }
    }
  }
}

/// A source of damages that is the same for the same seed.
private struct Mutation {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678 }

  /// A number from zero up to, and not including, a limit.
  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return limit > 0 ? Int((state >> 33) % UInt64(limit)) : 0
  }

  private static let snippets = [
    "{", "}", "(", ")", "[", "]", "*", "+", "..", "..<", "\"", "/*", "*/", "//", "\\u{110000}", " and ", " not ",
    " in ",
    " is present ", " otherwise ", " where ", " for ", "\n  must ", "self", "today", "9223372036854775807",
    "9999999999999999999999999999999999999999", "0.0000000000000000000000000001", "9999-12-31", "0000-00-00", "15 %",
    "1 USD", "99 years", "sum(", "every x in ", "\u{0}", "é", "import a.b\n", "policy x\n", "let a = ", "- -", "§",
    "{{",
    "define f(x: Integer): Integer = f(x)\n", "?", ": Text", "= 1", ".", ",", "like ", "on today", "in USD on today",
  ]

  mutating func damaged(_ original: [UInt8], other: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0...below(3) {
      let place = below(bytes.count + 1)
      let length = min(bytes.count - place, [1, 1, 2, 5, 20, 200][below(6)])
      switch below(8) {
      case 0: if place < bytes.count { bytes[place] = UInt8(below(256)) }
      case 1: bytes.removeSubrange(place..<place + length)
      case 2: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
      case 3, 4: bytes.insert(contentsOf: Self.snippets[below(Self.snippets.count)].utf8, at: place)
      case 5: exchangeTokens(&bytes)
      case 6: removeToken(&bytes)
      default:
        let start = below(other.count + 1)
        bytes.replaceSubrange(
          place..<place + length, with: other[start..<min(other.count, start + [5, 50, 500][below(3)])])
      }
    }
    return bytes
  }

  /// A token takes the place of another one: mostly the syntax stays right, and the meaning gets odd.
  private mutating func exchangeTokens(_ bytes: inout [UInt8]) {
    let tree = PolicyParser.parse(SourceFile(path: "", bytes: bytes))
    let kept = tree.token(at: below(tree.tokenCount)).range
    let lost = tree.token(at: below(tree.tokenCount)).range
    bytes.replaceSubrange(lost.start..<lost.end, with: Array(bytes[kept.start..<kept.end]))
  }

  private mutating func removeToken(_ bytes: inout [UInt8]) {
    let tree = PolicyParser.parse(SourceFile(path: "", bytes: bytes))
    let lost = tree.token(at: below(tree.tokenCount)).range
    bytes.removeSubrange(lost.start..<lost.end)
  }
}
