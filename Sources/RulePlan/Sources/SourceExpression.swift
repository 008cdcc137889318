/// A value of what comes, in the small language of sources.
public indirect enum SourceExpression: Sendable {
  /// A text of the policy, or another constant in our own notation.
  case constant(String)
  /// A variable of `each`, by its number.
  case variable(Int)
  /// The value at the top of a document.
  case document
  /// A column of the row, an index of ``SourcePlan/columns``.
  case column(Int)
  /// The name of the file without its folder and ending.
  case file
  /// A step by a name, an index of ``SourcePlan/steps``.
  case step(SourceExpression, Int)
  /// `[0]`
  case element(SourceExpression, Int)
  case list([SourceExpression])
  /// `[v for x in L where C]`
  case comprehension(SourceExpression, variable: Int, in: SourceExpression, where: SourceExpression?)
  /// The fields of a period, an amount or a record by their names.
  case record([(name: String, value: SourceExpression)])
  /// A text with values; missing where one of them is.
  case interpolation([SourceExpression])
  case otherwise(SourceExpression, SourceExpression)
  case choice(SourceExpression, then: SourceExpression, else: SourceExpression)
  case call(SourceFunction, [SourceExpression])
  /// The text that is there, even if it is a word for what is missing.
  case written(SourceExpression)

  case equal(SourceExpression, SourceExpression)
  case `in`(SourceExpression, SourceExpression)
  case like(SourceExpression, TextPattern)
  case startsWith(SourceExpression, SourceExpression)
  case endsWith(SourceExpression, SourceExpression)
  case isMissing(SourceExpression)
  case and(SourceExpression, SourceExpression)
  case or(SourceExpression, SourceExpression)
  case not(SourceExpression)
}

/// A function of texts in sources.
public enum SourceFunction: String, Sendable, CaseIterable {
  case lower, upper, trim, collapse, digits, split, before, after, replace, dn
}
