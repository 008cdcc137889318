/// Which texts of the data norms compare with a text of the policy, or with the key of an entity.
public struct TextComparisons: Sendable {
  public enum Other: Hashable, Sendable {
    /// A text that the policy writes, and where.
    case literal(String, Origin)
    /// The field that is the key of an entity.
    case key(FieldID)
  }

  /// A field of the data and what it is compared with.
  public struct Comparison: Hashable, Sendable {
    public var field: FieldID
    public var other: Other
  }

  /// Each once, in the order of the fields.
  public let all: [Comparison]

  /// The comparisons that some norms of a plan make. Linear in the plan.
  public init(plan: Plan, norms: Set<NormID>) {
    var reader = ReachReader(plan: plan)
    for requirement in plan.requirements where norms.contains(requirement.norm) {
      reader.add(requirement.pipeline)
      reader.add(requirement.condition)
    }
    for segregation in plan.segregations where norms.contains(segregation.norm) {
      for scope in segregation.scopes { reader.add(scope.model) }
    }
    reader.finish()
    all = reader.comparisons.sorted { left, right in
      let (a, b) = (left.field, right.field)
      if a != b { return (a.table.index, a.index) < (b.table.index, b.index) }
      return Self.order(left.other) < Self.order(right.other)
    }
  }

  private static func order(_ other: Other) -> (Int, Int, String) {
    switch other {
    case .literal(let text, let origin): (origin.file, origin.start, text)
    case .key(let field): (.max, field.table.index, "")
    }
  }

  /// The comparisons that a condition makes by itself.
  static func comparisons(of left: Expression, _ right: Expression, in schema: Schema) -> [Comparison] {
    let sides = [(left, right), (right, left)]
    return sides.flatMap { side, other -> [Comparison] in
      guard let field = field(of: side, in: schema) else { return [] }
      return others(of: other, in: schema).map { Comparison(field: field, other: $0) }
    }
  }

  private static func others(of expression: Expression, in schema: Schema) -> [Other] {
    switch expression.node {
    case .constant(.text(let text)): return [.literal(text, expression.origin)]
    case .constant(.list(let values)):
      return values.compactMap { if case .text(let text) = $0 { .literal(text, expression.origin) } else { nil } }
    case .list(let parts):
      return parts.compactMap { part in
        if case .constant(.text(let text)) = part.node { .literal(text, part.origin) } else { nil }
      }
    default:
      guard let field = field(of: expression, in: schema), schema[field.table].keyField == field.index else {
        return []
      }
      return [.key(field)]
    }
  }

  /// A text that the data gives.
  private static func field(of expression: Expression, in schema: Schema) -> FieldID? {
    guard case .field(_, let field) = expression.node, schema[field].type.scalar == .text,
      schema[field].derivation == nil
    else { return nil }
    return field
  }
}
