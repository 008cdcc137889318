import Diagnostics
import Evaluation
import RecordStore
import RulePlan
import SourceText

/// Which sections norms range over that the data does not give. Such norms would find nothing, or find something only for
/// want of data, so they are not evaluated.
struct SectionCoverage {
  /// One error for each section that is missing, at the entity that it lists.
  private(set) var diagnostics: [Diagnostic] = []
  /// The norms that range over one of them.
  private(set) var unevaluated: Set<NormID> = []

  /// Sections of the tool itself may always be missing.
  ///
  /// - Parameter optional: sections that the project may be without.
  init(plan: Plan, store: RecordStore, days: DaySpan, files: [SourceFile], optional: [Project.OptionalSection]) {
    let mayBeMissing = Set(optional.map(\.name))
    let present = store.presentSections
    let scanned = TableReads(plan: plan).scannedTables
    var norms: [TableID: [String]] = [:]
    let judging = plan.normsJudgingByRow
    for norm in plan.norms where norm.isInForce(onSomeOf: days) || judging.contains(norm.id) {
      let given = Set((scanned[norm.id] ?? []).map { plan.schema.givenEntity(of: $0) })
      for table in given where !present.contains(table) {
        guard let section = plan.schema[table].section, plan.schema[table].origin != .builtIn,
          !mayBeMissing.contains(section)
        else { continue }
        norms[table, default: []].append(norm.name)
        unevaluated.insert(norm.id)
      }
    }
    diagnostics = norms.sorted { $0.key.index < $1.key.index }.map { table, names in
      Self.diagnostic(of: plan.schema[table], names, files)
    }
  }

  private static func diagnostic(of table: Table, _ names: [String], _ files: [SourceFile]) -> Diagnostic {
    let section = table.section ?? ""
    let others = names.count == 1 ? "" : " and \(names.count - 1) more"
    let consequence = names.count == 1 ? "depends, so it was not evaluated" : "depend, so they were not evaluated"
    let what = section.isEmpty ? "no source of `\(table.name)` was read" : "the data has no section `\(section)`"
    let message = "\(what), on which `\(names[0])`\(others) \(consequence)"
    let notes =
      section.isEmpty
      ? ["give a file to a source of it: `--data NAME=PATH`"]
      : ["where a project may be without it, `policyc.yaml` says `sections: { \(section): may be missing }`"]
    guard files.indices.contains(table.origin.file) else {
      return Diagnostic(.sectionNotGiven, message, place: .none, notes: notes)
    }
    return Diagnostic(
      .sectionNotGiven, message, at: SourceRange(table.origin.start, table.origin.end),
      in: files[table.origin.file], notes: notes)
  }
}

extension Plan {
  /// An error for each section that a project file names and no entity is read from.
  func unknownSections(among optional: [Project.OptionalSection]) -> [Diagnostic] {
    let known = schema.tables.compactMap(\.section)
    return optional.filter { !known.contains($0.name) }.map { section in
      let hint = NameSuggestion.nearest(to: section.name, in: known).map { "; did you mean `\($0)`?" } ?? ""
      return Diagnostic(
        .unknownProjectSection, "no entity is read from a section `\(section.name)`\(hint)", place: section.place)
    }
  }
}

extension Norm {
  /// Whether the norm applies on a day of a span.
  func isInForce(onSomeOf days: DaySpan) -> Bool {
    (inForceFrom.map { $0 <= days.last } ?? true) && (inForceUntil.map { $0 >= days.first } ?? true)
  }
}
