import RecordStore
import RulePlan

/// The entitlements that duties name, by the rows through which rights give them. Each row is looked at once, and only
/// where rights have to be held against each other.
final class PivotEntitlements {
  struct Entitlement {
    /// A symbol, or the row of an instance: within one model they are not mixed.
    var identity: Int64
    var words: [UInt64]
  }

  private let model: AccessModel
  private let evaluator: ExpressionEvaluator
  private let atoms: EntitlementAtoms
  private var known: [Int32: [Entitlement]] = [:]

  init(model: AccessModel, context: EvaluationContext, evaluator: ExpressionEvaluator) {
    self.model = model
    self.evaluator = evaluator
    atoms = EntitlementAtoms(model: model, context: context)
  }

  /// The entitlements of a row that any duty names.
  func entitlements(of pivot: Int32) -> [Entitlement] {
    if let known = known[pivot] { return known }
    let frame = Frame(count: 1, own: [model.pivotVariable.index: Values(.rows([pivot]))])
    let given = evaluator.evaluate(model.gives, frame)
    var found: [Entitlement] = []
    if case .lists(let lists) = given.vector {
      for element in lists.range(0) { add(lists.elements, element, to: &found) }
    } else {
      add(given, 0, to: &found)
    }
    known[pivot] = found
    return found
  }

  /// A given pattern gives each name of a duty that it fits; of a pattern of a duty, the texts that fit both.
  private func addParts(of symbol: UInt32, to found: inout [Entitlement]) {
    let table = evaluator.context.atoms
    let given = GivenPattern(evaluator.context.text(ofSymbol: symbol))
    var identity: Int64 = 0
    for (atom, group) in table.groups.enumerated() {
      for part in group {
        identity += 1
        guard given.meets(part) else { continue }
        var words = [UInt64](repeating: 0, count: table.wordCount)
        words[atom >> 6] |= 1 << UInt64(atom & 63)
        let own = part.isLiteral ? identity : identity << 32 | Int64(symbol)
        found.append(Entitlement(identity: own, words: words))
      }
    }
  }

  private func add(_ values: Values, _ index: Int, to found: inout [Entitlement]) {
    guard values.status(index) == Values.present else { return }
    if model.givesPatterns, case .symbols(let symbols) = values.vector {
      return addParts(of: symbols[index], to: &found)
    }
    let identity: Int64
    switch values.vector {
    case .symbols(let symbols): identity = Int64(symbols[index])
    case .rows(let rows): identity = Int64(rows[index])
    default: return
    }
    var words = [UInt64](repeating: 0, count: evaluator.context.atoms.wordCount)
    words.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { atoms.mark(values, index, base) }
    }
    if words.contains(where: { $0 != 0 }) { found.append(Entitlement(identity: identity, words: words)) }
  }
}
