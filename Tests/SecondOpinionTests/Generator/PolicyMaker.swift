/// Makes a policy: a data model, what is derived from it, and norms of every form.
struct PolicyMaker {
  private(set) var blueprint = Blueprint()
  private var dice: Dice
  /// Decides on entities of further kinds, so that policies without them stay the same.
  private var further: Dice

  /// - Parameter isAboutDays: whether norms are mostly about days.
  init(seed: UInt64, isAboutDays: Bool = false) {
    dice = Dice(seed: seed)
    further = Dice(seed: seed ^ 0x5DEE_CE66)
    blueprint.isAboutDays = isAboutDays
  }

  mutating func make() -> Policy {
    var declarations = makeChoices()
    makeTables()
    var access = AccessMaker(dice: Dice(seed: dice.next()))
    let hasAccess = dice.chance(45)
    if hasAccess { access.addTables(to: &blueprint) }
    makeParameters(&declarations)
    makeRowParameters(&declarations)
    makeFunctions(&declarations)
    makeDerivedFields()
    if further.chance(25) { addGroups() }
    declarations += blueprint.tables.map(declaration)
    if hasAccess { declarations += access.declarations(&blueprint) }
    for index in 0...dice.below(3) { if let rule = rule(index) { declarations.append(rule) } }
    if dice.chance(15), let standard = standard() { declarations.append(standard) }
    if dice.chance(15) { declarations.append(wholeRule()) }
    return Policy(declarations: declarations)
  }

  private mutating func maker() -> ExpressionMaker { ExpressionMaker(blueprint, Dice(seed: dice.next())) }

  // MARK: Data

  private mutating func makeChoices() -> [Declaration] {
    blueprint.choices = [
      Blueprint.Choice(name: "Level", isOrdered: true, cases: ["low", "medium", "high"]),
      Blueprint.Choice(name: "Sort", isOrdered: false, cases: ["round", "square"]),
    ]
    return blueprint.choices.map {
      Declaration(
        head: "enum \($0.name)\($0.isOrdered ? " ordered" : "") { \($0.cases.joined(separator: ", ")) }", items: [],
        tail: "")
    }
  }

  private mutating func makeTables() {
    let record = Blueprint.Table(name: "Line", section: nil, fields: fields(prefix: "l", references: []))
    blueprint.tables.append(record)
    let count = dice.pick(1...2)
    for index in 0..<count {
      blueprint.tables.append(
        Blueprint.Table(name: ["Alpha", "Beta"][index], section: ["alphas", "betas"][index], fields: []))
    }
    for index in 1...count {
      let key = Blueprint.Field(name: "id", kind: .text, count: .one, isKey: true)
      var own = [key] + fields(prefix: "f", references: Array(1...count))
      own.append(
        Blueprint.Field(name: "up", kind: .row(index), count: dice.pick([.optional, .many]), defaultValue: nil))
      if own[own.count - 1].count == .many { own[own.count - 1].defaultValue = "[]" }
      if dice.chance(40) { own.append(Blueprint.Field(name: "lines", kind: .row(0), count: .many, defaultValue: "[]")) }
      if dice.chance(20) {
        own.append(Blueprint.Field(name: "line", kind: .row(0), count: dice.pick([.one, .optional])))
      }
      blueprint.tables[index].fields = own
    }
    if further.chance(25) { addItems() }
    if further.chance(25) { addParts() }
  }

  /// An entity whose key has two parts.
  private mutating func addItems() {
    let items = blueprint.tables.count
    blueprint.tables.append(
      Blueprint.Table(
        name: "Item", section: "items",
        fields: [
          Blueprint.Field(name: "order", kind: .text, count: .one, isKey: true),
          Blueprint.Field(name: "line", kind: .integer, count: .one, isKey: true),
          Blueprint.Field(name: "next", kind: .row(items), count: .optional),
        ] + fields(prefix: "i", references: [])))
    blueprint.tables[1].fields.append(Blueprint.Field(name: "item", kind: .row(items), count: .optional))
    blueprint.tables[1].fields.append(
      Blueprint.Field(name: "items", kind: .row(items), count: .many, defaultValue: "[]"))
  }

  /// An entity whose instances lie inside those of another.
  private mutating func addParts() {
    let parts = blueprint.tables.count
    blueprint.tables.append(
      Blueprint.Table(
        name: "Part", section: nil,
        fields: [
          Blueprint.Field(name: "id", kind: .text, count: .one, isKey: true),
          Blueprint.Field(name: "next", kind: .row(parts), count: .optional),
        ] + fields(prefix: "p", references: [1]) + [
          Blueprint.Field(name: "alpha", kind: .row(1), count: .one, isDeclared: false)
        ], parent: 1))
    blueprint.tables[1].fields.append(
      Blueprint.Field(name: "parts", kind: .row(parts), count: .many, defaultValue: "[]", holdsInstances: true))
    blueprint.tables[1].fields.append(Blueprint.Field(name: "part", kind: .row(parts), count: .optional))
  }

  /// An entity whose instances are groups.
  private mutating func addGroups() {
    let members = dice.pick(blueprint.entities)
    let kind = dice.pick([.text, .integer, .date, .choice(1), .row(1)] as [Kind])
    var maker = maker()
    let scope = Scope(blueprint).binding("x", .row(members))
    let isMany = dice.chance(30)
    guard let value = isMany ? maker.many(kind, 2, scope) : maker.one(kind, 2, scope),
      !mayReadToday(value)
    else { return }
    let condition = dice.chance(40) ? maker.condition(2, scope) : nil
    if let condition, mayReadToday(condition) { return }
    blueprint.tables.append(
      Blueprint.Table(
        name: "Class", section: nil,
        fields: [
          Blueprint.Field(name: "value", kind: kind, count: .one, isDeclared: false),
          Blueprint.Field(name: "members", kind: .row(members), count: .many, isDeclared: false),
        ],
        grouping: Blueprint.Grouping(members: members, condition: condition, key: "value", value: value)))
  }

  /// Whether a value may depend on the day: by itself, or by a parameter, a function or a derived field.
  private func mayReadToday(_ tree: Tree) -> Bool {
    let derived = blueprint.tables.flatMap(\.fields).filter { $0.derivation != nil }.map(\.name)
    let names = Set(["today"] + blueprint.parameters.map(\.name) + blueprint.functions.map(\.name) + derived)
    return tree.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { names.contains(String($0)) }
  }

  private mutating func fields(prefix: String, references: [Int]) -> [Blueprint.Field] {
    (0..<dice.pick(2...6)).map { index in
      var kind = dice.pick(Kind.plain + [.integer, .integer, .text, .money("USD"), .date, .choice(0), .choice(1)])
      if blueprint.isAboutDays, dice.chance(50) { kind = dice.pick([.date, .date, .period, .duration]) }
      if !references.isEmpty, dice.chance(20) { kind = .row(dice.pick(references)) }
      var field = Blueprint.Field(
        name: "\(prefix)\(index)", kind: kind, count: dice.pick([.one, .one, .one, .optional, .optional, .many]))
      if field.count == .many {
        field.defaultValue = "[]"
      } else if dice.chance(15), let literal = Literals.pick(kind, &dice), kind != .text || !literal.policy.isEmpty {
        field.defaultValue = literal.policy
      }
      return field
    }
  }

  private mutating func makeDerivedFields() {
    for table in blueprint.tables.indices where dice.chance(35) {
      let kind = dice.pick([.integer, .boolean, .decimal, .money("USD"), .date, .duration, .text] as [Kind])
      var maker = maker()
      let index = blueprint.tables[table].fields.count
      let scope = Scope(blueprint).inside(table: table, before: index)
      let isMany = dice.chance(25)
      guard let value = isMany ? maker.many(kind, 2, scope) : maker.one(kind, 2, scope) else { continue }
      blueprint.tables[table].fields.append(
        Blueprint.Field(name: "d\(index)", kind: kind, count: isMany ? .many : .one, derivation: value))
    }
  }

  private func declaration(_ table: Blueprint.Table) -> Declaration {
    let items = table.fields.filter(\.isDeclared).map { field -> Declaration.Item in
      if let value = field.derivation { return Declaration.Item(head: "let \(field.name) = ", tree: value) }
      var text = (field.isKey ? "key " : "") + "\(field.name) : \(blueprint.spelling(field.kind, field.count))"
      if let value = field.defaultValue { text += " = \(value)" }
      return Declaration.Item(head: text, isNeeded: field.isKey)
    }
    var head = table.section.map { "entity \(table.name) from \($0) {" } ?? "record \(table.name) {"
    if let parent = table.parent { head = "entity \(table.name) within \(blueprint.tables[parent].name).parts {" }
    if let grouping = table.grouping {
      head =
        "entity \(table.name) of x in \(blueprint.tables[grouping.members].name) "
        + (grouping.condition.map { "where \($0.text) " } ?? "") + "by \(grouping.key) = \(grouping.value.text) {"
    }
    return Declaration(head: head, items: items, tail: "}")
  }

  // MARK: Functions and parameters

  private mutating func makeParameters(_ declarations: inout [Declaration]) {
    guard dice.chance(35) else { return }
    let kind = dice.pick([.integer, .money("USD"), .date, .duration, .percent] as [Kind])
    guard let first = Literals.pick(kind, &dice), let second = Literals.pick(kind, &dice) else { return }
    blueprint.parameters.append(Blueprint.Parameter(name: "limit", kind: kind))
    declarations.append(
      Declaration(
        head: "parameter limit \"Limit\" : \(blueprint.spelling(kind)) {",
        items: [
          Declaration.Item(head: "from 2018-12-31 : \(first.policy)"),
          Declaration.Item(head: "from 2019-06-30 : \(second.policy)"),
        ], tail: "}"))
  }

  /// Records that the policy itself writes out, one and several, and an instance that it names.
  private mutating func makeRowParameters(_ declarations: inout [Declaration]) {
    let kinds: [(name: String, kind: Kind, count: Count)] = [
      ("usual", .row(0), .one), ("basket", .row(0), .many), ("chief", .row(1), .one),
    ]
    for (name, kind, count) in kinds where dice.chance(15) {
      func value() -> String? {
        guard count == .many else { return Literals.written(kind, blueprint, &dice) }
        let values = (0..<dice.below(4)).map { _ in Literals.written(kind, blueprint, &dice) }
        return values.contains(nil) ? nil : "[" + values.compactMap { $0 }.joined(separator: ", ") + "]"
      }
      guard let first = value(), let second = value() else { continue }
      blueprint.parameters.append(Blueprint.Parameter(name: name, kind: kind, count: count))
      declarations.append(
        Declaration(
          head: "parameter \(name) \"Written\" : \(blueprint.spelling(kind, count)) {",
          items: [
            Declaration.Item(head: "from 2018-12-31 : \(first)"), Declaration.Item(head: "from 2019-06-30 : \(second)"),
          ], tail: "}"))
    }
  }

  private mutating func makeFunctions(_ declarations: inout [Declaration]) {
    for index in 0..<dice.below(3) {
      var maker = maker()
      var scope = Scope(blueprint)
      var inputs: [(name: String, kind: Kind)] = []
      for input in 0...dice.below(2) {
        let kind =
          dice.chance(15)
          ? .row(0)
          : dice.chance(40)
            ? .row(dice.pick(blueprint.entities)) : dice.pick([.integer, .date, .text, .decimal] as [Kind])
        inputs.append(("n\(index)\(input)", kind))
        scope = scope.binding("n\(index)\(input)", kind)
      }
      let result = dice.pick([.boolean, .boolean, .integer, .money("USD"), .date] as [Kind])
      guard let body = maker.one(result, 2, scope) else { continue }
      let list = inputs.map { "\($0.name): \(blueprint.spelling($0.kind))" }.joined(separator: ", ")
      declarations.append(
        Declaration(
          head: "define fun\(index)(\(list)): \(blueprint.spelling(result)) =",
          items: [Declaration.Item(head: "", tree: body, isNeeded: true)], tail: ""))
      blueprint.functions.append(Blueprint.Function(name: "fun\(index)", inputs: inputs, result: result))
    }
  }

  // MARK: Norms

  /// The `for`, `let` and `where` of a norm.
  ///
  /// - Parameter judgesByRow: whether each row is judged on a day of its own.
  private mutating func bindings(
    _ maker: inout ExpressionMaker, judgesByRow: Bool = false
  ) -> (items: [Declaration.Item], scope: Scope) {
    var scope = Scope(blueprint)
    var items: [Declaration.Item] = []
    for index in 0...[0, 0, 0, 1, 1, 2][dice.below(6)] {
      let name = scope.freshName("v")
      if index == 0 || dice.chance(60) {
        let table = dice.pick(blueprint.entities)
        items.append(Declaration.Item(head: "for \(name) in \(blueprint.tables[table].name)", isNeeded: index == 0))
        scope = scope.binding(name, .row(table))
      } else if let (name, source, inner) = maker.generator(1, scope, named: "v") {
        items.append(Declaration.Item(head: "for \(name) in ", tree: source))
        scope = inner
      }
      let optional = scope.paths.filter { $0.count == .optional && $0.isPlace }
      if dice.chance(25), !optional.isEmpty {
        let path = dice.pick(optional).text
        items.append(Declaration.Item(head: "where \(path) is present"))
        // The day of a row is read before its conditions, which it cannot rest on.
        if !judgesByRow { scope = scope.knowing(path) }
      }
      if dice.chance(index == 0 ? 40 : 75) {
        items.append(Declaration.Item(head: "where ", tree: maker.filter(name, dice.pick(1...3), scope)))
      }
    }
    if judgesByRow, let day = maker.one(.date, 1, scope) {
      items.append(Declaration.Item(head: "judged on ", tree: day))
    }
    if dice.chance(25) {
      let kind = dice.pick([.integer, .date, .money("USD"), .text] as [Kind])
      if let value = maker.one(kind, 2, scope) {
        items.append(Declaration.Item(head: "let \(scope.freshName("v")) = ", tree: value))
        scope = scope.binding(scope.freshName("v"), kind)
      }
    }
    return (items, scope)
  }

  private mutating func rule(_ index: Int) -> Declaration? {
    var maker = maker()
    let judgesByRow = dice.chance(25)
    var (items, scope) = bindings(&maker, judgesByRow: judgesByRow)
    if dice.chance(judgesByRow ? 40 : 8) {
      items.append(
        Declaration.Item(
          head: "in force from 2019-01-01 until \(dice.pick(Literals.dates.filter { $0 > "2019-01-01" }))"))
    }
    if dice.chance(10) { items.append(Declaration.Item(head: "waivable by \"Controller\" for at most 90 days")) }
    if dice.chance(50), let message = message(&maker, scope) { items.append(Declaration.Item(head: message)) }
    let word = dice.pick(["must", "must", "should", "must not"])
    items.append(Declaration.Item(head: word + " ", tree: maker.condition(dice.pick(2...4), scope), isNeeded: true))
    return Declaration(head: "rule R\(index) \"R\" {", items: items, tail: "}")
  }

  /// A message with values of any type in it.
  private mutating func message(_ maker: inout ExpressionMaker, _ scope: Scope) -> String? {
    let kind = dice.pick(Kind.plain + [.choice(0), .boolean, .row(1)])
    let value = dice.chance(30) ? maker.many(kind, 2, scope) : maker.one(kind, 2, scope)
    // A text in a message is not nested in another text.
    guard let text = value?.text, !text.contains(where: { "\"\\{}".contains($0) }) else { return nil }
    return "message en \"It is {\(text)}.\""
  }

  private mutating func standard() -> Declaration? {
    var maker = maker()
    var (items, scope) = bindings(&maker)
    for name in ["first", "second"] {
      items.append(
        Declaration.Item(
          head: "must \(name) \"S\" : ", tree: maker.condition(2, scope), isNeeded: name == "first"))
    }
    return Declaration(head: "standard S \"S\" version 1 {", items: items, tail: "}")
  }

  /// A rule about the data as a whole.
  private mutating func wholeRule() -> Declaration {
    var maker = maker()
    let table = dice.pick(blueprint.entities)
    let scope = Scope(blueprint)
    let inner = scope.binding("w", .row(table))
    let body = maker.condition(2, inner)
    return Declaration(
      head: "rule W \"W\" {",
      items: [
        Declaration.Item(
          head: "must ",
          tree: Tree(
            .boolean, "(count(w for w in \(blueprint.tables[table].name) where $) <= \(dice.below(3)))", body),
          isNeeded: true)
      ], tail: "}")
  }
}
