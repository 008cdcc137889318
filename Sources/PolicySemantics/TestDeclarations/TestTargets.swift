import PolicySyntax
import RulePlan

/// The possible targets of expectations: norms by their names, and the subjects of their findings.
struct TestTargets {
  /// Findings about waivers.
  static let waiverChecks = [
    "waiver.expired", "waiver.no_authority", "waiver.not_allowed", "waiver.self_approved", "waiver.too_long",
    "waiver.unused",
  ]

  /// By full name. A standard means its requirements in all versions.
  private var norms: [String: [NormID]] = [:]
  /// The entities that the findings of a norm are about; empty for a rule about the data as a whole. Nil where the norm
  /// is faulty.
  private var subjects: [NormID: [TableID]] = [:]

  init(program: Program) {
    let plan = program.builder.plan
    for norm in plan.norms where norm.each == nil {
      norms[norm.name, default: []].append(norm.id)
      if norm.kind == .standard, let point = norm.name.lastIndex(of: ".") {
        norms[String(norm.name[..<point]), default: []].append(norm.id)
      }
    }
    for requirement in plan.requirements {
      subjects[requirement.norm] = requirement.subjects.first.flatMap { plan[$0].type.scalar.table }.map { [$0] } ?? []
    }
    for segregation in plan.segregations {
      subjects[segregation.norm] = segregation.scopes.compactMap { plan[$0.subject].type.scalar.table }
    }
    for template in plan.segregationTemplates {
      subjects[template.norm] = template.scopes.compactMap { plan[$0.subject].type.scalar.table }
      templates.append((template.norm, plan[template.norm].namespace))
    }
  }

  /// The norms of rows: what each template is, with its namespace.
  private(set) var templates: [(norm: NormID, namespace: String)] = []

  /// The norms of a full name; empty where there is none.
  func norms(named name: String) -> [NormID] { norms[name] ?? [] }

  /// The names of the requirements of a standard, sorted.
  func requirements(of standard: String) -> [String] {
    norms.keys.filter { $0.hasPrefix(standard + ".") }.map { String($0.dropFirst(standard.count + 1)) }.sorted()
  }

  func subjects(of norm: NormID) -> [TableID]? { subjects[norm] }
}
