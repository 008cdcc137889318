import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Compiles rules, and standards as one requirement each for what they name.
struct RuleCompiler {
  let program: Program
  let checker: ExpressionChecker

  private var builder: PlanBuilder { program.builder }

  /// `must A must B` as one condition, where nothing is written between them.
  private func joining(_ other: RequirementSyntax, to first: RequirementSyntax) -> [FixIt] {
    guard let keyword = other.keyword, !other.isNegated, !first.isNegated, other.isError == first.isError,
      let own = first.condition, let next = other.condition, own.isConjunct, next.isConjunct,
      other.node.tree.source.bytes[first.range.end..<other.range.start].allSatisfy({
        $0 == 0x20 || $0 == 0x0A || $0 == 0x0D
      })
    else { return [] }
    return [FixIt(title: "Join them with `and`", edits: [TextEdit(range: keyword.range, replacement: "and")])]
  }

  // MARK: Rules

  func compile(rule declared: Program.Declared<NormSyntax>) {
    let syntax = declared.syntax
    let range = program.range(of: declared.declaration.origin)
    let requirements = syntax.requirements
    for other in requirements.dropFirst() {
      builder.report(
        .severalRequirements, "a rule has one requirement, found another one", at: other.range, in: declared.file,
        related: [
          RelatedPlace(
            message: "the first one is here", place: Place(requirements[0].range, in: builder.files[declared.file]))
        ],
        notes: ["join them with `and`, or write a standard, whose requirements have names"],
        fixIts: joining(other, to: requirements[0]))
    }
    if requirements.isEmpty, !syntax.node.isBroken {
      builder.report(
        .requirementMissing, "`\(declared.declaration.name)` requires nothing", at: range, in: declared.file,
        notes: ["say what must hold: `must …`, or `should …` for a warning"])
    }
    let header = NormHeader(program: program)
    var norm = header.norm(declared, kind: .rule, severity: requirements.first?.isError ?? true ? .error : .warning)
    var rows = checker.rows(of: syntax.bindings, in: Scope(file: declared.file))
    checkSubject(of: syntax, rows)
    JudgmentCompiler(program: program, checker: checker).add(dayOf: syntax, to: &rows)
    norm.message = checker.checkMessage(syntax.message, in: rows.scope)?.template(for: norm.title)
    norm.remedy = checker.checkMessage(syntax.remedy, in: rows.scope)?.template(for: norm.title)
    let id = norm.id
    builder.plan.norms.append(norm)
    guard let requirement = requirements.first else { return }
    add(requirement, of: declared, id, rows, place: place(of: syntax, rows))
  }

  // MARK: Standards

  func compile(standard declared: Program.Declared<NormSyntax>) {
    let syntax = declared.syntax
    let range = program.range(of: declared.declaration.origin)
    checkVersion(of: declared)
    if let adopted = syntax.adoptedOn { _ = DateReader(program: program).day(adopted, in: declared.file) }
    if syntax.requirements.isEmpty, !syntax.node.isBroken {
      builder.report(
        .requirementMissing, "`\(declared.declaration.name)` requires nothing", at: range, in: declared.file,
        notes: ["name what must hold: `must memory \"At least 16 GB of memory\" : a.memory >= 16 GB`"])
    }
    let header = NormHeader(program: program)
    let common = header.norm(declared, kind: .standard, severity: .error)
    var rows = checker.rows(of: syntax.bindings, in: Scope(file: declared.file))
    checkSubject(of: syntax, rows)
    JudgmentCompiler(program: program, checker: checker).add(dayOf: syntax, to: &rows)
    let message = checker.checkMessage(syntax.message, in: rows.scope)
    let remedy = checker.checkMessage(syntax.remedy, in: rows.scope)
    let place = place(of: syntax, rows)
    var seen: [String: SourceRange] = [:]
    for requirement in syntax.requirements {
      guard let name = requirement.name else { continue }
      if let earlier = seen[name.text] {
        builder.report(
          .repeatedRequirement, "`\(declared.declaration.name)` already has a requirement `\(name.text)`",
          at: name.range, in: declared.file,
          related: [
            RelatedPlace(
              message: "the first one is here", place: Place(earlier, in: builder.files[declared.file]))
          ])
        continue
      }
      seen[name.text] = name.range
      builder.index?.declare(
        requirement: name.text, of: declared.declaration.reference, at: name.range, in: declared.file)
      var norm = common
      norm.id = NormID(builder.plan.norms.count)
      norm.name += "." + name.text
      norm.shortName += "." + name.text
      norm.severity = requirement.isError ? .error : .warning
      let title = LocalizedText(requirement.title, requirement.localizedTitle)
      if !title.entries.isEmpty { norm.title = title }
      norm.message = message?.template(for: norm.title)
      norm.remedy = remedy?.template(for: norm.title)
      norm.origin = builder.origin(name.range, in: declared.file)
      builder.plan.norms.append(norm)
      add(requirement, of: declared, norm.id, rows, place: place)
    }
  }

  private func checkVersion(of declared: Program.Declared<NormSyntax>) {
    guard let version = declared.syntax.version else {
      if !declared.syntax.node.isBroken {
        builder.report(
          .standardVersion, "`\(declared.declaration.name)` has no version",
          at: program.range(of: declared.declaration.origin), in: declared.file, notes: ["for example `version 1`"])
      }
      return
    }
    guard case .literal(let literal) = version.form, let token = literal.token,
      token.kind == .version || token.kind == .integer && literal.unit == nil && !token.text.allSatisfy({ $0 == "0" })
    else {
      builder.report(
        .standardVersion,
        "expected a whole number from 1, or a version such as `v1.2`, found \(checker.quoted(version))",
        at: version.range, in: declared.file)
      return
    }
  }

  // MARK: Parts

  /// A finding is about an instance of an entity.
  private func checkSubject(of syntax: NormSyntax, _ rows: Rows) {
    guard let first = rows.subjects.first, !rows.isBroken else { return }
    let type = builder.plan[first].type
    if case .row(let table) = type.scalar, builder.plan.schema[table].isEntity { return }
    let generator = syntax.forClauses.first?.generators.first
    builder.report(
      .subjectNotInstance,
      "expected instances of an entity for the first variable, found `\(program.spelling(type))`",
      at: generator?.range ?? syntax.range, in: rows.scope.file,
      notes: ["a finding is about the first variable: let it range over an entity, and what lies inside come after it"])
  }

  private func add(
    _ requirement: RequirementSyntax, of declared: Program.Declared<NormSyntax>, _ norm: NormID, _ rows: Rows,
    place: Expression?
  ) {
    guard let syntax = requirement.condition else { return }
    checker.context = nil
    reportUnclearNegation(requirement, syntax, in: rows.scope)
    let checked = checker.condition(syntax, isNegated: requirement.isNegated, in: rows.scope)
    var section: TableID?
    if rows.subjects.isEmpty, !rows.isBroken, checked.expression != nil {
      section = SectionFinder(program: program).section(
        namedFirstIn: syntax,
        lets: declared.syntax.bindings.compactMap { if case .let(let clause) = $0 { clause } else { nil } },
        file: declared.file)
      if section == nil {
        builder.report(
          .ruleAboutNothing, "the requirement names no entity, so it does not depend on the data", at: syntax.range,
          in: declared.file, notes: ["say for what it must hold: `for x in …`"])
      }
    }
    guard let condition = checked.expression, !rows.isBroken else { return }
    builder.plan.requirements.append(
      Requirement(
        norm: norm, pipeline: rows.pipeline,
        condition: requirement.isNegated ? checker.negated(condition) : condition, subjects: rows.subjects,
        place: place, section: section))
  }

  /// `must not A and B` may mean that not both hold, or that the first does not hold and the second does.
  private func reportUnclearNegation(_ requirement: RequirementSyntax, _ condition: ExpressionSyntax, in scope: Scope) {
    guard let word = requirement.negation, Self.isJunction(condition) else { return }
    var first = condition
    while Self.isJunction(first), case .binary(_, _, let left, _) = first.form { first = left }
    let text = checker.quotedBody(first)
    builder.report(
      .unclearNegation, "`not` before \(checker.quoted(condition)) has two readings; brackets decide",
      at: condition.range, in: scope.file,
      fixIts: [
        FixIt(
          title: "Deny all of it: `not (…)`",
          edits: [
            TextEdit(range: SourceRange(condition.range.start, condition.range.start), replacement: "("),
            TextEdit(range: SourceRange(condition.range.end, condition.range.end), replacement: ")"),
          ]),
        FixIt(
          title: "Deny the first part: `(not \(text)) …`",
          edits: [
            TextEdit(range: SourceRange(word.range.start, word.range.end + 1), replacement: ""),
            TextEdit(range: SourceRange(first.range.start, first.range.start), replacement: "(not "),
            TextEdit(range: SourceRange(first.range.end, first.range.end), replacement: ")"),
          ]),
      ])
  }

  private static func isJunction(_ syntax: ExpressionSyntax) -> Bool {
    guard syntax.node.kind == .binaryExpression, case .binary(let op, _, _, _) = syntax.form else { return false }
    return op == .and || op == .or || op == .implies
  }

  /// `at g.approved_by`: a path from a variable after `for` to a field that the data holds.
  private func place(of syntax: NormSyntax, _ rows: Rows) -> Expression? {
    guard let at = syntax.at else { return nil }
    checker.context = nil
    guard let value = checker.check(at, in: rows.scope) else { return nil }
    if isField(value, of: rows) { return value }
    builder.report(
      .placeNotField, "expected a field of the data after `at`, found \(checker.quoted(at))", at: at.range,
      in: rows.scope.file, notes: ["write a path from a variable after `for`, such as `g.approved_by`"])
    return nil
  }

  private func isField(_ value: Expression, of rows: Rows) -> Bool {
    guard case .field(var base, let field) = value.node, builder.plan.schema[field].derivation == nil else {
      if case .periodFrom(let base) = value.node { return isField(base, of: rows) }
      if case .periodUntil(let base) = value.node { return isField(base, of: rows) }
      return false
    }
    while case .field(let inner, let field) = base.node {
      guard builder.plan.schema[field].derivation == nil, !base.type.isMany else { return false }
      base = inner
    }
    guard case .variable(let variable) = base.node else { return false }
    return rows.subjects.contains(variable)
  }
}

extension ExpressionSyntax {
  /// Whether the expression can be joined with another by `and` without brackets.
  fileprivate var isConjunct: Bool {
    guard case .binary(let operation, _, _, _) = form else { return true }
    return operation != .or && operation != .implies
  }
}
