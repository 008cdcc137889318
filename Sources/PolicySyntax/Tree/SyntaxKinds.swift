/// A set of kinds, as bits.
public struct SyntaxKinds: Sendable, ExpressibleByArrayLiteral {
  private var low: UInt128 = 0
  private var high: UInt128 = 0

  public init(arrayLiteral kinds: SyntaxKind...) { self.init(kinds) }

  public init(_ kinds: some Sequence<SyntaxKind>) {
    for kind in kinds {
      let bit: UInt128 = 1 << UInt128(kind.rawValue & 127)
      if kind.rawValue < 128 { low |= bit } else { high |= bit }
    }
  }

  /// There are at most 256 kinds, as many as a byte can tell apart.
  public func contains(_ kind: SyntaxKind) -> Bool {
    (kind.rawValue < 128 ? low : high) >> UInt128(kind.rawValue & 127) & 1 != 0
  }
}
