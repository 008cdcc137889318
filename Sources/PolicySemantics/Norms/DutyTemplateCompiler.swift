import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Compiles `duty each f in Function … = any of f.actions`: a duty for each row of an entity.
struct DutyTemplateCompiler {
  let program: Program
  let checker: ExpressionChecker

  private var builder: PlanBuilder { program.builder }

  func compile() {
    var first: [TableID: Origin] = [:]
    for declared in program.dutyTemplates {
      guard let syntax = declared.syntax.rows, let rows = RowSource(syntax, in: declared.file, program, checker) else {
        continue
      }
      let name = builder.plan.schema[rows.table].name
      if let earlier = first[rows.table] {
        builder.report(
          .repeatedDutyEach, "the instances of `\(name)` have a duty already", at: syntax.range, in: declared.file,
          related: builder.place(of: earlier).map { [RelatedPlace(message: "the first one is here", place: $0)] } ?? [])
        continue
      }
      first[rows.table] = declared.declaration.origin
      guard builder.plan.schema[rows.table].keyField != nil else {
        program.rowDutyEntitlements[rows.table] = .some(nil)
        checker.reportNoKey(rows.table, at: syntax.entity?.range ?? syntax.range, rows.scope)
        continue
      }
      compile(declared, rows)
    }
  }

  private func compile(_ declared: Program.Declared<DutySyntax>, _ rows: RowSource) {
    let compiler = DutyCompiler(program: program)
    let entitlement = compiler.entitlement(of: declared)
    program.rowDutyEntitlements[rows.table] = .some(entitlement)
    let title = declared.syntax.title.flatMap { checker.checkMessage([("", $0)], in: rows.scope) }
    guard let syntax = declared.syntax.formula else { return }
    var seen: [String: SourceRange] = [:]
    let formula = formula(syntax, rows, entitlement, compiler, &seen)
    guard let entitlement, let formula else { return }
    builder.plan.dutyTemplates.append(
      DutyTemplate(
        table: rows.table, variable: rows.variable, namespace: declared.declaration.namespace,
        title: title?.template(for: LocalizedText()), entitlement: entitlement, formula: formula,
        origin: declared.declaration.origin))
  }

  /// Nil after reporting what is wrong. The parser limits how deep groups nest.
  private func formula(
    _ syntax: DutyFormulaSyntax, _ rows: RowSource, _ entitlement: ScalarType?, _ compiler: DutyCompiler,
    _ seen: inout [String: SourceRange]
  ) -> DutyTemplate.Formula? {
    var parts: [DutyTemplate.Formula?] = []
    for part in syntax.parts {
      switch part {
      case .group(let inner):
        var own: [String: SourceRange] = [:]
        parts.append(formula(inner, rows, entitlement, compiler, &own))
      case .entitlement(let text, let isPattern):
        parts.append(.entitlement(compiler.pattern(text, isPattern, in: rows.scope.file, &seen)))
      case .values(let value, let isPattern):
        parts.append(values(value, isPattern, rows, entitlement))
      }
    }
    if syntax.parts.count > 1 { compiler.checkQuantifier(of: syntax, in: rows.scope.file) }
    // Of several values, too, it has to be said whether one is enough.
    if parts.count == 1, !syntax.isQuantified, case .values(let value, isPattern: _)? = parts[0], value.type.isMany {
      builder.report(
        .unquantifiedFormula, "say whether any of the entitlements amounts to the duty, or all of them",
        at: syntax.range, in: rows.scope.file,
        fixIts: ["any of ", "all of "].map {
          FixIt(
            title: "Write `\($0.dropLast())`",
            edits: [TextEdit(range: SourceRange(syntax.range.start, syntax.range.start), replacement: $0)])
        })
    }
    let known = parts.compactMap { $0 }
    guard known.count == parts.count else { return nil }
    return syntax.isAll ? .all(known) : .any(known)
  }

  /// Instances of the entity of the entitlements, or texts.
  private func values(
    _ syntax: ExpressionSyntax, _ isPattern: Bool, _ rows: RowSource, _ entitlement: ScalarType?
  ) -> DutyTemplate.Formula? {
    guard let value = checker.check(syntax, in: rows.scope), let entitlement else { return nil }
    let isText = value.type.scalar == .text
    guard isText || value.type.scalar == entitlement && !isPattern else {
      let wanted =
        isPattern || entitlement == .text ? "texts" : "instances of `\(program.spelling(entitlement))`, or texts"
      builder.report(
        .dutyOfValues, "expected \(wanted), found `\(program.spelling(value.type))`", at: syntax.range,
        in: rows.scope.file)
      return nil
    }
    guard !value.type.isOptional else {
      checker.reportOptional(value, syntax, in: rows.scope)
      return nil
    }
    return .values(value, isPattern: isPattern)
  }
}
