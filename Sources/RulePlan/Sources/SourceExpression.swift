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

extension SourceExpression {
  /// The paths in it, by the number of their last step. Lists with variables of their own are left out.
  public var steps: [(number: Int, path: SourceExpression)] {
    var found: [(number: Int, path: SourceExpression)] = []
    var rest = [self]
    while let next = rest.popLast() {
      switch next {
      case .constant, .variable, .document, .column, .file: break
      case .step(let base, let number):
        found.append((number, next))
        rest.append(base)
      case .element(let inner, _), .written(let inner), .isMissing(let inner), .not(let inner), .like(let inner, _):
        rest.append(inner)
      case .list(let values), .interpolation(let values), .call(_, let values): rest += values
      case .comprehension(_, _, let list, _): rest.append(list)
      case .record(let fields): rest += fields.map(\.value)
      case .choice(let condition, let then, let other): rest += [condition, then, other]
      case .otherwise(let left, let right), .equal(let left, let right), .in(let left, let right),
        .startsWith(let left, let right), .endsWith(let left, let right), .and(let left, let right),
        .or(let left, let right):
        rest += [left, right]
      }
    }
    return found
  }
}

/// A function of texts in sources.
public enum SourceFunction: String, Sendable, CaseIterable {
  case lower, upper, trim, collapse, digits, split, before, after, replace, dn
}
