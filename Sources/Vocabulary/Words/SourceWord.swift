/// A word that means something inside the clauses of a source alone. Elsewhere it is a name like any other, so highlighters
/// that know no grammar leave it without a colour.
public enum SourceWord: String, CaseIterable, Sendable {
  // Formats
  case csv, json, jsonl, yaml, xlsx, xml, ldif
  // The header of a table, and each of its rows
  case line, lines, to, none, row
}
