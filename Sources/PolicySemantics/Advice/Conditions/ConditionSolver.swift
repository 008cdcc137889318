import RulePlan

/// Finds out whether conditions can hold together at all. It is sure of a no; a yes may be wrong.
struct ConditionSolver {
  /// Cases that are looked at, at most; beyond them nothing is known.
  static let maximumCases = 400

  let schema: Schema

  /// Whether the conditions may hold together; see ``possibility(of:not:values:)``.
  func canHold(_ conditions: [Expression], not denied: [Expression] = [], values: [VariableID: Expression] = [:])
    -> Bool
  {
    possibility(of: conditions, not: denied, values: values) ?? true
  }

  /// Whether there are values for which the conditions hold together; nil where that takes too long to find out.
  ///
  /// - Parameters:
  ///   - denied: what is not to hold.
  ///   - values: what `let` names in them stand for.
  func possibility(
    of conditions: [Expression], not denied: [Expression] = [], values: [VariableID: Expression] = [:]
  ) -> Bool? {
    var reader = ConditionReader(schema: schema, values: values)
    do {
      var formulas = try conditions.map { try reader.formula($0) }
      for condition in denied { formulas.append(try reader.formula(condition, isDenied: true)) }
      var search = Search(symbols: Self.ranks(of: reader.symbols))
      return try search.isPossible(DifferenceBounds(isWhole: reader.isWhole), reader.axioms + formulas)
    } catch {
      return nil
    }
  }

  /// Numbers for values that are only ordered: their places among those of their type.
  private static func ranks(of symbols: [(type: ScalarType, value: Constant)]) -> [Decimal128] {
    symbols.map { symbol in
      let smaller = symbols.filter { $0.type == symbol.type && precedes($0.value, symbol.value) }
      // A term that occurs several times shifts everything greater by as much.
      return Decimal128(Int64(smaller.count))
    }
  }

  private static func precedes(_ a: Constant, _ b: Constant) -> Bool {
    switch (a, b) {
    case (.text(let first), .text(let second)), (.instance(_, let first), .instance(_, let second)):
      UnicodeOrder.compare(first, second) < 0
    case (.version(let first), .version(let second)): first < second
    default: false
    }
  }

  /// Goes through the cases of a formula.
  private struct Search {
    struct TooManyCases: Error {}

    let symbols: [Decimal128]
    private var cases = 0

    init(symbols: [Decimal128]) { self.symbols = symbols }

    /// As deep as there are alternatives in the formulas.
    mutating func isPossible(_ known: consuming DifferenceBounds, _ formulas: consuming [SolverFormula]) throws -> Bool
    {
      cases += 1
      guard cases <= ConditionSolver.maximumCases else { throw TooManyCases() }
      var alternatives: [[SolverFormula]] = []
      var waiting = formulas
      while true {
        while let next = waiting.popLast() {
          switch next {
          case .truth(true): break
          case .truth(false): return false
          case .literal(let literal):
            guard try known.add(literal.left, literal.right, literal.comparison, value(literal)) else { return false }
          case .and(let parts): waiting += parts
          case .or(let parts): alternatives.append(parts)
          }
        }
        // Impossible alternatives are dropped; the last one left is no longer an alternative.
        var open: [[SolverFormula]] = []
        for parts in alternatives {
          let left = try parts.filter { try admits(known, $0) }
          if left.isEmpty { return false }
          if left.count == 1 { waiting += left } else { open.append(left) }
        }
        alternatives = open
        if waiting.isEmpty { break }
      }
      guard let choice = alternatives.indices.min(by: { alternatives[$0].count < alternatives[$1].count }) else {
        return try known.settleDisequalities()
      }
      let parts = alternatives.remove(at: choice)
      let others = alternatives.map { SolverFormula.or($0) }
      for part in parts where try isPossible(copy known, others + [part]) { return true }
      return false
    }

    private func value(_ literal: SolverLiteral) -> Decimal128 {
      switch literal.bound {
      case .number(let number): number
      case .symbol(let index): symbols.indices.contains(index) ? symbols[index] : .zero
      }
    }

    /// Whether a part is not excluded by what is known, at first sight.
    private func admits(_ known: DifferenceBounds, _ part: SolverFormula) throws -> Bool {
      switch part {
      case .truth(let value): value
      case .literal(let literal):
        try known.admits(literal.left, literal.right, literal.comparison, value(literal))
      case .and, .or: true
      }
    }
  }
}
