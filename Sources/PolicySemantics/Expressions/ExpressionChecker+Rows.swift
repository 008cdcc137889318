import Diagnostics
import PolicySyntax
import RulePlan
import SourceText
import Vocabulary

/// The rows that a norm or a comprehension ranges over, while its clauses are read.
struct Rows {
  var pipeline = Pipeline()
  /// The `for` variables, in order; the pipeline also holds `let`.
  var subjects: [VariableID] = []
  /// The names visible after the clauses so far, and the facts known there.
  var scope: Scope
  /// Whether some clause is faulty. The scope still has its names, so that the rest can be checked.
  var isBroken = false

  init(scope: Scope) { self.scope = scope }
}

extension ExpressionChecker {
  /// `for a in A, b in B where C`
  func add(_ clause: ForClauseSyntax, to rows: inout Rows) {
    for generator in clause.generators { add(generator, to: &rows) }
    if let condition = clause.condition { add(where: condition, to: &rows) }
  }

  /// `a in A`
  func add(_ generator: GeneratorSyntax, to rows: inout Rows) {
    let outer = context
    context = nil
    defer { context = outer }
    let source = generator.source.flatMap { check($0, in: rows.scope) }
    var type: ValueType?
    if let source, let syntax = generator.source {
      if source.type.isMany {
        type = ValueType(source.type.scalar)
      } else {
        expectSeveral(source, syntax, in: rows.scope)
      }
    }
    guard let name = generator.variable else {
      rows.isBroken = true
      rows.scope.lacksVariable = true
      return
    }
    let variable = bind(name, to: type, in: &rows.scope)
    rows.subjects.append(variable)
    guard let source, type != nil else {
      rows.isBroken = true
      return
    }
    let from: Pipeline.Source = if case .instances(let table) = source.node { .scan(table) } else { .values(source) }
    rows.pipeline.steps.append(Pipeline.Step(variable: variable, source: from))
  }

  /// `where C`: joins the condition to the last step.
  func add(where condition: ExpressionSyntax, to rows: inout Rows) {
    let checked = self.condition(condition, in: rows.scope)
    rows.scope.facts.formUnion(checked.whenTrue)
    guard let expression = checked.expression else {
      rows.isBroken = true
      return
    }
    guard let last = rows.pipeline.steps.indices.last else {
      if !rows.isBroken {
        report(
          .whereWithoutFor, "`where` narrows what `for` lists, but there is no `for` before it", at: condition.range,
          rows.scope, notes: ["join the condition to the requirement with `implies`, or say `for x in …`"])
      }
      rows.isBroken = true
      return
    }
    if case .and(let parts) = expression.node {
      rows.pipeline.steps[last].conditions += parts
    } else {
      rows.pipeline.steps[last].conditions.append(expression)
    }
  }

  /// `let x = …`
  func add(_ clause: LetSyntax, to rows: inout Rows) {
    let value = clause.value.flatMap { check($0, in: rows.scope) }
    if value == nil { rows.isBroken = true }
    guard let name = clause.name else {
      rows.isBroken = true
      return
    }
    let variable = bind(name, to: value?.type, in: &rows.scope)
    if let value { rows.pipeline.steps.append(Pipeline.Step(variable: variable, source: .value(value))) }
  }

  /// All `for`, `where` and `let` of a norm. The clauses may come in any order: each is taken once what it names is
  /// bound. Quadratic in their number.
  func rows(of bindings: [NormSyntax.Binding], in scope: Scope) -> Rows {
    var rows = Rows(scope: scope)
    guard bindings.count > 1 else {
      for binding in bindings { add(binding, to: &rows) }
      return rows
    }
    var waiting = bindings.map { (binding: $0, names: names(in: $0)) }
    var unbound: [String: Int] = [:]
    for (_, names) in waiting { for name in names.bound { unbound[name, default: 0] += 1 } }
    while !waiting.isEmpty {
      // Where none is ready, names that are bound too late are reported by the first one that uses them.
      let next = waiting.firstIndex { isReady($0.binding, $0.names, unbound, rows) } ?? 0
      let (binding, names) = waiting.remove(at: next)
      add(binding, to: &rows)
      for name in names.bound { unbound[name, default: 1] -= 1 }
    }
    return rows
  }

  private func add(_ binding: NormSyntax.Binding, to rows: inout Rows) {
    switch binding {
    case .for(let clause): add(clause, to: &rows)
    case .where(let clause): if let condition = clause.condition { add(where: condition, to: &rows) }
    case .let(let clause): add(clause, to: &rows)
    }
  }

  private func isReady(
    _ binding: NormSyntax.Binding, _ names: (bound: Set<String>, used: Set<String>), _ unbound: [String: Int],
    _ rows: Rows
  ) -> Bool {
    if case .where = binding, rows.pipeline.steps.isEmpty, !rows.isBroken { return false }
    return names.used.allSatisfy { unbound[$0, default: 0] <= 0 || names.bound.contains($0) }
  }

  /// The names that a clause binds for others, and every name in it.
  private func names(in binding: NormSyntax.Binding) -> (bound: Set<String>, used: Set<String>) {
    var bound: Set<String> = []
    let node: SyntaxNode
    switch binding {
    case .for(let clause):
      bound = Set(clause.generators.compactMap { $0.variable?.text })
      node = clause.node
    case .where(let clause): node = clause.node
    case .let(let clause):
      bound = clause.name.map { [$0.text] } ?? []
      node = clause.node
    }
    var used: Set<String> = []
    var stack = [node]
    while let next = stack.popLast() {
      if next.kind == .nameExpression, let token = next.token(.identifier) { used.insert(token.text) }
      stack.append(contentsOf: next.childNodes)
    }
    return (bound, used)
  }

  /// Binds a name to a fresh variable; reports a name that is taken already or that the language keeps for itself.
  ///
  /// - Parameter type: nil where it could not be found out.
  func bind(_ name: SyntaxToken, to type: ValueType?, in scope: inout Scope) -> VariableID {
    let text = name.text
    let variable = builder.variable(text, type ?? .boolean)
    let origin = builder.origin(name.range, in: scope.file)
    builder.index?.declare(.variable(variable), at: name.range, in: scope.file)
    reportTakenName(text, at: origin, in: scope)
    scope = scope.adding(text, Scope.LocalVariable(id: variable, type: type, origin: origin))
    return variable
  }

  /// Reports a name that is taken already or that the language keeps for itself.
  func reportTakenName(_ name: String, at origin: Origin, in scope: Scope) {
    let range = program.range(of: origin)
    if let earlier = scope.variables[name] {
      let related = builder.place(of: earlier.origin).map {
        [RelatedPlace(message: "`\(name)` is this one", place: $0)]
      }
      report(
        .nameTaken, "the name `\(name)` is already taken by a variable here", at: range, scope, related: related ?? [])
    } else if Self.reservedNames.contains(name) {
      report(.reservedName, "`\(name)` is a word of the language and cannot name a variable", at: range, scope)
    }
  }

  /// Words that mean the same in every expression.
  static let reservedNames = Set(ConstantWord.entries.map(\.word.text))
}
