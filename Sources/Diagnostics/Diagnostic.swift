public import SourceText

/// How bad a diagnostic is.
public enum Severity: String, Sendable, Comparable {
  case note, warning, error

  private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
  public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rank < rhs.rank }
}

/// A place in a file, already in the terms that people read: lines and columns from 1, columns in Unicode scalars.
public struct Place: Hashable, Sendable, Comparable {
  public var file: String
  public var line: Int
  public var column: Int
  public var endLine: Int
  public var endColumn: Int

  public init(file: String, line: Int, column: Int, endLine: Int, endColumn: Int) {
    self.file = file
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  public init(_ range: SourceRange, in file: SourceFile) {
    let start = file.position(at: range.start)
    let end = file.position(at: range.end)
    self.init(
      file: file.path, line: start.humanLine, column: start.humanColumn, endLine: end.humanLine,
      endColumn: end.humanColumn)
  }

  /// For diagnostics outside of any file, such as a run that evaluated nothing.
  public static let none = Place(file: "", line: 0, column: 0, endLine: 0, endColumn: 0)

  public var isKnown: Bool { !file.isEmpty }

  /// `file:line:column`, as terminals and editors make it a link; of a cell `plan.xlsx!Plan!C7`.
  public var label: String {
    guard isKnown else { return "" }
    return isCell ? "\(file)!\(CellName.text(column: column, row: line))" : "\(file):\(line):\(column)"
  }

  /// Whether it is in a sheet of a workbook, where line and column are those of a cell.
  public var isCell: Bool { CellName.isSheet(file) }

  public static func < (lhs: Place, rhs: Place) -> Bool {
    (lhs.file, lhs.line, lhs.column, lhs.endLine, lhs.endColumn)
      < (rhs.file, rhs.line, rhs.column, rhs.endLine, rhs.endColumn)
  }
}

/// Another place that helps to understand a diagnostic, with what there is to see.
public struct RelatedPlace: Hashable, Sendable {
  public var message: String
  public var place: Place

  public init(message: String, place: Place) {
    self.message = message
    self.place = place
  }
}

/// A change of the text that resolves a diagnostic. All edits are in the file of the diagnostic.
public struct FixIt: Hashable, Sendable {
  /// The change, as an order: “Change `bougth` to `bought`”.
  public var title: String
  public var edits: [TextEdit]

  public init(title: String, edits: [TextEdit]) {
    self.title = title
    self.edits = edits
  }
}

/// A fault in the text of a policy or of the data: what, where, and how to fix it.
///
/// Faults of the text and findings in the data are two types: a finding is never a `Diagnostic`.
public struct Diagnostic: Hashable, Sendable {
  /// The stable code; its page is in the catalogue.
  public var code: DiagnosticCode
  public var severity: Severity
  /// One sentence in the author's terms: lower-case start, no period, user text in backticks.
  public var message: String
  public var place: Place
  /// The same place in bytes, for editors and fixes. Empty for files that are not kept in memory.
  public var range: SourceRange
  public var related: [RelatedPlace]
  /// Further sentences below the source line.
  public var notes: [String]
  public var fixIts: [FixIt]

  public init(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, in file: SourceFile, severity: Severity? = nil,
    related: [RelatedPlace] = [], notes: [String] = [], fixIts: [FixIt] = []
  ) {
    self.init(
      code, message, place: Place(range, in: file), range: range, severity: severity, related: related, notes: notes,
      fixIts: fixIts)
  }

  public init(
    _ code: DiagnosticCode, _ message: String, place: Place, range: SourceRange = SourceRange(0, 0),
    severity: Severity? = nil, related: [RelatedPlace] = [], notes: [String] = [], fixIts: [FixIt] = []
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.message = message
    self.place = place
    self.range = range
    self.related = related
    self.notes = notes
    self.fixIts = fixIts
  }
}
