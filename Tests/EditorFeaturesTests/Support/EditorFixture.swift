import EditorFeatures
import RulePlan
import SourceText
import Testing
import Workbench

/// A policy in an editor. Carets are marked `‸` in its text and taken out of it.
struct EditorFixture {
  let context: EditorContext
  /// Offsets of the carets.
  let carets: [Int]
  /// The text without carets.
  let text: String

  static let path = "/nowhere/demo.policy"

  init(_ marked: String, language: String = "en") throws {
    var carets: [Int] = []
    var bytes: [UInt8] = []
    for (index, part) in marked.split(separator: "‸", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { carets.append(bytes.count) }
      bytes += part.utf8
    }
    self.carets = carets
    text = String(decoding: bytes, as: UTF8.self)
    let workspace = Workspace(today: { CalendarDate(days: 18_000) })
    workspace.open(TextDocument(path: Self.path, language: "policy", version: 1, text: bytes))
    context = try #require(
      EditorContext(snapshot: workspace.snapshot(of: Self.path), path: Self.path, language: language))
  }

  var caret: Int { carets.first ?? 0 }

  func text(_ range: SourceRange) -> String { context.source.text(in: range) }

  func applying(_ edits: [TextEdit]) -> String {
    String(decoding: TextEdit.apply(edits, to: context.source.bytes), as: UTF8.self)
  }
}
