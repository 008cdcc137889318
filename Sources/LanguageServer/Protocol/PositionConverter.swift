import EditorFeatures
import SourceText

/// Turns byte offsets into positions of the protocol and back, in the encoding that was agreed on.
struct PositionConverter: Sendable {
  var unit: LineTable.ColumnUnit
  /// The addresses under which the client has opened documents, by path.
  var uris: [String: String]

  func uri(_ path: String) -> String { uris[path] ?? DocumentURI.uri(path) }

  func position(_ offset: Int, in source: SourceFile) -> JSONValue {
    Self.json(source.lineTable.position(at: offset, in: source.bytes, unit: unit))
  }

  static func json(_ position: TextPosition) -> JSONValue {
    ["line": .integer(max(0, position.line)), "character": .integer(max(0, position.column))]
  }

  func range(_ range: SourceRange, in source: SourceFile) -> JSONValue {
    ["start": position(range.start, in: source), "end": position(range.end, in: source)]
  }

  func location(_ location: FileLocation) -> JSONValue {
    ["uri": .string(uri(location.file.path)), "range": range(location.range, in: location.file)]
  }

  func textEdit(_ edit: TextEdit, in source: SourceFile) -> JSONValue {
    ["range": range(edit.range, in: source), "newText": .string(edit.replacement)]
  }

  // MARK: From the client

  static func textPosition(_ value: JSONValue?) throws(ResponseError) -> TextPosition {
    guard let line = value?["line"]?.integer, let character = value?["character"]?.integer, line >= 0, character >= 0
    else { throw ResponseError(.invalidParams, "expected a position") }
    return TextPosition(line: line, column: character)
  }

  /// The offset of a position; one outside the text is moved into it.
  func offset(_ value: JSONValue?, in source: SourceFile) throws(ResponseError) -> Int {
    source.lineTable.offset(of: try Self.textPosition(value), in: source.bytes, unit: unit)
  }

  func sourceRange(_ value: JSONValue?, in source: SourceFile) throws(ResponseError) -> SourceRange {
    SourceRange(try offset(value?["start"], in: source), try offset(value?["end"], in: source))
  }
}
