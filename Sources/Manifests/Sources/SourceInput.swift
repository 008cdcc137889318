public import RulePlan

/// A source with the files that it reads.
public struct SourceInput: Sendable {
  public var plan: SourcePlan
  /// Files in the order in which they are read.
  public var paths: [String]
  /// Whether what it reads has to lie below the root of the project.
  public var isOfProject: Bool

  public init(plan: SourcePlan, paths: [String], isOfProject: Bool = true) {
    self.plan = plan
    self.paths = paths
    self.isOfProject = isOfProject
  }
}

/// The records that a source has made of one file.
public struct SourceCount: Sendable, Hashable {
  public var source: String
  /// Records that came, and those of them that were kept.
  public var came = 0
  public var kept = 0
  /// Columns of the header that the source does not take.
  public var untaken: [String] = []

  public var leftOut: Int { came - kept }

  public init(source: String) { self.source = source }
}
