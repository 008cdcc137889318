/// A source that has been inferred from one file, with what was seen.
public struct DraftedSource: Sendable {
  /// A clause with the reason for it.
  struct Clause: Sendable {
    var words: String
    var value: String
    var reason: String = ""
  }

  /// The name of the source.
  public internal(set) var name: String
  var entity: String
  var path: String
  var clauses: [Clause] = []
  /// The clauses that make records: `each row`.
  var steps: [Clause] = []
  var fields: [Clause] = []
  /// Fields that nothing resembles, and columns that nothing takes.
  var remarks: [String] = []

  /// The declaration, with a comment on each thing that was inferred.
  public var text: String {
    let width = (clauses + steps).map(\.words.count).max() ?? 0
    let fieldWidth = fields.map(\.words.count).max() ?? 0
    var lines = ["/// Read from \(path).", "source \(name) for \(entity) {"]
    for clause in clauses + steps { lines.append(Self.line("  ", clause, width, "")) }
    lines.append("  take {")
    for field in fields { lines.append(Self.line("    ", field, fieldWidth, " :")) }
    for remark in remarks { lines.append("    // \(remark)") }
    return (lines + ["  }", "}", ""]).joined(separator: "\n")
  }

  private static func line(_ indent: String, _ clause: Clause, _ width: Int, _ sign: String) -> String {
    let padding = String(repeating: " ", count: max(0, width - clause.words.count))
    let comment = clause.reason.isEmpty ? "" : "  // " + clause.reason
    return indent + clause.words + padding + sign + " " + clause.value + comment
  }

  /// A text of the policy.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "{": result += "\\{"
      case "}": result += "\\}"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A step of a path: its name, in quotes where it is not a plain word.
  static func step(_ name: String) -> String {
    let isWord =
      name.unicodeScalars.first.map { $0 == "_" || $0.properties.isAlphabetic } ?? false
      && name.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil }
    return "." + (isWord ? name : quoted(name))
  }
}
