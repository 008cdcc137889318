public import RulePlan

/// Rows that a list goes through: how many there are, and those that weigh most.
public struct RowSample: Sendable {
  public var count: Int
  /// At most as many as the limit; the heaviest first, of equals the first in the data.
  public var rows: [Value]
  /// By row; empty where rows have no weight.
  public var weights: [Value]

  public init(count: Int, rows: [Value], weights: [Value]) {
    self.count = count
    self.rows = rows
    self.weights = weights
  }
}

/// A list of rows to take a sample of.
public struct SampleQuestion: Sendable {
  /// Several rows.
  public var rows: Expression
  /// A value for each of the rows, in their order; nil where the first rows are wanted.
  public var weights: Expression?

  public init(rows: Expression, weights: Expression?) {
    self.rows = rows
    self.weights = weights
  }

  /// Whether the list depends on no variable.
  fileprivate var isTheSameForAll: Bool {
    FreeVariables.of(rows).isEmpty && (weights.map { FreeVariables.of($0).isEmpty } ?? true)
  }
}

extension Evaluator {
  /// Samples of several lists for each of some tuples, which bind the same variables: by question, then by tuple. Linear
  /// in the lists; of one that is the same for all tuples, a sample is taken once.
  ///
  /// - Parameter days: what `today` means in each tuple, nil for the day of the evaluation; nil where it is that in all
  ///   of them.
  public func samples(
    of questions: [SampleQuestion], over tuples: [[Outcome.Binding]], on days: [CalendarDate?]? = nil, limit: Int
  ) -> [[RowSample]] {
    let evaluator = ExpressionEvaluator(context: context)
    let frame = self.frame(of: tuples, on: days, evaluator)
    return questions.map { question in
      if days == nil, tuples.count > 1, question.isTheSameForAll {
        let one = frame.selected([0])
        let rows = evaluator.evaluate(question.rows, one)
        let shared = sample(question, rows, question.weights.map { evaluator.evaluate($0, one) }, 0, limit)
        return Array(repeating: shared, count: tuples.count)
      }
      let rows = evaluator.evaluate(question.rows, frame)
      let weights = question.weights.map { evaluator.evaluate($0, frame) }
      return tuples.indices.map { sample(question, rows, weights, $0, limit) }
    }
  }

  private func sample(
    _ question: SampleQuestion, _ rows: Values, _ weights: Values?, _ tuple: Int, _ limit: Int
  ) -> RowSample {
    guard case .lists(let lists) = rows.vector, rows.status(tuple) == Values.present else {
      return RowSample(count: 0, rows: [], weights: [])
    }
    let range = lists.range(tuple)
    func row(_ place: Int) -> Value {
      context.value(lists.elements, range.lowerBound + place, question.rows.type.with(.one))
    }
    guard let weights, let weightType = question.weights?.type.with(.one), case .lists(let weighed) = weights.vector,
      weights.status(tuple) == Values.present, weighed.range(tuple).count == range.count
    else {
      return RowSample(count: range.count, rows: (0..<min(limit, range.count)).map(row), weights: [])
    }
    let start = weighed.range(tuple).lowerBound
    var heaviest: [(place: Int, weight: Value)] = []
    for place in 0..<range.count {
      let weight = context.value(weighed.elements, start + place, weightType)
      if heaviest.count == limit, let least = heaviest.last, !weight.outweighs(least.weight) { continue }
      let slot = heaviest.firstIndex { weight.outweighs($0.weight) } ?? heaviest.count
      heaviest.insert((place, weight), at: slot)
      if heaviest.count > limit { heaviest.removeLast() }
    }
    return RowSample(count: range.count, rows: heaviest.map { row($0.place) }, weights: heaviest.map(\.weight))
  }
}

extension Value {
  /// Whether a value counts for more in a total than another of its type: what cannot be decided counts most, then what
  /// is furthest from zero.
  func outweighs(_ other: Value) -> Bool {
    switch (self, other) {
    case (.undetermined, .undetermined): false
    case (.undetermined, _): true
    case (_, .undetermined): false
    case (.integer(let a), .integer(let b)): a.magnitude > b.magnitude
    case (.decimal(let a), .decimal(let b)), (.percent(let a), .percent(let b)):
      a.magnitude.compare(b.magnitude) == 1
    case (.money(let a), .money(let b)): a.number.magnitude.compare(b.number.magnitude) == 1
    case (.dataSize(let a), .dataSize(let b)): a.bytes.magnitude > b.bytes.magnitude
    case (.date(let a), .date(let b)): a > b
    case (.timestamp(let a), .timestamp(let b)): a > b
    case (.version(let a), .version(let b)): a > b
    default: false
    }
  }
}
