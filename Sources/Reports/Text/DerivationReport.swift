import Diagnostics
public import Governance
import RulePlan
import SourceText

/// Derivations step by step: the norm, the subject, the values of the conditions with their places, the result.
public struct DerivationReport {
  private let style: TerminalStyle

  public init(style: TerminalStyle) { self.style = style }

  public func write(_ derivations: [NormDerivation], to stream: ReportStream) {
    let stream = PlainStream(stream)
    if derivations.isEmpty { stream.write("there is no finding\n") }
    for derivation in derivations { write(derivation, to: stream) }
  }

  private func write(_ derivation: NormDerivation, to stream: PlainStream) {
    stream.write(
      "\(style.apply(.emphasis, derivation.rule.shownName)): \(derivation.title.shown)\(place(derivation.rulePlace))\n")
    stream.write(
      "for \("\(derivation.subject.type) \(derivation.subject.name)".shownName)\(place(derivation.subjectPlace))\n")
    if !derivation.isInForce { stream.write("  the norm is not in force on this day\n") }
    for combination in derivation.combinations {
      if combination.instances.count > 1 {
        stream.write("  with \(combination.instances.joined(separator: ", ").shownName)\n")
      }
      if let day = combination.day, combination.isLater {
        stream.write("  it is judged later, on \(day.description.shown)\n")
      }
      if !combination.isApplicable {
        stream.write("  the norm does not apply: \(limit(combination))\n")
      }
      let lines = combination.steps.map {
        PlainMarkup(repeating: "  ", count: $0.depth) + PlainMarkup($0.text.shownName)
      }
      let width = min(64, lines.map(\.width).max() ?? 0)
      for (line, step) in zip(lines, combination.steps) {
        let gap = PlainMarkup(repeating: " ", count: width - line.width)
        let place = step.depth == 0 ? place(step.place) : ""
        stream.write("    \(line)\(gap)  = \(step.value.shownName)\(place)\n")
      }
    }
    for finding in derivation.findings {
      let state = finding.status == .open ? finding.severity.rawValue : finding.status.rawValue
      stream.write("  \(style.apply(.error, state.shown)): \(finding.message.shown)\(place(finding.place))\n")
      for item in finding.evidence { stream.write("    \(item.text.shownName)\(place(item.place))\n") }
      for citation in finding.citations { stream.write("    clause \(citation.sentence.shown)\n") }
    }
    if derivation.findings.isEmpty { stream.write("  no finding\n") }
    stream.write("\n")
  }

  /// The first condition that is not true.
  private func limit(_ combination: NormDerivation.Combination) -> PlainMarkup {
    combination.steps.first { $0.depth == 0 && !$0.isDay && $0.value != "true" }.map {
      "`\($0.text.shownName)` is \($0.value.shownName)"
    }
      ?? "its conditions do not hold together"
  }

  private func place(_ place: Place?) -> PlainMarkup {
    place.map { " (\($0.shownColumn))" } ?? ""
  }

  // MARK: JSON

  public func writeJSON(_ derivations: [NormDerivation], to stream: ReportStream) {
    var json = JSONWriter()
    json.beginObject()
    json.key("schemaVersion")
    json.number(1)
    json.key("derivations")
    json.array(derivations) { $1.derivation($0) }
    json.endObject()
    json.move(to: stream)
    stream.write("\n")
  }
}

extension JSONWriter {
  fileprivate mutating func derivation(_ derivation: NormDerivation) {
    beginObject()
    key("rule")
    string(derivation.rule)
    key("subject")
    subject(derivation.subject)
    key("inForce")
    boolean(derivation.isInForce)
    key("combinations")
    array(derivation.combinations) { combination, json in
      json.beginObject()
      json.key("instances")
      json.array(combination.instances) { $1.string($0) }
      json.key("applies")
      json.boolean(combination.isApplicable)
      if let day = combination.day {
        json.key("judgedOn")
        json.string(day.description)
      }
      json.key("steps")
      json.array(combination.steps) { step, json in
        json.beginObject()
        json.key("text")
        json.string(step.text)
        json.key("value")
        json.string(step.value)
        json.key("depth")
        json.number(step.depth)
        json.key("location")
        json.place(step.place)
        json.endObject()
      }
      json.endObject()
    }
    key("findings")
    array(derivation.findings) { $1.finding($0) }
    endObject()
  }
}
