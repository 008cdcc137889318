import RecordStore
import RulePlan

extension RightsReader {
  /// The columns in which rights name whose they are and through which row they give. Nothing has to be evaluated.
  struct Columns: Sendable {
    fileprivate let subjects: [Int32]
    fileprivate let pivots: [Int32]
    /// Rights that are not there in this view of the data.
    fileprivate let hidden: RowSet?

    /// Calls the body with each right that gives something: its row, its subject, and the row through which it gives.
    @inline(__always)
    func forEach(in range: Range<Int>, _ given: PivotAtoms.PlainWords, _ body: (Int, Int, Int) -> Void) {
      let range = range.clamped(to: 0..<min(subjects.count, pivots.count))
      subjects.withUnsafeBufferPointer { subjects in
        pivots.withUnsafeBufferPointer { pivots in
          given.isGiving.withUnsafeBufferPointer { isGiving in
            for right in range {
              // −1 is missing, and as a bit pattern beyond every row.
              let pivot = Int(UInt32(bitPattern: pivots[right]))
              guard pivot < isGiving.count, isGiving[pivot] else { continue }
              if let hidden, hidden.contains(right) { continue }
              let subject = Int(subjects[right])
              if subject >= 0 { body(right, subject, pivot) }
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
      context.plan.schema[field].derivation == nil, case .rows(let rows) = context.store.column(field)?.values
    else { return nil }
    return rows
  }
}
