public import Diagnostics
import Manifests
import PolicySemantics
import RulePlan
public import SourceText

/// Reads a project file, strictly: what the tool does not know is an error with its place.
public struct ProjectReader {
  /// What came of reading a project file.
  public struct Outcome: Sendable {
    public var project: Project
    public var diagnostics: [Diagnostic]
    /// The text, for reports; nil where it could not be read.
    public var file: SourceFile?
  }

  private enum Key: String, CaseIterable {
    case name, policies, data, languages
    case asOf = "as-of"
    case parameters
  }

  private let file: SourceFile
  /// What leads from where the tool was started to the folder of the project file: empty, or ending in `/`.
  private let root: String
  private var project: Project
  private var diagnostics: [Diagnostic] = []

  /// Reads the project file at a path.
  public static func read(_ path: String) -> Outcome {
    do throws(FileFailure) {
      return read(SourceFile(path: path, bytes: try TextFile.read(path, limit: 1 << 20)))
    } catch {
      let message = "cannot read `\(error.path)`: \(error.reason)"
      return Outcome(
        project: Project(path: path), diagnostics: [Diagnostic(.unreadablePolicy, message, place: .none)], file: nil)
    }
  }

  static func read(_ file: SourceFile) -> Outcome {
    var reader = ProjectReader(file: file)
    reader.read()
    return Outcome(project: reader.project, diagnostics: reader.diagnostics, file: file)
  }

  private init(file: SourceFile) {
    self.file = file
    root = file.path.lastIndex(of: "/").map { String(file.path[...$0]) } ?? ""
    project = Project(path: file.path)
  }

  private mutating func read() {
    do throws(SettingsFault) {
      guard let node = try SettingsReader.read(file) else { return useDefaults() }
      guard case .mapping(let entries) = node.content else {
        return report(.projectFileForm, "expected a mapping of keys such as `policies`", node.range)
      }
      var seen: [String: SourceRange] = [:]
      for entry in entries { read(entry, &seen) }
      useDefaults()
    } catch {
      report(.projectFileForm, error.message, error.range)
    }
  }

  private mutating func useDefaults() {
    if project.policies.isEmpty { project.policies = [root.isEmpty ? "." : root] }
  }

  private mutating func read(_ entry: SettingsNode.Entry, _ seen: inout [String: SourceRange]) {
    if let first = seen[entry.key] {
      diagnostics.append(
        Diagnostic(
          .repeatedProjectKey, "`\(entry.key)` stands twice", at: entry.keyRange, in: file,
          related: [RelatedPlace(message: "first given here", place: Place(first, in: file))]))
      return
    }
    seen[entry.key] = entry.keyRange
    guard let key = Key(rawValue: entry.key) else {
      let known = Key.allCases.map(\.rawValue)
      let nearest = NameSuggestion.nearest(to: entry.key, in: known)
      let hint = nearest.map { "did you mean `\($0)`?" } ?? "there are \(Self.listed(known))"
      diagnostics.append(
        Diagnostic(
          .unknownProjectKey, "a project file has no key `\(entry.key)`; \(hint)", at: entry.keyRange, in: file,
          fixIts: nearest.map { name in
            [
              FixIt(
                title: "Change `\(entry.key)` to `\(name)`",
                edits: [TextEdit(range: entry.keyRange, replacement: name)])
            ]
          } ?? []))
      return
    }
    switch key {
    case .name: project.name = text(entry)
    case .policies: readPolicies(entry)
    case .data: readData(entry)
    case .languages: readLanguages(entry)
    case .asOf: readDate(entry)
    case .parameters: readParameters(entry)
    }
  }

  // MARK: Keys

  private mutating func readPolicies(_ entry: SettingsNode.Entry) {
    for (path, range) in texts(entry) {
      let paths = expand(path, range)
      if paths.isEmpty { report(.noPolicies, "`\(path)` leads to no file or folder", range) }
      project.policies += paths
    }
  }

  private mutating func readData(_ entry: SettingsNode.Entry) {
    for (argument, range) in texts(entry) {
      // `section=pattern` as on the command line.
      var prefix = ""
      var pattern = argument
      if case .section(let section, let path) = DataInput(argument: argument) {
        prefix = section + "="
        pattern = path
      }
      let paths = expand(pattern, range)
      if paths.isEmpty { report(.noSuchData, "no file fits `\(pattern)`", range) }
      project.data += paths.map { prefix + $0 }
    }
  }

  private mutating func readLanguages(_ entry: SettingsNode.Entry) {
    for (language, range) in texts(entry) {
      guard Project.isLanguage(language) else {
        report(.wrongProjectValue, "`languages` expects codes such as `en` and `fr`, found `\(language)`", range)
        continue
      }
      if !project.languages.contains(language) { project.languages.append(language) }
    }
  }

  private mutating func readDate(_ entry: SettingsNode.Entry) {
    guard let written = text(entry) else { return }
    guard let date = CalendarDate(written) else {
      return report(
        .wrongProjectValue, "`as-of` expects a date such as `2019-06-30`, found `\(written)`", entry.value.range)
    }
    project.asOf = date
  }

  private mutating func readParameters(_ entry: SettingsNode.Entry) {
    guard case .mapping(let parameters) = entry.value.content else {
      return report(.wrongProjectValue, "`parameters` expects names with their values", entry.value.range)
    }
    var seen: Set<String> = []
    for parameter in parameters {
      guard seen.insert(parameter.key).inserted else {
        report(.repeatedProjectKey, "`\(parameter.key)` is set twice", parameter.keyRange)
        continue
      }
      guard case .scalar(let value) = parameter.value.content, let value else {
        report(.wrongProjectValue, "`\(parameter.key)` expects one value", parameter.value.range)
        continue
      }
      project.parameters.append(
        CompilerOptions.ParameterOverride(
          name: parameter.key, value: value, place: Place(parameter.value.range, in: file)))
    }
  }

  // MARK: Values

  /// One text; nil where the value is another, which has been reported.
  private mutating func text(_ entry: SettingsNode.Entry) -> String? {
    if case .scalar(let text) = entry.value.content, let text { return text }
    report(.wrongProjectValue, "`\(entry.key)` expects a text", entry.value.range)
    return nil
  }

  /// A text or a list of texts.
  private mutating func texts(_ entry: SettingsNode.Entry) -> [(String, SourceRange)] {
    let nodes: [SettingsNode]
    if case .list(let elements) = entry.value.content { nodes = elements } else { nodes = [entry.value] }
    var result: [(String, SourceRange)] = []
    for node in nodes {
      if case .scalar(let text) = node.content, let text, !text.isEmpty {
        result.append((text, node.range))
      } else {
        report(.wrongProjectValue, "`\(entry.key)` expects a list of texts", node.range)
      }
    }
    return result
  }

  /// What a path or pattern from the project’s folder leads to.
  private mutating func expand(_ pattern: String, _ range: SourceRange) -> [String] {
    do throws(FileFailure) {
      return try Glob(pattern).matches(in: root)
    } catch {
      report(.policyLimit, "cannot go through `\(error.path)`: \(error.reason)", range)
      return []
    }
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, _ range: SourceRange) {
    diagnostics.append(Diagnostic(code, message, at: range, in: file))
  }

  private static func listed(_ names: [String]) -> String {
    let quoted = names.map { "`\($0)`" }
    return quoted.dropLast().joined(separator: ", ") + " and " + (quoted.last ?? "")
  }
}
