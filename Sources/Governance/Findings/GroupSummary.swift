public import Evaluation
public import RulePlan

/// How many groups an entity has, and of how many instances.
public struct GroupSummary: Sendable {
  /// With the namespace.
  public var entity: String
  public var groups: Int
  /// The entity of the members, without the namespace.
  public var memberEntity: String
  public var members: Int
  /// Instances that take part and are in no group, because they have no value to be grouped by.
  public var withoutKey: Int

  public init(_ count: GroupedData.Count, plan: Plan) {
    let table = plan.schema[count.table]
    entity = table.namespace + "." + table.name
    memberEntity = table.grouping.map { plan.schema[$0.members].name } ?? ""
    groups = count.groups
    members = count.members
    withoutKey = count.withoutKey
  }
}
