/// The description of a rule, a segregation or a requirement of a standard: everything but the condition.
public struct Norm: Sendable {
  public enum Kind: String, Sendable { case rule, segregation, standard }
  public enum Severity: String, Sendable { case error, warning }
  /// The risk rating.
  public enum Level: String, Sendable, CaseIterable, Comparable {
    case low, medium, high, critical
    public static func < (lhs: Level, rhs: Level) -> Bool {
      (allCases.firstIndex(of: lhs) ?? 0) < (allCases.firstIndex(of: rhs) ?? 0)
    }
  }

  public var id: NormID
  public var kind: Kind
  /// With the namespace: `un.access.P2P_01`, `un.standards.END_USER_DEVICE.memory`.
  public var name: String
  /// Without the namespace.
  public var shortName: String
  public var namespace: String
  public var title: LocalizedText
  /// `must` gives an error, `should` a warning.
  public var severity: Severity
  public var level: Level?
  public var citations: [Citation]
  /// Nil where none is written: then the title is the message.
  public var message: MessageTemplate?
  public var remedy: MessageTemplate?
  public var waivability: Waivability?
  /// First and last day on which the norm applies; nil is open.
  public var inForceFrom: CalendarDate?
  public var inForceUntil: CalendarDate?
  public var owner: String?
  public var tags: [String]
  public var documentation: String
  public var origin: Origin
  /// For what the norms of the rows of an entity have in common: that entity. It is never in force itself.
  public var each: TableID?
  /// For the norm of a row: the row, and what it has in common with others.
  public var row: RowNorm?

  /// Where the norm of a row comes from.
  public struct RowNorm: Hashable, Sendable {
    public var row: RowReference
    public var template: NormID

    public init(row: RowReference, template: NormID) {
      self.row = row
      self.template = template
    }
  }

  public init(
    id: NormID, kind: Kind, name: String, shortName: String, namespace: String, title: LocalizedText,
    severity: Severity, level: Level? = nil, citations: [Citation] = [], message: MessageTemplate? = nil,
    remedy: MessageTemplate? = nil, waivability: Waivability? = nil, inForceFrom: CalendarDate? = nil,
    inForceUntil: CalendarDate? = nil, owner: String? = nil, tags: [String] = [], documentation: String = "",
    origin: Origin
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.shortName = shortName
    self.namespace = namespace
    self.title = title
    self.severity = severity
    self.level = level
    self.citations = citations
    self.message = message
    self.remedy = remedy
    self.waivability = waivability
    self.inForceFrom = inForceFrom
    self.inForceUntil = inForceUntil
    self.owner = owner
    self.tags = tags
    self.documentation = documentation
    self.origin = origin
  }

  /// Whether the norm applies on a day; both ends count.
  public func isInForce(on day: CalendarDate) -> Bool {
    if each != nil { return false }
    if let inForceFrom, day < inForceFrom { return false }
    if let inForceUntil, day > inForceUntil { return false }
    return true
  }
}

/// A clause of an instrument that a norm or a parameter rests on, or that gave the idea.
public struct Citation: Hashable, Sendable {
  public var instrument: InstrumentID
  /// Without the section sign: `2.2(g)`.
  public var clause: String
  /// Whether it gave the idea and is not the basis.
  public var isInspiration: Bool
  public var origin: Origin

  public init(instrument: InstrumentID, clause: String, isInspiration: Bool = false, origin: Origin) {
    self.instrument = instrument
    self.clause = clause
    self.isInspiration = isInspiration
    self.origin = origin
  }
}

/// Who may waive: an authority that the policies declare, or a text.
public struct Authority: Hashable, Sendable {
  /// Of the declaration, without its namespace; nil for a text.
  public var name: String?
  public var title: LocalizedText

  public init(name: String?, title: LocalizedText) {
    self.name = name
    self.title = title
  }

  /// Whether a waiver means it: by its name, or by what people call it in any language.
  public func isCalled(_ text: String) -> Bool { name == text || title.entries.contains { $0.text == text } }

  public func text(in language: String) -> String { title.text(in: language) ?? name ?? "" }
}

/// Who may waive a norm, and for how long at most.
public struct Waivability: Hashable, Sendable {
  public var authorities: [Authority]
  /// In days, both ends counted; nil where the norm sets no limit.
  public var maximumDays: Int?

  public init(authorities: [Authority], maximumDays: Int?) {
    self.authorities = authorities
    self.maximumDays = maximumDays
  }
}

/// A source document and its clauses.
public struct Instrument: Sendable {
  public struct Clause: Sendable {
    /// Without the section sign.
    public var name: String
    public var isOrganisational: Bool
    public var text: LocalizedText
    public var origin: Origin

    public init(name: String, isOrganisational: Bool, text: LocalizedText, origin: Origin) {
      self.name = name
      self.isOrganisational = isOrganisational
      self.text = text
      self.origin = origin
    }
  }

  public var id: InstrumentID
  /// The identifier in policies: `SGB_2016_11`.
  public var name: String
  public var namespace: String
  /// As it is cited: `ST/SGB/2016/11`.
  public var symbol: String
  public var title: LocalizedText
  public var issuer: String?
  public var inForceFrom: CalendarDate?
  public var inForceUntil: CalendarDate?
  public var supersedes: [InstrumentID]
  public var clauses: [Clause]
  public var origin: Origin

  public init(
    id: InstrumentID, name: String, namespace: String, symbol: String, title: LocalizedText, issuer: String?,
    inForceFrom: CalendarDate?, inForceUntil: CalendarDate?, supersedes: [InstrumentID], clauses: [Clause],
    origin: Origin
  ) {
    self.id = id
    self.name = name
    self.namespace = namespace
    self.symbol = symbol
    self.title = title
    self.issuer = issuer
    self.inForceFrom = inForceFrom
    self.inForceUntil = inForceUntil
    self.supersedes = supersedes
    self.clauses = clauses
    self.origin = origin
  }
}
