import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Reads days that are written out: of `in force`, of the steps of a parameter, of a review.
struct DateReader {
  let program: Program

  /// The day; nil after reporting that there is none.
  func day(_ syntax: ExpressionSyntax, in file: Int) -> CalendarDate? {
    let value = ExpressionChecker(program: program).checkConstant(
      syntax, type: ValueType(.date), for: "a day", in: Scope(file: file))
    guard case .date(let day) = value else { return nil }
    return day
  }

  /// First and last day of `in force`; both count.
  func days(of syntax: InForceSyntax?, in file: Int) -> (from: CalendarDate?, until: CalendarDate?) {
    guard let syntax else { return (nil, nil) }
    let from = syntax.from.flatMap { day($0, in: file) }
    let until = syntax.until.flatMap { day($0, in: file) }
    if let from, let until, until < from {
      program.builder.report(
        .timeReversed, "the end, \(until), comes before the beginning, \(from)",
        at: syntax.until?.range ?? syntax.range, in: file)
    }
    return (from, until)
  }
}
