public import Diagnostics
public import RulePlan

/// One breach of a norm that was found in the data, or one question about it that cannot be decided.
public struct Finding: Sendable {
  public enum Status: String, Sendable, CaseIterable {
    case open
    /// Accepted for a time by a waiver that holds.
    case waived
    /// It cannot be decided whether the norm holds. Never taken for compliant, and never waived.
    case undetermined
    /// Known from an earlier report.
    case baseline
  }

  /// The subject of a finding.
  public struct Subject: Hashable, Sendable {
    /// The entity: `Person`; `Policy` for a rule about the data as a whole.
    public var type: String
    /// The key, or `section[index]` for an instance without one.
    public var key: String
    /// The label of the instance, in the language of the report; no part of its identity.
    public var label: String?

    public init(type: String, key: String, label: String? = nil) {
      self.type = type
      self.key = key
      self.label = label
    }

    /// The key, after the label where there is one.
    public var name: String { label.map { "\($0) (\(key))" } ?? key }

    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.key == rhs.key && lhs.type == rhs.type }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(type)
      hasher.combine(key)
    }
  }

  /// Something in the data or the policies that shows why.
  public struct EvidenceItem: Hashable, Sendable {
    public var text: String
    /// Its meaning for people: the title of a duty.
    public var meaning: String?
    public var place: Place?

    public init(text: String, meaning: String? = nil, place: Place?) {
      self.text = text
      self.meaning = meaning
      self.place = place
    }
  }

  /// A clause that the norm rests on.
  public struct Citation: Hashable, Sendable {
    /// The symbol of the instrument: `A/74/353`.
    public var instrument: String
    /// Without the section sign.
    public var clause: String
    /// The text of the clause, in the language of the report.
    public var text: String?
    /// That it gave the idea and is not the basis, in the language of the report; nil of the basis.
    public var inspiration: String?

    public init(instrument: String, clause: String, text: String?, inspiration: String? = nil) {
      self.instrument = instrument
      self.clause = clause
      self.text = text
      self.inspiration = inspiration
    }

    public init(_ citation: RulePlan.Citation, of plan: Plan, language: String) {
      let cited = plan[citation.instrument]
      self.init(
        instrument: cited.symbol, clause: citation.clause,
        text: cited.clauses.first { $0.name == citation.clause }?.text.text(in: language),
        inspiration: citation.isInspiration ? Wording(language: language).asInspiration : nil)
    }

    /// Instrument and clause: `A/74/353 §32`, and whether it is the inspiration only.
    public var reference: String { "\(instrument) §\(clause)" + (inspiration.map { " (\($0))" } ?? "") }
    /// The reference and, where it is known, what the clause says.
    public var sentence: String { reference + (text.map { ": " + $0 } ?? "") }
  }

  /// The norm with its namespace, or `waiver.…` for a finding about a waiver.
  public var rule: String
  public var title: String
  public var severity: Norm.Severity
  public var level: Norm.Level?
  public var status: Status
  public var subject: Subject
  /// The day on which the row was judged, where that is one of its own and not the day of the evaluation.
  public var judgedOn: CalendarDate?
  /// The instances or values of the other variables of a rule, in their order.
  public var about: [Subject]
  /// The access model of a segregation, with its namespace.
  public var access: String?
  /// One sentence in the language of the report.
  public var message: String
  /// Where the subject is in the data.
  public var place: Place?
  /// Where the norm is in the policies.
  public var rulePlace: Place?
  public var evidence: [EvidenceItem]
  /// Of a segregation: the duties that the subject holds together; at least one entry.
  public var conflicts: [Conflict]
  public var citations: [Citation]
  public var remedy: String?
  /// The waiver that holds, for a waived finding; the first, where conflicts are waived by several.
  public var waiver: Waiver?
  /// Whether the data has a waiver for it, be it one that does not hold.
  var isClaimed = false
  /// The key of the unit that the subject belongs to, where the policies say what a unit is.
  public var unit: String?
  /// The days of each status in a span, in their order, those of one status together; empty without a span.
  public var periods: [StatusPeriod] = []
  /// The same for the same breach in later data; it depends neither on lines nor on the order of the data.
  public var fingerprint: String

  public init(
    rule: String, title: String, severity: Norm.Severity, level: Norm.Level? = nil, status: Status = .open,
    subject: Subject, about: [Subject] = [], access: String? = nil, message: String, place: Place? = nil,
    rulePlace: Place? = nil, evidence: [EvidenceItem] = [], conflicts: [Conflict] = [],
    citations: [Citation] = [], remedy: String? = nil, waiver: Waiver? = nil, unit: String? = nil,
    judgedOn: CalendarDate? = nil, fingerprint: String = ""
  ) {
    self.rule = rule
    self.title = title
    self.severity = severity
    self.level = level
    self.status = status
    self.subject = subject
    self.about = about
    self.access = access
    self.message = message
    self.place = place
    self.rulePlace = rulePlace
    self.evidence = evidence
    self.conflicts = conflicts
    self.citations = citations
    self.remedy = remedy
    self.waiver = waiver
    self.unit = unit
    self.judgedOn = judgedOn
    self.fingerprint = fingerprint
  }

  /// Whether the finding counts against the data: neither accepted for a time nor known from before.
  public var isOutstanding: Bool { status == .open || status == .undetermined }
}
