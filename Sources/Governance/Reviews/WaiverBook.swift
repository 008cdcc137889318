import Evaluation
import RecordStore
import RulePlan

/// The waivers of the data, those that requests add among them, by what they are about: so that a change asks only
/// those that it concerns.
struct WaiverBook: Sendable {
  private let plan: Plan
  let names: NormNames
  /// By row.
  private let waivers: [Waiver]
  private let bySubject: [String: [Int]]
  /// By the name of a norm.
  private let byNorm: [String: [Int]]
  /// By the name that a waiver gives: the names of the norms that may be meant.
  private let norms: [String: Set<String>]
  /// By norm: the tables of the rows that it is evaluated for.
  private let tables: [NormID: Set<TableID>]
  /// Norms that one waiver may be for.
  let groups: [[NormID]]
  /// Norms for which keys do not tell what a waiver is for, as it may be for subjects of several entities.
  let unclear: Set<NormID>

  init(plan: Plan, store: RecordStore) {
    self.plan = plan
    names = NormNames(plan: plan)
    let count = BuiltInTables.waiver.index < store.tables.count ? store[BuiltInTables.waiver].rowCount : 0
    waivers = WaiverSection(rows: Array(0..<count), store: store).waivers
    bySubject = Dictionary(grouping: waivers.indices, by: { [waivers] in waivers[$0].subject })
    let tables = Self.tables(of: plan)
    self.tables = tables
    var groups: [[NormID]] = []
    var unclear: Set<NormID> = []
    var norms: [String: Set<String>] = [:]
    for rule in Set(waivers.map(\.rule)) {
      for name in names.fullNames(called: rule) {
        let group = names.norms(named: name)
        groups.append(group)
        norms[rule, default: []].formUnion(group.map { plan[$0].name })
        let subjects = group.reduce(into: Set<TableID>()) { $0.formUnion(tables[$1] ?? []) }
        if subjects.count > 1 { unclear.formUnion(group) }
      }
    }
    self.groups = groups
    self.unclear = unclear
    self.norms = norms
    var byNorm: [String: [Int]] = [:]
    for (row, waiver) in waivers.enumerated() {
      for name in norms[waiver.rule] ?? [] { byNorm[name, default: []].append(row) }
    }
    self.byNorm = byNorm
  }

  private static func tables(of plan: Plan) -> [NormID: Set<TableID>] {
    var tables: [NormID: Set<TableID>] = [:]
    for requirement in plan.requirements {
      if case .row(let table) = requirement.subjects.first.map({ plan[$0].type.scalar }) {
        tables[requirement.norm, default: []].insert(table)
      }
    }
    for segregation in plan.segregations {
      for scope in segregation.scopes {
        if case .row(let table) = plan[scope.subject].type.scalar {
          tables[segregation.norm, default: []].insert(table)
        }
      }
    }
    return tables
  }

  // MARK: Looking for waivers

  /// The rows of the waivers that are about some subjects of norms, and of those that differ between two states; with
  /// them all others about the same. Norms are named in full.
  func rows(about subjects: [(rule: String, subject: Finding.Subject)], _ difference: DataDifference) -> RowSet {
    var rows: Set<Int> = []
    for (rule, subject) in subjects where byNorm[rule] != nil {
      for name in [subject.key, subject.type + " " + subject.key] {
        for row in bySubject[name] ?? [] where norms[waivers[row].rule]?.contains(rule) ?? false {
          rows.insert(row)
        }
      }
    }
    for row in changed(difference) where waivers.indices.contains(row) {
      for other in bySubject[waivers[row].subject] ?? [] where waivers[other].rule == waivers[row].rule {
        rows.insert(other)
      }
    }
    return RowSet(rows)
  }

  /// Whether a waiver may be for a norm.
  func knows(_ norm: String) -> Bool { byNorm[norm] != nil }

  /// The waivers of some rows as they are in a state of the data.
  func waivers(_ rows: some Sequence<Int>, in store: RecordStore, _ state: DataState) -> [Waiver] {
    let replaced = Set(state.replaced.filter { $0.field.table == BuiltInTables.waiver }.map(\.row))
    return rows.compactMap { row in
      guard waivers.indices.contains(row), store.view.isVisible(row, in: BuiltInTables.waiver) else { return nil }
      return replaced.contains(row) ? WaiverSection(rows: [row], store: store).waivers.first : waivers[row]
    }
  }

  /// All waivers of a state.
  func waivers(in store: RecordStore, _ state: DataState) -> [Waiver] { waivers(waivers.indices, in: store, state) }

  private func changed(_ difference: DataDifference) -> Set<Int> {
    var rows = Set((difference.members[BuiltInTables.waiver] ?? []).map(Int.init))
    for (field, changed) in difference.values where field.table == BuiltInTables.waiver {
      rows.formUnion(changed.map(Int.init))
    }
    return rows
  }

  // MARK: Subjects of waivers

  /// The units whose findings a change may waive or not, though their outcomes stay: those of waivers that come or go,
  /// and those whose name changes, since nobody may waive for themselves.
  func units(of difference: DataDifference, store: RecordStore) -> AffectedUnits {
    var units = AffectedUnits()
    for row in changed(difference) where waivers.indices.contains(row) { add(waivers[row], store, to: &units) }
    for (field, rows) in difference.values where plan.schema[field].name == "name" {
      for row in rows {
        let key = store.instanceName(field.table, row: Int(row))
        for name in [key, plan.schema[field.table].name + " " + key] {
          for waiver in bySubject[name] ?? [] { add(waivers[waiver], store, to: &units) }
        }
      }
    }
    return units
  }

  private func add(_ waiver: Waiver, _ store: RecordStore, to units: inout AffectedUnits) {
    for name in names.fullNames(called: waiver.rule) {
      for norm in names.norms(named: name) {
        guard let tables = tables[norm], tables.allSatisfy({ plan.schema[$0].keyField != nil }) else {
          units.add(.whole, to: norm)
          continue
        }
        var rows: Set<RowReference> = []
        for table in tables {
          let prefix = plan.schema[table].name + " "
          for key in [
            waiver.subject, waiver.subject.hasPrefix(prefix) ? String(waiver.subject.dropFirst(prefix.count)) : "",
          ] {
            if let symbol = store.symbols.symbol(of: key), let row = store[table].keys?.row(of: symbol) {
              rows.insert(RowReference(table: table, row: row))
            }
          }
        }
        if !rows.isEmpty { units.add(.rows(rows), to: norm) }
      }
    }
  }
}
