/// A status that a test can expect of a finding.
public enum StatusWord: UInt8, CaseIterable, Sendable {
  case open, waived, undetermined

  public var word: StaticString {
    switch self {
    case .open: "open"
    case .waived: "waived"
    case .undetermined: "undetermined"
    }
  }

  /// Its meaning for a finding, in one sentence.
  public var documentation: StaticString {
    switch self {
    case .open: "Expects a finding that no waiver covers."
    case .waived: "Expects a finding that a waiver covers."
    case .undetermined: "Expects a finding because the requirement could not be decided."
    }
  }

  /// All of them, to look for one fast.
  public static let words = WordSet(allCases.map(\.word))
}
