import RulePlan

/// The key of an index: the variable of its step, and the values of it that are looked up.
///
/// The variable alone is not enough: one pipeline may be evaluated with all of its conditions and with some.
struct IndexKey: Hashable {
  private enum Part: Hashable {
    case field(FieldID)
    case periodFrom
    case component(Component)
    case function(BuiltInFunction, operands: Int)
    case arithmetic(Arithmetic)
    case otherwise
    case negate
    case constant(Constant)
    /// The variable, at the end of a path.
    case end
  }

  private let variable: Int
  private let parts: [Part]
  private let hasWindow: Bool

  init(_ step: Pipeline.Step) {
    variable = step.variable.index
    hasWindow = step.window != nil
    var parts: [Part] = []
    for equality in step.equalities { Self.append(equality.inner, to: &parts) }
    if let window = step.window { Self.append(window.inner, to: &parts) }
    self.parts = parts
  }

  /// The value looked up is a path from the variable, or made of such paths; each sign goes before its operands.
  private static func append(_ value: Expression, to parts: inout [Part]) {
    var waiting = [value]
    while let value = waiting.popLast() {
      switch value.node {
      case .field(let base, let field):
        parts.append(.field(field))
        waiting.append(base)
      case .periodFrom(let base):
        parts.append(.periodFrom)
        waiting.append(base)
      case .component(let component, let base):
        parts.append(.component(component))
        waiting.append(base)
      case .function(let function, let operands):
        parts.append(.function(function, operands: operands.count))
        waiting += operands.reversed()
      case .arithmetic(let operation, let first, let second):
        parts.append(.arithmetic(operation))
        waiting += [second, first]
      case .otherwise(let first, let second):
        parts.append(.otherwise)
        waiting += [second, first]
      case .negate(let operand):
        parts.append(.negate)
        waiting.append(operand)
      case .constant(let constant): parts.append(.constant(constant))
      default: parts.append(.end)
      }
    }
  }
}
