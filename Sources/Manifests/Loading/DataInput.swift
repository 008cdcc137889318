/// Something to read data from.
public enum DataInput: Sendable {
  /// A file, a folder with all files below it, or `-` for standard input.
  case path(String)
  /// The same, as one section: `grants=rights.csv`.
  case section(String, path: String)
  /// A path that a project file names, or that one of its patterns fits and that need not be data.
  case ofProject(path: String, section: String?, isFitted: Bool)
  /// Bytes in memory, under a name for messages; the format is derived from the name where it is not given.
  case bytes([UInt8], name: String, format: DataFormat? = nil, section: String? = nil)

  /// Reads an argument of the command line: `PATH` or `SECTION=PATH`.
  public init(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let isName = { (text: Substring) in
      text.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }
    if parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, isName(parts[0]) {
      self = .section(String(parts[0]), path: String(parts[1]))
    } else {
      self = .path(argument)
    }
  }

  /// Reads an argument that a project file names.
  ///
  /// - Parameter isFitted: whether a pattern has fitted the path.
  public init(ofProject argument: String, isFitted: Bool) {
    switch DataInput(argument: argument) {
    case .section(let section, let path): self = .ofProject(path: path, section: section, isFitted: isFitted)
    default: self = .ofProject(path: argument, section: nil, isFitted: isFitted)
    }
  }
}

/// How data is written.
public enum DataFormat: String, Sendable, CaseIterable {
  case yaml, json, jsonLines, csv

  /// As reports name it, and as names of files end.
  public var name: String { self == .jsonLines ? "jsonl" : rawValue }

  /// By the end of a file's name; nil where that says nothing.
  public init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "yaml", "yml": self = .yaml
    case "json": self = .json
    case "jsonl", "ndjson": self = .jsonLines
    case "csv": self = .csv
    default: return nil
    }
  }

  /// By what the first bytes look like, for data without a name.
  init(sniffing bytes: UnsafeBufferPointer<UInt8>, hasSection: Bool) {
    var index = 0
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { index = 3 }
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    guard index < bytes.count else {
      self = .yaml
      return
    }
    if bytes[index] == 0x7B {
      // A section of objects one after the other is JSON Lines; without a section it is one object of sections.
      self = hasSection ? .jsonLines : .json
      return
    }
    if bytes[index] == 0x5B {
      self = .json
      return
    }
    var separators = 0
    var colons = 0
    while index < bytes.count, bytes[index] != 0x0A {
      if bytes[index] == 0x2C || bytes[index] == 0x3B || bytes[index] == 0x09 { separators += 1 }
      if bytes[index] == 0x3A { colons += 1 }
      index += 1
    }
    self = hasSection && separators > 0 && colons == 0 ? .csv : .yaml
  }
}
