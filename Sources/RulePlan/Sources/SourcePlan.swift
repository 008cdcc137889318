/// One `source` of the policies: how data that comes from elsewhere is read.
public struct SourcePlan: Sendable {
  /// A pattern of files below the project.
  public struct Pattern: Sendable {
    public var text: String
    public var origin: Origin

    public init(text: String, origin: Origin) {
      self.text = text
      self.origin = origin
    }
  }

  /// A prefix of names in XML, and what it means.
  public struct NamespacePrefix: Sendable {
    public var prefix: String
    public var identifier: String
    public var origin: Origin

    public init(prefix: String, identifier: String, origin: Origin) {
      self.prefix = prefix
      self.identifier = identifier
      self.origin = origin
    }
  }

  /// A column of a table that the source names.
  public struct Column: Sendable {
    public enum Reference: Hashable, Sendable {
      case name(String)
      /// From 0.
      case position(Int)
    }

    public var reference: Reference
    /// Where the source names it first.
    public var origin: Origin

    public init(_ reference: Reference, origin: Origin) {
      self.reference = reference
      self.origin = origin
    }
  }

  /// A step of a path by a name.
  public struct Step: Sendable {
    public var name: String
    public var origin: Origin
    /// Whether the source says what holds where it is not there.
    public var isOptional: Bool

    public init(name: String, origin: Origin, isOptional: Bool) {
      self.name = name
      self.origin = origin
      self.isOptional = isOptional
    }
  }

  /// A clause that makes records of what comes.
  public enum Clause: Sendable {
    /// `each x in PATH`; with two variables the first one is the name of the member.
    case each(name: Int?, value: Int, in: SourceExpression)
    case `where`(SourceExpression)
  }

  /// A field of the entity and its value.
  public struct TakenField: Sendable {
    /// Index in ``Table/fields``; nil where the entity reads the name otherwise.
    public var field: Int
    public var value: SourceExpression
    /// The form of its date; those of the source where it is nil.
    public var dates: [DatePattern]?
    public var origin: Origin

    public init(field: Int, value: SourceExpression, dates: [DatePattern]? = nil, origin: Origin) {
      self.field = field
      self.value = value
      self.dates = dates
      self.origin = origin
    }
  }

  public var name: String
  public var namespace: String
  public var entity: TableID
  public var format: SourceFormat
  /// None where the project or the command line gives the files.
  public var patterns: [Pattern]
  public var encoding = SourceEncoding.utf8
  public var table = TableDialect()
  /// The sheet of a workbook; nil for its only one.
  public var sheet: String?
  public var namespaces: [NamespacePrefix] = []
  public var forms = SourceForms()
  public var columns: [Column] = []
  public var steps: [Step] = []
  public var clauses: [Clause] = []
  public var fields: [TakenField] = []
  /// Variables of the clauses and of lists.
  public var variableCount = 0
  public var documentation: String
  public var origin: Origin

  public init(
    name: String, namespace: String, entity: TableID, format: SourceFormat, patterns: [Pattern] = [],
    documentation: String = "", origin: Origin = .builtIn
  ) {
    self.name = name
    self.namespace = namespace
    self.entity = entity
    self.format = format
    self.patterns = patterns
    self.documentation = documentation
    self.origin = origin
  }
}
