public import PolicySemantics
public import RulePlan

/// The content of `policyc.yaml` at the root of a project. Paths lead from where the tool was started.
public struct Project: Sendable {
  public static let fileName = "policyc.yaml"

  /// The path of the project file.
  public var path: String
  public var name: String?
  /// Folders and files.
  public var policies: [String] = []
  /// Arguments as of `--data`, all patterns replaced by the files that they fit.
  public var data: [String] = []
  /// The first is the default.
  public var languages: [String] = []
  public var asOf: CalendarDate?
  public var parameters: [CompilerOptions.ParameterOverride] = []

  public init(path: String) { self.path = path }

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
