import EditorFeatures
import SourceText
import Workbench

/// Requests about data documents.
extension RequestHandlers {
  static func data(_ context: RequestContext) -> DataContext? {
    context.snapshot.flatMap { DataContext(snapshot: $0, path: context.path, language: context.language) }
  }

  static func dataHover(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let data = data(context) else { return .null }
    let offset = try context.converter.offset(params["position"], in: data.source)
    let last = context.services.data.result(of: data.snapshot.root)
    guard let result = DataFeatures.hover(at: offset, in: data, data: last) else { return .null }
    return [
      "contents": markup(result.markdown, isMarkdown: context.capabilities.hasMarkdownHover),
      "range": context.converter.range(result.range, in: data.source),
    ]
  }

  static func dataDefinition(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let data = data(context) else { return .null }
    let offset = try context.converter.offset(params["position"], in: data.source)
    let last = context.services.data.result(of: data.snapshot.root)
    return .array(DataFeatures.definition(at: offset, in: data, data: last).map { context.converter.location($0) })
  }

  static func dataReferences(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let data = data(context) else { return [] }
    let offset = try context.converter.offset(params["position"], in: data.source)
    let withDeclaration = params["context", "includeDeclaration"]?.boolean ?? true
    return .array(
      DataFeatures.references(at: offset, in: data, withDeclaration: withDeclaration).map {
        context.converter.location($0)
      })
  }

  static func dataCompletion(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let data = data(context) else { return .null }
    let offset = try context.converter.offset(params["position"], in: data.source)
    return completionList(DataCompletion.at(offset, in: data), data.source, context)
  }

  static func dataLenses(_ context: RequestContext) throws(ResponseError) -> JSONValue {
    guard let data = data(context) else { return [] }
    let last = context.services.data.result(of: data.snapshot.root)
    return .array(
      DataFeatures.lenses(in: data, data: last).map { lens in
        [
          "range": context.converter.range(lens.range, in: data.source),
          "command": [
            "title": .string(lens.title), "command": "policyc.showFindings",
            "arguments": [.string(context.converter.uri(context.path)), ""],
          ],
        ]
      })
  }

  static func dataActions(_ context: RequestContext, _ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let data = data(context) else { return [] }
    let range = try context.converter.sourceRange(params["range"], in: data.source)
    let last = context.services.data.result(of: data.snapshot.root)
    let sent = params["context", "diagnostics"]?.array ?? []
    return .array(
      DataCodeActions.at(range, in: data, data: last).map { action in
        .members([
          "title": .string(action.title), "kind": "quickfix",
          "diagnostics": sent.first { $0["code"]?.string == action.code }.map { [$0] },
          "edit": workspaceEdit([(data.source, action.edits)], context),
        ])
      })
  }
}
