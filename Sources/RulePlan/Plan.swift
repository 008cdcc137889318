/// The program to evaluate, in relational terms, with the origin of everything in the policies. Plain data.
public struct Plan: Sendable {
  /// Paths of the policy files; ``Origin/file`` indexes them.
  public var files: [String]
  public var schema: Schema
  /// How data that comes from elsewhere is read.
  public var sources: [SourcePlan] = []
  public var variables: [Variable]
  public var functions: [Function]
  public var parameters: [Parameter]
  public var instruments: [Instrument]
  public var authorities: [Authority] = []
  public var accessModels: [AccessModel]
  public var duties: [Duty]
  public var norms: [Norm]
  public var requirements: [Requirement]
  public var segregations: [Segregation]
  /// Duties and segregations that the data has one of for each row.
  public var dutyTemplates: [DutyTemplate] = []
  public var segregationTemplates: [SegregationTemplate] = []
  /// Norms of rows that are not there, or for which the conditions of their template do not hold.
  public var absentNorms: Set<NormID> = []
  /// The currency that the project names for conversions for which the data has several ways.
  public var exchangePivot: Currency?
  /// The time zones that expressions name.
  public var timeZones: [TimeZone] = []
  /// Which version of the time zone database they come from; nil where none is named, or it does not say.
  public var timeZoneVersion: String?

  public init(
    files: [String] = [], schema: Schema = Schema(tables: BuiltInTables.tables), variables: [Variable] = [],
    functions: [Function] = [], parameters: [Parameter] = [], instruments: [Instrument] = [],
    accessModels: [AccessModel] = [], duties: [Duty] = [], norms: [Norm] = [], requirements: [Requirement] = [],
    segregations: [Segregation] = []
  ) {
    self.files = files
    self.schema = schema
    self.variables = variables
    self.functions = functions
    self.parameters = parameters
    self.instruments = instruments
    self.accessModels = accessModels
    self.duties = duties
    self.norms = norms
    self.requirements = requirements
    self.segregations = segregations
  }

  /// Whether duties or norms depend on the rows of the data.
  public var hasTemplates: Bool { !dutyTemplates.isEmpty || !segregationTemplates.isEmpty }

  /// Whether a norm applies on a day, as far as the rows say that there is one.
  public func isInForce(_ norm: NormID, on day: CalendarDate) -> Bool {
    norms[norm.index].isInForce(on: day) && !absentNorms.contains(norm)
  }

  /// The norms that judge each row on a day of its own, so that they may apply whether or not they are in force now.
  public var normsJudgingByRow: Set<NormID> { Set(requirements.lazy.filter { $0.day != nil }.map(\.norm)) }

  @inlinable public subscript(norm: NormID) -> Norm { norms[norm.index] }
  @inlinable public subscript(variable: VariableID) -> Variable { variables[variable.index] }
  @inlinable public subscript(duty: DutyID) -> Duty { duties[duty.index] }
  @inlinable public subscript(model: AccessModelID) -> AccessModel { accessModels[model.index] }
  @inlinable public subscript(instrument: InstrumentID) -> Instrument { instruments[instrument.index] }
}

/// A time zone by its name in the database, with the offsets that it has there.
public struct TimeZone: Sendable {
  public var name: String
  public var rules: TimeZoneRules

  public init(name: String, rules: TimeZoneRules) {
    self.name = name
    self.rules = rules
  }
}

/// A name bound by `for`, a quantifier, `let`, a function or a derived field.
public struct Variable: Sendable {
  public var name: String
  public var type: ValueType

  public init(name: String, type: ValueType) {
    self.name = name
    self.type = type
  }
}

/// A function; functions do not call each other in a cycle.
public struct Function: Sendable {
  public var name: String
  public var parameters: [VariableID]
  public var body: Expression
  public var origin: Origin

  public init(name: String, parameters: [VariableID], body: Expression, origin: Origin) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.origin = origin
  }
}

/// A value that changes with time. Before its first step it is undetermined.
public struct Parameter: Sendable {
  public var name: String
  public var namespace: String
  public var type: ValueType
  /// In the order of their first days, without gaps.
  public var steps: [Step]
  public var citations: [Citation]
  /// Whether the steps are an illustration, which no source sets.
  public var isIllustrative: Bool
  /// The value that the project sets in place of the steps.
  public var override: Override?
  public var origin: Origin

  /// A value of the project.
  public struct Override: Sendable {
    /// The day from which on it holds; nil for the first day that is evaluated. Before it, the steps count.
    public var from: CalendarDate?
    public var value: Constant

    public init(from: CalendarDate?, value: Constant) {
      self.from = from
      self.value = value
    }
  }

  public struct Step: Sendable {
    public var from: CalendarDate
    public var value: Constant
    public var origin: Origin

    public init(from: CalendarDate, value: Constant, origin: Origin = .builtIn) {
      self.from = from
      self.value = value
      self.origin = origin
    }
  }

  public init(
    name: String, namespace: String, type: ValueType, steps: [Step], citations: [Citation],
    isIllustrative: Bool = false,
    override: Override? = nil, origin: Origin
  ) {
    self.name = name
    self.namespace = namespace
    self.type = type
    self.steps = steps
    self.citations = citations
    self.isIllustrative = isIllustrative
    self.override = override
    self.origin = origin
  }

  /// The value on a day: that of the project, or that of a step; nil before the first.
  public func value(on day: CalendarDate) -> (value: Constant, step: Step?)? {
    if let override, override.from.map({ $0 <= day }) ?? true { return (override.value, nil) }
    return steps.last { $0.from <= day }.map { ($0.value, $0) }
  }
}

/// A rule, or one requirement of a standard: what must hold for every row of its pipeline.
public struct Requirement: Sendable {
  public var norm: NormID
  /// No steps for a rule about the data as a whole. A step ``Pipeline/Source/day(_:)`` where each row is judged on a day of
  /// its own.
  public var pipeline: Pipeline
  /// True where the row complies.
  public var condition: Expression
  /// Which variables are the `for` variables, in order (a pipeline also holds `let`); the first is the subject.
  public var subjects: [VariableID]
  /// The field of the data at which a finding is shown, as written with `at`; else the subject's instance.
  public var place: Expression?
  /// For a rule without `for`: the section that the condition names first.
  public var section: TableID?

  public init(
    norm: NormID, pipeline: Pipeline, condition: Expression, subjects: [VariableID], place: Expression? = nil,
    section: TableID? = nil
  ) {
    self.norm = norm
    self.pipeline = pipeline
    self.condition = condition
    self.subjects = subjects
    self.place = place
    self.section = section
  }

  /// The variables of the steps, in their order.
  public var variables: [VariableID] {
    pipeline.steps.compactMap { step in
      if case .day = step.source { nil } else { step.variable }
    }
  }

  /// The day on which a row is judged, over the variables before; nil where that is the day of the evaluation.
  public var day: Expression? {
    for step in pipeline.steps { if case .day(let day) = step.source { return day } }
    return nil
  }
}
