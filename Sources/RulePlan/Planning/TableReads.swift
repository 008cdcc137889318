/// Which tables the evaluation of a norm reads, through fields, derived fields, functions and access models. A norm
/// that reads none of the tables in which data has changed comes to the same as before.
public struct TableReads: Sendable {
  /// By norm.
  public private(set) var tables: [NormID: Set<TableID>] = [:]
  /// By norm, the tables all of whose instances it reads, by `for`, `each`, a quantifier, an aggregate or the name of
  /// the entity: without any, it is met or broken for want of data. Units of `over … within` are not among them.
  public private(set) var scannedTables: [NormID: Set<TableID>] = [:]
  /// By norm, the parameters that it reads, also through functions, derived fields and access models.
  public private(set) var parameters: [NormID: Set<ParameterID>] = [:]

  /// Linear in the plan.
  public init(plan: Plan) {
    for requirement in plan.requirements {
      var reader = ReachReader(plan: plan)
      reader.add(requirement.pipeline)
      reader.add(requirement.condition)
      if let section = requirement.section { reader.tables.insert(section) }
      for template in [plan[requirement.norm].message, plan[requirement.norm].remedy] { reader.add(template) }
      reader.finish()
      tables[requirement.norm, default: []].formUnion(reader.tables)
      scannedTables[requirement.norm, default: []].formUnion(reader.scanned)
      parameters[requirement.norm, default: []].formUnion(reader.parameters)
    }
    for template in plan.segregationTemplates {
      var reader = ReachReader(plan: plan)
      reader.add(template)
      for scope in template.scopes {
        reader.add(scope.model)
        reader.add(scope.message)
        reader.add(scope.remedy)
      }
      reader.finish()
      tables[template.norm, default: []].formUnion(reader.tables)
      scannedTables[template.norm, default: []].formUnion(reader.scanned)
    }
    for segregation in plan.segregations {
      // The norms of rows read the same as their template.
      if let row = plan[segregation.norm].row {
        tables[segregation.norm] = tables[row.template]
        scannedTables[segregation.norm] = scannedTables[row.template]
        continue
      }
      var reader = ReachReader(plan: plan)
      for scope in segregation.scopes {
        reader.add(scope.model)
        reader.add(scope.message)
        reader.add(scope.remedy)
      }
      reader.finish()
      tables[segregation.norm, default: []].formUnion(reader.tables)
      scannedTables[segregation.norm, default: []].formUnion(reader.scanned)
      parameters[segregation.norm, default: []].formUnion(reader.parameters)
    }
  }

  /// The tables on which it depends what duties and norms rows come to. Linear in the plan.
  public static func tables(ofTemplatesIn plan: Plan) -> Set<TableID> {
    var reader = ReachReader(plan: plan)
    for template in plan.segregationTemplates { reader.add(template) }
    for template in plan.dutyTemplates { reader.add(template) }
    reader.finish()
    return reader.tables
  }

  /// The norms that read one of some tables, in their order.
  public func norms(reading changed: Set<TableID>) -> [NormID] {
    tables.filter { !$0.value.isDisjoint(with: changed) }.keys.sorted()
  }
}
