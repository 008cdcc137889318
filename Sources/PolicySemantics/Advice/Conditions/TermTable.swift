import RulePlan

/// Numbers the terms of conditions: two expressions that always have the same value because they are written alike have
/// one number.
struct TermTable {
  /// Words beyond which an expression is not compared with others.
  private static let maximumLength = 2_000
  private static let maximumDepth = 500

  /// The expressions that `let` names stand for.
  let values: [VariableID: Expression]
  /// The terms one after the other, each node as its tag and its numbers, then its operands.
  private var words: [Int] = []
  private var terms: [(words: Range<Int>, number: Int)] = []
  /// Where the term that is being written begins.
  private var start = 0
  private var depth = 0

  init(values: [VariableID: Expression]) {
    self.values = values
    words.reserveCapacity(64)
    terms.reserveCapacity(8)
  }

  /// Whether an expression can be compared with others. One made of rows cannot, since their variables are its own,
  /// nor what is too long.
  static func holds(_ expression: Expression, values: [VariableID: Expression]) -> Bool {
    var table = TermTable(values: values)
    return table.add(expression)
  }

  /// The number of an expression that is written like one before; nil for another, which gets the number given here.
  mutating func find(_ expression: Expression, orEnterAs number: Int) -> Int? {
    start = words.count
    guard add(expression) else {
      words.removeLast(words.count - start)
      return nil
    }
    let term = start..<words.count
    if let known = terms.first(where: { $0.words.count == term.count && words[$0.words] == words[term] }) {
      words.removeLast(term.count)
      return known.number
    }
    terms.append((term, number))
    return nil
  }

  private mutating func add(_ expression: Expression) -> Bool {
    guard words.count - start <= Self.maximumLength, depth < Self.maximumDepth else { return false }
    depth += 1
    defer { depth -= 1 }
    switch expression.node {
    case .constant(let constant): return add(constant)
    case .variable(let variable):
      if let value = values[variable] { return add(value) }
      return add("v", variable.index)
    case .today: return add("t")
    case .field(let base, let field): return add("f", field.table.index, field.index, of: base)
    case .periodFrom(let base): return add("b", of: base)
    case .periodUntil(let base): return add("e", of: base)
    case .component(let component, let base): return add("c", Self.number(component), of: base)
    case .closure(let base, let field, let includesStart):
      return add(includesStart ? "*" : "+", field.table.index, field.index, of: base)
    case .instances(let table): return add("i", table.index)
    case .list(let elements): return add("l", all: elements)
    case .distinct(let base): return add("d", of: base)
    case .not(let base): return add("!", of: base)
    case .and(let parts): return add("&", all: parts)
    case .or(let parts): return add("|", all: parts)
    case .implies(let a, let b): return add(">", of: a, b)
    case .compare(let comparison, let a, let b): return add("?", Self.number(comparison), of: a, b)
    case .like(let base, let pattern): return add("~", of: base) && add(pattern)
    case .isMember(let a, let b): return add("m", of: a, b)
    case .isInRange(let a, let b, let c, let includesUpper): return add(includesUpper ? "r" : "R", of: a, b, c)
    case .isPresent(let base): return add("p", of: base)
    case .periodContains(let a, let b): return add("k", of: a, b)
    case .overlaps(let a, let b): return add("O", of: a, b)
    case .isSubset(let a, let b): return add("s", of: a, b)
    case .holds(let base, let pattern, let model): return add("h", model.index, of: base) && add(pattern)
    case .performs(let base, let duty, let model): return add("w", duty.index, model.index, of: base)
    case .otherwise(let a, let b): return add("o", of: a, b)
    case .arithmetic(let operation, let a, let b): return add("a", Self.number(operation), of: a, b)
    case .negate(let base): return add("-", of: base)
    case .decimal(let base): return add("D", of: base)
    case .convert(let a, let currency, let day): return add("x", Int(currency.code), of: a, day)
    case .parameter(let parameter, let day): return add("P", parameter.index, of: day)
    case .onDay(let a, let day): return add("y", of: a, day)
    case .count(let base): return add("n", of: base)
    case .aggregate(let aggregate, let base): return add("A", Self.number(aggregate), of: base)
    case .period(let from, let until): return add("q", until == nil ? 0 : 1, of: from, until)
    case .call(let function, let arguments): return add("F", function.index, all: arguments)
    case .function(let function, let operands):
      return add("G", BuiltInFunction.allCases.firstIndex(of: function) ?? -1, all: operands)
    case .choose(let a, let b, let c): return add("C", of: a, b, c)
    case .collect, .exists, .every, .bind: return false
    }
  }

  private mutating func add(
    _ tag: Unicode.Scalar, _ number: Int? = nil, _ other: Int? = nil, of first: Expression? = nil,
    _ second: Expression? = nil, _ third: Expression? = nil
  ) -> Bool {
    words.append(Int(tag.value))
    if let number { words.append(number) }
    if let other { words.append(other) }
    if let first, !add(first) { return false }
    if let second, !add(second) { return false }
    if let third, !add(third) { return false }
    return true
  }

  private mutating func add(_ tag: Unicode.Scalar, _ number: Int? = nil, all operands: [Expression]) -> Bool {
    guard add(tag, operands.count, number) else { return false }
    return operands.allSatisfy { add($0) }
  }

  /// The name of a case would be looked for at run time, which takes far longer.
  private static func number(_ comparison: Comparison) -> Int {
    switch comparison {
    case .equal: 0
    case .notEqual: 1
    case .less: 2
    case .lessOrEqual: 3
    case .greater: 4
    case .greaterOrEqual: 5
    }
  }

  private static func number(_ component: Component) -> Int {
    switch component {
    case .amount: 0
    case .currency: 1
    case .year: 2
    case .month: 3
    case .day: 4
    case .date: 5
    case .dateInUTC: 6
    case .dateInZone(let zone): 7 + zone.index
    }
  }

  private static func number(_ operation: Arithmetic) -> Int {
    switch operation {
    case .add: 0
    case .subtract: 1
    case .multiply: 2
    case .divide: 3
    }
  }

  private static func number(_ aggregate: Aggregate) -> Int {
    switch aggregate {
    case .sum: 0
    case .average: 1
    case .minimum: 2
    case .maximum: 3
    case .median: 4
    case .mode: 5
    case .standardDeviation: 6
    }
  }

  /// With its length before it, so that no text can look like something else.
  private mutating func add(text: String) -> Bool {
    words.append(text.utf8.count)
    for byte in text.utf8 { words.append(Int(byte)) }
    return true
  }

  private mutating func add(_ pattern: TextPattern) -> Bool {
    add(text: (pattern.isLiteral ? "=" : "~") + pattern.text)
  }

  private mutating func add(_ constant: Constant) -> Bool {
    switch constant {
    case .text(let text): return add("\"") && add(text: text)
    case .boolean(let value): return add(value ? "1" : "0")
    case .integer(let value): return add("I", Int(value))
    case .decimal(let value): return add("N") && add(text: value.digits ?? "\(value)")
    case .percent(let value): return add("%") && add(text: value.digits ?? "\(value)")
    case .money(let amount):
      return add("M") && add(text: "\(amount.number.digits ?? "\(amount.number)") \(amount.currency)")
    case .date(let date): return add("J", Int(date.days))
    case .timestamp(let timestamp): return add("T") && add(text: "\(timestamp.microseconds) \(timestamp.offset)")
    case .duration(let duration):
      return add("U") && add(text: "\(duration.months) \(duration.days) \(duration.microseconds)")
    case .period(let period): return add("Q") && add(text: "\(period.from) \(period.until)")
    case .dataSize(let size): return add("B") && add(text: "\(size.bytes)")
    case .version(let version): return add("V") && add(text: "\(version.parts)")
    case .enumeration(let id, let index): return add("E", id.index, index)
    case .instance(let table, let key): return add("K", table.index) && add(text: key)
    case .list(let values):
      guard add("L", values.count) else { return false }
      return values.allSatisfy { add($0) }
    case .record, .missing, .undetermined, .row: return false
    }
  }
}
