import Diagnostics
import PolicySyntax
import SourceText
import Vocabulary

/// Finds clauses that a declaration says twice, and texts that are written twice in one language.
struct ClauseChecker {
  let program: Program

  /// Clauses of which a declaration has at most one.
  private static let single = SyntaxKinds(
    ClauseWord.entries.filter { $0.repetition == .once }.map { SyntaxKind($0.clause) })

  /// - Parameter only: the file to check; nil: all of them.
  func check(only: Int? = nil) {
    for (file, syntax) in program.syntax.enumerated() where only == nil || only == file {
      for declaration in syntax.declarations {
        checkRepetition(in: declaration, file)
        checkLanguages(in: declaration, file)
        for clause in declaration.childNodes { checkLanguages(in: clause, file) }
      }
    }
  }

  private func checkRepetition(in declaration: SyntaxNode, _ file: Int) {
    var first: [SyntaxNode] = []
    for clause in declaration.childNodes where Self.single.contains(clause.kind) {
      guard let earlier = first.first(where: { $0.kind == clause.kind }) else {
        first.append(clause)
        continue
      }
      let words = clause.clauseWord?.entry.name ?? "clause"
      program.builder.report(
        .repeatedClause, "`\(words)` is written twice", at: clause.range, in: file,
        related: [
          RelatedPlace(
            message: "the first `\(words)` is here", place: Place(earlier.range, in: program.builder.files[file]))
        ],
        notes: clause.kind == .messageClause || clause.kind == .remedyClause || clause.kind == .titleClause
          || clause.kind == .labelClause
          ? ["texts in several languages follow one `\(words)`: `\(words) en \"…\" fr \"…\"`"] : [],
        fixIts: [
          FixIt(
            title: "Remove this `\(words)`",
            edits: [TextEdit(range: line(of: clause.range, in: file), replacement: "")])
        ])
    }
  }

  /// The range with its line, where nothing else is on it.
  private func line(of range: SourceRange, in file: Int) -> SourceRange {
    let bytes = program.builder.files[file].bytes
    var start = range.start
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    guard start > 0, bytes[start - 1] == 0x0A,
      range.end >= bytes.count || bytes[range.end] == 0x0A || bytes[range.end] == 0x0D
    else { return range }
    return SourceRange(start - 1, range.end)
  }

  private func checkLanguages(in clause: SyntaxNode, _ file: Int) {
    let texts = clause.localizedTexts
    guard texts.count > 1 else { return }
    var seen = [String: SourceRange](minimumCapacity: texts.count)
    for text in texts {
      let language = text.language?.text ?? ""
      guard let earlier = seen[language] else {
        seen[language] = text.range
        continue
      }
      program.builder.report(
        .repeatedLanguage,
        language.isEmpty ? "a second text without a language" : "a second text in `\(language)`", at: text.range,
        in: file,
        related: [
          RelatedPlace(message: "the first one is here", place: Place(earlier, in: program.builder.files[file]))
        ])
    }
  }
}
