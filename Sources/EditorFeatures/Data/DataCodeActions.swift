import Diagnostics
import Governance
import RulePlan
public import SourceText
public import Workbench

/// Changes that an editor offers in a data document.
public enum DataCodeActions {
  public struct Action: Sendable {
    public var title: String
    public var edits: [TextEdit]
    /// The code of the diagnostic that the action resolves.
    public var code: String
  }

  /// The nearest right name for a fault, a waiver for a finding.
  public static func at(_ range: SourceRange, in context: DataContext, data: DataAnalysis?) -> [Action] {
    guard let data else { return [] }
    let first = context.source.position(at: range.start).humanLine
    let last = context.source.position(at: range.end).humanLine
    var actions: [Action] = []
    for diagnostic in data.diagnostics where touches(diagnostic.place, first, last, context) {
      for fix in diagnostic.fixIts {
        actions.append(Action(title: fix.title, edits: fix.edits, code: diagnostic.code.code))
      }
      if diagnostic.fixIts.isEmpty, let name = suggestion(in: diagnostic.message) {
        let place = self.range(diagnostic.place, in: context.source)
        actions.append(
          Action(
            title: "Change it to `\(name)`", edits: [TextEdit(range: quoted(place, context), replacement: name)],
            code: diagnostic.code.code))
      }
      if let field = missingField(in: diagnostic), let edit = adding(field, diagnostic.place, in: context) {
        actions.append(Action(title: "Add `\(field)`", edits: [edit], code: diagnostic.code.code))
      }
    }
    guard !context.source.path.hasSuffix(".json") else { return actions }
    for finding in data.findings where finding.isOutstanding {
      guard let place = finding.place, touches(place, first, last, context), !finding.rule.hasPrefix("waiver."),
        let edit = waiver(for: finding, in: context)
      else { continue }
      actions.append(Action(title: "Draft a waiver of `\(finding.rule)`", edits: [edit], code: finding.rule))
    }
    return actions
  }

  private static func touches(_ place: Place, _ first: Int, _ last: Int, _ context: DataContext) -> Bool {
    place.file == context.source.path && place.line <= last && place.endLine >= first
  }

  private static func range(_ place: Place, in source: SourceFile) -> SourceRange {
    func offset(_ line: Int, _ column: Int) -> Int {
      source.lineTable.offset(of: TextPosition(line: line - 1, column: column - 1), in: source.bytes)
    }
    return SourceRange(offset(place.line, place.column), offset(place.endLine, place.endColumn))
  }

  /// The range between quotes, so that they stay.
  private static func quoted(_ range: SourceRange, _ context: DataContext) -> SourceRange {
    let bytes = context.source.bytes
    guard range.count >= 2, bytes.indices.contains(range.start), range.end <= bytes.count,
      bytes[range.start] == 0x22 || bytes[range.start] == 0x27, bytes[range.end - 1] == bytes[range.start]
    else { return range }
    return SourceRange(range.start + 1, range.end - 1)
  }

  /// The name that a message proposes in “did you mean `x`?”.
  static func suggestion(in message: String) -> String? {
    let words = "did you mean `"
    var rest = message[...]
    while let start = rest.firstIndex(of: "d") {
      rest = rest[start...]
      if rest.hasPrefix(words) {
        let name = rest.dropFirst(words.count).prefix { $0 != "`" }
        return name.isEmpty ? nil : String(name)
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func missingField(in diagnostic: Diagnostic) -> String? {
    guard diagnostic.code.name.contains("missing") else { return nil }
    let parts = diagnostic.message.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count >= 3 ? parts.enumerated().last { $0.offset % 2 == 1 }.map { String($0.element) } : nil
  }

  /// A field at the start of a record, as the record is written.
  private static func adding(_ field: String, _ place: Place, in context: DataContext) -> TextEdit? {
    let range = range(place, in: context.source)
    let bytes = context.source.bytes
    guard range.start < bytes.count, Rename.isIdentifier(field) else { return nil }
    let isFlow = bytes[range.start] == UInt8(ascii: "{")
    let start = isFlow ? range.start + 1 : range.start
    let column = context.source.position(at: range.start).column
    let name = context.source.path.hasSuffix(".json") ? "\"\(field)\"" : field
    let text = isFlow ? " \(name): \"\"," : "\(name): \"\"\n" + String(repeating: " ", count: column)
    return TextEdit(range: SourceRange(start, start), replacement: text)
  }

  /// An entry of the section `waivers`, for someone to fill in.
  private static func waiver(for finding: Finding, in context: DataContext) -> TextEdit? {
    let until = context.snapshot.asOf.adding(days: 90) ?? context.snapshot.asOf
    let entry =
      "  - { rule: \(finding.rule), subject: \"\(finding.subject.key)\", reason: \"\", approved_by: \"\", "
      + "valid: { from: \(context.snapshot.asOf), until: \(until) } }\n"
    let bytes = context.source.bytes
    if let section = context.index.sections.first(where: { $0.table == BuiltInTables.waiver }) {
      let line = context.source.lineTable.line(at: section.name.start)
      let end = context.source.lineTable.range(ofLine: line).end
      return TextEdit(range: SourceRange(end, end), replacement: entry)
    }
    let needsLine = bytes.last.map { $0 != 0x0A } ?? false
    return TextEdit(
      range: SourceRange(bytes.count, bytes.count), replacement: (needsLine ? "\n" : "") + "\nwaivers:\n" + entry)
  }
}
