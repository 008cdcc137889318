import EditorFeatures
import Glibc
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

  /// - Parameter languages: those of a project around the policy; without any there is no project.
  init(_ marked: String, language: String = "en", languages: [String] = []) throws {
    var carets: [Int] = []
    var bytes: [UInt8] = []
    for (index, part) in marked.split(separator: "‸", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { carets.append(bytes.count) }
      bytes += part.utf8
    }
    self.carets = carets
    text = String(decoding: bytes, as: UTF8.self)
    let folder = languages.isEmpty ? nil : try Self.project(languages)
    defer {
      if let folder {
        unlink(folder + "/policyc.yaml")
        rmdir(folder)
      }
    }
    let path = folder.map { $0 + "/demo.policy" } ?? Self.path
    let workspace = Workspace(today: { CalendarDate(days: 18_000) })
    workspace.open(TextDocument(path: path, language: "policy", version: 1, text: bytes))
    context = try #require(EditorContext(snapshot: workspace.snapshot(of: path), path: path, language: language))
  }

  /// A new folder with a project of some languages.
  private static func project(_ languages: [String]) throws -> String {
    var template = Array("/tmp/policyc-editor-XXXXXX".utf8CString)
    let folder = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    let path = try #require(folder)
    let file = try #require(fopen(path + "/policyc.yaml", "w"))
    fputs("policies: [demo.policy]\nlanguages: [\(languages.joined(separator: ", "))]\n", file)
    fclose(file)
    return path
  }

  var caret: Int { carets.first ?? 0 }

  func text(_ range: SourceRange) -> String { context.source.text(in: range) }

  func applying(_ edits: [TextEdit]) -> String {
    String(decoding: TextEdit.apply(edits, to: context.source.bytes), as: UTF8.self)
  }
}
