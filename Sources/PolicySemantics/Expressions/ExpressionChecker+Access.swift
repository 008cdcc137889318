import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// `holds` and `performs`: what an access model gives.
extension ExpressionChecker {
  /// `p holds "XK01"`, `p holds like "FI_*" in model`
  func checkHolds(
    _ subject: ExpressionSyntax, _ text: StringSyntax, isPattern: Bool, _ model: QualifiedNameSyntax?,
    _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    guard let value = checkSubject(subject, "holds", in: scope),
      let model = accessModel(for: value, entitlement: nil, model, syntax, in: scope)
    else { return nil }
    let pattern = isPattern ? TextPattern(text.value) : TextPattern(literal: text.value)
    return Expression(.holds(value, pattern, in: model), .boolean, origin(syntax, scope))
  }

  /// `p performs pay_supplier in enterprise_rights`
  func checkPerforms(
    _ subject: ExpressionSyntax, _ duty: QualifiedNameSyntax, _ model: QualifiedNameSyntax?, _ syntax: ExpressionSyntax,
    in scope: Scope
  ) -> Expression? {
    let value = checkSubject(subject, "performs", in: scope)
    let resolution = program.names.resolve(duty.name, in: scope.file, kinds: [.duty])
    guard case .found(let declaration) = resolution, case .duty(let id) = declaration.reference,
      program.dutyEntitlements.indices.contains(id.index)
    else {
      report(resolution, of: duty.name, "a duty after `performs`", at: duty.range, in: scope.file)
      return nil
    }
    builder.use(declaration, at: duty.range, in: scope.file)
    guard let value, let entitlement = program.dutyEntitlements[id.index],
      let model = accessModel(for: value, entitlement: entitlement, model, syntax, in: scope)
    else { return nil }
    return Expression(.performs(value, id, in: model), .boolean, origin(syntax, scope))
  }

  /// One instance of an entity: who or what holds rights.
  private func checkSubject(_ subject: ExpressionSyntax, _ verb: String, in scope: Scope) -> Expression? {
    guard let checked = check(subject, in: scope) else { return nil }
    guard case .row(let table) = checked.type.scalar, builder.plan.schema[table].isEntity else {
      report(
        .typeMismatch,
        "expected an instance of an entity before `\(verb)`, found `\(spelling(checked.type))`", at: subject.range,
        scope)
      return nil
    }
    return single(checked, subject, in: scope)
  }

  /// The access model that is named, or the only one that fits the subject and the entitlement.
  private func accessModel(
    for subject: Expression, entitlement: ScalarType?, _ name: QualifiedNameSyntax?, _ syntax: ExpressionSyntax,
    in scope: Scope
  ) -> AccessModelID? {
    guard case .row(let table) = subject.type.scalar else { return nil }
    if let name { return namedModel(name, table, entitlement, in: scope) }
    let visible = visibleModels(in: scope.file)
    var fitting: [Declaration] = []
    for declaration in visible {
      guard case .accessModel(let id) = declaration.reference else { continue }
      // A faulty model might have been the one: nothing follows from it.
      guard let signature = signature(of: id) else {
        if visible.count == 1 { return nil }
        continue
      }
      if signature.subject == table, entitlement.map({ signature.gives($0) }) ?? true {
        fitting.append(declaration)
      }
    }
    if fitting.count == 1, case .accessModel(let id) = fitting[0].reference {
      builder.usedDeclarations.insert(fitting[0].reference)
      if let definition { program.definitions.add(definition, uses: .accessModel(id)) }
      return id
    }
    let what = entitlement.map { "entitlements of type `\(spelling($0))`" } ?? "entitlements"
    if fitting.isEmpty {
      report(
        .noAccessModel, "no access model here gives `\(spelling(subject.type.scalar))` \(what)", at: syntax.range,
        scope,
        notes: visible.isEmpty
          ? ["an access model says what gives whom which entitlements: `access … { for … gives … }`"]
          : ["access models here: " + listed(visible.map(\.name))])
    } else {
      report(
        .accessModelChoice,
        "several access models give `\(spelling(subject.type.scalar))` \(what): "
          + listed(fitting.map(\.name)), at: syntax.range, scope,
        fixIts: fitting.map { inserting(" in \($0.name)", at: syntax.range.end, "Add `in \($0.name)`") })
    }
    return nil
  }

  private func namedModel(
    _ name: QualifiedNameSyntax, _ table: TableID, _ entitlement: ScalarType?, in scope: Scope
  ) -> AccessModelID? {
    let resolution = program.names.resolve(name.name, in: scope.file, kinds: [.access])
    guard case .found(let declaration) = resolution, case .accessModel(let id) = declaration.reference else {
      report(resolution, of: name.name, "an access model after `in`", at: name.range, in: scope.file)
      return nil
    }
    builder.use(declaration, at: name.range, in: scope.file)
    if let definition { program.definitions.add(definition, uses: .accessModel(id)) }
    guard let signature = signature(of: id) else { return nil }
    guard signature.subject == table else {
      report(
        .noAccessModel,
        "`\(name.name)` gives entitlements to `\(spelling(.row(signature.subject)))`, not to `\(spelling(.row(table)))`",
        at: name.range, scope)
      return nil
    }
    if let entitlement, !signature.gives(entitlement) {
      report(
        .noAccessModel,
        "`\(name.name)` gives entitlements of type `\(spelling(signature.entitlement))`; the duty is made of `\(spelling(entitlement))`",
        at: name.range, scope)
      return nil
    }
    return id
  }

  /// Access models that a file can name without their namespace; all of them where there is none.
  private func visibleModels(in file: Int) -> [Declaration] {
    let models = program.accessModels.map(\.declaration)
    let visible = models.filter { model in
      if case .found(let found) = program.names.resolve(model.name, in: file, kinds: [.access]) {
        return found.reference == model.reference
      }
      return false
    }
    return visible.isEmpty ? models : visible
  }

  private func signature(of model: AccessModelID) -> Program.AccessSignature? {
    AccessModelCompiler(program: program, checker: self).signature(of: model)
  }
}
