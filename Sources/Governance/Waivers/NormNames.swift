import RulePlan
import SourceText

/// Norms by the names that waivers call them: with or without the namespace.
struct NormNames {
  /// Full names by every name that a norm may be called.
  private var fullNames: [String: [String]] = [:]
  /// Versions of a standard share their names.
  private var norms: [String: [NormID]] = [:]
  private let names: [String]

  init(plan: Plan) {
    names = plan.norms.map(\.name) + plan.norms.map(\.shortName)
    for norm in plan.norms {
      if norms[norm.name] == nil { fullNames[norm.shortName, default: []].append(norm.name) }
      norms[norm.name, default: []].append(norm.id)
    }
    // A full name is never unclear, even where it is the short name of another norm.
    for norm in plan.norms { fullNames[norm.name] = [norm.name] }
  }

  /// The full names of the norms that may be meant: one where it is clear.
  func fullNames(called name: String) -> [String] { fullNames[name] ?? [] }

  /// The norms of a full name: one, or the versions of a standard.
  func norms(named fullName: String) -> [NormID] { norms[fullName] ?? [] }

  func nearest(to name: String) -> String? { NameSuggestion.nearest(to: name, in: names) }
}
