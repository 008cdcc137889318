public import Diagnostics
public import Governance
public import Manifests
public import PolicySemantics
public import RulePlan

/// The content of `policyc.yaml` at the root of a project. Paths lead from where the tool was started.
public struct Project: Sendable {
  public static let fileName = FileFilter.projectFileName

  /// A section of the data that may be missing.
  public struct OptionalSection: Sendable {
    public var name: String
    /// Where the project file says so.
    public var place: Place

    public init(name: String, place: Place) {
      self.name = name
      self.place = place
    }
  }

  /// The path of the project file.
  public var path: String
  public var name: String?
  /// Folders and files.
  public var policies: [String] = []
  /// Arguments as of `--data`, all patterns replaced by the files that they fit.
  public var data: [String] = []
  /// Those of ``data`` that a pattern has fitted.
  public var fittedData: Set<String> = []
  /// Patterns of files among the data that are not data.
  public var ignored: [PathPattern] = []
  public var optionalSections: [OptionalSection] = []
  /// The first is the default.
  public var languages: [String] = []
  public var asOf: CalendarDate?
  public var parameters: [CompilerOptions.ParameterOverride] = []
  public var requests = RequestSettings()
  /// The currency through which amounts are converted where the data has several ways: `rates: { through: USD }`.
  public var exchangePivot: Currency?

  public init(path: String) { self.path = path }

  /// The path to the folder of a project file: empty, or ending in `/`.
  static func root(of path: String) -> String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }

  /// The data that the project names.
  public var dataInputs: [DataInput] {
    data.map { DataInput(ofProject: $0, isFitted: fittedData.contains($0)) }
  }

  /// The project file that a path stands for: itself, or the one in a folder. Nil where the path leads to neither.
  public static func file(at path: String) -> String? {
    if path.split(separator: "/").last.map(String.init) == fileName { return FolderWalk.isFile(path) ? path : nil }
    guard path != "-", FolderWalk.isFolder(path) else { return nil }
    let file = path == "." ? fileName : path.hasSuffix("/") ? path + fileName : path + "/" + fileName
    return FolderWalk.exists(file) ? file : nil
  }

  /// The project file in a folder, or in the nearest one above it that has one.
  public static func find(from folder: String = ".") -> String? {
    var prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
    // Paths beyond the root lead to the root again, so the number of steps is limited.
    for _ in 0..<64 {
      if FolderWalk.exists(prefix + fileName) { return prefix + fileName }
      prefix += "../"
    }
    return nil
  }

  /// Whether a text is a language code: `en`, `fr`, `pt-BR`.
  public static func isLanguage(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count) else { return false }
    return parts.allSatisfy { part in
      !part.isEmpty && part.count <= 8 && part.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
    }
  }
}
