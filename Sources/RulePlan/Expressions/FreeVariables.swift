/// The variables that an expression needs from outside.
public struct FreeVariables {
  /// Indices of the variables it mentions but does not bind.
  private var variables: Set<Int> = []
  private var bound: Set<Int> = []

  /// Indices of the variables that an expression mentions but does not bind. Linear in the expression.
  public static func of(_ expression: Expression) -> Set<Int> {
    var finder = FreeVariables()
    finder.visit(expression)
    return finder.variables
  }

  /// The same of a pipeline and a value over its rows.
  public static func of(_ pipeline: Pipeline, _ inner: Expression? = nil) -> Set<Int> {
    var finder = FreeVariables()
    finder.visit(pipeline)
    if let inner { finder.visit(inner) }
    return finder.variables
  }

  // Variables are never bound twice, so a bound one stays so.
  private mutating func visit(_ pipeline: Pipeline) {
    for step in pipeline.steps {
      switch step.source {
      case .scan: break
      case .values(let source), .value(let source), .day(let source): visit(source)
      }
      bound.insert(step.variable.index)
      variables.remove(step.variable.index)
      for equality in step.equalities {
        visit(equality.inner)
        visit(equality.outer)
      }
      if let window = step.window {
        visit(window.inner)
        if let lower = window.lower { visit(lower) }
        if let upper = window.upper { visit(upper) }
      }
      for condition in step.conditions { visit(condition) }
    }
  }

  private mutating func visit(_ expression: Expression) {
    switch expression.node {
    case .variable(let variable):
      if !bound.contains(variable.index) { variables.insert(variable.index) }
    case .collect(let pipeline, let value), .every(let pipeline, let value):
      visit(pipeline)
      visit(value)
    case .exists(let pipeline): visit(pipeline)
    case .bind(let variable, let value, let body):
      visit(value)
      bound.insert(variable.index)
      visit(body)
    default:
      expression.forEachOperand { visit($0) }
    }
  }
}

extension Expression {
  /// Whether there is nothing below the expression, not even rows.
  public var isLeaf: Bool {
    switch node {
    case .constant, .variable, .today, .instances: true
    default: false
    }
  }

  /// The expressions directly below, those of pipelines left out.
  public var operands: [Expression] {
    var result: [Expression] = []
    forEachOperand { result.append($0) }
    return result
  }

  /// Goes through the expressions directly below, those of pipelines left out.
  public func forEachOperand(_ body: (Expression) -> Void) {
    switch node {
    case .constant, .variable, .today, .instances, .exists: break
    case .field(let base, _), .periodFrom(let base), .periodUntil(let base), .component(_, let base),
      .closure(let base, _, _), .distinct(let base), .not(let base), .like(let base, _), .isPresent(let base),
      .holds(let base, _, _), .performs(let base, _, _), .negate(let base), .decimal(let base), .count(let base),
      .aggregate(_, let base), .collect(_, let base), .every(_, let base), .parameter(_, let base):
      body(base)
    case .list(let list), .and(let list), .or(let list), .call(_, let list), .function(_, let list): list.forEach(body)
    case .implies(let a, let b), .compare(_, let a, let b), .isMember(let a, let b), .periodContains(let a, let b),
      .overlaps(let a, let b), .isSubset(let a, let b), .otherwise(let a, let b), .arithmetic(_, let a, let b),
      .bind(_, let a, let b), .convert(let a, _, let b), .onDay(let a, let b):
      body(a)
      body(b)
    case .isInRange(let a, let b, let c, _), .choose(let a, let b, let c):
      body(a)
      body(b)
      body(c)
    case .period(let from, let until):
      body(from)
      if let until { body(until) }
    }
  }
}
