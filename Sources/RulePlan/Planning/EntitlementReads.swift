/// Which entitlements norms name: by the duties of a segregation or of `performs`, or by `holds`.
public struct EntitlementReads: Sendable {
  /// `holds "XK01"`, or `holds like "FI_*"`.
  public struct Held: Hashable, Sendable {
    public var pattern: TextPattern
    public var model: AccessModelID
    public var origin: Origin
  }

  public private(set) var duties: Set<DutyID> = []
  public private(set) var held: Set<Held> = []

  /// The entitlements that some norms of a plan name. Linear in the plan.
  public init(plan: Plan, norms: Set<NormID>) {
    var reader = ReachReader(plan: plan)
    for requirement in plan.requirements where norms.contains(requirement.norm) {
      reader.add(requirement.pipeline)
      reader.add(requirement.condition)
    }
    for segregation in plan.segregations where norms.contains(segregation.norm) {
      for scope in segregation.scopes { reader.add(scope.model) }
      switch segregation.conflict {
      case .separated(let first, let others): duties.formUnion([first] + others)
      case .atMost(_, let all): duties.formUnion(all)
      }
    }
    reader.finish()
    duties.formUnion(reader.duties)
    held = reader.held
  }
}
