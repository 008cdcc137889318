import EditorFeatures
import SourceText

/// Semantic tokens: whole, as a difference, and of a range.
extension RequestHandlers {
  /// In the order of ``SemanticTokens/Kind``.
  static let tokenTypes = [
    "namespace", "class", "struct", "enum", "enumMember", "property", "variable", "parameter", "function", "event",
    "macro", "interface", "decorator", "keyword", "comment", "string", "number", "operator",
  ]
  /// In the order of the bits of ``SemanticTokens/Modifiers``.
  static let tokenModifiers = ["declaration", "documentation", "readonly", "defaultLibrary"]

  static func semanticTokens(_ context: RequestContext, _: JSONValue) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    let data = encoded(SemanticTokens.of(editor), editor.source, context.converter)
    try context.token.check()
    return ["resultId": .string(context.services.tokens.keep(data, of: context.path)), "data": numbers(data[...])]
  }

  static func semanticTokensDelta(
    _ context: RequestContext, _ params: JSONValue
  ) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    let old = params["previousResultId"]?.string.flatMap { context.services.tokens.data($0, of: context.path) }
    let data = encoded(SemanticTokens.of(editor), editor.source, context.converter)
    try context.token.check()
    let id = JSONValue.string(context.services.tokens.keep(data, of: context.path))
    guard let old else { return ["resultId": id, "data": numbers(data[...])] }
    var start = 0
    while start < old.count, start < data.count, old[start] == data[start] { start += 1 }
    var (oldEnd, newEnd) = (old.count, data.count)
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == data[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    guard oldEnd > start || newEnd > start else { return ["resultId": id, "edits": []] }
    return [
      "resultId": id,
      "edits": [
        [
          "start": .integer(start), "deleteCount": .integer(oldEnd - start), "data": numbers(data[start..<newEnd]),
        ]
      ],
    ]
  }

  static func semanticTokensRange(
    _ context: RequestContext, _ params: JSONValue
  ) throws(ResponseError) -> JSONValue {
    guard let editor = context.editor else { return .null }
    let range = try context.converter.sourceRange(params["range"], in: editor.source)
    let data = encoded(SemanticTokens.of(editor, in: range), editor.source, context.converter)
    return ["data": numbers(data[...])]
  }

  private static func numbers(_ data: ArraySlice<Int>) -> JSONValue { .array(data.map { .integer($0) }) }

  /// Five numbers a token: lines and columns after the one before, length, kind, modifiers.
  private static func encoded(
    _ tokens: [SemanticTokens.Token], _ source: SourceFile, _ converter: PositionConverter
  ) -> [Int] {
    var data: [Int] = []
    data.reserveCapacity(tokens.count * 5)
    var last = TextPosition(line: 0, column: 0)
    for token in tokens {
      let start = source.lineTable.position(at: token.range.start, in: source.bytes, unit: converter.unit)
      let end = source.lineTable.position(at: token.range.end, in: source.bytes, unit: converter.unit)
      guard end.line == start.line, end.column > start.column, start >= last || data.isEmpty else { continue }
      data += [
        start.line - last.line, start.line == last.line ? start.column - last.column : start.column,
        end.column - start.column, token.kind.rawValue, token.modifiers,
      ]
      last = start
    }
    return data
  }
}
