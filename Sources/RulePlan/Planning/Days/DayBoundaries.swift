/// On which days the norms of a plan may come out otherwise than on the day before: never less than those.
public struct DayBoundaries: Sendable {
  /// The boundaries of one evaluation.
  public struct Source: Sendable {
    public fileprivate(set) var boundaries: Set<DayBoundary> = []
    /// Indices into ``DayBoundaries/accesses``: what access models give.
    public fileprivate(set) var accesses: Set<Int> = []
    /// Whether it may come out otherwise on every day.
    public fileprivate(set) var changesDaily = false

    /// Whether it comes out the same on every day.
    public var isSteady: Bool { boundaries.isEmpty && accesses.isEmpty && !changesDaily }
  }

  /// The boundaries of what an access model gives, with some day for `today`.
  public struct Access: Sendable {
    public var model: AccessModelID
    public var source: Source
  }

  /// By requirement of the plan; its days in force are among the boundaries.
  public private(set) var requirements: [Source] = []
  /// By segregation of the plan.
  public private(set) var segregations: [Source] = []
  public private(set) var accesses: [Access] = []

  /// Linear in the plan with its functions and derived fields written out; beyond a limit a norm may change on every day.
  public init(plan: Plan) {
    let builder = Builder(plan: plan)
    requirements = plan.requirements.map { requirement in
      var reader = DayBoundaryReader(plan: plan, written: builder.written, today: .today, access: builder.access)
      reader.add(requirement)
      reader.addForce(of: plan[requirement.norm])
      return builder.source(of: reader)
    }
    // The norms of all rows change on the same days, but for those from and until which they are in force.
    var ofTemplates: [NormID: Source] = [:]
    for template in plan.segregationTemplates {
      var reader = DayBoundaryReader(plan: plan, written: builder.written, today: .today, access: builder.access)
      reader.add(template)
      for scope in template.scopes { reader.note(access: scope.model) }
      reader.addForce(of: plan[template.norm])
      ofTemplates[template.norm] = builder.source(of: reader)
    }
    segregations = plan.segregations.map { segregation in
      if let row = plan[segregation.norm].row, let source = ofTemplates[row.template] { return source }
      var reader = DayBoundaryReader(plan: plan, written: builder.written, today: .today, access: builder.access)
      for scope in segregation.scopes { reader.note(access: scope.model) }
      reader.addForce(of: plan[segregation.norm])
      return builder.source(of: reader)
    }
    accesses = builder.accesses
  }

  /// The boundaries of a source and of all that access models bring into it.
  public func all(of source: Source) -> Set<DayBoundary> {
    var boundaries = source.boundaries
    forEachAccess(of: source) { boundaries.formUnion($0.source.boundaries) }
    return boundaries
  }

  /// Whether a source, or what an access model brings into it, may come out otherwise on every day.
  public func changesDaily(_ source: Source) -> Bool {
    var result = source.changesDaily
    forEachAccess(of: source) { result = result || $0.source.changesDaily }
    return result
  }

  private func forEachAccess(of source: Source, _ body: (Access) -> Void) {
    var seen = source.accesses
    var waiting = Array(seen)
    while let next = waiting.popLast() {
      guard accesses.indices.contains(next) else { continue }
      body(accesses[next])
      for inner in accesses[next].source.accesses where seen.insert(inner).inserted { waiting.append(inner) }
    }
  }

  /// Reads each access model once for each day that `today` is in it.
  private final class Builder {
    let plan: Plan
    let written: WrittenRecords
    private(set) var accesses: [Access] = []
    private var known: [Key: Int] = [:]

    private struct Key: Hashable {
      var model: AccessModelID
      var today: DayValue
    }

    /// Access models that ask for each other on moved days could go on for ever.
    private static let limit = 256

    init(plan: Plan) {
      self.plan = plan
      written = WrittenRecords(plan: plan)
    }

    /// Nil where there are too many.
    func access(_ model: AccessModelID, _ today: DayValue) -> Int? {
      let key = Key(model: model, today: today)
      if let index = known[key] { return index }
      guard plan.accessModels.indices.contains(model.index), accesses.count < Self.limit else { return nil }
      let index = accesses.count
      known[key] = index
      // A model that asks for what it gives itself finds this entry.
      accesses.append(Access(model: model, source: Source()))
      var reader = DayBoundaryReader(plan: plan, written: written, today: today, access: access)
      reader.add(plan[model])
      accesses[index].source = source(of: reader)
      return index
    }

    func source(of reader: DayBoundaryReader) -> Source {
      Source(boundaries: reader.boundaries, accesses: reader.accesses, changesDaily: reader.changesDaily)
    }
  }
}
