import Diagnostics
import PolicySyntax
import RulePlan
import SourceText
import Vocabulary

/// Reports what is wrong with a name that was looked up, and how to fix it.
struct NameReporter {
  let program: Program

  /// - Parameters:
  ///   - what: what the place asks for: “an entity”, “a type”.
  ///   - others: further names that would do, for suggestions.
  ///   - code: of a name that is declared nowhere.
  func report(
    _ resolution: DeclarationTable.Resolution, of name: String, _ what: String, at range: SourceRange, in file: Int,
    besides others: [String] = [], unknown code: DiagnosticCode = .unknownName
  ) {
    let builder = program.builder
    switch resolution {
    case .found: return
    case .unknown(let kinds):
      let foreign = code == .unknownType ? ForeignWord.type(name)?.text : nil
      let nearest =
        foreign ?? NameSuggestion.nearest(to: name, in: others)
        ?? builder.nameIndex.nearest(to: name, in: program.names.candidates(for: name, in: file, kinds: kinds))
      builder.report(
        code, "expected \(what), found the unknown name `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
        at: range, in: file,
        fixIts: nearest.map {
          [FixIt(title: "Change `\(name)` to `\($0)`", edits: [TextEdit(range: range, replacement: $0)])]
        } ?? [])
    case .otherKind(let declaration):
      builder.report(
        .otherKindOfName, "expected \(what), found `\(name)`, which is \(declaration.kind.phrase)", at: range, in: file,
        related: places(of: [declaration]))
    case .notImported(let declaration):
      builder.report(
        .notImported, "`\(name)` is declared in `\(declaration.namespace)`, which this file does not import", at: range,
        in: file, related: places(of: [declaration]),
        fixIts: importFix(declaration.namespace, in: file) + [
          FixIt(
            title: "Write `\(declaration.qualifiedName)`",
            edits: [TextEdit(range: range, replacement: declaration.qualifiedName)])
        ])
    case .ambiguous(let declarations):
      let names = declarations.map { "`\($0.qualifiedName)`" }
      builder.report(
        .ambiguousName, "`\(name)` could be " + names.joined(separator: " or "), at: range, in: file,
        related: places(of: declarations),
        fixIts: declarations.map {
          FixIt(
            title: "Write `\($0.qualifiedName)`", edits: [TextEdit(range: range, replacement: $0.qualifiedName)])
        })
    }
  }

  private func places(of declarations: [Declaration]) -> [RelatedPlace] {
    declarations.compactMap { declaration in
      program.builder.place(of: declaration.origin).map {
        RelatedPlace(message: "`\(declaration.qualifiedName)` is declared here", place: $0)
      }
    }
  }

  /// Adds an import after the last one, or after the header.
  private func importFix(_ namespace: String, in file: Int) -> [FixIt] {
    let syntax = program.syntax[file]
    let edit: TextEdit
    if let last = syntax.imports.last {
      edit = TextEdit(range: SourceRange(last.range.end, last.range.end), replacement: "\nimport \(namespace)")
    } else if let header = syntax.header {
      edit = TextEdit(range: SourceRange(header.range.end, header.range.end), replacement: "\n\nimport \(namespace)")
    } else {
      return []
    }
    return [FixIt(title: "Add `import \(namespace)`", edits: [edit])]
  }
}
