import Evaluation
import RecordStore
import RulePlan
import TestSupport
import Testing

/// Comparisons and ranges that the planner answers by sorted indexes, at the ends of their windows.
@Suite struct WindowTests {
  private static let model = """
    policy test.windows

    entity A from as { key id : Text   low : Integer   high : Integer }
    entity B from bs { key id : Text   n : Integer }

    """

  /// The `n` below, at and above the ends of the range 5 to 9.
  private static let data = """
    { "as": [ { "id": "a", "low": 5, "high": 9 } ],
      "bs": [ { "id": "b4", "n": 4 }, { "id": "b5", "n": 5 }, { "id": "b6", "n": 6 }, { "id": "b8", "n": 8 },
              { "id": "b9", "n": 9 }, { "id": "b10", "n": 10 } ] }
    """

  @Test(arguments: [
    ("b.n > a.low", "6 8 9 10"), ("b.n >= a.low", "5 6 8 9 10"), ("b.n < a.high", "4 5 6 8"),
    ("b.n <= a.high", "4 5 6 8 9"), ("a.low < b.n", "6 8 9 10"), ("a.low <= b.n", "5 6 8 9 10"),
    ("b.n in a.low .. a.high", "5 6 8 9"), ("b.n in a.low ..< a.high", "5 6 8"),
    ("b.n > a.low and b.n < a.high", "6 8"), ("b.n >= a.low and b.n <= a.high", "5 6 8 9"),
    ("b.n == a.low", "5"), ("b.n != a.low", "4 6 8 9 10"),
  ])
  func endsOfWindows(condition: String, expected: String) throws {
    // Joined, and by a quantifier for each value.
    let joined = try Scenario(
      Self.model + "rule R \"\" { for a in A, b in B where \(condition) must b.n > 100 }", data: Self.data)
    var numbers: [String] = []
    for outcome in joined.run().outcomes {
      for binding in outcome.bindings {
        guard case .row(let row) = binding.value else { continue }
        let name = joined.store.instanceName(row.table, row: row.row)
        if name.hasPrefix("b") { numbers.append(String(name.dropFirst())) }
      }
    }
    #expect(numbers.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }.joined(separator: " ") == expected)
    for number in [4, 5, 6, 8, 9, 10] {
      let data = Self.data.replacing(
        #"{ "id": "b\#(number)", "n": \#(number) }"#, with: #"{ "id": "x", "n": \#(number) }"#)
      let rule = "rule R \"\" { for a in A must no b in B where b.id == \"x\" and \(condition) }"
      let isFound = try Scenario(Self.model + rule, data: data).outcomes() == ["R a"]
      #expect(isFound == expected.split(separator: " ").contains("\(number)"), "\(number)")
      // Without anything else to look for, the range alone is the window.
      let alone = #"{ "as": [ { "id": "a", "low": 5, "high": 9 } ], "bs": [ { "id": "x", "n": \#(number) } ] }"#
      let plain = "rule R \"\" { for a in A must no b in B where \(condition) }"
      #expect(try Scenario(Self.model + plain, data: alone).outcomes() == (isFound ? ["R a"] : []), "\(number)")
    }
  }
}
