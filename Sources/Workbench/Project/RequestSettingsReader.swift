import Diagnostics
import Governance
import Manifests
import RulePlan
import SourceText

/// Reads `requests:` of a project file.
struct RequestSettingsReader {
  private enum Key: String, CaseIterable {
    case mayChange = "may-change"
    case claimed
    case lookAhead = "look-ahead"
    case lapses
  }

  private let file: SourceFile
  private let report: (DiagnosticCode, String, SourceRange, [FixIt]) -> Void
  private var settings = RequestSettings()

  /// - Parameter report: takes what is wrong, with its place in the project file.
  init(_ file: SourceFile, report: @escaping (DiagnosticCode, String, SourceRange, [FixIt]) -> Void) {
    self.file = file
    self.report = report
  }

  mutating func read(_ node: DocumentNode) -> RequestSettings? {
    guard let entries = node.entries else {
      fault("`requests` expects keys such as `may-change`, found \(node.description)", node.range)
      return nil
    }
    for entry in entries { read(entry) }
    return settings
  }

  private mutating func read(_ entry: DocumentEntry) {
    guard let key = Key(rawValue: entry.name) else { return reportUnknown(entry) }
    switch key {
    case .mayChange: settings.mayChange = targets(entry)
    case .claimed:
      settings.claimed = targets(entry).filter { target in
        if target.field != nil { return true }
        fault("`claimed` expects fields such as `grants.approved_by`, found `\(target.text)`", entry.value.range)
        return false
      }
    case .lookAhead:
      guard let text = entry.value.text, let duration = Self.duration(text) else {
        return fault(
          "`look-ahead` expects a duration of at least a day such as `1 year`, found \(entry.value.description)",
          entry.value.range)
      }
      settings.lookAhead = duration
    case .lapses:
      guard let lapses = entry.value.text.flatMap(RequestSettings.Lapses.init) else {
        return fault("`lapses` expects `remark` or `refuse`, found \(entry.value.description)", entry.value.range)
      }
      settings.lapses = lapses
    }
  }

  /// A duration of at least one day.
  private static func duration(_ text: String) -> CalendarDuration? {
    let duration = Array(text.utf8).withUnsafeBufferPointer { try? CalendarDuration.read($0) }
    guard let duration, let start = CalendarDate(year: 2000, month: 1, day: 1), let end = start.adding(duration),
      start < end
    else { return nil }
    return duration
  }

  private func targets(_ entry: DocumentEntry) -> [RequestSettings.Target] {
    (entry.value.elements ?? [entry.value]).compactMap { node in
      guard let text = node.text else {
        fault("`\(entry.name)` expects sections and fields, found \(node.description)", node.range)
        return nil
      }
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else {
        fault("`\(entry.name)` expects a section or a field such as `people.groups`, found `\(text)`", node.range)
        return nil
      }
      return RequestSettings.Target(
        section: parts[0], field: parts.count > 1 ? parts[1] : nil, place: Place(node.range, in: file))
    }
  }

  private func reportUnknown(_ entry: DocumentEntry) {
    let known = Key.allCases.map(\.rawValue)
    let nearest = NameSuggestion.nearest(to: entry.name, in: known)
    let hint = nearest.map { "did you mean `\($0)`?" } ?? "expected one of: \(known.joined(separator: ", "))"
    let fixes = nearest.map { name in
      [
        FixIt(
          title: "Change `\(entry.name)` to `\(name)`",
          edits: [TextEdit(range: entry.nameRange, replacement: name)])
      ]
    }
    report(.unknownProjectKey, "`requests` has no key `\(entry.name)`; \(hint)", entry.nameRange, fixes ?? [])
  }

  private func fault(_ message: String, _ range: SourceRange) { report(.wrongProjectValue, message, range, []) }
}
