public import Diagnostics
public import RecordStore

/// The result of reading data.
public struct LoadResult: Sendable {
  public enum Outcome: Sendable {
    /// Everything was read and fits the schema. There may be warnings.
    case complete
    /// The data has errors: it must not be evaluated.
    case faulty
    /// A file could not be read, or a limit was passed.
    case failed
  }

  /// The data that was read. Where there are errors it is incomplete, but safe to look at.
  public let store: RecordStore
  /// By file in the order of the inputs, then by place.
  public let diagnostics: [Diagnostic]
  /// Errors beyond those that are listed.
  public let unlistedCount: Int
  public let outcome: Outcome
  /// Whether all files were read to their end, so that what is wrong lies in values and records which the store knows to be
  /// unreadable.
  public let isWhole: Bool
  public let statistics: LoadStatistics
}

/// How much was read.
public struct LoadStatistics: Sendable {
  public var fileCount = 0
  public var byteCount = 0
  /// Instances of entities.
  public var recordCount = 0
  /// Files and folders among the data that are not read, in the order in which they were found.
  public var passedFiles: [PassedFile] = []
  /// The records that sources have made, by index of the file in the store.
  public var sources: [Int: SourceCount] = [:]

  public init() {}
}
