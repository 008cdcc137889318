import RulePlan
import SourceText

/// Norms by the names that waivers call them: with or without the namespace.
struct NormNames {
  private var byName: [String: [NormID]] = [:]
  private let names: [String]

  init(plan: Plan) {
    names = plan.norms.map(\.name) + plan.norms.map(\.shortName)
    for norm in plan.norms { byName[norm.shortName, default: []].append(norm.id) }
    // A full name is never unclear, even where it is the short name of another norm.
    for norm in plan.norms { byName[norm.name] = [norm.id] }
  }

  func norms(called name: String) -> [NormID] { byName[name] ?? [] }

  func nearest(to name: String) -> String? { NameSuggestion.nearest(to: name, in: names) }
}
