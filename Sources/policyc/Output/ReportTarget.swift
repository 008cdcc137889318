import ArgumentParser
import Reports
import SourceText

/// A requested report: its format, and where it goes.
struct ReportTarget {
  enum Format: String, CaseIterable {
    case text, json, sarif, junit, github, markdown, csv, html
  }

  var format: Format
  /// Nil for standard output.
  var path: String?

  /// Reads `X` or `X=FILE`; nil where there is no such format.
  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, let format = Format(rawValue: String(name)) else { return nil }
    self.format = format
    if parts.count == 2 { path = parts[1] == "-" ? nil : String(parts[1]) }
  }

  init(format: Format, path: String?) {
    self.format = format
    self.path = path
  }

  /// The targets by the options `--format` and `--output` of a command line.
  ///
  /// - Parameter known: the formats of the command.
  static func targets(
    formats: [String], outputs: [String], among known: [Format] = Format.allCases
  ) throws -> [ReportTarget] {
    var targets: [ReportTarget] = []
    for argument in formats {
      guard let target = ReportTarget(argument: argument), known.contains(target.format) else {
        let names = known.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("unknown report format `\(argument.shownName.line)`; expected one of: \(names)")
      }
      targets.append(target)
    }
    for path in outputs {
      // Before any format: the first that has no file of its own, or the text report.
      if let index = targets.firstIndex(where: { $0.path == nil }) {
        targets[index].path = path == "-" ? nil : path
      } else {
        targets.append(ReportTarget(format: .text, path: path == "-" ? nil : path))
      }
    }
    if targets.isEmpty { targets.append(ReportTarget(format: .text, path: nil)) }
    let places = targets.map { $0.path ?? "-" }
    if let twice = places.first(where: { place in places.filter { $0 == place }.count > 1 }) {
      let place = twice == "-" ? "standard output" : "`\(twice.shownName.line)`"
      throw ValidationError("two reports cannot both go to \(place)")
    }
    return targets
  }
}
