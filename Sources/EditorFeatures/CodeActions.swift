public import Diagnostics
public import SourceText
import Workbench

/// Changes that an editor offers at a place.
public enum CodeActions {
  public enum Kind: String, Sendable {
    case quickFix = "quickfix"
    case fixAll = "source.fixAll"
    case organizeImports = "source.organizeImports"
    case refactor = "refactor"
    case rewrite = "refactor.rewrite"
  }

  public struct Action: Sendable {
    public var title: String
    public var kind: Kind
    public var edits: [TextEdit]
    /// The fault that the action settles.
    public var diagnostic: Diagnostic?
    public var isPreferred = false
  }

  /// What can be done in a range of a policy.
  public static func at(_ range: SourceRange, in context: EditorContext) -> [Action] {
    let all = context.analysis.diagnostics(of: context.document.path)
    var actions: [Action] = []
    for diagnostic in all where diagnostic.range.start <= range.end && diagnostic.range.end >= range.start {
      for (position, fix) in diagnostic.fixIts.enumerated() {
        actions.append(
          Action(
            title: fix.title, kind: .quickFix, edits: fix.edits, diagnostic: diagnostic,
            isPreferred: position == 0 && diagnostic.fixIts.count == 1))
      }
      if let others = fixAll(of: diagnostic.code, in: all) { actions.append(others) }
    }
    return actions
  }

  /// The first fix of every fault of one kind, where there are several.
  private static func fixAll(of code: DiagnosticCode, in all: [Diagnostic]) -> Action? {
    let same = all.filter { $0.code == code && $0.fixIts.count == 1 }
    guard same.count > 1 else { return nil }
    return Action(
      title: "Fix all \(same.count) of `\(code.name)`", kind: .quickFix, edits: same.flatMap { $0.fixIts[0].edits })
  }
}
