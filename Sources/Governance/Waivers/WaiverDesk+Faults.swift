import Evaluation
import RecordStore
import RulePlan

extension WaiverDesk {
  /// The mistake of a waiver on each day up to its last: of several, the first.
  ///
  /// - Parameters:
  ///   - norm: that says who may waive.
  ///   - group: all norms that the waiver may be for.
  ///   - fullNames: what its rule may be.
  func fault(of waiver: Waiver, _ norm: NormID, _ group: [NormID], _ fullNames: [String]) -> WaiverFault? {
    let isNamed = fullNames.count == 1
    let allowed = isNamed ? plan[norm].waivability : group.lazy.compactMap { plan[$0].waivability }.first
    guard let waivability = allowed else { return .notAllowed }
    if !isNamed { return .unspecific(.rule(fullNames)) }
    let subjects = Set(group.flatMap { self[$0].subjects(of: waiver, plan) }).sorted { $0.index < $1.index }
    if let fault = identityFault(of: waiver, subjects, self[norm]) { return fault }
    if let ambiguity = ambiguity(of: waiver, subjects, self[norm]) { return .unspecific(ambiguity) }
    if isSelfApproved(waiver, subjects) { return .selfApproved(requester: nil) }
    if let requester = waiver.requestedBy, isSame(requester, waiver.approvedBy) {
      return .selfApproved(requester: requester)
    }
    if !waivability.authorities.contains(where: { $0.isCalled(waiver.approvedBy) }) {
      return .noAuthority(waivability.authorities)
    }
    if let maximum = waivability.maximumDays {
      let days = waiver.valid.dayCount
      if days.map({ $0 > Int64(maximum) }) ?? true { return .tooLong(days: days, maximum: maximum) }
    }
    return nil
  }

  /// Whether what the norm is about has no key by which later data could name it again.
  private func identityFault(of waiver: Waiver, _ subjects: [TableID], _ norm: WaiverNorm) -> WaiverFault? {
    if !subjects.isEmpty, subjects.allSatisfy({ plan.schema[$0].keyField == nil }), let first = subjects.first {
      return .noIdentity(entity: plan.schema[first].name)
    }
    for variable in norm.others {
      guard case .row(let table) = plan[variable].type.scalar, plan.schema[table].keyField == nil else { continue }
      return .noIdentity(entity: plan.schema[table].name)
    }
    return nil
  }

  private func ambiguity(
    of waiver: Waiver, _ subjects: [TableID], _ norm: WaiverNorm
  ) -> WaiverFault.Ambiguity? {
    if subjects.count > 1 {
      let types = subjects.filter { row(of: waiver.subject, in: $0) != nil }.map { plan.schema[$0].name }
      if types.count > 1 { return .subject(types.sorted()) }
    }
    if let segregation = norm.segregation, segregation.conflict.hasSeveral, waiver.duties.isEmpty {
      return .duties(segregation.conflict.duties.map { plan[$0].name })
    }
    if waiver.about.count < norm.others.count { return .about(norm.others.map { plan[$0].name }) }
    return nil
  }

  /// The row of an instance that a waiver names by its key, or by its type and key.
  private func row(of subject: String, in table: TableID) -> Int? {
    let prefix = plan.schema[table].name + " "
    if subject.hasPrefix(prefix), let row = store.row(ofKey: String(subject.dropFirst(prefix.count)), in: table) {
      return row
    }
    return store.row(ofKey: subject, in: table)
  }

  // MARK: Who approved it

  /// Whether the approver is the subject: by its key, or by its `name`.
  private func isSelfApproved(_ waiver: Waiver, _ subjects: [TableID]) -> Bool {
    let approver = waiver.approvedBy
    if approver == waiver.subject { return true }
    return subjects.contains { table in
      guard let row = row(of: waiver.subject, in: table) else { return false }
      return store.instanceName(table, row: row) == approver || name(of: row, in: table) == approver
    }
  }

  /// Whether two texts mean one person: they are alike, or one is the key and the other the name of an instance.
  private func isSame(_ first: String, _ second: String) -> Bool {
    if first == second { return true }
    return plan.schema.tables.contains { table in
      guard table.keyField != nil, table.fieldIndex(named: "name") != nil else { return false }
      return [(first, second), (second, first)].contains { key, name in
        store.row(ofKey: key, in: table.id).map { self.name(of: $0, in: table.id) == name } ?? false
      }
    }
  }

  private func name(of row: Int, in table: TableID) -> String? {
    guard let field = plan.schema[table].fieldIndex(named: "name"),
      let column = store.column(FieldID(table, field)), case .symbols(let symbols) = column.values,
      symbols.indices.contains(row), column.isPresent(row)
    else { return nil }
    return store.symbols.string(of: symbols[row])
  }
}
