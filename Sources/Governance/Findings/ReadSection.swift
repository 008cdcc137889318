/// A section of a data file, as reports list what was read.
public struct ReadSection: Hashable, Sendable {
  /// As the user gave it.
  public var file: String
  /// `yaml`, `json`, `jsonl` or `csv`.
  public var format: String
  /// Nil for a file that gives no section.
  public var section: String?
  public var records: Int
  /// The digest of the bytes that were read; nil where nobody asked for it.
  public var sha256: String?

  /// The source that has read the file; nil for a section.
  public var source: Source?

  /// How many records a source has made of a file.
  public struct Source: Hashable, Sendable {
    public var name: String
    public var came: Int
    public var kept: Int

    public var leftOut: Int { came - kept }

    public init(name: String, came: Int, kept: Int) {
      self.name = name
      self.came = came
      self.kept = kept
    }
  }

  public init(
    file: String, format: String, section: String?, records: Int, sha256: String?, source: Source? = nil
  ) {
    self.source = source
    self.file = file
    self.format = format
    self.section = section
    self.records = records
    self.sha256 = sha256
  }
}
