import RulePlan

/// A path of single values from a variable, a named instance or a parameter: `g.role.owner`, `x.valid.until`. Whatever
/// is known to be present is known of paths.
struct ValuePath: Hashable {
  indirect enum Root: Hashable {
    case variable(VariableID)
    case instance(TableID, key: String)
    case parameter(ParameterID, on: ValuePath)
    /// A path as it is on another day.
    case onDay(ValuePath, on: ValuePath)
    // Days on which a parameter is read.
    case today
    case date(CalendarDate)
  }

  enum Step: Hashable {
    case field(FieldID)
    /// The last day of a period.
    case until
  }

  var root: Root
  var steps: [Step]

  /// Nil for any other expression.
  init?(_ expression: Expression) {
    var steps: [Step] = []
    var current = expression
    while true {
      guard current.type.cardinality != .many else { return nil }
      switch current.node {
      case .field(let base, let field):
        steps.append(.field(field))
        current = base
      case .periodUntil(let base):
        steps.append(.until)
        current = base
      case .variable(let variable):
        self.init(root: .variable(variable), steps: steps.reversed())
        return
      case .constant(.instance(let table, let key)):
        self.init(root: .instance(table, key: key), steps: steps.reversed())
        return
      case .parameter(let parameter, let day):
        guard let day = ValuePath(day) else { return nil }
        self.init(root: .parameter(parameter, on: day), steps: steps.reversed())
        return
      case .onDay(let value, let day):
        guard let value = ValuePath(value), let day = ValuePath(day) else { return nil }
        self.init(root: .onDay(value, on: day), steps: steps.reversed())
        return
      case .today:
        self.init(root: .today, steps: steps.reversed())
        return
      case .constant(.date(let date)):
        self.init(root: .date(date), steps: steps.reversed())
        return
      default: return nil
      }
    }
  }

  /// Whether the path starts at a variable, or asks for a parameter on a day that does.
  func starts(at variable: VariableID) -> Bool {
    switch root {
    case .variable(let own): own == variable
    case .parameter(_, let day): day.starts(at: variable)
    case .onDay(let value, let day): value.starts(at: variable) || day.starts(at: variable)
    case .instance, .today, .date: false
    }
  }

  /// Whether the path leads to the same whatever day is `today`.
  func isSameOnEveryDay(_ isDerived: (FieldID) -> Bool) -> Bool {
    let areStepsSame = steps.allSatisfy { step in
      if case .field(let field) = step { !isDerived(field) } else { true }
    }
    guard areStepsSame else { return false }
    switch root {
    case .variable, .instance, .date: return true
    case .today: return false
    case .parameter(_, let day), .onDay(_, let day): return day.isSameOnEveryDay(isDerived)
    }
  }

  /// The same path from another one instead of a variable; nil where it does not start at the variable itself.
  func moved(from variable: VariableID, to base: ValuePath) -> ValuePath? {
    guard case .variable(variable) = root else { return nil }
    return ValuePath(root: base.root, steps: base.steps + steps)
  }

  private init(root: Root, steps: [Step]) {
    self.root = root
    self.steps = steps
  }

  /// The path and all that it begins with: a value is present only if all before it are.
  var withPrefixes: Set<ValuePath> {
    Set((0...steps.count).map { ValuePath(root: root, steps: Array(steps.prefix($0))) })
  }
}

extension Set<ValuePath> {
  /// Adds paths; where there are none yet, the set is shared.
  mutating func add(_ paths: Set<ValuePath>) {
    if isEmpty { self = paths } else { formUnion(paths) }
  }
}
