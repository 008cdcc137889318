extension ExpressionMaker {
  /// Something that is true or false.
  mutating func condition(_ depth: Int, _ scope: Scope) -> Tree {
    if depth > 0 {
      switch dice.below(20) {
      case 0, 1: return Tree(.boolean, "($ and $)", condition(depth - 1, scope), condition(depth - 1, scope))
      case 2, 3: return Tree(.boolean, "($ or $)", condition(depth - 1, scope), condition(depth - 1, scope))
      case 4: return Tree(.boolean, "(not $)", condition(depth - 1, scope))
      case 5: return Tree(.boolean, "($ implies $)", condition(depth - 1, scope), condition(depth - 1, scope))
      case 6, 7, 8: if let guarded = guarded(depth - 1, scope) { return guarded }
      case 9, 10, 11: if let quantified = quantified(depth - 1, scope) { return quantified }
      case 12: if let access = access(scope) { return access }
      case 13: if let call = functionCall(depth - 1, scope) { return call }
      case 14:
        if let day = one(.date, 1, scope) { return Tree(.boolean, "(($) on ($))", condition(depth - 1, scope), day) }
      default: break
      }
    }
    for _ in 0..<4 { if let comparison = comparison(depth, scope) { return comparison } }
    return Tree(.boolean, dice.pick(["true", "false"]))
  }

  private mutating func functionCall(_ depth: Int, _ scope: Scope) -> Tree? {
    guard let function = blueprint.functions.first(where: { $0.result == .boolean }) else { return nil }
    var tree = Tree(.boolean, function.name + "(")
    for (index, input) in function.inputs.enumerated() {
      guard let value = argument(input.kind, depth, scope) else { return nil }
      tree.children.append(value)
      tree.parts.append(index == function.inputs.count - 1 ? ")" : ", ")
    }
    return tree
  }

  /// A condition on a value that may be missing, guarded by a test whether it is there.
  private mutating func guarded(_ depth: Int, _ scope: Scope) -> Tree? {
    let optional = scope.paths.filter { $0.count == .optional && $0.isPlace }
    guard !optional.isEmpty else { return nil }
    let path = dice.pick(optional)
    let known = scope.knowing(path.text)
    let body = dice.chance(70) ? using(path, depth, known) ?? condition(depth, known) : condition(depth, known)
    switch dice.below(4) {
    case 0: return Tree(.boolean, "(\(path.text) is missing or $)", body)
    case 1: return Tree(.boolean, "(\(path.text) is present implies $)", body)
    case 2: return Tree(.boolean, "(not (\(path.text) is missing) and $)", body)
    default: return Tree(.boolean, "(\(path.text) is present and $)", body)
    }
  }

  /// A comparison with a path.
  private mutating func using(_ path: Path, _ depth: Int, _ scope: Scope) -> Tree? {
    if case .row(let table) = path.kind, !blueprint.tables[table].isEntity { return nil }
    if path.kind == .money(nil) { return nil }
    if case .choice(let index) = path.kind, dice.chance(50) {
      return Tree(.boolean, "(\(path.text) \(sign(path.kind)) \(dice.pick(blueprint.choices[index].cases)))")
    }
    guard let other = one(path.kind, depth, scope) else { return nil }
    return Tree(.boolean, "(\(path.text) \(sign(path.kind)) $)", other)
  }

  private mutating func sign(_ kind: Kind) -> String {
    switch kind {
    case .boolean, .period, .row: return dice.pick(["==", "!="])
    case .choice(let index) where !blueprint.choices[index].isOrdered: return dice.pick(["==", "!="])
    default: return dice.pick(["==", "!=", "<", "<=", ">", ">=", "=="])
    }
  }

  private mutating func isOrdered(_ kind: Kind) -> Bool {
    switch kind {
    case .boolean, .period, .row, .money(nil): false
    case .choice(let index): blueprint.choices[index].isOrdered
    default: true
    }
  }

  private mutating func quantified(_ depth: Int, _ scope: Scope) -> Tree? {
    guard let (name, source, inner) = generator(depth, scope) else { return nil }
    let body = filter(name, depth, inner)
    switch dice.below(5) {
    case 0: return Tree(.boolean, "(some \(name) in $ where $)", source, body)
    case 1: return Tree(.boolean, "(no \(name) in $ where $)", source, body)
    case 2: return Tree(.boolean, "(every \(name) in $ where $ satisfies $)", source, body, condition(depth, inner))
    default: return Tree(.boolean, "(every \(name) in $ satisfies $)", source, body)
    }
  }

  private mutating func access(_ scope: Scope) -> Tree? {
    guard !blueprint.accesses.isEmpty else { return nil }
    let access = dice.pick(blueprint.accesses)
    guard let subject = path(.row(access.subject), .one, scope) else { return nil }
    switch dice.below(3) {
    case 0:
      return Tree(.boolean, "($ holds \(Literals.quoted(dice.pick(AccessMaker.keys))) in \(access.name))", subject)
    case 1:
      return Tree(
        .boolean, "($ holds like \(Literals.quoted(dice.pick(AccessMaker.patterns))) in \(access.name))", subject)
    default:
      let duties = blueprint.duties.filter { $0.isText == access.isText }
      guard !duties.isEmpty else { return nil }
      return Tree(.boolean, "($ performs \(dice.pick(duties).name) in \(access.name))", subject)
    }
  }

  /// A condition that joins a variable to those before it, as an index may answer it.
  mutating func join(_ name: String, _ scope: Scope) -> Tree? {
    func isOwn(_ path: Path) -> Bool { path.text == name || path.text.hasPrefix(name + ".") }
    let own = scope.paths.filter { path in
      guard path.count == .one, isOwn(path) else { return false }
      switch path.kind {
      case .text, .boolean, .integer, .date, .timestamp, .dataSize, .choice: return true
      case .row(let table): return blueprint.tables[table].isEntity
      default: return false
      }
    }
    guard !own.isEmpty else { return nil }
    let path = dice.pick(own)
    let others = scope.paths.filter { $0.kind == path.kind && $0.count == .one && !isOwn($0) }
    guard !others.isEmpty else { return nil }
    let tree = Tree(path.kind, path.text)
    func other() -> Tree {
      // Sometimes something that may be undetermined.
      let text = dice.pick(others).text
      switch path.kind {
      case .integer where dice.chance(30): return Tree(.integer, "($ + 1)", Tree(.integer, text))
      case .date where dice.chance(30): return Tree(.date, "($ - 1 month)", Tree(.date, text))
      default: return Tree(path.kind, text)
      }
    }
    if isOrdered(path.kind), dice.chance(50) {
      if dice.chance(40) { return Tree(.boolean, "($ in $ \(dice.pick(["..", "..<"])) $)", tree, other(), other()) }
      return dice.chance(50)
        ? Tree(.boolean, "($ \(dice.pick(["<", "<=", ">", ">="])) $)", tree, other())
        : Tree(.boolean, "($ \(dice.pick(["<", "<=", ">", ">="])) $)", other(), tree)
    }
    return dice.chance(70) ? Tree(.boolean, "($ == $)", tree, other()) : Tree(.boolean, "($ == $)", other(), tree)
  }

  /// A condition on a variable that has just been bound.
  mutating func filter(_ name: String, _ depth: Int, _ scope: Scope) -> Tree {
    guard dice.chance(60), let join = join(name, scope) else { return condition(depth, scope) }
    if dice.chance(40) { return join }
    return Tree(.boolean, "($ and $)", join, condition(depth, scope))
  }

  /// Types whose values can be distinguished.
  private mutating func comparable(_ scope: Scope) -> Kind {
    if blueprint.isAboutDays, dice.chance(60) { return dice.pick([.date, .date, .date, .period, .duration]) }
    let fitting = scope.paths.filter { path in
      if case .row(let table) = path.kind { return blueprint.tables[table].isEntity }
      return path.kind != .money(nil) && path.count == .one
    }
    return fitting.isEmpty ? dice.pick([.integer, .text, .date]) : dice.pick(fitting).kind
  }

  private mutating func comparison(_ depth: Int, _ scope: Scope) -> Tree? {
    let kind = comparable(scope)
    switch dice.below(16) {
    case 0:
      return one(.text, depth - 1, scope).map {
        Tree(.boolean, "($ like \(Literals.quoted(dice.pick(Literals.patterns))))", $0)
      }
    case 1, 2:
      guard let value = one(kind, depth - 1, scope), let values = many(kind, depth - 1, scope) else { return nil }
      return Tree(.boolean, "($ \(dice.pick(["in", "not in"])) $)", value, values)
    case 3:
      guard isOrdered(kind), let value = one(kind, depth - 1, scope), let lower = one(kind, 0, scope),
        let upper = one(kind, depth - 1, scope)
      else { return nil }
      return Tree(.boolean, "($ in $ \(dice.pick(["..", "..<"])) $)", value, lower, upper)
    case 4:
      let optional = scope.paths.filter { $0.count == .optional }
      guard !optional.isEmpty else { return nil }
      return Tree(.boolean, "(\(dice.pick(optional).text) is \(dice.pick(["present", "missing"])))")
    case 5:
      guard let period = one(.period, depth - 1, scope), let inner = one(dice.pick([.date, .period]), depth - 1, scope)
      else { return nil }
      return Tree(.boolean, "($ contains $)", period, inner)
    case 6:
      guard let a = one(.period, depth - 1, scope), let b = one(.period, depth - 1, scope) else { return nil }
      return Tree(.boolean, "($ overlaps $)", a, b)
    case 7:
      guard let a = many(kind, depth - 1, scope), let b = many(kind, depth - 1, scope) else { return nil }
      return Tree(.boolean, "($ subset of $)", a, b)
    case 8:
      if let path = path(.boolean, .one, scope) { return path }
      fallthrough
    default:
      guard let a = one(kind, depth - 1, scope) else { return nil }
      let other: Kind = kind == .integer && dice.chance(15) ? .decimal : kind
      guard let b = one(other, depth - 1, scope) else { return nil }
      return Tree(.boolean, "($ \(sign(kind)) $)", a, b)
    }
  }
}
