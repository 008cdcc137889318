/// The policies as a book in one language: what is required, why, and examples.
public struct Handbook: Sendable {
  /// A norm with all that a reader asks of it.
  public struct NormEntry: Sendable {
    public var name: String
    public var shortName: String
    public var title: String
    public var documentation: String
    /// `must` or `should`.
    public var isError: Bool
    public var level: String?
    public var citations: [Finding.Citation]
    public var remedy: String?
    public var authorities: [String]
    public var maximumDays: Int?
    public var inForce: String?
    /// As it is written in the policy.
    public var source: String
    /// Tests that expect something of it: their titles and texts.
    public var examples: [(title: String, source: String)]
    /// The values that the norm reads and no source sets.
    public var illustrations: [String] = []

    public init(
      name: String, shortName: String, title: String, documentation: String, isError: Bool, level: String?,
      citations: [Finding.Citation], remedy: String?, authorities: [String], maximumDays: Int?, inForce: String?,
      source: String, examples: [(title: String, source: String)]
    ) {
      self.name = name
      self.shortName = shortName
      self.title = title
      self.documentation = documentation
      self.isError = isError
      self.level = level
      self.citations = citations
      self.remedy = remedy
      self.authorities = authorities
      self.maximumDays = maximumDays
      self.inForce = inForce
      self.source = source
      self.examples = examples
    }
  }

  /// The norms of a namespace.
  public struct Chapter: Sendable {
    public var namespace: String
    public var title: String
    public var norms: [NormEntry]

    public init(namespace: String, title: String, norms: [NormEntry]) {
      self.namespace = namespace
      self.title = title
      self.norms = norms
    }
  }

  public var title: String
  public var language: String
  public var chapters: [Chapter]
  /// Pairs of duties that are kept apart, with the names of the segregations.
  public var separations: [(first: String, second: String, rule: String)]
  public var trace: ClauseTrace

  public init(
    title: String, language: String, chapters: [Chapter],
    separations: [(first: String, second: String, rule: String)], trace: ClauseTrace
  ) {
    self.title = title
    self.language = language
    self.chapters = chapters
    self.separations = separations
    self.trace = trace
  }
}
