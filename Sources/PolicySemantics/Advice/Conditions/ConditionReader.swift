import RulePlan

/// Reads conditions as formulas over unknowns. An expression it does not understand becomes an unknown of its own, so
/// that a formula without a solution is a condition that never holds, but not the other way round.
///
/// A missing value and what cannot be determined count as some value or other: a condition that is true of them by the
/// rules of three-valued logic is true whatever that value is.
struct ConditionReader {
  /// More than this is not looked at.
  struct TooLarge: Error {}

  static let maximumUnknowns = 24
  static let maximumLiterals = 128
  private static let maximumElements = 32
  /// The expression that a `let` name stands for can be much larger than it is written.
  private static let maximumSteps = 4_000
  private static let maximumDepth = 500

  let schema: Schema
  /// The expressions that `let` names stand for.
  let values: [VariableID: Expression]
  /// Whether each unknown is a whole number; the first is zero.
  private(set) var isWhole = [true]
  /// Facts about single unknowns.
  private(set) var axioms: [SolverFormula] = []
  /// Values that are only ordered, each with its type.
  private(set) var symbols: [(type: ScalarType, value: Constant)] = []
  private var unknowns: TermTable
  private var literals = 0
  private var steps = 0
  private var depth = 0

  init(schema: Schema, values: [VariableID: Expression]) {
    self.schema = schema
    self.values = values
    unknowns = TermTable(values: values)
    isWhole.reserveCapacity(8)
    axioms.reserveCapacity(8)
  }

  /// - Parameter isDenied: whether the formula is to hold where the condition does not.
  mutating func formula(_ condition: Expression, isDenied: Bool = false) throws -> SolverFormula {
    try enter()
    defer { depth -= 1 }
    switch condition.node {
    case .constant(.boolean(let value)): return .truth(value != isDenied)
    case .not(let operand): return try formula(operand, isDenied: !isDenied)
    case .and(let parts):
      let formulas = try parts.map { try formula($0, isDenied: isDenied) }
      return isDenied ? .or(formulas) : .and(formulas)
    case .or(let parts):
      let formulas = try parts.map { try formula($0, isDenied: isDenied) }
      return isDenied ? .and(formulas) : .or(formulas)
    case .implies(let a, let b):
      let formulas = [try formula(a, isDenied: !isDenied), try formula(b, isDenied: isDenied)]
      return isDenied ? .and(formulas) : .or(formulas)
    case .variable(let variable):
      if let value = values[variable] { return try formula(value, isDenied: isDenied) }
    default: break
    }
    let whole = try elementary(condition)
    return isDenied ? whole.negated : whole
  }

  /// The formula of a condition that is not put together by `and`, `or`, `not` and `implies`.
  private mutating func elementary(_ condition: Expression) throws -> SolverFormula {
    switch condition.node {
    case .compare(let comparison, let a, let b): return try compare(comparison, a, b, condition)
    case .isMember(let value, let list): return try member(value, list, condition)
    case .isInRange(let value, let lower, let upper, let includesUpper):
      return .and([
        try compare(.greaterOrEqual, value, lower, nil),
        try compare(includesUpper ? .lessOrEqual : .less, value, upper, nil),
      ])
    case .periodContains(let period, let day) where day.type.scalar == .date:
      return try contains(period, day)
    case .otherwise(let a, let b):
      let isPresent = try presence(of: a)
      return .or([.and([isPresent, try formula(a)]), .and([isPresent.negated, try formula(b)])])
    default: return try truth(condition)
    }
  }

  private mutating func enter() throws {
    steps += 1
    guard steps <= Self.maximumSteps, depth < Self.maximumDepth else { throw TooLarge() }
    depth += 1
  }

  // MARK: Comparisons

  /// - Parameter whole: the expression that the comparison stands for, if it is one.
  private mutating func compare(
    _ comparison: Comparison, _ a: Expression, _ b: Expression, _ whole: Expression?
  ) throws -> SolverFormula {
    if case .otherwise(let first, let second) = a.node {
      let isPresent = try presence(of: first)
      return .or([
        .and([isPresent, try compare(comparison, first, b, nil)]),
        .and([isPresent.negated, try compare(comparison, second, b, nil)]),
      ])
    }
    if case .otherwise = b.node { return try compare(comparison.swapped, b, a, nil) }
    guard let left = try linear(a), let right = try linear(b), let formula = try compare(comparison, left, right)
    else { return try opaque(comparison, a, b) }
    return formula
  }

  /// A comparison that is not understood: an unknown truth, the same one for what says the same or the opposite.
  private mutating func opaque(_ comparison: Comparison, _ a: Expression, _ b: Expression) throws -> SolverFormula {
    let positive: Comparison
    switch comparison {
    case .equal, .notEqual: positive = .equal
    case .less, .greaterOrEqual: positive = .less
    case .greater, .lessOrEqual: positive = .greater
    }
    let formula = try truth(Expression(.compare(positive, a, b), .boolean, a.origin))
    return positive == comparison ? formula : formula.negated
  }

  private mutating func member(
    _ value: Expression, _ list: Expression, _ condition: Expression
  ) throws -> SolverFormula {
    var elements: [Expression]
    switch list.node {
    case .list(let written): elements = written
    case .constant(.list(let constants)):
      elements = constants.map { Expression(.constant($0), list.type.with(.one), list.origin) }
    default: return try truth(condition)
    }
    // A missing element drops out of the list.
    guard elements.count <= Self.maximumElements, elements.allSatisfy({ $0.type.cardinality == .one }) else {
      return try truth(condition)
    }
    return .or(try elements.map { try compare(.equal, value, $0, nil) })
  }

  private mutating func contains(_ period: Expression, _ day: Expression) throws -> SolverFormula {
    let type = ValueType(.date)
    let from = Expression(.periodFrom(period), type, period.origin)
    let until = Expression(.periodUntil(period), type, period.origin)
    return .and([
      try compare(.lessOrEqual, from, day, nil),
      .or([try presence(of: until).negated, try compare(.greaterOrEqual, until, day, nil)]),
    ])
  }

  private mutating func presence(of value: Expression) throws -> SolverFormula {
    try truth(Expression(.isPresent(value), .boolean, value.origin))
  }

  /// A truth that is an unknown: 0 or 1.
  private mutating func truth(_ condition: Expression) throws -> SolverFormula {
    let unknown = try unknown(condition)
    return try literal(SolverLiteral(left: unknown, right: 0, comparison: .greaterOrEqual, bound: .number(.one)))
  }

  private mutating func literal(_ literal: SolverLiteral) throws -> SolverFormula {
    literals += 1
    guard literals <= Self.maximumLiterals else { throw TooLarge() }
    return .literal(literal)
  }

  // MARK: Values

  /// `plus - minus + offset`, of unknowns.
  private struct Linear {
    var plus = 0
    var minus = 0
    var offset = SolverLiteral.Bound.number(.zero)
  }

  /// Nil where the comparison is of several unknowns, or cannot be computed.
  private mutating func compare(
    _ comparison: Comparison, _ left: Linear, _ right: Linear
  ) throws -> SolverFormula? {
    switch (left.offset, right.offset) {
    case (.symbol, .symbol) where left.plus == 0 && right.plus == 0:
      // Two constants: the order of the symbols is not known here.
      return nil
    case (.symbol, .number):
      return try compare(comparison.swapped, right, left)
    case (.number(let zero), .symbol):
      guard zero.isZero, left.plus != 0, left.minus == 0 else { return nil }
      return try literal(
        SolverLiteral(left: left.plus, right: 0, comparison: comparison, bound: right.offset))
    case (.number, .number):
      guard let sum = Self.combined(left, right, isSum: false), case .number(let offset) = sum.offset
      else { return nil }
      let bound = offset.negated()
      if sum.plus == sum.minus { return .truth(Self.holds(comparison, bound)) }
      return try literal(
        SolverLiteral(left: sum.plus, right: sum.minus, comparison: comparison, bound: .number(bound)))
    default: return nil
    }
  }

  /// Whether zero compares so with a number.
  private static func holds(_ comparison: Comparison, _ bound: Decimal128) -> Bool {
    switch comparison {
    case .equal: bound.isZero
    case .notEqual: !bound.isZero
    case .less: .zero < bound
    case .lessOrEqual: .zero <= bound
    case .greater: bound < .zero
    case .greaterOrEqual: bound <= .zero
    }
  }

  /// The sum or difference; nil where it has several unknowns of one sign.
  private static func combined(_ a: Linear, _ b: Linear, isSum: Bool) -> Linear? {
    guard case .number(let first) = a.offset, case .number(let second) = b.offset,
      let offset = isSum ? first.adding(second) : first.subtracting(second)
    else { return nil }
    var plus = (a.plus, isSum ? b.plus : b.minus)
    var minus = (a.minus, isSum ? b.minus : b.plus)
    // Terms that are both added and subtracted cancel out.
    func cancel(_ unknown: inout Int, _ other: inout Int) { if unknown == other { (unknown, other) = (0, 0) } }
    cancel(&plus.0, &minus.0)
    cancel(&plus.0, &minus.1)
    cancel(&plus.1, &minus.0)
    cancel(&plus.1, &minus.1)
    guard plus.0 == 0 || plus.1 == 0, minus.0 == 0 || minus.1 == 0 else { return nil }
    return Linear(plus: max(plus.0, plus.1), minus: max(minus.0, minus.1), offset: .number(offset))
  }

  /// Nil for a constant that has no place among numbers.
  private mutating func linear(_ value: Expression) throws -> Linear? {
    try enter()
    defer { depth -= 1 }
    switch value.node {
    case .constant(let constant): return bound(constant, value.type.scalar).map { Linear(offset: $0) }
    case .variable(let variable):
      if let meant = values[variable] { return try linear(meant) }
    case .decimal(let operand): return try linear(operand)
    case .negate(let operand):
      if let inner = try linear(operand), let result = Self.combined(Linear(), inner, isSum: false) { return result }
    case .arithmetic(let operation, let a, let b):
      guard operation == .add || operation == .subtract, value.type.scalar != .timestamp,
        a.type.scalar != .timestamp, let first = try linear(a), let second = try linear(b),
        let result = Self.combined(first, second, isSum: operation == .add)
      else { break }
      return result
    default: break
    }
    return Linear(plus: try unknown(value))
  }

  private mutating func bound(_ constant: Constant, _ type: ScalarType) -> SolverLiteral.Bound? {
    switch constant {
    case .boolean(let value): return .number(value ? .one : .zero)
    case .integer(let value): return .number(Decimal128(value))
    case .decimal(let value), .percent(let value): return value.decimal.map { .number($0) }
    case .money(let amount): return amount.number.decimal.map { .number($0) }
    case .date(let date): return .number(Decimal128(Int64(date.days)))
    case .timestamp(let timestamp): return .number(Decimal128(timestamp.microseconds))
    case .dataSize(let size): return .number(Decimal128(size.bytes))
    case .enumeration(_, let index): return .number(Decimal128(Int64(index)))
    case .duration(let duration):
      // How many days a month has is not known.
      guard duration.months == 0, duration.microseconds == 0 else { return nil }
      return .number(Decimal128(Int64(duration.days)))
    case .text, .version, .instance:
      symbols.append((type, constant))
      return .symbol(symbols.count - 1)
    case .period, .record, .list, .missing, .undetermined, .row: return nil
    }
  }

  // MARK: Unknowns

  private mutating func unknown(_ value: Expression) throws -> Int {
    let unknown = isWhole.count
    if let known = unknowns.find(value, orEnterAs: unknown) { return known }
    guard unknown < Self.maximumUnknowns else { throw TooLarge() }
    switch value.type.scalar {
    case .integer, .date, .timestamp, .dataSize, .boolean, .enumeration: isWhole.append(true)
    default: isWhole.append(false)
    }
    if let (low, high) = range(of: value) {
      axioms.append(bound(unknown, .greaterOrEqual, low))
      if let high { axioms.append(bound(unknown, .lessOrEqual, high)) }
    }
    return unknown
  }

  private func bound(_ unknown: Int, _ comparison: Comparison, _ value: Int) -> SolverFormula {
    .literal(
      SolverLiteral(
        left: unknown, right: 0, comparison: comparison, bound: .number(Decimal128(Int64(value)))))
  }

  /// The values that an expression can have, whatever the data says.
  private func range(of value: Expression) -> (low: Int, high: Int?)? {
    switch value.type.scalar {
    case .boolean: return (0, 1)
    case .enumeration(let id) where schema.enumerations.indices.contains(id.index):
      return (0, max(0, schema[id].cases.count - 1))
    default: break
    }
    switch value.node {
    case .count: return (0, nil)
    case .component(.month, _): return (1, 12)
    case .component(.day, _): return (1, 31)
    case .component(.year, _): return (1, 9999)
    default: return nil
    }
  }
}
