public import Diagnostics
import PolicySemantics
import PolicySyntax
public import SourceText
import Workbench

/// Changes that an editor offers at a place.
public enum CodeActions {
  public enum Kind: String, Sendable {
    case quickFix = "quickfix"
    case fixAll = "source.fixAll"
    case organizeImports = "source.organizeImports"
    case rewrite = "refactor.rewrite"
  }

  public struct Action: Sendable {
    public var title: String
    public var kind: Kind
    public var edits: [TextEdit]
    /// The fault that the action resolves.
    public var diagnostic: Diagnostic?
    public var isPreferred = false

    init(
      title: String, kind: Kind, edits: [TextEdit], diagnostic: Diagnostic? = nil, isPreferred: Bool = false
    ) {
      self.title = title
      self.kind = kind
      self.edits = edits
      self.diagnostic = diagnostic
      self.isPreferred = isPreferred
    }
  }

  /// The actions for a range of a policy.
  public static func at(_ range: SourceRange, in context: EditorContext) -> [Action] {
    let all = context.analysis.diagnostics(of: context.document.path)
    var actions: [Action] = []
    var codes: Set<DiagnosticCode> = []
    for diagnostic in all where diagnostic.range.start <= range.end && diagnostic.range.end >= range.start {
      for (position, fix) in diagnostic.fixIts.enumerated() {
        actions.append(
          Action(
            title: fix.title, kind: .quickFix, edits: fix.edits, diagnostic: diagnostic,
            isPreferred: position == 0 && diagnostic.fixIts.count == 1))
      }
      if let action = MissingDeclaration.action(for: diagnostic, in: context) { actions.append(action) }
      if codes.insert(diagnostic.code).inserted, let others = fixAll(of: diagnostic.code, in: all) {
        actions.append(others)
      }
    }
    actions += MissingLanguages.actions(at: range, in: context)
    if let action = ImportOrder.action(in: context) { actions.append(action) }
    let fixes = edits(of: all.filter { $0.fixIts.count == 1 })
    if !fixes.isEmpty { actions.append(Action(title: "Fix all that has one fix", kind: .fixAll, edits: fixes)) }
    return actions
  }

  /// The first fix of every fault of one kind, where there are several.
  private static func fixAll(of code: DiagnosticCode, in all: [Diagnostic]) -> Action? {
    let same = all.filter { $0.code == code && $0.fixIts.count == 1 }
    guard same.count > 1 else { return nil }
    return Action(title: "Fix all \(same.count) of `\(code.name)`", kind: .quickFix, edits: edits(of: same))
  }

  /// The edits of the only fixes of some faults; of two that meet, the first.
  private static func edits(of diagnostics: [Diagnostic]) -> [TextEdit] {
    var edits: [TextEdit] = []
    var end = -1
    for fix in diagnostics.flatMap({ $0.fixIts[0].edits }).sorted(by: { $0.range < $1.range })
    where fix.range.start > end || edits.isEmpty {
      edits.append(fix)
      end = fix.range.end
    }
    return edits
  }
}
