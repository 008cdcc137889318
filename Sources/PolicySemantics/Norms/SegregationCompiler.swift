import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Compiles segregations: which duties are kept apart, and in which access models.
struct SegregationCompiler {
  let program: Program
  let checker: ExpressionChecker

  private var builder: PlanBuilder { program.builder }

  func compile(_ declared: Program.Declared<NormSyntax>) {
    if let rows = declared.syntax.rows {
      return SegregationTemplateCompiler(program: program, checker: checker).compile(declared, rows)
    }
    for condition in declared.syntax.conditions {
      builder.report(
        .rowValueOutsideEach, "`where` chooses among rows, and this segregation is not one for each row",
        at: condition.range, in: declared.file)
    }
    let norm = NormHeader(program: program).norm(declared, kind: .segregation, severity: .error)
    let duties = self.duties(of: declared)
    let conflict = duties.flatMap { self.conflict($0, of: declared) }
    let models = self.models(
      of: declared, (duties ?? []).map { ($0.syntax.name, program.dutyEntitlements[$0.id.index]) })
    var scopes: [Segregation.Scope] = []
    let scope = Scope(file: declared.file)
    let messages = template(declared.syntax.message, models, in: scope) { $0.template(for: norm.title) }
    let remedies = template(declared.syntax.remedy, models, in: scope) { $0.template(for: norm.title) }
    for (index, model) in models.enumerated() {
      scopes.append(
        Segregation.Scope(
          model: model.id, subject: model.subject, message: messages[index], remedy: remedies[index]))
    }
    builder.plan.norms.append(norm)
    guard let conflict else { return }
    builder.plan.segregations.append(
      Segregation(
        norm: norm.id, conflict: conflict, scopes: scopes,
        withinOverlappingScope: declared.syntax.isWithinOverlappingScope))
  }

  // MARK: Duties

  /// A duty with its name as written.
  private struct NamedDuty {
    var id: DutyID
    var syntax: QualifiedNameSyntax
  }

  private func duties(of declared: Program.Declared<NormSyntax>) -> [NamedDuty]? {
    guard let separation = separation(of: declared) else { return nil }
    var result: [NamedDuty] = []
    for part in separation.parts {
      switch part {
      case .name(let name):
        if let duty = duty(name, in: declared.file), isNew(duty, name, among: result, in: declared.file) {
          result.append(NamedDuty(id: duty, syntax: name))
        }
      case .ofRows(let syntax):
        builder.report(
          .rowValueOutsideEach, "`duty(…)` needs a row, and this segregation is not one for each row",
          at: syntax.range, in: declared.file)
      }
    }
    return result.count == separation.parts.count ? result : nil
  }

  private func isNew(
    _ duty: DutyID, _ name: QualifiedNameSyntax, among earlier: [NamedDuty], in file: Int
  ) -> Bool {
    guard let first = earlier.first(where: { $0.id == duty }) else { return true }
    builder.report(
      .repeatedDuty, "`\(name.name)` is listed twice", at: name.range, in: file,
      related: [
        RelatedPlace(message: "the first one is here", place: Place(first.syntax.range, in: builder.files[file]))
      ])
    return false
  }

  /// The duty of a name; nil after reporting that there is none.
  func duty(_ name: QualifiedNameSyntax, in file: Int) -> DutyID? {
    guard !name.isEmpty else { return nil }
    let resolution = program.names.resolve(name.name, in: file, kinds: [.duty])
    guard case .found(let found) = resolution, case .duty(let id) = found.reference else {
      checker.report(resolution, of: name.name, "a duty", at: name.range, in: file)
      return nil
    }
    builder.use(found, at: name.range, in: file)
    return id
  }

  /// The clause that names the duties, of which there has to be one.
  func separation(of declared: Program.Declared<NormSyntax>) -> SeparationSyntax? {
    let clauses = declared.syntax.node.nodes.compactMap { SeparationSyntax($0) }
    guard let separation = clauses.first else {
      if !declared.syntax.node.isBroken {
        builder.report(
          .segregationDuties, "`\(declared.declaration.name)` does not name the duties to keep apart",
          at: program.range(of: declared.declaration.origin), in: declared.file,
          notes: ["write `a from b`, or `at most 2 of a, b, c`"])
      }
      return nil
    }
    for other in clauses.dropFirst() {
      builder.report(
        .segregationDuties, "a segregation says once which duties are kept apart, found another time",
        at: other.range, in: declared.file)
    }
    return separation
  }

  private func conflict(_ duties: [NamedDuty], of declared: Program.Declared<NormSyntax>) -> Segregation.Conflict? {
    guard let separation = declared.syntax.separation, let first = duties.first else { return nil }
    guard separation.isAtMost else {
      return .separated(first.id, from: duties.dropFirst().map(\.id))
    }
    guard let limit = separation.limit else { return nil }
    let value = checker.checkConstant(
      limit, type: ValueType(.integer), for: "the number of duties", in: Scope(file: declared.file))
    guard case .integer(let number) = value else { return nil }
    guard number >= 0, number < duties.count else {
      let range = duties.count == 1 ? "0" : "a number from 0 to \(duties.count - 1)"
      builder.report(.dutyLimit, "expected \(range), found \(number)", at: limit.range, in: declared.file)
      return nil
    }
    return .atMost(Int(number), of: duties.map(\.id))
  }

  // MARK: Access models

  /// An access model with the variable that stands for its subjects in the message.
  struct Model {
    var id: AccessModelID
    var subject: VariableID
    var table: TableID
  }

  /// - Parameter duties: by their names, what each is made of; nil where that is faulty.
  func models(
    of declared: Program.Declared<NormSyntax>, _ duties: [(name: String, entitlement: ScalarType?)]
  ) -> [Model] {
    let file = declared.file
    let compiler = AccessModelCompiler(program: program, checker: checker)
    let named = declared.syntax.models.filter { !$0.parts.isEmpty }
    var result: [Model] = []
    var isBroken = false
    for name in named {
      let resolution = program.names.resolve(name.name, in: file, kinds: [.access])
      guard case .found(let found) = resolution, case .accessModel(let id) = found.reference else {
        checker.report(resolution, of: name.name, "an access model", at: name.range, in: file)
        isBroken = true
        continue
      }
      builder.use(found, at: name.range, in: file)
      if result.contains(where: { $0.id == id }) {
        builder.report(
          .repeatedModel, "`\(name.name)` is named twice", at: name.range, in: file,
          fixIts: name.parts.last.flatMap { FixIt.removal(of: name.name, endingAt: $0) }.map { [$0] } ?? [])
        continue
      }
      guard let signature = compiler.signature(of: id) else {
        isBroken = true
        continue
      }
      if let duty = duties.first(where: { !signature.gives($0.entitlement ?? signature.entitlement) }) {
        let made = duty.entitlement.map { program.spelling($0) } ?? "other entitlements"
        builder.report(
          .modelMismatch,
          "`\(name.name)` gives entitlements of type `\(program.spelling(signature.entitlement))`; `\(duty.name)` is made of `\(made)`",
          at: name.range, in: file)
        isBroken = true
      }
      result.append(model(id, signature))
    }
    if named.isEmpty, !isBroken, let wanted = duties.first?.entitlement {
      result = onlyModel(giving: wanted, of: declared).map { [$0] } ?? []
    }
    checkScope(of: declared, result)
    return result
  }

  private func model(_ id: AccessModelID, _ signature: Program.AccessSignature) -> Model {
    Model(
      id: id, subject: builder.variable("subject", ValueType(.row(signature.subject))), table: signature.subject)
  }

  /// The access model that a segregation without `in` applies to.
  private func onlyModel(giving wanted: ScalarType, of declared: Program.Declared<NormSyntax>) -> Model? {
    let compiler = AccessModelCompiler(program: program, checker: checker)
    var fitting: [(AccessModelID, Program.AccessSignature, Declaration)] = []
    for (index, other) in program.accessModels.enumerated() {
      guard let signature = compiler.signature(of: AccessModelID(index)) else {
        // A faulty model might have been the one.
        if program.accessModels.count == 1 { return nil }
        continue
      }
      if signature.gives(wanted) { fitting.append((AccessModelID(index), signature, other.declaration)) }
    }
    if fitting.count == 1 {
      builder.usedDeclarations.insert(fitting[0].2.reference)
      return model(fitting[0].0, fitting[0].1)
    }
    let names = fitting.map(\.2.name)
    let end = declared.syntax.separation?.range.end ?? declared.syntax.range.end
    builder.report(
      .modelMissing,
      names.isEmpty
        ? "no access model gives entitlements of type `\(program.spelling(wanted))`"
        : "several access models give such entitlements: " + checker.listed(names),
      at: program.range(of: declared.declaration.origin), in: declared.file,
      notes: names.isEmpty ? ["an access model says what gives whom which entitlements"] : ["say which: `in …`"],
      fixIts: names.isEmpty
        ? []
        : [
          FixIt(
            title: "Apply it to all of them",
            edits: [
              TextEdit(range: SourceRange(end, end), replacement: "\n  in " + names.joined(separator: ", "))
            ])
        ])
    return nil
  }

  private func checkScope(of declared: Program.Declared<NormSyntax>, _ models: [Model]) {
    guard declared.syntax.isWithinOverlappingScope else { return }
    for model in models {
      guard let compiled = program.compiledAccessModels[model.id], compiled.scope == nil else { continue }
      let clause = declared.syntax.node.node(.withinClause)
      builder.report(
        .scopeWithoutUnit, "the rights of `\(compiled.name)` have no unit", at: clause?.range ?? declared.syntax.range,
        in: declared.file,
        related: builder.place(of: compiled.origin).map {
          [RelatedPlace(message: "`\(compiled.name)` is declared here; `over` says the unit", place: $0)]
        } ?? [])
    }
  }

  // MARK: Messages

  /// A message for each model, typed for its subjects. For models that it does not fit, the title is used.
  ///
  /// - Parameter titled: puts the title of the norm in its place.
  func template(
    _ texts: [LocalizedTextSyntax], _ models: [Model], in outer: Scope, titled: (CheckedMessage) -> MessageTemplate
  ) -> [MessageTemplate?] {
    let file = outer.file
    guard !texts.isEmpty else { return models.map { _ in nil } }
    var results: [(template: MessageTemplate?, diagnostics: [Diagnostic])] = []
    for model in models {
      let scope = outer.adding(
        "subject",
        Scope.LocalVariable(
          id: model.subject, type: ValueType(.row(model.table)), origin: builder.origin(texts[0].range, in: file)))
      let (message, diagnostics) = builder.onTrial { checker.checkMessage(texts, in: scope) }
      results.append((message.map(titled), diagnostics))
    }
    let misfits = results.indices.filter { index in
      results[index].diagnostics.contains { $0.severity == .error }
    }
    if misfits.count == results.count {
      for diagnostic in results.first?.diagnostics ?? [] { builder.report(diagnostic) }
    } else if let misfit = misfits.first, builder.options.givesAdvice {
      let model = builder.plan.schema[models[misfit].table].name
      builder.report(
        .messageOfOtherModel, "the message cannot be used where the subject is `\(model)`; the title is shown instead",
        at: texts[0].range, in: file, notes: results[misfit].diagnostics.prefix(1).map(\.message))
    }
    return results.map(\.template)
  }
}
