import RecordStore
public import RulePlan

/// A right of a subject, with what it gives of some duties.
public struct RightGiven: Sendable {
  /// The row that grants it; the subject where that itself holds the entitlements.
  public var row: RowReference
  /// The unit that it applies to; nil is everywhere.
  public var scope: RowReference?
  private var atoms: AtomSet

  init(row: RowReference, scope: RowReference?, atoms: AtomSet) {
    self.row = row
    self.scope = scope
    self.atoms = atoms
  }

  /// Whether it gives nothing of the duties that another right, read for the same duties, does not give.
  public func givesNoMore(than other: RightGiven) -> Bool { atoms.isSubset(of: other.atoms) }
}

extension Evaluator {
  /// The rights by which a subject has something of what some duties need, in the order of the data. Linear in the rights
  /// of the subject.
  public func rights(
    of subject: RowReference, in model: AccessModelID, naming duties: [DutyID]
  ) -> [RightGiven] {
    let access = context.plan[model]
    guard subject.table == access.subjectTable, store.view.isVisible(subject.row, in: subject.table) else { return [] }
    let rows = [Int32(clamping: subject.row)]
    let evaluator = ExpressionEvaluator(context: context)
    let subjects = RightsReader.subjects(of: access, among: rows, evaluator: evaluator)
    let rights = RightsOfSubjects(model: access, of: rows, subjects: subjects, context: context)
    let table = RightsReader(model: access, context: context).rightsTable
    let units: TableID? = if case .row(let table)? = access.scope?.type.scalar { table } else { nil }
    return ServingRight.serving(
      ConflictFormula(duties, context.atoms), rights.rights(of: subject.row), hasScopes: true
    ).map { right in
      RightGiven(
        row: table.flatMap { right.row < 0 ? nil : RowReference(table: $0, row: Int(right.row)) } ?? subject,
        scope: units.flatMap { right.scope < 0 ? nil : RowReference(table: $0, row: Int(right.scope)) },
        atoms: right.atoms)
    }
  }
}
