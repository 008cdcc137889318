import Diagnostics
import Governance
import RulePlan
import SourceText
import Workbench

/// Turns faults and findings into diagnostics of the protocol.
struct DiagnosticConversion: Sendable {
  var capabilities: ClientCapabilities
  var converter: PositionConverter
  var settings: Settings
  var snapshot: ProjectSnapshot

  /// The faults of a policy or of the project file.
  func json(_ diagnostic: Diagnostic, in source: SourceFile) -> JSONValue {
    json(diagnostic, range: converter.range(shown(diagnostic.range, in: source), in: source))
  }

  /// A fault whose place is known by lines and columns.
  func json(_ diagnostic: Diagnostic) -> JSONValue { json(diagnostic, range: range(diagnostic.place)) }

  private func json(_ diagnostic: Diagnostic, range: JSONValue) -> JSONValue {
    var message = diagnostic.message
    for note in diagnostic.notes { message += "\n" + note }
    var related: [JSONValue] = []
    for other in diagnostic.related where other.place.isKnown {
      related.append([
        "location": ["uri": .string(converter.uri(other.place.file)), "range": self.range(other.place)],
        "message": .string(other.message),
      ])
    }
    let severity = diagnostic.severity == .error ? 1 : diagnostic.severity == .warning ? 2 : 3
    var tags: [JSONValue] = []
    if diagnostic.code.name.hasPrefix("unused") { tags.append(1) }
    if diagnostic.code.name.contains("superseded") { tags.append(2) }
    return .members([
      "range": range, "severity": .integer(severity), "code": .string(diagnostic.code.code),
      "codeDescription": capabilities.hasCodeDescription
        ? settings.documentation.map { ["href": .string($0 + diagnostic.code.code)] } : nil,
      "source": "policyc", "message": .string(message),
      "tags": capabilities.hasTags && !tags.isEmpty ? .array(tags) : nil,
      "relatedInformation": capabilities.hasRelatedInformation && !related.isEmpty ? .array(related) : nil,
    ])
  }

  /// A finding, at its place in the data.
  func json(_ finding: Finding) -> JSONValue? {
    guard let place = finding.place, place.isKnown else { return nil }
    let severity: Int
    switch finding.status {
    case .waived, .baseline: severity = 4
    case .open, .undetermined: severity = finding.severity == .error ? 1 : 2
    }
    var message = finding.message
    if finding.status == .waived { message = "waived: " + message }
    if finding.status == .undetermined { message = "undetermined: " + message }
    var related: [JSONValue] = []
    if let rule = finding.rulePlace, rule.isKnown {
      related.append([
        "location": ["uri": .string(converter.uri(rule.file)), "range": range(rule)],
        "message": .string("\(finding.rule): \(finding.title)"),
      ])
    }
    for item in finding.evidence {
      guard let place = item.place, place.isKnown else { continue }
      related.append([
        "location": ["uri": .string(converter.uri(place.file)), "range": range(place)],
        "message": .string(item.text),
      ])
    }
    if let remedy = finding.remedy { message += "\n" + remedy }
    return .members([
      "range": range(place), "severity": .integer(severity), "code": .string(finding.rule), "source": "policyc",
      "message": .string(message),
      "relatedInformation": capabilities.hasRelatedInformation && !related.isEmpty ? .array(related) : nil,
    ])
  }

  /// An empty range is shown as the character after it.
  private func shown(_ range: SourceRange, in source: SourceFile) -> SourceRange {
    let start = min(range.start, source.bytes.count)
    return SourceRange(start, min(max(start, range.end), source.bytes.count))
  }

  /// The range of a place by lines and columns, whose columns count characters.
  func range(_ place: Place) -> JSONValue {
    let start = TextPosition(line: max(0, place.line - 1), column: max(0, place.column - 1))
    let end = TextPosition(line: max(0, place.endLine - 1), column: max(0, place.endColumn - 1))
    guard converter.unit != .unicodeScalars, let source = source(place.file) else {
      return ["start": PositionConverter.json(start), "end": PositionConverter.json(max(start, end))]
    }
    func convert(_ position: TextPosition) -> TextPosition {
      let offset = source.lineTable.offset(of: position, in: source.bytes, unit: .unicodeScalars)
      return source.lineTable.position(at: offset, in: source.bytes, unit: converter.unit)
    }
    return [
      "start": PositionConverter.json(convert(start)), "end": PositionConverter.json(max(convert(start), convert(end))),
    ]
  }

  private func source(_ path: String) -> SourceFile? {
    snapshot.document(path)?.source ?? snapshot.open[path]?.source ?? texts.source(path, in: snapshot)
  }

  let texts = TextCache()
}
