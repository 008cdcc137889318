import Diagnostics
public import Governance
import Manifests
import RulePlan
public import SourceText

/// The file of a baseline: JSON with an entry for each finding or conflict that is known.
public enum BaselineFile {
  public static let schemaVersion = 2

  /// Why a file cannot be read as a baseline.
  public enum Fault: Error {
    /// It is something else.
    case other
    /// It is of a form that is read no more, or an entry is wrong.
    case faulty(Diagnostic)

    public func diagnostic(in file: SourceFile) -> Diagnostic {
      switch self {
      case .faulty(let diagnostic): diagnostic
      case .other:
        Diagnostic(
          .malformedBaseline, "`\(file.path)` is not a baseline file; create one with --write-baseline",
          at: SourceRange(0, 0), in: file)
      }
    }
  }

  // MARK: Writing

  /// The file of a baseline: an entry a line.
  public static func markup(of baseline: Baseline) -> JSONMarkup {
    let lines: [JSONMarkup] = baseline.entries.map { "    \(line($0))" }
    let list: JSONMarkup = lines.isEmpty ? "[]" : "[\n\(lines.joined(separator: ",\n"))\n  ]"
    return "{\n  \"schemaVersion\": \(schemaVersion),\n  \"entries\": \(list)\n}\n"
  }

  private static func line(_ entry: Baseline.Entry) -> JSONMarkup {
    var members: [(JSONMarkup, JSONMarkup)] = [("rule", quoted(entry.rule)), ("subject", object(entry.subject))]
    if !entry.about.isEmpty { members.append(("about", list(entry.about.map(object)))) }
    if let access = entry.access { members.append(("access", quoted(access))) }
    if !entry.duties.isEmpty { members.append(("duties", list(entry.duties.map(quoted)))) }
    if !entry.units.isEmpty { members.append(("units", list(entry.units.map { $0.map(quoted) ?? "null" }))) }
    members.append(("message", quoted(entry.message)))
    if !entry.rights.isEmpty { members.append(("rights", list(entry.rights.map(quoted)))) }
    members.append(("written", quoted(entry.written.description)))
    members.append(("reason", entry.reason.map(quoted) ?? "null"))
    members.append(("until", entry.until.map { quoted($0.description) } ?? "null"))
    members.append(("fingerprint", quoted(entry.fingerprint)))
    return object(members)
  }

  private static func object(_ subject: Finding.Subject) -> JSONMarkup {
    object([("type", quoted(subject.type)), ("key", quoted(subject.key))])
  }

  private static func object(_ members: [(JSONMarkup, JSONMarkup)]) -> JSONMarkup {
    let pairs: [JSONMarkup] = members.map { "\"\($0.0)\": \($0.1)" }
    return "{ \(pairs.joined(separator: ", ")) }"
  }

  private static func list(_ elements: [JSONMarkup]) -> JSONMarkup { "[\(elements.joined(separator: ", "))]" }

  private static func quoted(_ text: String) -> JSONMarkup { "\"\(text.shownName)\"" }

  // MARK: Reading

  public static func read(_ file: SourceFile) throws(Fault) -> Baseline {
    let (root, diagnostics) = DocumentReader.read(SourceFile(path: file.path + ".json", bytes: file.bytes))
    guard diagnostics.isEmpty, let root, let version = root["schemaVersion"] else { throw .other }
    if version.text == "1", root["fingerprints"]?.elements != nil {
      throw .faulty(
        Diagnostic(
          .oldBaseline, "the baseline has the form of an earlier version, from which nobody can see what was accepted",
          at: version.range, in: file,
          notes: ["write it again with `--write-baseline`, and look at what it then says"]))
    }
    guard version.text == "\(schemaVersion)", let list = root["entries"]?.elements else { throw .other }
    var entries: [Baseline.Entry] = []
    for node in list { entries.append(try entry(node, file)) }
    return Baseline(entries: entries)
  }

  private static func entry(_ node: DocumentNode, _ file: SourceFile) throws(Fault) -> Baseline.Entry {
    func fault(_ message: String, _ place: DocumentNode) -> Fault {
      .faulty(Diagnostic(.malformedBaseline, message, at: place.range, in: file))
    }
    func text(_ name: String) throws(Fault) -> String {
      guard let value = node[name] else { throw fault("the entry has no `\(name)`", node) }
      guard let text = value.text else {
        throw fault("expected a text for `\(name)`, found \(value.description)", value)
      }
      return text
    }
    func day(_ name: String) throws(Fault) -> CalendarDate? {
      guard let value = node[name], !value.isMissing else { return nil }
      guard let day = value.text.flatMap({ CalendarDate($0) }) else {
        throw fault("expected a day such as 2019-06-30 for `\(name)`, found \(value.description)", value)
      }
      return day
    }
    func texts(_ name: String) throws(Fault) -> [String?] {
      guard let value = node[name], !value.isMissing else { return [] }
      guard let elements = value.elements, elements.allSatisfy({ $0.text != nil || $0.isMissing }) else {
        throw fault("expected a list of texts for `\(name)`, found \(value.description)", value)
      }
      return elements.map(\.text)
    }
    guard let subject = node["subject"].flatMap(subject) else {
      throw fault("the entry has no subject with `type` and `key`", node)
    }
    guard let written = try day("written") else { throw fault("the entry has no `written`", node) }
    var entry = Baseline.Entry(
      rule: try text("rule"), subject: subject, fingerprint: try text("fingerprint"), message: try text("message"),
      written: written)
    entry.about = (node["about"]?.elements ?? []).compactMap(self.subject)
    entry.access = node["access"]?.text
    entry.duties = try texts("duties").compactMap { $0 }
    entry.units = try texts("units")
    entry.rights = try texts("rights").compactMap { $0 }
    entry.reason = node["reason"]?.text
    entry.until = try day("until")
    entry.place = Place(node.range, in: file)
    return entry
  }

  private static func subject(_ node: DocumentNode) -> Finding.Subject? {
    guard let type = node["type"]?.text, let key = node["key"]?.text else { return nil }
    return Finding.Subject(type: type, key: key)
  }
}
