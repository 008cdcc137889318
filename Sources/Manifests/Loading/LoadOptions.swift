public import Diagnostics
public import RulePlan

/// How to read data.
public struct LoadOptions: Sendable {
  /// Whether unknown sections and fields are warnings and not errors.
  public var isLenient: Bool
  /// The format of standard input and of files whose name does not tell; nil looks at the first bytes.
  public var format: DataFormat?
  public var limits: LoadLimits
  /// Threads that may read at a time, at least 1.
  public var jobs: Int
  /// Says which files among the data need not be read.
  public var filter = FileFilter()
  /// Bytes of the parts into which large files of line formats are divided, about.
  public var partSize = 4 << 20
  /// Where something is in the policies, for faults of data that a source reads.
  public var policyPlace: @Sendable (Origin) -> Place? = { _ in nil }

  public init(isLenient: Bool = false, format: DataFormat? = nil, limits: LoadLimits = LoadLimits(), jobs: Int = 1) {
    self.isLenient = isLenient
    self.format = format
    self.limits = limits
    self.jobs = jobs
  }
}

/// The limits of data. Exceeding one is an error, never a crash.
public struct LoadLimits: Sendable {
  /// Lists and mappings inside each other.
  public var nestingDepth = 64
  /// Values that aliases of one YAML file add to it.
  public var aliasExpansion = 1_000_000
  /// Bytes of one value.
  public var scalarLength = 1 << 20
  /// Bytes of one file, and of standard input. Places are kept in 32 bits, so it cannot be four times as large.
  public var fileSize = 1 << 30
  /// Values of all files together.
  public var valueCount = 1_000_000_000
  /// Errors listed for one file; the others are counted.
  public var errorsPerFile = 200
  /// Files of all folders together.
  public var fileCount = 100_000
  /// Times the size of a packed file that what is unpacked of it may have.
  public var unpackRatio = 200
  /// Members of one packed file.
  public var memberCount = 10_000

  public init() {}
}
