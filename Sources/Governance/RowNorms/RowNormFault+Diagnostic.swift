public import Diagnostics
public import Evaluation
public import RecordStore
public import RulePlan
public import SourceText

extension RowNormFault {
  /// The fault as an error at the row.
  ///
  /// - Parameter files: the policies, in the order of ``Plan/files``.
  public func diagnostic(in store: RecordStore, of plan: Plan, files: [SourceFile]) -> Diagnostic {
    let name = "\(plan.schema[row.table].name) `\(store.instanceName(row.table, row: row.row))`"
    var related: [RelatedPlace] = []
    func relate(_ message: String, _ place: Place?) {
      if let place { related.append(RelatedPlace(message: message, place: place)) }
    }
    let places = PolicyPlaces(files: files)
    let code: DiagnosticCode
    let message: String
    switch cause {
    case .undetermined:
      code = .undeterminedRow
      message = "a value on which the norm or the duty of \(name) rests cannot be determined"
    case .emptyName:
      code = .undeterminedRow
      message = "\(name) gives its norm no name"
    case .repeatedName(let own, let isDuty, let other, let first):
      code = .repeatedNormName
      message = "there is already a \(isDuty ? "duty" : "norm") `\(own)`"
      let place = other.map { Self.place(of: $0, in: store) } ?? places.place(of: first)
      relate("the first one is here", place)
    case .noEntitlement:
      code = .emptyDuty
      message = "nothing amounts to the duty of \(name)"
    case .noDuty:
      code = .emptyDuty
      message = "\(name) names no duty where its norm needs one"
    case .keptApartFromItself(let duty):
      code = .selfSeparation
      message = "\(name) keeps the duty `\(duty)` apart from itself"
    case .repeatedDuty(let duty):
      code = .selfSeparation
      message = "\(name) names the duty `\(duty)` twice"
    case .limit(let limit, of: let count):
      code = .rowDutyLimit
      let wanted = count == 1 ? "0" : "a number from 0 to \(count - 1)"
      message = "expected \(wanted) for the \(count) duties of \(name), found \(limit)"
    }
    relate("the policies make it here", places.place(of: origin))
    return Diagnostic(code, message, place: Self.place(of: row, in: store) ?? .none, related: related)
  }

  private static func place(of row: RowReference, in store: RecordStore) -> Place? {
    store.place(of: row.row, in: row.table).map(Place.init)
  }
}
