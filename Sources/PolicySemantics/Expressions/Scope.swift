import RulePlan

/// The local names at a place of a policy, and what is known there to be present.
struct Scope {
  /// A name bound by `for`, a quantifier, `let` or a function.
  struct LocalVariable {
    var id: VariableID
    /// Nil where it could not be found out: what follows from that is not reported.
    var type: ValueType?
    /// Of the name.
    var origin: Origin
  }

  /// Few names as a rule, so they are compared one after the other.
  struct LocalVariables {
    private var entries: [(name: String, variable: LocalVariable)] = []

    var names: [String] { entries.map(\.name) }

    subscript(name: String) -> LocalVariable? { entries.last { $0.name == name }?.variable }

    fileprivate mutating func add(_ name: String, _ variable: LocalVariable) {
      entries.removeAll { $0.name == name }
      entries.append((name, variable))
    }
  }

  /// Index of the file in the compilation.
  let file: Int
  private(set) var variables = LocalVariables()
  /// Inside a derived field: `self` and its table.
  var instance: (variable: VariableID, table: TableID)?
  /// Inside a message: `title` stands for the title of the norm.
  var isMessage = false
  /// Whether a variable of the norm could not be read: unknown names are most likely about it.
  var lacksVariable = false
  /// Paths whose value is known to be present.
  var facts: Set<ValuePath> = []

  init(file: Int) { self.file = file }

  /// The scope with one more name. A name may not be taken twice; see ``ExpressionChecker/bind(_:to:in:)``.
  func adding(_ name: String, _ variable: LocalVariable) -> Scope {
    var scope = self
    scope.variables.add(name, variable)
    return scope
  }

  func adding(facts: Set<ValuePath>) -> Scope {
    guard !facts.isEmpty else { return self }
    var scope = self
    scope.facts.add(facts)
    return scope
  }
}
