import EditorFeatures
import SourceText
import Workbench

/// The basis for answering a request: an immutable picture of everything at the moment when it arrived.
struct RequestContext: Sendable {
  /// The path of the document that the request is about; empty for one about the workspace.
  var path: String
  /// The project of the document.
  var snapshot: ProjectSnapshot?
  /// All projects.
  var snapshots: [ProjectSnapshot]
  var capabilities: ClientCapabilities
  var converter: PositionConverter
  var settings: Settings
  var token: CancellationToken
  var services: Services

  /// The language of the texts that are shown.
  var language: String { settings.language ?? snapshot?.languages.first ?? "en" }

  /// The policy that the request is about; nil for another document.
  var editor: EditorContext? {
    snapshot.flatMap { EditorContext(snapshot: $0, path: path, language: language) }
  }

  /// The text of the document as the client has it.
  var source: SourceFile? { snapshot?.open[path]?.source ?? snapshot?.document(path)?.source }
}

/// The settings of a user: in `initializationOptions`, or under `policyc` in the configuration of the editor.
struct Settings: Sendable {
  /// Of messages, clauses and titles; nil: the first of the project.
  var language: String?
  var showsInlayHints = true
  var showsCodeLenses = true
  /// Whether data is checked while one types.
  var checksData = true
  /// Where pages about diagnostics are; a code is appended.
  var documentation: String?

  mutating func adopt(_ value: JSONValue?) {
    guard let value else { return }
    if let language = value["language"]?.string { self.language = language.isEmpty ? nil : language }
    if let flag = value["inlayHints"]?.boolean { showsInlayHints = flag }
    if let flag = value["codeLens"]?.boolean { showsCodeLenses = flag }
    if let flag = value["checkData"]?.boolean { checksData = flag }
    if let text = value["documentation"]?.string { documentation = text.isEmpty ? nil : text }
  }
}

/// State shared by requests: results that are kept between them.
final class Services: Sendable {
  let tokens = SemanticTokenHistory()
  let data = DataBoard()
}
