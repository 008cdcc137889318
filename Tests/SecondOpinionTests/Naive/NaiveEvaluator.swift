import RulePlan

/// Evaluates a plan as the compiler wrote it, one tuple after the other, by the definition of every construct. Slow and
/// without any of the means of the real evaluator: no planner, no indexes, no vectors, no values of `RulePlan`.
final class NaiveEvaluator {
  typealias Environment = [Int: Plain]

  let plan: Plan
  let world: World
  /// The day of the evaluation. The meaning of `today` in an expression is in its environment.
  let today: Civil
  private var derived: [Row: [FieldOnDay: Plain]] = [:]
  var rightsOfModels: [ModelOnDay: [NaiveRight]] = [:]
  var formulasOfRows: [Int: Duty.Formula] = [:]
  var givenByModels: [ModelOnDay: [Row: NaiveHoldings]] = [:]

  /// The place of `today` in an environment; no variable has it.
  static let todayPlace = -1

  struct FieldOnDay: Hashable {
    var field: Int
    var day: Int?
  }

  struct ModelOnDay: Hashable {
    var model: Int
    var day: Int?
  }

  init(plan: Plan, world: World, today: Civil) {
    self.plan = plan
    self.world = world
    self.today = today
  }

  /// Undetermined as a value of a type.
  static func unknown(_ type: ValueType) -> Plain { type.isMany ? .list([], isOpen: true) : .undetermined }

  // MARK: Fields

  func field(_ id: FieldID, of row: Row, on day: Plain) -> Plain {
    let field = plan.schema[id]
    guard let derivation = field.derivation else { return row.fields[id.index] ?? Self.unknown(field.type) }
    let key = FieldOnDay(field: id.index, day: Self.number(of: day))
    if let known = derived[row]?[key] { return known }
    let value = value(derivation.value, [derivation.instance.index: .row(row), Self.todayPlace: day])
    derived[row, default: [:]][key] = value
    return value
  }

  /// Nil for a day that is not known.
  static func number(of day: Plain) -> Int? { if case .date(let date) = day { date.number } else { nil } }

  /// The meaning of `today` in an environment.
  func day(in environment: Environment) -> Plain { environment[Self.todayPlace] ?? .date(today) }

  private func field(_ id: FieldID, of base: Plain, on day: Plain) -> Plain {
    let type = plan.schema[id].type
    switch base {
    case .row(let row): return field(id, of: row, on: day)
    case .missing: return type.isMany ? .list([], isOpen: false) : .missing
    case .list(let elements, let isOpen):
      return Self.flattened(elements.map { field(id, of: $0, on: day) }, isOpen: isOpen)
    default: return Self.unknown(type)
    }
  }

  static func flattened(_ values: [Plain], isOpen: Bool) -> Plain {
    var elements: [Plain] = []
    var isOpen = isOpen
    for value in values {
      switch value {
      case .missing: break
      case .list(let inner, let innerIsOpen):
        elements += inner
        isOpen = isOpen || innerIsOpen
      default: elements.append(value)
      }
    }
    return .list(elements, isOpen: isOpen)
  }

  /// A function of one value, or of each of several.
  private func each(_ value: Plain, _ change: (Plain) -> Plain) -> Plain {
    if case .list(let elements, let isOpen) = value { return Self.flattened(elements.map(change), isOpen: isOpen) }
    return value.isPresent ? change(value) : value
  }

  private func elements(_ value: Plain) -> (elements: [Plain], isOpen: Bool) {
    if case .list(let elements, let isOpen) = value { return (elements, isOpen) }
    return ([], true)
  }

  // MARK: Expressions

  func truth(_ expression: Expression, _ environment: Environment) -> Bool? {
    switch expression.node {
    case .not(let operand): Logic.not(truth(operand, environment))
    case .and(let operands): Logic.and(operands.map { truth($0, environment) })
    case .or(let operands): Logic.or(operands.map { truth($0, environment) })
    case .implies(let left, let right):
      Logic.or([Logic.not(truth(left, environment)), truth(right, environment)])
    case .compare(let comparison, let left, let right):
      compare(comparison, value(left, environment), value(right, environment))
    case .like(let text, let pattern): like(value(text, environment), pattern)
    case .isMember(let element, let collection):
      isMember(value(element, environment), of: value(collection, environment))
    case .isInRange(let operand, let lower, let upper, let includesUpper):
      Logic.and([
        compare(.greaterOrEqual, value(operand, environment), value(lower, environment)),
        compare(includesUpper ? .lessOrEqual : .less, value(operand, environment), value(upper, environment)),
      ])
    case .isPresent(let operand): isPresent(value(operand, environment))
    case .periodContains(let period, let inner): contains(value(period, environment), value(inner, environment))
    case .overlaps(let left, let right): overlaps(value(left, environment), value(right, environment))
    case .isSubset(let left, let right): isSubset(value(left, environment), of: value(right, environment))
    case .holds(let subject, let pattern, let model):
      holds(value(subject, environment), in: model, on: day(in: environment)) { Self.fits($0, pattern) }
    case .performs(let subject, let duty, let model):
      performs(value(subject, environment), duty, in: model, on: day(in: environment))
    case .exists(let pipeline): Logic.or(tuples(pipeline, environment).map { $0.isSure ? true : nil })
    case .every(let pipeline, let condition):
      Logic.and(
        tuples(pipeline, environment).map { tuple in
          Logic.or([tuple.isSure ? false : nil, truth(condition, tuple.environment)])
        })
    default: value(expression, environment).truth
    }
  }

  func value(_ expression: Expression, _ environment: Environment) -> Plain {
    switch expression.node {
    case .constant(let constant): return self.constant(constant)
    case .variable(let variable): return environment[variable.index] ?? Self.unknown(expression.type)
    case .today: return day(in: environment)
    case .onDay(let inner, let day):
      var other = environment
      let date = value(day, environment)
      other[Self.todayPlace] = date.isPresent ? date : .undetermined
      return value(inner, other)
    case .field(let base, let id): return field(id, of: value(base, environment), on: day(in: environment))
    case .periodFrom(let base):
      return each(value(base, environment)) {
        if case .period(let from, _) = $0 { from.map { .date($0) } ?? .missing } else { $0 }
      }
    case .periodUntil(let base):
      return each(value(base, environment)) {
        if case .period(_, let until) = $0 { until.map { .date($0) } ?? .missing } else { $0 }
      }
    case .component(let component, let base): return each(value(base, environment)) { self.component(component, $0) }
    case .closure(let base, let id, let includesStart):
      return closure(value(base, environment), id, includesStart: includesStart, on: day(in: environment))
    case .instances(let table): return .list(world.rows[table.index].map { .row($0) }, isOpen: false)
    case .list(let parts): return Self.flattened(parts.map { value($0, environment) }, isOpen: false)
    case .collect(let pipeline, let element):
      let all = tuples(pipeline, environment)
      return Self.flattened(
        all.filter(\.isSure).map { value(element, $0.environment) }, isOpen: !all.allSatisfy(\.isSure))
    case .distinct(let base): return distinct(value(base, environment))
    case .otherwise(let first, let second):
      let value = value(first, environment)
      return value.isMissing ? self.value(second, environment) : value
    case .arithmetic(let operation, let left, let right):
      return Calculation.calculate(operation, value(left, environment), value(right, environment))
    case .negate(let operand): return Calculation.negate(value(operand, environment))
    case .decimal(let operand):
      return each(value(operand, environment)) {
        if case .integer(let value) = $0 { .number(Number(value)) } else { $0 }
      }
    case .convert(let money, let currency, let day):
      return convert(value(money, environment), to: currency.description, on: value(day, environment))
    case .parameter(let id, let day): return parameter(plan.parameters[id.index], on: value(day, environment))
    case .count(let operand):
      let (elements, isOpen) = elements(value(operand, environment))
      return isOpen || elements.contains(where: \.isUndetermined) ? .undetermined : .integer(Int64(elements.count))
    case .aggregate(let aggregate, let operand):
      let (elements, isOpen) = elements(value(operand, environment))
      if isOpen || elements.contains(where: \.isUndetermined) { return .undetermined }
      return Calculation.aggregate(aggregate, elements, expression.type.scalar)
    case .period(let from, let until):
      return period(value(from, environment), until.map { value($0, environment) } ?? .missing)
    case .call(let id, let arguments):
      let function = plan.functions[id.index]
      let values = arguments.map { value($0, environment) }
      var inner = Environment(uniqueKeysWithValues: zip(function.parameters.map(\.index), values))
      inner[Self.todayPlace] = day(in: environment)
      return value(function.body, inner)
    case .function(let function, let operands):
      return self.function(function, operands.map { value($0, environment) })
    case .choose(let condition, let first, let second):
      switch truth(condition, environment) {
      case true: return value(first, environment)
      case false: return value(second, environment)
      case nil: return Self.unknown(expression.type)
      }
    case .bind(let variable, let bound, let body):
      return value(body, environment.merging([variable.index: value(bound, environment)]) { $1 })
    default: return .truth(truth(expression, environment))
    }
  }

  func constant(_ constant: Constant) -> Plain {
    switch constant {
    case .text(let text): .text(text)
    case .boolean(let truth): .truth(truth)
    case .integer(let value): .integer(value)
    case .missing: .missing
    case .undetermined, .row: .undetermined
    case .decimal(let value), .percent(let value): .number(Number(text: value.description))
    case .money(let amount): .money(Number(text: amount.number.description), amount.currency.description)
    case .date(let date): .date(Civil(text: date.description))
    case .timestamp(let moment): .moment(Self.moment(moment))
    case .duration(let length):
      .length(Length(months: Int(length.months), days: Int(length.days), microseconds: Int(length.microseconds)))
    case .period(let period):
      .period(
        period.firstDay.map { Civil(text: $0.description) }, period.lastDay.map { Civil(text: $0.description) })
    case .dataSize(let size): .size(size.bytes)
    case .version(let version): .version(version.numbers)
    case .enumeration(_, let index): .choice(index)
    case .instance(let table, let key): world.row(of: table, key: key).map { .row($0) } ?? .undetermined
    case .record(let table, let values): .row(written(table, values))
    case .list(let list): .list(list.map { self.constant($0) }, isOpen: false)
    }
  }

  private func written(_ table: TableID, _ values: [Constant?]) -> Row {
    Row(
      table: table.index, name: Row.writtenName,
      fields: zip(plan.schema[table].fields, values).map { field, value in
        value.map { constant($0) } ?? (field.type.isMany ? .list([], isOpen: false) : .missing)
      })
  }

  private static let epoch = Civil(year: 1970, month: 1, day: 1).number

  static func moment(_ timestamp: Timestamp) -> Moment {
    let number = Int128(timestamp.microseconds) + Int128(epoch) * Int128(Length.day)
    return Moment(number: number, offset: Int(timestamp.offset))
      ?? Moment(day: Civil(year: 1, month: 1, day: 1), time: 0)
  }

  // MARK: Truth

  private func compare(_ comparison: Comparison, _ left: Plain, _ right: Plain) -> Bool? {
    switch comparison {
    case .equal: Plain.equal(left, right)
    case .notEqual: Logic.not(Plain.equal(left, right))
    case .less: Plain.compare(left, right, [-1])
    case .lessOrEqual: Plain.compare(left, right, [-1, 0])
    case .greater: Plain.compare(left, right, [1])
    case .greaterOrEqual: Plain.compare(left, right, [0, 1])
    }
  }

  private func isPresent(_ value: Plain) -> Bool? { value.isUndetermined ? nil : !value.isMissing }

  private func like(_ value: Plain, _ pattern: TextPattern) -> Bool? {
    guard case .text(let text) = value else { return nil }
    return Self.matches(text[...], pattern.text.unicodeScalars.map(\.value)[...])
  }

  /// Whether a text fits a pattern, by trying every way.
  static func matches(_ text: ArraySlice<UInt32>, _ pattern: ArraySlice<UInt32>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    let rest = pattern.dropFirst()
    switch first {
    case 42: return matches(text, rest) || !text.isEmpty && matches(text.dropFirst(), pattern)
    case 63: return !text.isEmpty && matches(text.dropFirst(), rest)
    default: return text.first == first && matches(text.dropFirst(), rest)
    }
  }

  func isMember(_ element: Plain, of collection: Plain) -> Bool? {
    let (elements, isOpen) = elements(collection)
    guard element.isPresent else { return nil }
    return Logic.or(elements.map { Plain.equal(element, $0) } + (isOpen ? [nil] : []))
  }

  private func isSubset(_ left: Plain, of right: Plain) -> Bool? {
    let (elements, isOpen) = elements(left)
    return Logic.and(elements.map { isMember($0, of: right) } + (isOpen ? [nil] : []))
  }

  private func contains(_ period: Plain, _ inner: Plain) -> Bool? {
    guard case .period(let from, let until) = period else { return nil }
    func isAfter(_ day: Civil?) -> Bool { from.map { first in day.map { first.number <= $0.number } ?? false } ?? true }
    func isBefore(_ day: Civil?) -> Bool { until.map { last in day.map { $0.number <= last.number } ?? false } ?? true }
    switch inner {
    case .date(let day): return isAfter(day) && isBefore(day)
    case .period(let first, let last): return isAfter(first) && isBefore(last)
    default: return nil
    }
  }

  private func overlaps(_ left: Plain, _ right: Plain) -> Bool? {
    guard case .period(let a, let b) = left, case .period(let c, let d) = right else { return nil }
    // The first day that can be in both is the later of the first days.
    let first = max(a?.number ?? .min, c?.number ?? .min)
    let last = min(b?.number ?? .max, d?.number ?? .max)
    return first <= last
  }

  // MARK: Values

  private func component(_ component: Component, _ value: Plain) -> Plain {
    switch (component, value) {
    case (.amount, .money(let amount, _)): .number(amount)
    case (.currency, .money(_, let currency)): .text(currency)
    case (.year, .date(let day)): .integer(Int64(day.year))
    case (.month, .date(let day)): .integer(Int64(day.month))
    case (.day, .date(let day)): .integer(Int64(day.day))
    case (.date, .moment(let moment)): moment.local.map { .date($0.day) } ?? .undetermined
    case (.dateInUTC, .moment(let moment)): .date(moment.day)
    default: .undetermined
    }
  }

  private func period(_ from: Plain, _ until: Plain) -> Plain {
    switch (from, until) {
    case (.date(let first), .date(let last)): .period(first, last)
    case (.date(let first), .missing): .period(first, nil)
    default: .undetermined
    }
  }

  private func closure(_ base: Plain, _ id: FieldID, includesStart: Bool, on day: Plain) -> Plain {
    var starts: [Plain] = []
    var isOpen = false
    switch base {
    case .row: starts = [base]
    case .list(let elements, let open): (starts, isOpen) = (elements, open)
    case .missing: break
    default: isOpen = true
    }
    /// The rows reached from some starts, nearest first.
    func reached(_ starts: [Plain]) -> [Row] {
      var reached: [Row] = []
      func visit(_ value: Plain) {
        switch value {
        case .row(let row) where !reached.contains(row): reached.append(row)
        case .list(let elements, let open):
          isOpen = isOpen || open
          for element in elements { visit(element) }
        case .undetermined: isOpen = true
        default: break
        }
      }
      for start in starts {
        if case .row(let row) = start, !includesStart { visit(field(id, of: row, on: day)) } else { visit(start) }
      }
      var next = 0
      while next < reached.count {
        visit(field(id, of: reached[next], on: day))
        next += 1
      }
      return reached
    }
    return .list(reached(starts).map { .row($0) }, isOpen: isOpen)
  }

  private func distinct(_ value: Plain) -> Plain {
    let (elements, isOpen) = elements(value)
    var kept: [Plain] = []
    for element in elements where element.isUndetermined || !kept.contains(where: { Self.isSame($0, element) }) {
      kept.append(element)
    }
    return .list(kept, isOpen: isOpen)
  }

  private static func isSame(_ left: Plain, _ right: Plain) -> Bool {
    if case .length(let a) = left, case .length(let b) = right { return a == b }
    return Plain.equal(left, right) == true
  }

  private func convert(_ money: Plain, to currency: String, on day: Plain) -> Plain {
    guard case .money(let amount, let own) = money else { return money }
    guard case .date(let date) = day else { return .undetermined }
    if own == currency { return money }
    typealias Fields = BuiltInTables.ExchangeRateField
    /// The rate of two currencies on the day: how many of the first one of the second is worth.
    func rate(_ one: String, _ other: String) -> Number? {
      var best: (first: Int, factor: Number)?
      for row in world.rows[BuiltInTables.exchangeRate.index] {
        guard case .text(let to)? = row.fields[Fields.currency.index],
          case .text(let from)? = row.fields[Fields.per.index],
          case .number(let factor)? = row.fields[Fields.rate.index],
          case .period(let first, _)? = row.fields[Fields.valid.index], let valid = row.fields[Fields.valid.index]
        else { continue }
        let names = [one, other].map { $0.unicodeScalars.map(\.value) }
        guard [to, from] == names || [from, to] == names, contains(valid, .date(date)) == true else { continue }
        let start = first?.number ?? .min
        // Of rows that are open, the one that begins last has ended the others.
        if best.map({ start > $0.first }) ?? true {
          best = (start, [to, from] == names ? factor : (Number(1) / factor) ?? factor)
        }
      }
      return best?.factor
    }
    if let rate = rate(currency, own) { return .money(amount * rate, currency) }
    var ways: [Number] = []
    for third in ["CHF", "EUR", "GBP", "JPY", "KES", "KWD", "USD"] where third != own && third != currency {
      if let first = rate(third, own), let second = rate(currency, third) { ways.append(amount * first * second) }
    }
    return ways.count == 1 ? .money(ways[0], currency) : .undetermined
  }

  private func parameter(_ parameter: Parameter, on day: Plain) -> Plain {
    guard case .date(let date) = day else { return Self.unknown(parameter.type) }
    if let override = parameter.override,
      date.number >= (override.from.map { Civil(text: $0.description) } ?? today).number
    {
      return constant(override.value)
    }
    let step = parameter.steps.last { Civil(text: $0.from.description).number <= date.number }
    return step.map { constant($0.value) } ?? Self.unknown(parameter.type)
  }
}
