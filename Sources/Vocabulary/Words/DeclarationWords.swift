/// A set of declarations, as bits: those in which a clause may be written.
public struct DeclarationWords: Hashable, Sendable, ExpressibleByArrayLiteral {
  private let bits: UInt32

  public init(arrayLiteral words: DeclarationWord...) { bits = words.reduce(0) { $0 | 1 << UInt32($1.rawValue) } }

  private init(bits: UInt32) { self.bits = bits }

  public func contains(_ word: DeclarationWord) -> Bool { bits >> UInt32(word.rawValue) & 1 != 0 }
  public func union(_ other: Self) -> Self { Self(bits: bits | other.bits) }
  public func isSuperset(of other: Self) -> Bool { bits & other.bits == other.bits }

  /// Rules, standards and segregations.
  public static let norms: Self = [.rule, .standard, .segregation]
  /// Every declaration that has clauses.
  public static let all: Self = [
    .policy, .entity, .record, .source, .parameter, .instrument, .access, .duty, .segregation, .rule, .standard, .test,
  ]
}
