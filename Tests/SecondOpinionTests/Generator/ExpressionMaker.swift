/// Makes expressions of a wanted type over what is in scope: well typed by construction.
struct ExpressionMaker {
  let blueprint: Blueprint
  var dice: Dice

  init(_ blueprint: Blueprint, _ dice: Dice) {
    self.blueprint = blueprint
    self.dice = dice
  }

  // MARK: One value

  /// Nil where there is none, such as a record out of nothing.
  mutating func one(_ kind: Kind, _ depth: Int, _ scope: Scope) -> Tree? {
    if kind == .boolean { return depth > 0 ? condition(depth, scope) : leaf(kind, scope) }
    if depth <= 0 || dice.chance(35) { return leaf(kind, scope) }
    if dice.chance(8), let dated = dated(kind, depth - 1, scope) { return dated }
    if dice.chance(20), let optional = optional(kind, depth - 1, scope), let other = one(kind, depth - 1, scope) {
      return Tree(kind, "($ otherwise $)", optional, other)
    }
    if dice.chance(15), let call = call(kind, depth - 1, scope) { return call }
    return made(kind, depth - 1, scope) ?? leaf(kind, scope)
  }

  private mutating func leaf(_ kind: Kind, _ scope: Scope) -> Tree? {
    if dice.chance(70), let path = path(kind, .one, scope) { return path }
    return literal(kind) ?? path(kind, .one, scope)
  }

  /// A value as it is on another day.
  private mutating func dated(_ kind: Kind, _ depth: Int, _ scope: Scope) -> Tree? {
    if case .row(let table) = kind, !blueprint.tables[table].isEntity { return nil }
    guard let value = one(kind, depth, scope), let day = one(.date, min(1, depth), scope) else { return nil }
    return Tree(kind, "(($) on ($))", value, day)
  }

  mutating func path(_ kind: Kind, _ count: Count, _ scope: Scope) -> Tree? {
    let fitting = scope.paths.filter { $0.kind == kind && $0.count == count }
    return fitting.isEmpty ? nil : Tree(kind, count, dice.pick(fitting).text)
  }

  mutating func literal(_ kind: Kind) -> Tree? {
    switch kind {
    case .choice(let index):
      let choice = blueprint.choices[index]
      return Tree(kind, choice.name + "." + dice.pick(choice.cases))
    case .row(let index):
      guard let section = blueprint.tables[index].section, blueprint.tables[index].fields.contains(where: \.isKey)
      else {
        return nil
      }
      return Tree(kind, "\(blueprint.tables[index].name) " + Literals.quoted(DataMaker.key(section, dice.below(5))))
    case .date where dice.chance(blueprint.isAboutDays ? 65 : 30): return Tree(kind, "today")
    default: return Literals.pick(kind, &dice).map { Tree(kind, $0.policy) }
    }
  }

  private mutating func call(_ kind: Kind, _ depth: Int, _ scope: Scope) -> Tree? {
    let fitting = blueprint.functions.filter { $0.result == kind }
    if dice.chance(40), let parameter = blueprint.parameters.first(where: { $0.kind == kind && $0.count == .one }) {
      guard dice.chance(60), let day = path(.date, .one, scope) else { return Tree(kind, parameter.name) }
      return Tree(kind, "(\(parameter.name) on $)", day)
    }
    guard !fitting.isEmpty else { return nil }
    let function = dice.pick(fitting)
    var tree = Tree(kind, function.name + "(")
    for (index, input) in function.inputs.enumerated() {
      guard let value = argument(input.kind, depth, scope) else { return nil }
      tree.children.append(value)
      tree.parts.append(index == function.inputs.count - 1 ? ")" : ", ")
    }
    return tree
  }

  /// A value for an input of a function: it says of which record a written one is.
  mutating func argument(_ kind: Kind, _ depth: Int, _ scope: Scope) -> Tree? {
    if case .row(let table) = kind, !blueprint.tables[table].isEntity, dice.chance(60),
      let written = Literals.record(table, blueprint, &dice)
    {
      return Tree(kind, written)
    }
    return one(kind, depth, scope)
  }

  /// Two operands under an operator.
  private mutating func binary(
    _ kind: Kind, _ sign: String, _ left: Kind, _ right: Kind, _ depth: Int, _ scope: Scope
  ) -> Tree? {
    guard let a = one(left, depth, scope), let b = one(right, depth, scope) else { return nil }
    return Tree(kind, "($ \(sign) $)", a, b)
  }

  /// `if c then a else b`
  private mutating func choice(_ kind: Kind, _ depth: Int, _ scope: Scope) -> Tree? {
    guard let a = one(kind, depth, scope), let b = one(kind, depth, scope) else { return nil }
    let condition = condition(max(0, depth - 1), scope)
    return Tree(kind, "(if $ then $ else $)", condition, a, b)
  }

  private mutating func made(_ kind: Kind, _ depth: Int, _ scope: Scope) -> Tree? {
    switch kind {
    case .text where dice.chance(60):
      switch dice.below(4) {
      case 0:
        return one(kind, depth, scope).map {
          Tree(kind, dice.pick(["lower($)", "upper($)", "trim($)", "collapse($)"]), $0)
        }
      case 1:
        guard let text = one(kind, depth, scope), let part = one(kind, depth, scope) else { return nil }
        return Tree(kind, dice.pick(["before($, $)", "after($, $)"]), text, part)
      case 2: return choice(kind, depth, scope)
      default: return many(kind, depth, scope).map { Tree(kind, "join($, \"-\")", $0) }
      }
    case .text:
      return one(.money(nil), 0, scope).map {
        $0.children.isEmpty && $0.parts[0].first?.isLetter == true ? Tree(kind, "$.currency", $0) : $0
      }
      .flatMap { $0.kind == .text ? $0 : nil }
    case .integer:
      switch dice.below(12) {
      case 8: return one(.text, depth, scope).map { Tree(kind, "length($)", $0) }
      case 9:
        return one(.date, depth, scope).map {
          Tree(kind, dice.pick(["weekday($)", "quarter($)", "fiscal_year($, first: 7)"]), $0)
        }
      case 10:
        guard let a = one(kind, depth, scope), let b = one(kind, depth, scope) else { return nil }
        return Tree(kind, "mod($, $)", a, b)
      case 11: return choice(kind, depth, scope)
      case 0, 1: return binary(kind, dice.pick(["+", "-", "*"]), kind, kind, depth, scope)
      case 2: return one(kind, depth, scope).map { Tree(kind, "(-$)", $0) }
      case 3, 4, 5: return many(anyKind(scope), depth, scope).map { Tree(kind, "count($)", $0) }
      case 6: return many(kind, depth, scope).map { Tree(kind, "sum($)", $0) }
      default: return extreme(kind, depth, scope)
      }
    case .decimal:
      switch dice.below(11) {
      case 7:
        return one(kind, depth, scope).map {
          Tree(
            kind,
            dice.pick([
              "round($)", "round_half_up($, to: 0.05)", "round_up($)", "round_down($, to: 0.1)", "floor($)", "abs($)",
            ]), $0)
        }
      case 8:
        return many(kind, depth, scope).map {
          Tree(
            kind,
            dice.pick(["(median($) otherwise 0.5)", "(percentile($, 25 %) otherwise 1.5)", "(mode($) otherwise 0.5)"]),
            $0)
        }
      case 9: return binary(kind, "/", .duration, .duration, depth, scope)
      case 10: return choice(kind, depth, scope)
      case 0, 1: return binary(kind, dice.pick(["+", "-", "*"]), kind, dice.pick([kind, .integer]), depth, scope)
      case 2:
        return binary(
          kind, "/", dice.pick([kind, .integer, .percent]), dice.pick([kind, .integer, .percent]), depth, scope)
      case 3: return binary(kind, "/", .money("USD"), .money("USD"), depth, scope)
      case 4: return binary(kind, "/", .dataSize, .dataSize, depth, scope)
      case 5:
        let numbers = dice.pick([kind, .integer])
        return many(numbers, depth, scope).map { Tree(kind, "(average($) otherwise 0.5)", $0) }
      default: return many(kind, depth, scope).map { Tree(kind, "sum($)", $0) }
      }
    case .percent:
      return dice.chance(60)
        ? binary(kind, dice.pick(["+", "-"]), kind, kind, depth, scope)
        : many(kind, depth, scope).map { Tree(kind, "sum($)", $0) }
    case .money(let currency?):
      switch dice.below(7) {
      case 0, 1: return binary(kind, dice.pick(["+", "-"]), kind, kind, depth, scope)
      case 2: return binary(kind, "*", kind, dice.pick([.integer, .decimal, .percent]), depth, scope)
      case 3: return binary(kind, "/", kind, dice.pick([.integer, .decimal]), depth, scope)
      case 4:
        guard let amount = path(.money(nil), .one, scope), let day = leaf(.date, scope) else { return nil }
        return Tree(kind, "($ in \(currency) on $)", amount, day)
      case 5: return many(kind, depth, scope).map { Tree(kind, "sum($)", $0) }
      default: return extreme(kind, depth, scope)
      }
    case .money(nil): return nil
    case .date: return dice.chance(80) ? shifted(kind, depth, scope) : extreme(kind, depth, scope)
    case .timestamp: return binary(kind, dice.pick(["+", "-"]), kind, .duration, depth, scope)
    case .duration:
      switch dice.below(6) {
      case 0: return binary(kind, "-", .date, .date, depth, scope)
      case 1: return binary(kind, "-", .timestamp, .timestamp, depth, scope)
      case 2: return binary(kind, dice.pick(["+", "-"]), kind, kind, depth, scope)
      case 3: return binary(kind, "*", kind, .integer, depth, scope)
      case 4: return extreme(kind, depth, scope)
      default: return many(kind, depth, scope).map { Tree(kind, "sum($)", $0) }
      }
    case .period:
      guard let from = leaf(.date, scope) else { return nil }
      if dice.chance(40) { return Tree(kind, "{ from: $ }", from) }
      return shifted(.date, depth, scope).map {
        Tree(kind, "{ from: $, until: $ }", from, $0)
      }
    case .dataSize:
      switch dice.below(3) {
      case 0: return binary(kind, dice.pick(["+", "-"]), kind, kind, depth, scope)
      case 1: return binary(kind, "*", kind, .integer, depth, scope)
      default: return many(kind, depth, scope).map { Tree(kind, "sum($)", $0) }
      }
    case .version: return extreme(kind, depth, scope)
    case .boolean, .choice, .row: return nil
    }
  }

  private mutating func shifted(_ kind: Kind, _ depth: Int, _ scope: Scope) -> Tree? {
    let sign = dice.pick(["+", "-"])
    guard let start = one(kind, depth, scope) else { return nil }
    // A length of hours is an error where it is written out after a date.
    let whole = Literals.durations.filter { $0.1 != "hour" && $0.1 != "minute" }
    if dice.chance(70) {
      let (count, unit) = dice.pick(whole)
      return Tree(kind, "($ \(sign) \(count) \(unit)\(count == 1 ? "" : "s"))", start)
    }
    return path(.duration, .one, scope).map { Tree(kind, "($ \(sign) $)", start, $0) }
  }

  private mutating func extreme(_ kind: Kind, _ depth: Int, _ scope: Scope) -> Tree? {
    guard let values = many(kind, depth, scope), let other = leaf(kind, scope) else { return nil }
    return Tree(kind, "(\(dice.pick(["min", "max"]))($) otherwise $)", values, other)
  }

  mutating func optional(_ kind: Kind, _ depth: Int, _ scope: Scope) -> Tree? {
    if let path = path(kind, .optional, scope) { return path }
    switch kind {
    case .integer, .decimal, .date, .money("USD"), .duration, .dataSize, .version:
      return many(kind, depth, scope).map { Tree(kind, .optional, "\(dice.pick(["min", "max"]))($)", $0) }
    default: return nil
    }
  }

  // MARK: Several values

  /// A type of which there are probably several.
  mutating func anyKind(_ scope: Scope) -> Kind {
    let several = scope.paths.filter { $0.count == .many }
    if dice.chance(60), !several.isEmpty { return dice.pick(several).kind }
    return dice.chance(50) ? .row(dice.pick(blueprint.entities)) : dice.pick(Kind.plain)
  }

  mutating func many(_ kind: Kind, _ depth: Int, _ scope: Scope) -> Tree? {
    let roll = dice.below(10)
    if roll < 5 || depth <= 0, let path = path(kind, .many, scope) { return path }
    if case .row(let table) = kind, blueprint.tables[table].isEntity, roll < 7 || depth <= 0 {
      return Tree(kind, .many, blueprint.tables[table].name)
    }
    if roll < 7, depth > 0 {
      if let collected = collected(kind, depth - 1, scope) { return collected }
    }
    if roll == 7, depth > 0 {
      // Records cannot be distinguished.
      if case .row(let table) = kind, !blueprint.tables[table].isEntity { return path(kind, .many, scope) }
      return many(kind, depth - 1, scope).map { Tree(kind, .many, "(distinct $)", $0) }
    }
    if roll == 8, kind == .money("USD"), let amounts = path(.money(nil), .many, scope), let day = leaf(.date, scope) {
      return Tree(kind, .many, "($ in USD on $)", amounts, day)
    }
    var tree = Tree(kind, .many, "[")
    for index in 0...dice.below(3) {
      guard let element = one(kind, min(depth - 1, 1), scope) else { return path(kind, .many, scope) }
      if index > 0 { tree.parts[index] = ", " }
      tree.children.append(element)
      tree.parts.append("]")
    }
    return tree
  }

  private mutating func collected(_ kind: Kind, _ depth: Int, _ scope: Scope) -> Tree? {
    guard let (name, source, inner) = generator(depth, scope), let element = one(kind, min(depth, 1), inner) else {
      return nil
    }
    if dice.chance(60) {
      return Tree(
        kind, .many, "[$ for \(name) in $ where $]", element, source, filter(name, min(depth, 2), inner))
    }
    return Tree(kind, .many, "[$ for \(name) in $]", element, source)
  }

  /// A variable over several values, and the scope after it.
  mutating func generator(_ depth: Int, _ scope: Scope, named prefix: String = "q") -> (
    name: String, source: Tree, inner: Scope
  )? {
    let kind = anyKind(scope)
    let name = scope.freshName(prefix)
    guard let source = many(kind, depth, scope) else { return nil }
    return (name, source, scope.binding(name, kind))
  }
}
