/// A risk rating that a norm can have.
public enum LevelWord: UInt8, CaseIterable, Sendable {
  case low, medium, high, critical

  public var word: StaticString {
    switch self {
    case .low: "low"
    case .medium: "medium"
    case .high: "high"
    case .critical: "critical"
    }
  }

  /// Its meaning for findings, in one sentence.
  public var documentation: StaticString {
    switch self {
    case .low: "The lowest risk rating."
    case .medium: "The second lowest risk rating."
    case .high: "The second highest risk rating."
    case .critical: "The highest risk rating."
    }
  }
}
