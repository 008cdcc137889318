public import RulePlan

/// A `test` of the policies, ready to be run: its data, and the expected findings.
public struct PolicyTest: Sendable {
  /// An instance that the test gives.
  public struct Record: Sendable {
    public var table: TableID
    /// One value a field, in the order of the fields, defaults filled in; nil where it is missing or derived.
    public var values: [Constant?]
    public var origin: Origin

    public init(table: TableID, values: [Constant?], origin: Origin) {
      self.table = table
      self.values = values
      self.origin = origin
    }
  }

  /// A data file after `given data`.
  public struct DataFile: Sendable {
    /// As written, relative to the folder of the policy file.
    public var path: String
    /// The source that reads it; nil for sections.
    public var source: String?
    public var origin: Origin

    public init(path: String, source: String? = nil, origin: Origin) {
      self.source = source
      self.path = path
      self.origin = origin
    }
  }

  /// One `expect`.
  public struct Expectation: Sendable {
    public enum Kind: Hashable, Sendable {
      /// There is such a finding. Without a status it may be open or waived, but not undetermined.
      case found(Status?)
      /// There is no such finding, of whatever status.
      case none
      /// There is no such finding, of whatever status, but those that other expectations of the test name.
      case noOther
    }

    public enum Status: String, Hashable, Sendable, CaseIterable { case open, waived, undetermined }

    /// The findings it is about.
    public enum Target: Hashable, Sendable {
      /// All findings, those about waivers included.
      case all
      /// Findings of any of these norms: one, or all requirements of a standard in all its versions.
      case norms([NormID])
      /// Findings of the norm of a row, by its name, of one of these templates.
      case rows(templates: [NormID], name: String)
      /// Findings about waivers, by their name: `waiver.expired`.
      case waiverCheck(String)

      /// The norms that are named; of the norm of a row its template.
      public var norms: [NormID] {
        switch self {
        case .norms(let norms), .rows(templates: let norms, name: _): norms
        case .all, .waiverCheck: []
        }
      }
    }

    public enum Subject: Hashable, Sendable {
      case key(TableID, String)
      /// An instance without a key, by its place in the section: first those of data files, then those of the test.
      case index(TableID, Int)

      public var table: TableID {
        switch self {
        case .key(let table, _), .index(let table, _): table
        }
      }
    }

    public var kind: Kind
    public var target: Target
    /// Nil: whatever the subject.
    public var subject: Subject?
    /// Only findings of at least this severity; nil: all.
    public var severity: Norm.Severity?
    /// As written, on one line: `expect P2P_01 for Person "u1"`.
    public var text: String
    public var origin: Origin

    public init(
      kind: Kind, target: Target, subject: Subject?, severity: Norm.Severity?, text: String, origin: Origin
    ) {
      self.kind = kind
      self.target = target
      self.subject = subject
      self.severity = severity
      self.text = text
      self.origin = origin
    }
  }

  /// The title, which says what the test shows; unique in the namespace.
  public var title: String
  public var namespace: String
  /// The day on which it is run; nil: that of the run.
  public var asOf: CalendarDate?
  public var dataFiles: [DataFile]
  /// In the order in which they are given.
  public var records: [Record]
  /// At least one.
  public var expectations: [Expectation]
  /// Of the title.
  public var origin: Origin

  public init(
    title: String, namespace: String, asOf: CalendarDate?, dataFiles: [DataFile], records: [Record],
    expectations: [Expectation], origin: Origin
  ) {
    self.title = title
    self.namespace = namespace
    self.asOf = asOf
    self.dataFiles = dataFiles
    self.records = records
    self.expectations = expectations
    self.origin = origin
  }
}
