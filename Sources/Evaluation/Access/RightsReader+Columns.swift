import RecordStore
import RulePlan

extension RightsReader {
  /// The columns in which rights name whose they are and through which row they give. Nothing has to be evaluated.
  struct Columns: Sendable {
    fileprivate let subjects: [Int32]
    fileprivate let pivots: [Int32]
    /// Rights that are not there in this view of the data.
    fileprivate let hidden: RowSet?

    /// The rights that give something, of which mostly there are few.
    func givingRights(_ given: PivotAtoms.PlainWords, _ context: EvaluationContext) -> Bitset {
      let count = min(subjects.count, pivots.count)
      let parts = Workers.map(splitting: count, context) { range in
        // Parts begin and end with a word of the set.
        giving(in: Self.wordRange(range), below: count, given)
      }
      var rights = Bitset(capacity: count)
      rights.words = parts.count == 1 ? parts[0] : parts.flatMap { $0 }
      hidden?.forEach { rights.remove($0) }
      return rights
    }

    private func giving(in words: Range<Int>, below count: Int, _ given: PivotAtoms.PlainWords) -> [UInt64] {
      pivots.withUnsafeBufferPointer { pivots in
        given.isGiving.withUnsafeBufferPointer { isGiving in
          words.map { word in
            var bits: UInt64 = 0
            for right in (word * 64)..<min(count, word * 64 + 64) {
              // −1 is missing, and as a bit pattern beyond every row.
              let pivot = Int(UInt32(bitPattern: pivots[right]))
              bits |= (pivot < isGiving.count && isGiving[pivot] ? 1 : 0) &<< UInt64(right & 63)
            }
            return bits
          }
        }
      }
    }

    private static func wordRange(_ range: Range<Int>) -> Range<Int> {
      (range.lowerBound + 63) / 64..<(range.upperBound + 63) / 64
    }

    /// Calls the body with those of some rights whose words are in a range: the row, its subject, and the row through which
    /// it gives.
    @inline(__always)
    func forEach(of rights: Bitset, in range: Range<Int>, _ body: (Int, Int, Int) -> Void) {
      subjects.withUnsafeBufferPointer { subjects in
        pivots.withUnsafeBufferPointer { pivots in
          rights.words.withUnsafeBufferPointer { words in
            for word in range.clamped(to: words.indices) {
              var rest = words[word]
              while rest != 0 {
                let right = word &* 64 &+ rest.trailingZeroBitCount
                rest &= rest &- 1
                guard subjects[right] >= 0 else { continue }
                body(right, Int(subjects[right]), Int(pivots[right]))
              }
            }
          }
        }
      }
    }
  }

  /// Nil where more than the columns of the rights bears on who has them.
  func columns(for subjects: Subjects, withScopes: Bool) -> Columns? {
    guard let subjectKey, otherEqualities.isEmpty, subjects.uncertain.isEmpty, let step = model.rights.steps.first,
      step.conditions.isEmpty, case .scan(let table) = step.source, !withScopes || model.scope == nil,
      let owners = references(subjectKey, from: step.variable, in: table),
      let pivots = references(model.pivot, from: step.variable, in: table)
    else { return nil }
    return Columns(subjects: owners, pivots: pivots, hidden: context.store.view.hiddenRows(in: table))
  }

  /// The rights of a range that give something, where a column says through which row they give; nil where none does.
  /// Mostly few do, and only for them has anything to be evaluated.
  func givingRights(_ range: Range<Int>, _ given: PivotAtoms) -> [Int32]? {
    guard let step = model.rights.steps.first, case .scan(let table) = step.source, let plain = given.plainWords,
      let pivots = references(model.pivot, from: step.variable, in: table)
    else { return nil }
    return plain.isGiving.withUnsafeBufferPointer { isGiving in
      range.clamped(to: 0..<pivots.count).compactMap { right in
        let pivot = Int(UInt32(bitPattern: pivots[right]))
        return pivot < isGiving.count && isGiving[pivot] ? Int32(truncatingIfNeeded: right) : nil
      }
    }
  }

  /// The column of a field of the right itself that refers to one row.
  private func references(_ expression: Expression, from right: VariableID, in table: TableID) -> [Int32]? {
    guard case .field(let base, let field) = expression.node, case .variable(right) = base.node, field.table == table,
      context.plan.schema[field].derivation == nil, let column = context.store.column(field),
      column.unreadable == nil, case .rows(let rows) = column.values
    else { return nil }
    return rows
  }
}
