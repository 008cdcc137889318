import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// The day of a timestamp in another place than the one where it was written.
extension ExpressionChecker {
  /// `t.date in UTC`, `t.date in "Africa/Nairobi"`
  func checkZone(
    _ base: ExpressionSyntax, _ zone: SyntaxToken, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    guard case .member(let inner, let field) = base.form, let value = check(inner, in: scope) else { return nil }
    guard value.type.scalar == .timestamp else {
      report(
        .zoneOfOtherValue,
        "expected a `Timestamp` before `.date in`, found \(quoted(inner)), a `\(spelling(value.type))`",
        at: inner.range, scope, notes: ["a `Date` is a day already; to test whether it is among others, use brackets"])
      return nil
    }
    if let field { builder.index?.type(ValueType(.date), of: field.range, in: scope.file) }
    let component: Component
    if zone.kind == .string {
      guard let id = timeZone(StringSyntax(zone).value, at: zone.range, in: scope) else { return nil }
      component = .dateInZone(id)
    } else {
      component = .dateInUTC
    }
    return part(of: value, .date, origin(syntax, scope), in: scope) { .component(component, $0) }
  }

  /// The zone of the plan with a name; nil after reporting that the database has none.
  private func timeZone(_ name: String, at range: SourceRange, in scope: Scope) -> TimeZoneID? {
    if let known = builder.plan.timeZones.firstIndex(where: { $0.name == name }) { return TimeZoneID(known) }
    let database = builder.options.timeZones
    switch database.rules(name) {
    case .success(let rules):
      builder.plan.timeZones.append(TimeZone(name: name, rules: rules))
      builder.plan.timeZoneVersion = database.version()
      return TimeZoneID(builder.plan.timeZones.count - 1)
    case .failure(.missing):
      report(
        .unknownTimeZone, "the rules of `\(name)` are not known: this system has no time zone database", at: range,
        scope, notes: ["install the package `tzdata`, or take the day in UTC: `.date in UTC`"])
    case .failure(.unknownZone):
      report(
        .unknownTimeZone, "the time zone database has no zone `\(name)`", at: range, scope,
        notes: ["zones are named after a place, as in `\"Africa/Nairobi\"`"])
    case .failure(.unreadable):
      report(
        .unknownTimeZone, "the time zone database of this system cannot be read for `\(name)`", at: range, scope,
        notes: ["install the package `tzdata` again"])
    }
    return nil
  }
}
