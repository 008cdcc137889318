/// A function of the language.
public enum FunctionWord: UInt8, CaseIterable, Sendable {
  case count, sum, average, min, max

  /// The row of a function.
  public struct Entry: Sendable {
    public let function: FunctionWord
    public let word: StaticString
    /// The values that it takes.
    public let parameters: [Parameter]
    /// The type of what it gives, in words where it depends on what it takes.
    public let result: StaticString
    /// Its result, in one sentence.
    public let documentation: StaticString
    public let example: StaticString
    /// Whether no declaration may have its name. Of others the declaration goes first.
    public let isReserved: Bool
  }

  public struct Parameter: Sendable {
    public let name: StaticString
    /// The type, in words where there are several.
    public let type: StaticString
  }

  public var entry: Entry { Self.entries[Int(rawValue)] }
  public var word: StaticString { entry.word }

  public init?(_ word: String) {
    guard let entry = Self.entries.first(where: { $0.word.isSpelled(word) }) else { return nil }
    self = entry.function
  }

  /// In the order of the cases.
  public static let entries: [Entry] = [
    Entry(
      function: .count, word: "count", parameters: [Parameter(name: "values", type: "several values")],
      result: "Integer", documentation: "How many values there are.",
      example: "count(g for g in Grant where g.person == p)", isReserved: true),
    Entry(
      function: .sum, word: "sum", parameters: [Parameter(name: "values", type: "several numbers or quantities")],
      result: "the type of the values", documentation: "The total of several values; zero for none.",
      example: "sum(l.amount for l in po.lines)", isReserved: true),
    Entry(
      function: .average, word: "average", parameters: [Parameter(name: "values", type: "several numbers or amounts")],
      result: "the type of the values, optional", documentation: "The mean of several values; missing for none.",
      example: "average(po.lines.amount)", isReserved: true),
    Entry(
      function: .min, word: "min", parameters: [Parameter(name: "values", type: "several values with an order")],
      result: "the type of the values, optional", documentation: "The least of several values; missing for none.",
      example: "min(p.contracts.valid.from)", isReserved: true),
    Entry(
      function: .max, word: "max", parameters: [Parameter(name: "values", type: "several values with an order")],
      result: "the type of the values, optional", documentation: "The greatest of several values; missing for none.",
      example: "max(po.lines.amount)", isReserved: true),
  ]
}
