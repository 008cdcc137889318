/// A set of kinds, as bits.
public struct SyntaxKinds: Sendable, ExpressibleByArrayLiteral {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  public init(arrayLiteral kinds: SyntaxKind...) {
    for kind in kinds {
      if kind.rawValue < 64 { low |= 1 << UInt64(kind.rawValue) } else { high |= 1 << UInt64(kind.rawValue & 63) }
    }
  }

  /// There are fewer than 128 kinds.
  public func contains(_ kind: SyntaxKind) -> Bool {
    (kind.rawValue < 64 ? low : high) >> UInt64(kind.rawValue & 63) & 1 != 0
  }
}
