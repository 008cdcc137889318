/// Text that others wrote: it comes from policies, data, requests, file names or the command line. It reaches an output
/// only through a ``TextContext``, which shows it so that nothing in it is obeyed and everything in it can be seen.
public struct ShownText: Sendable, Hashable {
  /// As it was written. For programs: people see ``line`` or ``lines``.
  public let text: String
  /// Whether it is a key, a value or the like, in which spaces of other widths are distinguished from plain ones.
  let isName: Bool

  /// A sentence. Between backticks it is taken as a name.
  public init(_ sentence: String) {
    text = sentence
    isName = false
  }

  /// A key, a value, a path, or another text that is compared exactly.
  public init(name: String) {
    text = name
    isName = true
  }

  /// The text on one line: line breaks are made visible as all other controls are.
  public var line: String { visible(keepsLines: false) }

  /// The text with its line breaks, each a line feed, and its tabs; all other controls are made visible.
  public var lines: String { visible(keepsLines: true) }

  private func visible(keepsLines: Bool) -> String {
    if isPlain { return text }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    result.reserveCapacity(scalars.count + 16)
    var isCode = false
    for (index, scalar) in scalars.enumerated() {
      if scalar == "`" { isCode.toggle() }
      let previous = index > 0 ? scalars[index - 1] : nil
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      if keepsLines {
        if scalar == "\n" || scalar == "\t" {
          result.append(scalar)
          continue
        }
        if scalar == "\r", next == "\n" { continue }
      }
      let isHidden =
        scalar.isHidden(after: previous, before: next)
        || (isName || isCode) && scalar.isUnusualSpace(after: previous, before: next, inCode: !isName)
      if isHidden { Self.appendEscape(of: scalar, to: &result) } else { result.append(scalar) }
    }
    return String(result)
  }

  /// Whether every character is one of ASCII that can be seen: the most common case, and the fastest.
  private var isPlain: Bool {
    if isName || text.utf8.contains(UInt8(ascii: "`")) {
      guard text.utf8.first != 0x20, text.utf8.last != 0x20, !text.utf8.contains(UInt8(ascii: "`")) else {
        return false
      }
    }
    return text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  /// `\u{200B}`, as policies write it.
  static func appendEscape(of scalar: Unicode.Scalar, to output: inout String.UnicodeScalarView) {
    output.append(contentsOf: "\\u{".unicodeScalars)
    output.append(contentsOf: String(scalar.value, radix: 16, uppercase: true).unicodeScalars)
    output.append("}")
  }
}

extension StringProtocol {
  /// A sentence for people; see ``ShownText/init(_:)``.
  public var shown: ShownText { ShownText(String(self)) }

  /// A key, a value, a path or the like; see ``ShownText/init(name:)``.
  public var shownName: ShownText { ShownText(name: String(self)) }
}
