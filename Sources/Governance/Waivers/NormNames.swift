import RulePlan
import SourceText

/// Norms by the names that waivers call them: with or without the namespace. The name of a standard means all of its
/// requirements.
struct NormNames {
  /// Full names by every name that a norm or a standard may be called.
  private var fullNames: [String: [String]] = [:]
  /// Versions of a standard share their names.
  private var norms: [String: [NormID]] = [:]
  private var names: [String] = []

  init(plan: Plan) {
    for norm in plan.norms where norm.each == nil {
      add(norm.name, norm.shortName, norm.id)
      if norm.kind == .standard, let name = Self.standard(of: norm.name), let short = Self.standard(of: norm.shortName)
      {
        add(name, short, norm.id)
      }
    }
    // A full name is never unclear, even where it is the short name of another norm.
    for name in norms.keys { fullNames[name] = [name] }
  }

  private mutating func add(_ name: String, _ short: String, _ norm: NormID) {
    if norms[name] == nil {
      fullNames[short, default: []].append(name)
      names += [name, short]
    }
    norms[name, default: []].append(norm)
  }

  private static func standard(of requirement: String) -> String? {
    requirement.lastIndex(of: ".").map { String(requirement[..<$0]) }
  }

  /// The full names of the norms and standards that may be meant: one where it is clear.
  func fullNames(called name: String) -> [String] { fullNames[name] ?? [] }

  /// The norms of a full name: one, the versions of a requirement, or all requirements of a standard.
  func norms(named fullName: String) -> [NormID] { norms[fullName] ?? [] }

  func nearest(to name: String) -> String? { NameSuggestion.nearest(to: name, in: names) }
}
