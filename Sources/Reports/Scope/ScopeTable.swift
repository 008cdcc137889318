import Diagnostics
import Governance
import RulePlan
import SourceText

/// The basis of a report as tables: the files that were read, the norms with their states, and what was accepted.
struct ScopeTable {
  var title: String
  var header: [String]
  var rows: [[String]]
  /// Columns of numbers.
  var numbers: Set<Int>

  /// The tables of a report; those without rows are left out.
  static func tables(of report: Report) -> [ScopeTable] {
    let words = ScopeWording(language: report.language)
    let assessment = report.assessment
    return [
      read(report.read, words), norms(assessment, words), reliances(assessment?.reliances ?? [], words),
    ].filter { !$0.rows.isEmpty }
  }

  private static func read(_ sections: [ReadSection], _ words: ScopeWording) -> ScopeTable {
    ScopeTable(
      title: words.read, header: [words.file, words.format, words.section, words.records, "SHA-256"],
      rows: sections.map { read in
        let section = [read.section, read.source.map { words.came($0) }].compactMap { $0 }.joined(separator: ", ")
        return [
          read.file, read.format, section.isEmpty ? "–" : section, String(read.records), read.sha256 ?? "",
        ]
      },
      numbers: [3])
  }

  private static func norms(_ assessment: Assessment?, _ words: ScopeWording) -> ScopeTable {
    let counts = assessment?.findingCounts ?? [:]
    return ScopeTable(
      title: words.norms, header: [words.rule, words.state, words.subjects, words.findings],
      rows: (assessment?.rules ?? []).map { rule in
        [
          rule.name, words.name(of: rule.status), String(rule.statistics?.examined ?? 0),
          String(rule.statistics == nil ? 0 : counts[rule.name] ?? 0),
        ]
      }, numbers: [2, 3])
  }

  private static func reliances(_ reliances: [Reliance], _ words: ScopeWording) -> ScopeTable {
    ScopeTable(
      title: words.restsOn,
      header: [words.kind, words.rule, words.subject, words.reason, words.approvedBy, words.until, words.findings],
      rows: reliances.map { reliance in
        [
          words.name(of: reliance.kind), reliance.rule, reliance.subject, reliance.reason ?? "",
          reliance.approvedBy ?? "", reliance.until?.description ?? "", String(reliance.findings),
        ]
      }, numbers: [6])
  }

  /// The table in columns of one width each.
  var lines: [PlainMarkup] {
    let all = ([header] + rows).map { $0.map { PlainMarkup($0.shownName) } }
    let widths = header.indices.map { column in all.map { $0[column].width }.max() ?? 0 }
    return [PlainMarkup(title.shown)]
      + all.map { row in
        var line: PlainMarkup = ""
        // No blanks at the end of a line.
        let last = row.lastIndex { !$0.isEmpty } ?? -1
        for (column, text) in row.enumerated() where column <= last {
          let padding = PlainMarkup(repeating: " ", count: widths[column] - text.width)
          line += "  "
          if numbers.contains(column) { line += padding + text } else { line += column < last ? text + padding : text }
        }
        return line
      }
  }
}
