/// Makes who holds what: people, roles, grants, units, the access models over them, duties and segregations.
struct AccessMaker {
  var dice: Dice
  private var unit = 0
  private var role = 0
  private var person = 0
  private var hasSeveralParents = false

  init(dice: Dice) { self.dice = dice }

  static let keys = ["B1", "B2", "P1", "P2", "PAY_X", "R1"]
  static let patterns = ["P*", "?1", "PAY_*", "*", "B?", "R1"]

  mutating func addTables(to blueprint: inout Blueprint) {
    typealias Field = Blueprint.Field
    let key = Field(name: "id", kind: .text, count: .one, isKey: true)
    unit = blueprint.tables.count
    let permission = unit + 1
    role = unit + 2
    person = unit + 3
    hasSeveralParents = dice.chance(20)
    let parent =
      hasSeveralParents
      ? Field(name: "parent", kind: .row(unit), count: .many, defaultValue: "[]")
      : Field(name: "parent", kind: .row(unit), count: .optional)
    blueprint.tables += [
      Blueprint.Table(name: "Unit", section: "units", fields: [key, parent]),
      Blueprint.Table(name: "Permission", section: "permissions", fields: [key]),
      Blueprint.Table(
        name: "Role", section: "roles",
        fields: [
          key, Field(name: "includes", kind: .row(role), count: .many, defaultValue: "[]"),
          Field(name: "permissions", kind: .row(permission), count: .many, defaultValue: "[]"),
          Field(name: "codes", kind: .text, count: .many, defaultValue: "[]"),
          Field(name: "main", kind: .row(permission), count: .optional),
        ]),
      Blueprint.Table(
        name: "Person", section: "people",
        fields: [
          key, Field(name: "active", kind: .boolean, count: .one, defaultValue: "true"),
          Field(name: "score", kind: .integer, count: .optional),
          Field(name: "roles", kind: .row(role), count: .many, defaultValue: "[]"),
        ]),
      Blueprint.Table(
        name: "Grant", section: "grants",
        fields: [
          Field(name: "person", kind: .row(person), count: .one), Field(name: "role", kind: .row(role), count: .one),
          Field(name: "second", kind: .row(role), count: .optional),
          Field(name: "unit", kind: .row(unit), count: .optional),
          Field(name: "valid", kind: .period, count: .one), Field(name: "weight", kind: .integer, count: .one),
        ]),
    ]
    addRuleSet(to: &blueprint, key)
  }

  /// Duties and risks that the data lists.
  private func addRuleSet(to blueprint: inout Blueprint, _ key: Blueprint.Field) {
    typealias Field = Blueprint.Field
    let task = blueprint.tables.count
    blueprint.tables += [
      Blueprint.Table(
        name: "Task", section: "tasks",
        fields: [
          key, Field(name: "permissions", kind: .row(unit + 1), count: .many, defaultValue: "[]"),
          Field(name: "codes", kind: .text, count: .many, defaultValue: "[]"),
          Field(name: "valid", kind: .period, count: .one),
        ]),
      Blueprint.Table(
        name: "Risk", section: "risks",
        fields: [
          key, Field(name: "first", kind: .row(task), count: .one),
          Field(name: "second", kind: .row(task), count: .one),
          Field(name: "tasks", kind: .row(task), count: .many, defaultValue: "[]"),
          Field(name: "valid", kind: .period, count: .one),
        ]),
    ]
  }

  /// `duty each`, and norms for each row.
  private mutating func ruleSet(_ blueprint: Blueprint) -> [Declaration] {
    let isText = dice.pick(blueprint.accesses).isText
    let isScoped = dice.chance(50)
    let models = blueprint.accesses.filter { $0.isText == isText && (!isScoped || $0.hasScope) }
    guard dice.chance(60), let model = models.first else { return [] }
    let formulas =
      (isText
        ? ["any of t.codes", "all of t.codes, \"P1\"", "any of like t.codes, (all of \"B1\", \"P1\")"]
        : [
          "any of t.permissions", "all of t.permissions", "any of t.permissions, like \"PAY_*\"",
          "any of \"B1\", (all of t.permissions, \"P1\")",
          "any of [p for p in t.permissions where t.valid contains today], \"R1\"",
        ])
    var declarations = [
      Declaration(
        head: "duty each t in Task of \(isText ? "Text" : "Permission") = \(dice.pick(formulas))", items: [], tail: "")
    ]
    let separations = [
      "duty(r.first) from duty(r.second)", "duty(r.first) from duty(r.tasks)", "at most 0 of duty(r.first)",
      "at most count(r.tasks) - 1 of duty(r.tasks)", "at most 1 of duty(r.tasks), duty(r.second)",
    ]
    var items = [
      Declaration.Item(head: dice.pick(separations), isNeeded: true),
      Declaration.Item(head: "in \(model.name)", isNeeded: true),
    ]
    if isScoped { items.append(Declaration.Item(head: "within overlapping scope")) }
    if dice.chance(40) { items.append(Declaration.Item(head: "where r.valid contains today")) }
    if dice.chance(20) { items.append(Declaration.Item(head: "where count(r.tasks) > 1")) }
    // One for each risk: two norms of one name are an error.
    declarations.append(Declaration(head: "segregate each r in Risk as r.id \"{r.id}\" {", items: items, tail: "}"))
    return declarations
  }

  mutating func declarations(_ blueprint: inout Blueprint) -> [Declaration] {
    var declarations: [Declaration] = []
    for index in 0...dice.below(2) { declarations.append(access("rights\(index)", &blueprint)) }
    if dice.chance(40) { declarations.append(design(&blueprint)) }
    for isText in Set(blueprint.accesses.map(\.isText)).sorted(by: { !$0 && $1 }) {
      for _ in 0..<dice.pick(2...4) {
        let name = "duty\(blueprint.duties.count)"
        blueprint.duties.append(Blueprint.Duty(name: name, isText: isText))
        declarations.append(
          Declaration(
            head: "duty \(name) of \(isText ? "Text" : "Permission") = \(formula(1))", items: [], tail: ""))
      }
    }
    for index in 0...dice.below(3) { if let norm = segregation(index, blueprint) { declarations.append(norm) } }
    return declarations + ruleSet(blueprint)
  }

  private mutating func access(_ name: String, _ blueprint: inout Blueprint) -> Declaration {
    let scope = Scope(blueprint).binding("p", .row(person)).binding("g", .row(person + 1))
    var maker = ExpressionMaker(blueprint, Dice(seed: dice.next()))
    var items = [Declaration.Item(head: "for p in Person", isNeeded: true)]
    switch dice.below(6) {
    case 0, 1: items.append(Declaration.Item(head: "where p.active"))
    case 2:
      items.append(
        Declaration.Item(head: "where ", tree: maker.condition(1, Scope(blueprint).binding("p", .row(person)))))
    default: break
    }
    var right = "g"
    var start = "g.role"
    var givesScope = false
    switch dice.below(9) {
    case 8:
      items.append(Declaration.Item(head: "each g in Grant, r in g.role.includes where g.person == p", isNeeded: true))
      start = "r"
    case 0:
      // Roles that a person has at once.
      items.append(Declaration.Item(head: "each r in p.roles", isNeeded: true))
      (right, start) = ("r", "r")
    case 1:
      items.append(Declaration.Item(head: "each g in Grant where $", isNeeded: true))
      items[items.count - 1].head = "each g in Grant where "
      items[items.count - 1].tree = Tree(.boolean, "(g.person == p or g.weight > 4)")
    default:
      items.append(Declaration.Item(head: "each g in Grant where g.person == p", isNeeded: true))
    }
    if right == "g" {
      switch dice.below(6) {
      case 0, 1: items.append(Declaration.Item(head: "where g.valid contains today"))
      case 2: items.append(Declaration.Item(head: "where ", tree: maker.condition(1, scope)))
      case 3: items.append(Declaration.Item(head: "where g.weight * 2 > 0"))
      default: break
      }
      if dice.chance(20) {
        items.append(Declaration.Item(head: "where g.second is present", isNeeded: true))
        start = "g.second"
      }
      givesScope = dice.chance(70)
    }
    let isText = dice.chance(25)
    let links =
      isText
      ? [".codes", ".includes*.codes", ".includes+.codes"]
      : [
        ".permissions", ".includes*.permissions", ".includes*.permissions", ".includes+.permissions", ".includes*.main",
        ".main",
      ]
    items.append(Declaration.Item(head: "gives \(start)\(dice.pick(links))", isNeeded: true))
    if givesScope { items.append(Declaration.Item(head: "over g.unit" + (dice.chance(80) ? " within parent" : ""))) }
    blueprint.accesses.append(
      Blueprint.Access(name: name, subject: person, isText: isText, hasScope: givesScope))
    return Declaration(head: "access \(name) {", items: items, tail: "}")
  }

  private mutating func design(_ blueprint: inout Blueprint) -> Declaration {
    blueprint.accesses.append(Blueprint.Access(name: "design", subject: role, isText: false, hasScope: false))
    return Declaration(
      head: "access design {",
      items: [
        Declaration.Item(head: "for r in Role", isNeeded: true),
        Declaration.Item(head: "gives r.includes*.permissions", isNeeded: true),
      ], tail: "}")
  }

  private mutating func formula(_ depth: Int) -> String {
    var parts: [String] = []
    for _ in 0...dice.below(3) {
      let part =
        depth > 0 && dice.chance(20)
        ? "(" + formula(depth - 1) + ")"
        : dice.chance(25) ? "like " + Literals.quoted(dice.pick(Self.patterns)) : Literals.quoted(dice.pick(Self.keys))
      if !parts.contains(part) { parts.append(part) }
    }
    return dice.pick(["any of ", "all of ", "any of "]) + parts.joined(separator: ", ")
  }

  private mutating func segregation(_ index: Int, _ blueprint: Blueprint) -> Declaration? {
    let isText = dice.pick(blueprint.accesses).isText
    var duties = blueprint.duties.filter { $0.isText == isText }.map(\.name)
    let isScoped = dice.chance(50)
    let models = blueprint.accesses.filter { $0.isText == isText && (!isScoped || $0.hasScope) }
    guard duties.count >= 2, !models.isEmpty else { return nil }
    duties.swapAt(0, dice.below(duties.count))
    var items: [Declaration.Item] = []
    switch dice.below(4) {
    case 0 where duties.count > 2, 2:
      items.append(
        Declaration.Item(
          head: "at most \(dice.pick(0...(duties.count - 1))) of " + duties.joined(separator: ", "), isNeeded: true))
    case 3 where dice.chance(30):
      items.append(Declaration.Item(head: "at most 0 of \(duties[0])", isNeeded: true))
    case 1:
      items.append(
        Declaration.Item(head: "\(duties[0]) from " + duties.dropFirst().joined(separator: ", "), isNeeded: true))
    default: items.append(Declaration.Item(head: "\(duties[0]) from \(duties[1])", isNeeded: true))
    }
    let chosen = models.filter { _ in dice.chance(70) }
    items.append(
      Declaration.Item(
        head: "in " + (chosen.isEmpty ? [models[0]] : chosen).map(\.name).joined(separator: ", "), isNeeded: true))
    if isScoped { items.append(Declaration.Item(head: "within overlapping scope")) }
    return Declaration(head: "segregate SOD\(index) \"S\" {", items: items, tail: "}")
  }
}
