import RulePlan
import TestSupport
import Testing

@Suite struct VersionTests {
  @Test(arguments: [
    ("1.10", "v1.10"), ("v1.2", "v1.2"), ("1.2.0", "v1.2"), ("11", "v11.0"), ("v11.0.3", "v11.0.3"), ("0", "v0.0"),
    ("19.3.0.0.1", "v19.3.0.0.1"), ("10.0.22621.3007", "v10.0.22621.3007"), ("2023.1.20230401", "v2023.1.20230401"),
    ("4294967295.4294967295.4294967295", "v4294967295.4294967295.4294967295"), ("01.002", "v1.2"),
    ("1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16", "v1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16"),
    ("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0", "v1.0"),
  ])
  func versionsAreReadAndPrinted(text: String, canonical: String) throws {
    #expect(try Version.read(text).description == canonical)
    #expect(try Version.read(canonical) == Version.read(text))
  }

  @Test(arguments: [
    ("", ValueFault.Reason.form), ("v", .form), ("1.", .form), (".1", .form), ("1..2", .form), ("1.2-beta", .form),
    ("1.2b", .form), ("1.4294967296", .outOfRange), ("99999999999999999999", .outOfRange), ("vv1", .form),
    ("4294967295.4294967295.4294967295.4294967295", .tooManyParts),
    ("1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17", .tooManyParts), ("-1.2", .form), ("1 .2", .form),
  ])
  func whatIsNoVersionSaysWhy(text: String, reason: ValueFault.Reason) {
    #expect(throws: ValueFault(.version, reason)) { try Version.read(text) }
  }

  @Test func partsCompareAsNumbers() throws {
    #expect(try Version.read("1.10") > Version.read("1.2"))
    #expect(try Version.read("1.2") == Version.read("1.2.0"))
    #expect(try Version.read("1.2") < Version.read("1.2.0.1"))
    #expect(try Version.read("2") > Version.read("1.99999"))
  }

  /// At each length a part can take, against lists of numbers filled up with zeros.
  @Test func theOrderIsThatOfTheParts() throws {
    var random = SeededGenerator(7)
    let edges: [UInt32] = [
      0, 1, 126, 127, 128, 129, 16_511, 16_512, 2_113_663, 2_113_664, 270_549_119, 270_549_120, .max,
    ]
    func numbers() -> [UInt32] {
      (0..<(random.below(4) + 1)).map { _ in random.below(3) == 0 ? random.pick(edges) : random.pick([0, 1, 127, 128]) }
    }
    for _ in 0..<3000 {
      let left = numbers()
      let right = numbers()
      guard let first = Version(left), let second = Version(right) else { continue }
      let length = max(left.count, right.count)
      let filled = left + [UInt32](repeating: 0, count: length - left.count)
      let otherFilled = right + [UInt32](repeating: 0, count: length - right.count)
      #expect((first < second) == filled.lexicographicallyPrecedes(otherFilled))
      #expect((first == second) == (filled == otherFilled))
      #expect(Array(filled.reversed().drop { $0 == 0 }.reversed()) == first.numbers)
      #expect(Version(first.description) == first)
    }
    for edge in edges { #expect(Version([edge])?.numbers == (edge == 0 ? [] : [edge])) }
  }

  @Test func anyBitsCanBePrinted() {
    var random = SeededGenerator(8)
    for _ in 0..<200 {
      _ = Version(parts: UInt128(random.next()) << 64 | UInt128(random.next())).description
    }
    _ = Version(parts: .max).description
    #expect(Version([UInt32]()) == nil)
  }
}
