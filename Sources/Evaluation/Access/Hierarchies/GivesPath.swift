import RecordStore
import RulePlan

/// The path by which rows give entitlements, `role.includes*.permissions`, where it leads from entity to entity: then it
/// can be followed for all rows at once, in either direction.
struct GivesPath {
  struct Link {
    var field: FieldID
    var isClosure: Bool
    /// Of a closure, whether the row where it begins is among those that it reaches.
    var includesStart: Bool
  }

  /// From the pivot on; at least one is a closure.
  let links: [Link]

  /// Nil where `gives` is not such a path, or follows no closure.
  init?(_ model: AccessModel, in schema: Schema) {
    guard let links = Self.links(of: model), links.contains(where: \.isClosure),
      links.allSatisfy({ schema[$0.field.table].isEntity })
    else { return nil }
    // Several rows may lead to each other; then it depends on all of them which are without their start.
    let others = links.prefix { !$0.isClosure || $0.includesStart }
    let isFirstWithoutStart = others.allSatisfy { !$0.isClosure && !schema[$0.field].type.isMany }
    guard others.count == links.count || isFirstWithoutStart,
      links.dropFirst(others.count + 1).allSatisfy({ !$0.isClosure || $0.includesStart })
    else { return nil }
    self.links = links
  }

  /// The steps of `gives`; nil where it is more than a path from the pivot.
  private static func links(of model: AccessModel) -> [Link]? {
    var links: [Link] = []
    var expression = model.gives
    while true {
      switch expression.node {
      case .field(let base, let field):
        links.append(Link(field: field, isClosure: false, includesStart: false))
        expression = base
      case .closure(let base, let field, let includesStart):
        links.append(Link(field: field, isClosure: true, includesStart: includesStart))
        expression = base
      case .variable(model.pivotVariable): return links.reversed()
      default: return nil
      }
    }
  }
}

extension GivesPath {
  /// By row of the last table, the atoms of the entitlements that it names itself.
  func ownWords(_ entitlements: EntitlementAtoms, evaluator: ExpressionEvaluator) -> [UInt64] {
    guard let last = links.last else { return [] }
    let context = evaluator.context
    let width = context.atoms.wordCount
    let count = context.rowCount(last.field.table)
    var words = [UInt64](repeating: 0, count: count * width)
    for start in stride(from: 0, to: count, by: PipelineRunner.blockSize) {
      let rows = (Int32(clamping: start)..<Int32(clamping: min(count, start + PipelineRunner.blockSize))).map { $0 }
      let values =
        last.isClosure ? Values(.rows(rows)) : context.column(last.field, rows: rows, evaluator: evaluator)
      words.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        for index in rows.indices {
          let own = base + (start + index) * width
          if case .lists(let lists) = values.vector {
            for element in lists.range(index) { entitlements.mark(lists.elements, element, own) }
          } else {
            entitlements.mark(values, index, own)
          }
        }
      }
    }
    return words
  }
}
