/// Chooses between the languages in which the tool has words of its own, English and French.
public struct WordChoice: Sendable {
  public let isFrench: Bool

  /// - Parameter language: a code such as `fr` or `fr-CH`; all but French is taken as English.
  public init(language: String) { isFrench = language == "fr" || language.hasPrefix("fr-") }

  public func callAsFunction(_ english: String, _ french: String) -> String { isFrench ? french : english }
}
