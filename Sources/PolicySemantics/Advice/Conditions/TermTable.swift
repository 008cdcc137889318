import RulePlan

/// Bytes that are the same for two expressions that always have the same value because they are written alike.
struct TermKey {
  /// Beyond this an expression has no key.
  private static let maximumLength = 2_000
  private static let maximumDepth = 500

  /// What `let` names stand for.
  let values: [VariableID: Expression]
  private var bytes: [UInt8] = []
  private var depth = 0

  /// Nil for what is made of rows, whose variables are its own, and for what is too long.
  static func of(_ expression: Expression, values: [VariableID: Expression]) -> [UInt8]? {
    var key = TermKey(values: values)
    return key.add(expression) ? key.bytes : nil
  }

  private init(values: [VariableID: Expression]) { self.values = values }

  private mutating func add(_ expression: Expression) -> Bool {
    guard bytes.count <= Self.maximumLength, depth < Self.maximumDepth else { return false }
    depth += 1
    defer { depth -= 1 }
    switch expression.node {
    case .constant(let constant): return add(constant)
    case .variable(let variable):
      if let value = values[variable] { return add(value) }
      return add("v", variable.index)
    case .today: return add("t")
    case .field(let base, let field): return add("f", field.table.index, field.index, of: [base])
    case .periodFrom(let base): return add("b", of: [base])
    case .periodUntil(let base): return add("e", of: [base])
    case .component(let component, let base): return add("c", Self.number(component), of: [base])
    case .closure(let base, let field, let includesStart):
      return add(includesStart ? "*" : "+", field.table.index, field.index, of: [base])
    case .instances(let table): return add("i", table.index)
    case .list(let elements): return add("l", elements.count, of: elements)
    case .distinct(let base): return add("d", of: [base])
    case .not(let base): return add("!", of: [base])
    case .and(let parts): return add("&", parts.count, of: parts)
    case .or(let parts): return add("|", parts.count, of: parts)
    case .implies(let a, let b): return add(">", of: [a, b])
    case .compare(let comparison, let a, let b): return add("?", Self.number(comparison), of: [a, b])
    case .like(let base, let pattern): return add("~", of: [base]) && add(pattern)
    case .isMember(let a, let b): return add("in", of: [a, b])
    case .isInRange(let a, let b, let c, let includesUpper): return add(includesUpper ? "r" : "R", of: [a, b, c])
    case .isPresent(let base): return add("p", of: [base])
    case .periodContains(let a, let b): return add("pc", of: [a, b])
    case .overlaps(let a, let b): return add("po", of: [a, b])
    case .isSubset(let a, let b): return add("s", of: [a, b])
    case .holds(let base, let pattern, let model): return add("h", model.index, of: [base]) && add(pattern)
    case .performs(let base, let duty, let model): return add("w", duty.index, model.index, of: [base])
    case .otherwise(let a, let b): return add("o", of: [a, b])
    case .arithmetic(let operation, let a, let b): return add("a", Self.number(operation), of: [a, b])
    case .negate(let base): return add("-", of: [base])
    case .decimal(let base): return add("D", of: [base])
    case .convert(let a, let currency, let day): return add("x\(currency)", of: [a, day])
    case .parameter(let parameter, let day): return add("P", parameter.index, of: [day])
    case .count(let base): return add("n", of: [base])
    case .aggregate(let aggregate, let base): return add("A", Self.number(aggregate), of: [base])
    case .period(let from, let until): return add("q", until == nil ? 0 : 1, of: [from] + (until.map { [$0] } ?? []))
    case .call(let function, let arguments): return add("F", function.index, arguments.count, of: arguments)
    case .collect, .exists, .every, .bind: return false
    }
  }

  private mutating func add(_ tag: String, _ numbers: Int..., of operands: [Expression] = []) -> Bool {
    bytes.append(contentsOf: tag.utf8)
    for number in numbers {
      withUnsafeBytes(of: Int64(number)) { bytes.append(contentsOf: $0) }
    }
    bytes.append(UInt8(ascii: "("))
    for operand in operands {
      guard add(operand) else { return false }
      bytes.append(UInt8(ascii: ";"))
    }
    bytes.append(UInt8(ascii: ")"))
    return true
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
    }
  }

  /// With its length before it, so that no text can look like something else.
  private mutating func add(text: String) -> Bool {
    bytes.append(contentsOf: "\(text.utf8.count):".utf8)
    bytes.append(contentsOf: text.utf8)
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
    case .decimal(let value): return add("N\(value.normalized)")
    case .percent(let value): return add("%\(value.normalized)")
    case .money(let money): return add("M\(money.amount.normalized) \(money.currency)")
    case .date(let date): return add("J", Int(date.days))
    case .timestamp(let timestamp): return add("T\(timestamp.microseconds)")
    case .duration(let duration): return add("U\(duration.months) \(duration.days) \(duration.microseconds)")
    case .period(let period): return add("Q\(period.from) \(period.until)")
    case .dataSize(let size): return add("B\(size.bytes)")
    case .version(let version): return add("V\(version.parts)")
    case .enumeration(let id, let index): return add("E", id.index, index)
    case .instance(let table, let key): return add("K", table.index) && add(text: key)
    case .list(let values):
      guard add("L", values.count) else { return false }
      return values.allSatisfy { add($0) }
    case .record: return false
    }
  }
}
