public import Diagnostics
public import RecordStore
public import RulePlan

/// Finds the faults of waivers that no schema can say: what they name has to be what the norm speaks of.
public struct WaiverCheck {
  private let plan: Plan
  private let store: RecordStore
  private let names: NormNames
  private let norms: WaiverNorms

  public init(plan: Plan, store: RecordStore) {
    self.plan = plan
    self.store = store
    names = NormNames(plan: plan)
    norms = WaiverNorms(plan: plan)
  }

  private typealias Fields = BuiltInTables.WaiverField

  /// A fault before its place has been looked for.
  private struct Fault {
    var code: DiagnosticCode
    var message: String
    var field: FieldID
    var row: Int
    var notes: [String] = []
  }

  /// Errors at the fields of waivers, in the order of the data. Linear in the waivers.
  public func diagnostics() -> [Diagnostic] {
    let faults = WaiverSection(store: store).waivers.flatMap { self.faults(of: $0) }
    guard !faults.isEmpty else { return [] }
    let places = store.places(of: faults.map { .field($0.field, row: $0.row) })
    return zip(faults, places).map { fault, place in
      Diagnostic(fault.code, fault.message, place: place.map(Place.init) ?? .none, notes: fault.notes)
    }
  }

  private func faults(of waiver: Waiver) -> [Fault] {
    var faults: [Fault] = []
    if waiver.reason.allSatisfy(\.isWhitespace) {
      faults.append(
        Fault(
          code: .waiverWithoutReason, message: "the waiver of `\(waiver.rule)` for \(waiver.subject) gives no reason",
          field: Fields.reason, row: waiver.row))
    }
    let fullNames = names.fullNames(called: waiver.rule)
    // An unknown or unclear name is a finding of its own.
    guard fullNames.count == 1, let name = fullNames.first else { return faults }
    let group = names.norms(named: name).map { norms[$0] }
    guard let first = group.first else { return faults }
    faults += dutyFaults(waiver, first)
    if let fault = unitFault(waiver, first) ?? modelFault(waiver, first) { faults.append(fault) }
    let others = group.map(\.others.count).max() ?? 0
    if waiver.about.count > others {
      faults.append(
        Fault(
          code: .waiverAboutTooMuch,
          message: "`\(waiver.rule)` has \(others) further variables, and `about` gives \(waiver.about.count) keys",
          field: Fields.about, row: waiver.row))
    }
    return faults
  }

  private func dutyFaults(_ waiver: Waiver, _ norm: WaiverNorm) -> [Fault] {
    let duties = (norm.segregation?.conflict.duties ?? []).map { plan[$0] }
    return waiver.duties.filter { name in !duties.contains { $0.isCalled(name) } }.map { name in
      let known = duties.map { "`\($0.name)`" }.joined(separator: ", ")
      return Fault(
        code: .waiverOfOtherDuty, message: "`\(waiver.rule)` does not name the duty `\(name)`", field: Fields.duties,
        row: waiver.row, notes: [duties.isEmpty ? "it does not keep duties apart" : "it names \(known)"])
    }
  }

  private func unitFault(_ waiver: Waiver, _ norm: WaiverNorm) -> Fault? {
    guard let unit = waiver.unit else { return nil }
    guard let segregation = norm.segregation, segregation.withinOverlappingScope else {
      return Fault(
        code: .waiverOfUnit, message: "`\(waiver.rule)` holds everywhere, so a waiver of it cannot be for one unit",
        field: Fields.unit, row: waiver.row, notes: ["only a segregation `within overlapping scope` takes `unit`"])
    }
    let tables = segregation.scopes.compactMap { scope in
      if case .row(let table)? = plan[scope.model].scope?.type.scalar { table } else { nil }
    }
    guard !tables.contains(where: { store.row(ofKey: unit, in: $0) != nil }) else { return nil }
    let types = Set(tables.map { plan.schema[$0].name }).sorted().joined(separator: ", ")
    return Fault(
      code: .waiverOfUnknownUnit, message: "no instance of \(types) has the key `\(unit)`", field: Fields.unit,
      row: waiver.row)
  }

  private func modelFault(_ waiver: Waiver, _ norm: WaiverNorm) -> Fault? {
    guard let model = waiver.model else { return nil }
    let models = norm.segregation?.scopes.map { plan[$0.model] } ?? []
    guard !models.contains(where: { $0.isCalled(model) }) else { return nil }
    return Fault(
      code: .waiverOfOtherModel, message: "`\(waiver.rule)` does not apply to an access model `\(model)`",
      field: Fields.model, row: waiver.row,
      notes: models.isEmpty ? [] : ["it applies to " + models.map { "`\($0.name)`" }.joined(separator: ", ")])
  }
}
