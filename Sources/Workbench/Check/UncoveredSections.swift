import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// Finds the sections that norms are about but that the data does not give: such norms find nothing, which must be said.
struct UncoveredSections {
  let plan: Plan
  let store: RecordStore
  let asOf: CalendarDate
  let files: [SourceFile]

  /// One warning for each section, at the entity that it lists. Sections of the tool itself may be left out.
  func diagnostics() -> [Diagnostic] {
    var norms: [TableID: [String]] = [:]
    let scanned = TableReads(plan: plan).scannedTables
    for norm in plan.norms where norm.isInForce(on: asOf) {
      for table in scanned[norm.id] ?? [] where !store.presentSections.contains(table) {
        guard plan.schema[table].section != nil, plan.schema[table].origin != .builtIn else { continue }
        norms[table, default: []].append(norm.name)
      }
    }
    return norms.sorted { $0.key.index < $1.key.index }.compactMap { table, names in
      guard let section = plan.schema[table].section else { return nil }
      let others = names.count == 1 ? "" : " and \(names.count - 1) more"
      let verb = names.count == 1 ? "depends" : "depend"
      let message = "the data has no section `\(section)`, on which `\(names[0])`\(others) \(verb)"
      let origin = plan.schema[table].origin
      guard files.indices.contains(origin.file) else { return Diagnostic(.sectionNotGiven, message, place: .none) }
      return Diagnostic(
        .sectionNotGiven, message, at: SourceRange(origin.start, origin.end), in: files[origin.file])
    }
  }
}
