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

  /// One warning for each section, at the entity that it lists.
  func diagnostics() -> [Diagnostic] {
    var norms: [TableID: [String]] = [:]
    for requirement in plan.requirements { note(requirement.pipeline, requirement.norm, &norms) }
    for segregation in plan.segregations {
      for scope in segregation.scopes {
        note(plan[scope.model].subjects, segregation.norm, &norms)
        note(plan[scope.model].rights, segregation.norm, &norms)
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

  private func note(_ pipeline: Pipeline, _ norm: NormID, _ norms: inout [TableID: [String]]) {
    guard plan[norm].isInForce(on: asOf) else { return }
    for step in pipeline.steps {
      guard case .scan(let table) = step.source, plan.schema[table].section != nil,
        !store.presentSections.contains(table)
      else { continue }
      let name = plan[norm].name
      if norms[table]?.last != name { norms[table, default: []].append(name) }
    }
  }
}
