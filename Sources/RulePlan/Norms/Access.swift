/// Which entitlements a subject has, and through what.
public struct AccessModel: Sendable {
  public var id: AccessModelID
  public var name: String
  public var namespace: String
  /// The subjects: a scan of one entity with its conditions. The subject is the variable of the first step.
  public var subjects: Pipeline
  /// The rights of a subject (`each`), joined to it; no steps where the subject itself holds the entitlements.
  public var rights: Pipeline
  /// The row through which a right gives entitlements: the longest single-valued start of the `gives` path
  /// (`grant.role`). Its entitlements depend on nothing else, so they are computed once per row and not per right.
  public var pivot: Expression
  public var pivotVariable: VariableID
  /// Over ``pivotVariable`` alone: several instances of the entitlement entity, or several texts.
  public var gives: Expression
  /// The unit that a right applies to, over subject and right; missing means everywhere. Nil where the model has none.
  public var scope: Expression?
  /// The field that leads from a unit to the one above it.
  public var containment: FieldID?
  /// `.row` of the entitlement entity, or `.text`.
  public var entitlement: ScalarType
  /// Whether the texts that are given are patterns and ranges over the keys of any entitlements.
  public var givesPatterns = false
  public var origin: Origin

  public init(
    id: AccessModelID, name: String, namespace: String, subjects: Pipeline, rights: Pipeline, pivot: Expression,
    pivotVariable: VariableID, gives: Expression, scope: Expression?, containment: FieldID?, entitlement: ScalarType,
    origin: Origin
  ) {
    self.id = id
    self.name = name
    self.namespace = namespace
    self.subjects = subjects
    self.rights = rights
    self.pivot = pivot
    self.pivotVariable = pivotVariable
    self.gives = gives
    self.scope = scope
    self.containment = containment
    self.entitlement = entitlement
    self.origin = origin
  }
}

/// A set of entitlements that amounts to being able to do a job.
public struct Duty: Sendable {
  public indirect enum Formula: Hashable, Sendable {
    case any([Formula])
    case all([Formula])
    /// An entitlement by its key, or all whose key fits a pattern.
    case entitlement(TextPattern)
  }

  public var id: DutyID
  public var name: String
  public var namespace: String
  public var title: LocalizedText
  public var entitlement: ScalarType
  public var formula: Formula
  /// Where each name or pattern of the formula is written.
  public var origins: [TextPattern: Origin]
  public var origin: Origin
  /// The row whose duty it is, for one of a ``DutyTemplate``.
  public var row: RowReference?

  public init(
    id: DutyID, name: String, namespace: String, title: LocalizedText, entitlement: ScalarType, formula: Formula,
    origins: [TextPattern: Origin] = [:], origin: Origin
  ) {
    self.id = id
    self.name = name
    self.namespace = namespace
    self.title = title
    self.entitlement = entitlement
    self.formula = formula
    self.origins = origins
    self.origin = origin
  }
}

/// Duties that one subject must not hold together.
public struct Segregation: Sendable {
  public enum Conflict: Hashable, Sendable {
    /// The first together with any of the others.
    case separated(DutyID, from: [DutyID])
    /// More than a number of them; nobody may hold any of them where it is zero.
    case atMost(Int, of: [DutyID])

    /// All duties, in the order of the norm.
    public var duties: [DutyID] {
      switch self {
      case .separated(let first, let others): [first] + others
      case .atMost(_, let duties): duties
      }
    }

    /// Whether one subject can break the segregation in several ways that differ in their duties.
    public var hasSeveral: Bool {
      switch self {
      case .separated(_, let others): others.count > 1
      case .atMost(let limit, let duties): duties.count > limit + 1
      }
    }
  }

  /// An access model that the segregation applies to, with the message typed for its subjects.
  public struct Scope: Sendable {
    public var model: AccessModelID
    /// Stands for the subject in `message` and `remedy`.
    public var subject: VariableID
    /// Stands for the row in them, in the norm of a row.
    public var row: VariableID?
    public var message: MessageTemplate?
    public var remedy: MessageTemplate?

    public init(model: AccessModelID, subject: VariableID, message: MessageTemplate?, remedy: MessageTemplate?) {
      self.model = model
      self.subject = subject
      self.message = message
      self.remedy = remedy
    }
  }

  public var norm: NormID
  public var conflict: Conflict
  public var scopes: [Scope]
  /// Whether only rights count together whose units overlap.
  public var withinOverlappingScope: Bool

  public init(norm: NormID, conflict: Conflict, scopes: [Scope], withinOverlappingScope: Bool) {
    self.norm = norm
    self.conflict = conflict
    self.scopes = scopes
    self.withinOverlappingScope = withinOverlappingScope
  }
}
