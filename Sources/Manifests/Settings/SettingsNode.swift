public import SourceText

/// A value of a settings file, such as the project file: small, written by hand, and kept whole with its places.
public struct SettingsNode: Sendable {
  public indirect enum Content: Sendable {
    /// The text as it is written, whatever type YAML would make of it; nil where nothing is written.
    case scalar(String?)
    case list([SettingsNode])
    /// In the order of the file; a key may stand twice.
    case mapping([Entry])
  }

  public struct Entry: Sendable {
    public var key: String
    public var keyRange: SourceRange
    public var value: SettingsNode
  }

  public var content: Content
  public var range: SourceRange
}

/// Why a settings file cannot be read, in words, and where.
public struct SettingsFault: Error, Hashable, Sendable {
  public var message: String
  public var range: SourceRange
}
