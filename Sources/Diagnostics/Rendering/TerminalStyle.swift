public import SourceText

/// Colours of a terminal, or none.
public struct TerminalStyle: Sendable {
  public enum Role: Sendable {
    case error, warning, note, emphasis, frame, faint
  }

  public let isColoured: Bool

  public init(isColoured: Bool) { self.isColoured = isColoured }

  public func apply(_ role: Role, _ text: ShownText) -> PlainMarkup { apply(role, PlainMarkup(text)) }

  public func apply(_ role: Role, _ text: PlainMarkup) -> PlainMarkup {
    guard isColoured, !text.isEmpty else { return text }
    let code: PlainMarkup =
      switch role {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      case .emphasis: "1"
      case .frame: "34"
      case .faint: "2"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
