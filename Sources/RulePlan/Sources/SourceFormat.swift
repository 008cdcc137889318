/// A format in which data comes from elsewhere.
public enum SourceFormat: String, Sendable, CaseIterable {
  case csv, json, jsonl, yaml, xlsx, xml, ldif

  /// Whether it holds rows with a header, so that a source says `each row`; else it holds documents.
  public var isTable: Bool {
    switch self {
    case .csv, .xlsx: true
    case .json, .jsonl, .yaml, .xml, .ldif: false
    }
  }
}

/// How the bytes of a file that is text are written.
public enum SourceEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"
}

/// How the rows of a table are written.
public struct TableDialect: Sendable, Hashable {
  /// ASCII, and neither a quote nor the end of a line.
  public var separator: UInt8 = 0x2C
  public var quote: UInt8 = 0x22
  public var header = TableHeader.line(1)
  /// A line that begins with it is passed over.
  public var comment: UInt8?
  /// Rows after the header that are passed over.
  public var skippedRows = 0
  /// The first row whose first cell is this text, and what follows, is passed over.
  public var endText: String?
  public var trimsCells = false

  public init() {}
}

/// Where the names of the columns of a table are.
public enum TableHeader: Sendable, Hashable {
  /// In a line of the file, counted from 1.
  case line(Int)
  /// In several lines, whose names are joined with a space.
  case lines(Int, Int)
  /// Nowhere in the file: the source names them.
  case columns([String])

  /// The first and the last line; nil where there is none.
  public var lines: ClosedRange<Int>? {
    switch self {
    case .line(let line): line...line
    case .lines(let first, let last): first...max(first, last)
    case .columns: nil
    }
  }
}
