import Diagnostics
import Glibc

extension ColorChoice {
  /// Whether to colour what goes to a target. Colours are for people: never in files unless requested.
  func style(for target: ReportTarget) -> TerminalStyle {
    switch self {
    case .always: return TerminalStyle(isColoured: true)
    case .never: return TerminalStyle(isColoured: false)
    case .auto:
      let isWelcome = target.path == nil && Output.standard.isTerminal
      return TerminalStyle(isColoured: isWelcome && !Self.isRefused)
    }
  }

  /// `NO_COLOR` in the environment (any text but the empty one), or a terminal that cannot.
  private static var isRefused: Bool {
    if let value = getenv("NO_COLOR"), value.pointee != 0 { return true }
    guard let terminal = getenv("TERM") else { return true }
    return String(cString: terminal) == "dumb"
  }
}
