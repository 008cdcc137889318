/// How a change in the data bears on what is evaluated for some rows, the *units*: what changes, and the way back from
/// there to the units whose evaluation may have read it.
public enum Influence {
  public enum Cause: Hashable, Sendable {
    /// A row of a table appears or disappears.
    case member(TableID)
    /// A field of a row has another value.
    case value(FieldID)
    /// The entitlements of a subject under an access model.
    case access(AccessModelID)
  }

  /// From rows to the units that may reach them. A way may lead to more units than those; never to fewer.
  public indirect enum Route: Sendable {
    /// The rows are units.
    case unit
    /// Every unit may reach them.
    case whole
    /// Every unit reaches the instance with a key, and no unit another one.
    case instance(TableID, key: String)
    /// From the rows that refer to them by a field.
    case reference(FieldID, Route)
    /// From the rows that lead to them over a field any number of times, and from themselves.
    case closure(FieldID, Route)
    /// From the rows that a value over them refers to: `g.person`, where units look for the `g` of a person.
    case target(of: Expression, over: VariableID, Route)
    /// From the rows of a table for which a value equals one of theirs.
    case equal(Lookup, Route)
  }

  /// An equality that joins rows to others.
  public struct Lookup: Sendable {
    /// Over the rows that are looked for.
    public var inner: Expression
    public var innerVariable: VariableID
    /// Over the rows of a table that look for them.
    public var outer: Expression
    public var outerVariable: VariableID
    public var table: TableID
  }
}

/// The influences on each requirement, on each access model, and on the rows through which rights reach entitlements.
public struct InfluenceMap: Sendable {
  public typealias Routes = [Influence.Cause: [Influence.Route]]

  /// By requirement. A unit is a row of the first step; a requirement without one is evaluated as a whole.
  public private(set) var requirements: [Routes] = []
  /// By access model: on what it gives a subject.
  public private(set) var models: [Routes] = []
  /// By access model: on what a row of ``AccessModel/pivot`` gives.
  public private(set) var pivots: [Routes] = []

  /// Linear in the plan with its functions and derived fields written out; beyond a limit everything bears on a norm.
  ///
  /// - Parameter plan: with equalities in its pipelines, as ``Planner`` writes it.
  public init(planned plan: Plan) {
    let reads = TableReads(plan: plan)
    let everything = Set(plan.schema.tables.map(\.id))
    for requirement in plan.requirements {
      var reader = InfluenceReader(plan: plan)
      let isPerRow = reader.add(requirement)
      requirements.append(
        isPerRow && !reader.isOverLimit
          ? reader.routes : Self.all(plan, reads.tables[requirement.norm] ?? everything))
    }
    for model in plan.accessModels {
      var reader = InfluenceReader(plan: plan)
      let isPerRow = reader.add(model)
      models.append(isPerRow && !reader.isOverLimit ? reader.routes : Self.all(plan, everything))
      var pivotReader = InfluenceReader(plan: plan)
      pivotReader.addPivot(of: model)
      pivots.append(pivotReader.isOverLimit ? Self.all(plan, everything) : pivotReader.routes)
    }
  }

  /// Any change of some tables bears on every unit.
  private static func all(_ plan: Plan, _ tables: Set<TableID>) -> Routes {
    var routes: Routes = [:]
    for table in tables {
      routes[.member(table)] = [.whole]
      for field in plan.schema[table].fields.indices { routes[.value(FieldID(table, field))] = [.whole] }
    }
    return routes
  }
}
