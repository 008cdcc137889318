public import Diagnostics
import Manifests
import PolicySemantics
import RulePlan
public import SourceText

/// Reads a project file, strictly: what the tool does not know is an error with its place.
public struct ProjectReader {
  /// The result of reading a project file.
  public struct Outcome: Sendable {
    public var project: Project
    public var diagnostics: [Diagnostic]
    /// The text, for reports; nil where it could not be read.
    public var file: SourceFile?
  }

  private enum Key: String, CaseIterable {
    case name, policies, data, ignore, sections, languages
    case asOf = "as-of"
    case parameters, requests, rates
  }

  private let file: SourceFile
  /// The path from where the tool was started to the folder of the project file: empty, or ending in `/`.
  private let root: String
  private let confinement: ProjectRoot?
  private var project: Project
  private var diagnostics: [Diagnostic] = []

  /// Reads the project file at a path.
  public static func read(_ path: String) -> Outcome {
    do throws(FileFailure) {
      return read(SourceFile(path: path, bytes: try TextFile.readText(path, limit: 1 << 20)))
    } catch {
      let message = "cannot read `\(error.path)`: \(error.reason)"
      return Outcome(
        project: Project(path: path), diagnostics: [Diagnostic(.unreadablePolicy, message, place: .none)], file: nil)
    }
  }

  static func read(_ file: SourceFile) -> Outcome {
    var reader = ProjectReader(file: file)
    reader.read()
    return Outcome(
      project: reader.project, diagnostics: reader.diagnostics.sorted { $0.place < $1.place }, file: file)
  }

  private init(file: SourceFile) {
    self.file = file
    root = Project.root(of: file.path)
    confinement = ProjectRoot(folder: root)
    project = Project(path: file.path)
  }

  private mutating func read() {
    let (root, faults) = DocumentReader.read(file)
    diagnostics += faults
    guard let root, !root.isMissing else { return useDefaults() }
    guard let entries = root.entries else {
      return report(
        .projectFileForm, "expected keys such as `policies`, found \(root.description)", root.range)
    }
    for entry in entries { read(entry) }
    useDefaults()
  }

  private mutating func useDefaults() {
    if project.policies.isEmpty { project.policies = [root.isEmpty ? "." : root] }
  }

  private mutating func read(_ entry: DocumentEntry) {
    guard let key = Key(rawValue: entry.name) else {
      let known = Key.allCases.map(\.rawValue)
      let nearest = NameSuggestion.nearest(to: entry.name, in: known)
      let hint = nearest.map { "did you mean `\($0)`?" } ?? "there are \(Self.listed(known))"
      diagnostics.append(
        Diagnostic(
          .unknownProjectKey, "a project file has no key `\(entry.name)`; \(hint)", at: entry.nameRange, in: file,
          fixIts: nearest.map { name in
            [
              FixIt(
                title: "Change `\(entry.name)` to `\(name)`",
                edits: [TextEdit(range: entry.nameRange, replacement: name)])
            ]
          } ?? []))
      return
    }
    switch key {
    case .name: project.name = text(entry)
    case .policies: readPolicies(entry)
    case .data: readData(entry)
    case .ignore: project.ignored += texts(entry).map { PathPattern($0.0, base: root) }
    case .sections: readSections(entry)
    case .languages: readLanguages(entry)
    case .asOf: readDate(entry)
    case .parameters: readParameters(entry)
    case .requests: readRequests(entry)
    case .rates: readRates(entry)
    }
  }

  // MARK: Keys

  private mutating func readPolicies(_ entry: DocumentEntry) {
    for (path, range) in texts(entry) {
      let paths = expand(path, range)
      if paths.isEmpty, !isReported(range) { report(.noPolicies, "`\(path)` leads to no file or folder", range) }
      project.policies += paths
    }
  }

  private mutating func readData(_ entry: DocumentEntry) {
    // `agr_users: PATH`, of sections and sources.
    for member in entry.value.entries ?? [] {
      for (pattern, range) in texts(member) { readData(member.name + "=" + pattern, range) }
    }
    guard entry.value.entries == nil else { return }
    for (argument, range) in texts(entry) { readData(argument, range) }
  }

  private mutating func readData(_ argument: String, _ range: SourceRange) {
    // `section=pattern` as on the command line.
    var prefix = ""
    var pattern = argument
    if case .section(let section, let path) = DataInput(argument: argument) {
      prefix = section + "="
      pattern = path
    }
    let paths = expand(pattern, range)
    if paths.isEmpty, !isReported(range) { report(.noSuchData, "no file fits `\(pattern)`", range) }
    let arguments = paths.map { prefix + $0 }
    project.data += arguments
    if Glob.isPattern(pattern) { project.fittedData.formUnion(arguments) }
  }

  private mutating func readSections(_ entry: DocumentEntry) {
    guard let sections = entry.value.entries else {
      return report(
        .wrongProjectValue, "`sections` expects sections with what is said of them, found \(entry.value.description)",
        entry.value.range)
    }
    for section in sections {
      guard section.value.text == "may be missing" else {
        report(
          .wrongProjectValue, "`\(section.name)` expects `may be missing`, found \(section.value.description)",
          section.value.range)
        continue
      }
      project.optionalSections.append(
        Project.OptionalSection(name: section.name, place: Place(section.nameRange, in: file)))
    }
  }

  private mutating func readLanguages(_ entry: DocumentEntry) {
    for (language, range) in texts(entry) {
      guard Project.isLanguage(language) else {
        report(.wrongProjectValue, "`languages` expects codes such as `en` and `fr`, found `\(language)`", range)
        continue
      }
      if !project.languages.contains(language) { project.languages.append(language) }
    }
  }

  private mutating func readDate(_ entry: DocumentEntry) {
    guard let written = text(entry) else { return }
    guard let date = CalendarDate(written) else {
      return report(
        .wrongProjectValue, "`as-of` expects a date such as `2019-06-30`, found `\(written)`", entry.value.range)
    }
    project.asOf = date
  }

  /// `rates: { through: USD }`
  private mutating func readRates(_ entry: DocumentEntry) {
    guard let entries = entry.value.entries, entries.allSatisfy({ $0.name == "through" }), let through = entries.first
    else {
      return report(
        .wrongProjectValue, "`rates` expects `{ through: USD }`, found \(entry.value.description)", entry.value.range)
    }
    guard let currency = through.value.text.flatMap({ Currency($0) }) else {
      return report(
        .wrongProjectValue, "`through` expects a currency such as `USD`, found \(through.value.description)",
        through.value.range)
    }
    project.exchangePivot = currency
  }

  private mutating func readParameters(_ entry: DocumentEntry) {
    guard let parameters = entry.value.entries else {
      return report(
        .wrongProjectValue, "`parameters` expects names with their values, found \(entry.value.description)",
        entry.value.range)
    }
    for parameter in parameters { readParameter(parameter) }
  }

  /// `limit: 5000 USD`, or `limit: { from: 2025-01-01, value: 5000 USD }`
  private mutating func readParameter(_ parameter: DocumentEntry) {
    if let value = parameter.value.text {
      project.parameters.append(
        CompilerOptions.ParameterOverride(
          name: parameter.name, value: value, place: Place(parameter.value.range, in: file)))
      return
    }
    guard let entries = parameter.value.entries else {
      return report(
        .wrongProjectValue, "`\(parameter.name)` expects one value, found \(parameter.value.description)",
        parameter.value.range)
    }
    var from: CalendarDate?
    var value: (text: String, range: SourceRange)?
    for entry in entries {
      guard entry.name == "from" || entry.name == "value" else {
        report(
          .wrongProjectValue, "`\(parameter.name)` expects `from` and `value`, found `\(entry.name)`", entry.nameRange)
        return
      }
      guard let text = text(entry) else { return }
      if entry.name == "value" {
        value = (text, entry.value.range)
      } else if let day = CalendarDate(text) {
        from = day
      } else {
        return report(
          .wrongProjectValue, "`from` expects a date such as `2019-06-30`, found `\(text)`", entry.value.range)
      }
    }
    guard let value else {
      return report(
        .wrongProjectValue, "`\(parameter.name)` expects a `value`, found only `from`", parameter.value.range)
    }
    project.parameters.append(
      CompilerOptions.ParameterOverride(
        name: parameter.name, value: value.text, from: from, place: Place(value.range, in: file)))
  }

  private mutating func readRequests(_ entry: DocumentEntry) {
    var found: [Diagnostic] = []
    let file = file
    var reader = RequestSettingsReader(file) { code, message, range, fixes in
      found.append(Diagnostic(code, message, at: range, in: file, fixIts: fixes))
    }
    if let settings = reader.read(entry.value) { project.requests = settings }
    diagnostics += found
  }

  // MARK: Values

  /// One text; nil where the value is another, which has been reported.
  private mutating func text(_ entry: DocumentEntry) -> String? {
    if let text = entry.value.text { return text }
    report(
      .wrongProjectValue, "`\(entry.name)` expects a text, found \(entry.value.description)", entry.value.range)
    return nil
  }

  /// A text or a list of texts.
  private mutating func texts(_ entry: DocumentEntry) -> [(String, SourceRange)] {
    var result: [(String, SourceRange)] = []
    for node in entry.value.elements ?? [entry.value] {
      if let text = node.text, !text.isEmpty {
        result.append((text, node.range))
      } else {
        report(
          .wrongProjectValue, "`\(entry.name)` expects a list of texts, found \(node.description)", node.range)
      }
    }
    return result
  }

  /// The target of a path or pattern from the project’s folder.
  private mutating func expand(_ pattern: String, _ range: SourceRange) -> [String] {
    do throws(FileFailure) {
      let found = try Glob(pattern).matches(in: root)
      guard let outside = found.first(where: { confinement?.holds($0) == false }) else { return found }
      report(.leadsOutside, "`\(outside)` leads out of the project", range)
      return found.filter { confinement?.holds($0) ?? true }
    } catch {
      report(.policyLimit, "cannot go through `\(error.path)`: \(error.reason)", range)
      return []
    }
  }

  /// Whether something has been said of a path already: one mistake gives one error.
  private func isReported(_ range: SourceRange) -> Bool { diagnostics.contains { $0.range == range } }

  private mutating func report(_ code: DiagnosticCode, _ message: String, _ range: SourceRange) {
    diagnostics.append(Diagnostic(code, message, at: range, in: file))
  }

  private static func listed(_ names: [String]) -> String {
    let quoted = names.map { "`\($0)`" }
    return quoted.dropLast().joined(separator: ", ") + " and " + (quoted.last ?? "")
  }
}
