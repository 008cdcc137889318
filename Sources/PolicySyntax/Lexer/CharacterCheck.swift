import Diagnostics
import SourceText
@_spi(_Unicode) import Swift

/// Characters in texts, names and comments that nobody sees, and accents that are composed in another way: a reader and
/// the tool would read two policies. Errors where they count, warnings in comments.
struct CharacterCheck {
  private let source: SourceFile
  private(set) var diagnostics: [Diagnostic] = []

  /// Checks the tokens of a file. Linear in it; a file of plain characters is gone through once, and no token is.
  init(_ source: SourceFile, _ tokens: [SyntaxTree.Token]) {
    self.source = source
    guard !source.bytes.allSatisfy(Self.isPlain) else { return }
    for token in tokens {
      guard token.kind == .string || token.kind == .identifier || Self.isComment(token.kind) else { continue }
      let range = SourceRange(Int(token.start), Int(token.end))
      guard !source.bytes[range.start..<range.end].allSatisfy(Self.isPlain) else { continue }
      check(source.text(in: range), token.kind, range)
    }
  }

  private static func isComment(_ kind: SyntaxKind) -> Bool {
    kind == .lineComment || kind == .blockComment || kind == .docComment
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  /// Says one thing of a token: the first character that is hidden, else how it is composed.
  private mutating func check(_ text: String, _ kind: SyntaxKind, _ range: SourceRange) {
    let severity: Severity? = Self.isComment(kind) ? .warning : nil
    let scalars = Array(text.unicodeScalars)
    var start = range.start
    for (index, scalar) in scalars.enumerated() {
      let next = start + scalar.utf8.count
      defer { start = next }
      guard
        scalar.isHidden(
          after: index > 0 ? scalars[index - 1] : nil,
          before: index + 1 < scalars.count ? scalars[index + 1] : nil), !isLayout(scalar)
      else { continue }
      return report(scalar, kind, SourceRange(start, next), severity)
    }
    guard scalars.contains(where: { $0.value >= 0x300 }) else { return }
    let composed = String(String.UnicodeScalarView(text._nfc))
    guard !composed.utf8.elementsEqual(text.utf8) else { return }
    diagnostics.append(
      Diagnostic(
        .decomposedText,
        "the text is not in normal form C: an accent is a character of its own here, so it differs from the same text "
          + "typed elsewhere",
        at: range, in: source, severity: severity,
        fixIts: [FixIt(title: "Compose the characters", edits: [TextEdit(range: range, replacement: composed)])]))
  }

  private func isLayout(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || scalar == "\n" || scalar == "\r"
  }

  private mutating func report(
    _ scalar: Unicode.Scalar, _ kind: SyntaxKind, _ range: SourceRange, _ severity: Severity?
  ) {
    let escape = "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    var fixes = [FixIt(title: "Remove it", edits: [TextEdit(range: range, replacement: "")])]
    if kind == .string {
      fixes.insert(FixIt(title: "Write `\(escape)`", edits: [TextEdit(range: range, replacement: escape)]), at: 0)
    }
    let place = kind == .string ? "a text" : kind == .identifier ? "a name" : "a comment"
    diagnostics.append(
      Diagnostic(
        .hiddenCharacter,
        "\(scalar.codePoint) \(scalar.effect), so \(place) does not read as it is"
          + (kind == .string ? "; `\(escape)` says that it is meant" : ""),
        at: range, in: source, severity: severity, fixIts: fixes))
  }
}

extension Unicode.Scalar {
  /// `U+202E`
  var codePoint: String {
    let number = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
  }

  /// Why a reader does not see it: the controls of UAX 9 change the direction in which text is shown.
  var effect: String {
    switch value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "turns the direction of writing"
    default: "cannot be seen"
    }
  }
}
