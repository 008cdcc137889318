import RulePlan

/// The key of an index: the variable of its step, and the values of it that are looked up.
///
/// The variable alone is not enough: one pipeline may be evaluated with all of its conditions and with some.
struct IndexKey: Hashable {
  private enum Part: Hashable {
    case field(FieldID)
    case periodFrom
    case component(Component)
    /// Parts the values from one another.
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

  /// The value looked up is a path from the variable.
  private static func append(_ value: Expression, to parts: inout [Part]) {
    var value = value
    while true {
      switch value.node {
      case .field(let base, let field):
        parts.append(.field(field))
        value = base
      case .periodFrom(let base):
        parts.append(.periodFrom)
        value = base
      case .component(let component, let base):
        parts.append(.component(component))
        value = base
      default:
        parts.append(.end)
        return
      }
    }
  }
}
