public import RulePlan

extension Norm {
  /// The common name of the norms of the rows of an entity: “one norm for each Risk”; nil for any other norm.
  public func nameOfAll(in plan: Plan, language: String) -> String? {
    each.map { Wording(language: language).normForEach(plan.schema[$0].name) }
  }
}
