import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Compiles `segregate each r in Risk as r.id "{r.title}" { … }`: a segregation for each row of an entity.
struct SegregationTemplateCompiler {
  let program: Program
  let checker: ExpressionChecker

  private var builder: PlanBuilder { program.builder }

  func compile(_ declared: Program.Declared<NormSyntax>, _ syntax: RowSourceSyntax) {
    let compiler = SegregationCompiler(program: program, checker: checker)
    var norm = NormHeader(program: program).norm(declared, kind: .segregation, severity: .error)
    let rows = RowSource(syntax, in: declared.file, program, checker)
    norm.each = rows?.table ?? BuiltInTables.waiver
    builder.plan.norms.append(norm)
    guard let rows else { return }
    var scope = rows.scope
    let conditions = declared.syntax.conditions.compactMap { self.condition($0, &scope) }
    let name = declared.syntax.rowName.flatMap { self.name($0, in: scope) }
    let title = title(of: declared, in: scope)
    let parts = parts(of: declared, in: scope, compiler)
    let conflict = parts.flatMap { self.conflict($0.map(\.part), of: declared, in: scope) }
    let level = declared.syntax.levelField.map { self.level($0, in: scope) }
    let fields = declared.syntax.waivable?.fields ?? []
    let authorities = fields.compactMap { authority($0, in: scope) }
    let models = compiler.models(of: declared, (parts ?? []).map { ($0.name, $0.entitlement) })
    let titled = { (message: CheckedMessage) in message.template(titled: title ?? MessageTemplate()) }
    let messages = compiler.template(declared.syntax.message, models, in: scope, titled: titled)
    let remedies = compiler.template(declared.syntax.remedy, models, in: scope, titled: titled)
    guard let conflict, let name, authorities.count == fields.count, level.map({ $0 != nil }) ?? true else { return }
    builder.plan.segregationTemplates.append(
      SegregationTemplate(
        norm: norm.id, table: rows.table, variable: rows.variable, conditions: conditions, name: name, title: title,
        conflict: conflict, level: level ?? nil, authorities: authorities,
        scopes: models.enumerated().map { index, model in
          var scope = Segregation.Scope(
            model: model.id, subject: model.subject, message: messages[index], remedy: remedies[index])
          scope.row = rows.variable
          return scope
        }, withinOverlappingScope: declared.syntax.isWithinOverlappingScope))
  }

  // MARK: Rows

  private func condition(_ syntax: WhereSyntax, _ scope: inout Scope) -> Expression? {
    guard let condition = syntax.condition else { return nil }
    let checked = checker.condition(condition, in: scope)
    scope.facts.formUnion(checked.whenTrue)
    return checked.expression
  }

  /// The name of each norm: a text that every row has.
  private func name(_ syntax: ExpressionSyntax, in scope: Scope) -> Expression? {
    guard let value = checker.check(syntax, in: scope) else { return nil }
    guard value.type == ValueType(.text) else {
      builder.report(
        .rowText, "expected a `Text` that each row has, found `\(program.spelling(value.type))`", at: syntax.range,
        in: scope.file)
      return nil
    }
    return value
  }

  private func title(of declared: Program.Declared<NormSyntax>, in scope: Scope) -> MessageTemplate? {
    let texts =
      (declared.syntax.title.map { [("", $0)] } ?? [])
      + declared.syntax.localizedTitle.compactMap { text in text.text.map { (text.language?.text ?? "", $0) } }
    return checker.checkMessage(texts, in: scope)?.template(for: LocalizedText())
  }

  // MARK: Duties

  private struct Part {
    var part: SegregationTemplate.Part
    var name: String
    var entitlement: ScalarType?
  }

  private func parts(
    of declared: Program.Declared<NormSyntax>, in scope: Scope, _ compiler: SegregationCompiler
  ) -> [Part]? {
    guard let separation = compiler.separation(of: declared) else { return nil }
    var parts: [Part] = []
    for (index, part) in separation.parts.enumerated() {
      switch part {
      case .name(let name):
        guard let duty = compiler.duty(name, in: scope.file) else { continue }
        parts.append(
          Part(part: .duty(duty), name: name.name, entitlement: program.dutyEntitlements[duty.index]))
      case .ofRows(let syntax):
        let isFirst = index == 0 && !separation.isAtMost
        if let part = duties(of: syntax, isSingle: isFirst, in: scope) { parts.append(part) }
      }
    }
    return parts.count == separation.parts.count ? parts : nil
  }

  /// - Parameter isSingle: whether only the duty of one instance has a place here.
  private func duties(of syntax: DutyOfRowsSyntax, isSingle: Bool, in scope: Scope) -> Part? {
    guard let inner = syntax.value, let value = checker.check(inner, in: scope) else { return nil }
    let type = value.type
    guard case .row(let table) = type.scalar, let entitlement = program.rowDutyEntitlements[table] else {
      builder.report(
        .noDutyEach,
        "expected instances for each of which there is a duty, found `\(program.spelling(type))`", at: inner.range,
        in: scope.file, notes: ["`duty each f in Function … = any of f.actions` declares them"])
      return nil
    }
    if type.isMany, isSingle {
      checker.reportSeveral(value, inner, in: scope)
      return nil
    }
    if type.isOptional {
      checker.reportOptional(value, inner, in: scope)
      return nil
    }
    return Part(part: .ofRows(value, table), name: syntax.node.text, entitlement: entitlement)
  }

  private func conflict(
    _ parts: [SegregationTemplate.Part], of declared: Program.Declared<NormSyntax>, in scope: Scope
  ) -> SegregationTemplate.Conflict? {
    guard let separation = declared.syntax.separation, let first = parts.first else { return nil }
    guard separation.isAtMost else { return .separated(first, from: Array(parts.dropFirst())) }
    guard let limit = separation.limit, let value = checker.check(limit, in: scope) else { return nil }
    guard value.type == ValueType(.integer) else {
      builder.report(
        .dutyLimit, "expected a whole number, found `\(program.spelling(value.type))`", at: limit.range,
        in: scope.file)
      return nil
    }
    return .atMost(value, of: parts)
  }

  // MARK: Level and authorities

  /// A field whose cases are levels; nil after reporting another one.
  private func level(_ syntax: ExpressionSyntax, in scope: Scope) -> Expression? {
    guard let value = checker.check(syntax, in: scope) else { return nil }
    if case .enumeration(let id) = value.type.scalar, !value.type.isMany {
      let other = builder.plan.schema[id].cases.first { Norm.Level(rawValue: $0) == nil }
      guard let other else { return value }
      builder.report(
        .rowLevel, "`\(other)` of `\(builder.plan.schema[id].name)` is not a level", at: syntax.range, in: scope.file,
        notes: ["levels are `low`, `medium`, `high` and `critical`"])
      return nil
    }
    builder.report(
      .rowLevel, "expected a level or a field of an enum of levels, found `\(program.spelling(value.type))`",
      at: syntax.range, in: scope.file, notes: ["levels are `low`, `medium`, `high` and `critical`"])
    return nil
  }

  private func authority(_ syntax: ExpressionSyntax, in scope: Scope) -> Expression? {
    guard let value = checker.check(syntax, in: scope) else { return nil }
    guard value.type.scalar == .text else {
      builder.report(
        .rowText, "expected `Text` or `[Text]`, found `\(program.spelling(value.type))`", at: syntax.range,
        in: scope.file)
      return nil
    }
    return value
  }
}
