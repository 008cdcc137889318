/// How the values of a source are written. Without a form, our own notation is the only one.
public struct SourceForms: Sendable {
  /// Empty for our own notation.
  public var dates: [DatePattern] = []
  public var numbers: NumberForm?
  /// Words for what is missing, beside nothing.
  public var missing: [String] = []
  /// Days that mean that there is no last one.
  public var forever: [String] = []
  /// The only words for true and false; nil for our own.
  public var trueWords: [String]?
  public var falseWords: [String]?
  /// The zone of times without one; nil where each must have its own.
  public var zone: TimeZoneRules?

  public init() {}

  /// Whether texts of Boolean fields are other than our own.
  public var hasTruths: Bool { trueWords != nil || falseWords != nil }
}
