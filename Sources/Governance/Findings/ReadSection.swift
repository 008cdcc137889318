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

  public init(file: String, format: String, section: String?, records: Int, sha256: String?) {
    self.file = file
    self.format = format
    self.section = section
    self.records = records
    self.sha256 = sha256
  }
}
