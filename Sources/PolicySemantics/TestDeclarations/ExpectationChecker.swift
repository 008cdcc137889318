import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Checks what a test expects: norms that exist, about subjects that they can be about, each thing once.
struct ExpectationChecker {
  typealias Expectation = PolicyTest.Expectation

  let program: Program
  let checker: ExpressionChecker
  let file: Int
  let given: TestRecords.Given
  let targets: TestTargets

  private var builder: PlanBuilder { program.builder }

  /// The expectations that are sound. Quadratic in their number.
  func check(_ syntax: [TestSyntax.Expectation]) -> [Expectation] {
    var result: [Expectation] = []
    for one in syntax {
      guard let expectation = expectation(one) else { continue }
      for earlier in result {
        if let message = conflict(expectation, earlier) {
          builder.report(
            .repeatedExpectation, message, at: one.range, in: file,
            related: builder.place(of: earlier.origin).map {
              [RelatedPlace(message: "the other one is here", place: $0)]
            } ?? [])
          break
        }
      }
      result.append(expectation)
    }
    return result
  }

  private func expectation(_ syntax: TestSyntax.Expectation) -> Expectation? {
    let target = target(syntax)
    let subject = syntax.subjectType.map { self.subject($0, syntax) }
    let severity = syntax.severity.map { self.severity($0) }
    guard let target else { return nil }
    if let subject, subject == nil { return nil }
    if let severity, severity == nil { return nil }
    if let subject = subject ?? nil, let type = syntax.subjectType,
      !isAbout(
        target, subject.table, at: type.range,
        name: syntax.quotedNorm?.value ?? syntax.norm?.name ?? "")
    {
      return nil
    }
    let kind: Expectation.Kind =
      syntax.isNoOther
      ? .noOther
      : syntax.isNone ? .none : .found(syntax.status.flatMap { Expectation.Status(rawValue: $0.text) })
    let words = syntax.node.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return Expectation(
      kind: kind, target: target, subject: subject ?? nil, severity: severity ?? nil, text: words,
      origin: builder.origin(syntax.range, in: file))
  }

  // MARK: Norms

  private func target(_ syntax: TestSyntax.Expectation) -> Expectation.Target? {
    if let quoted = syntax.quotedNorm {
      if let target = rows(quoted.value) { return target }
      builder.report(
        .unknownNorm, "expected the norm of a row, and no `segregate each` is in sight", at: quoted.range, in: file)
      return nil
    }
    guard let name = syntax.norm, !name.isEmpty else { return nil }
    let text = name.name
    if text == "findings" { return .all }
    if TestTargets.waiverChecks.contains(text) { return .waiverCheck(text) }
    let resolution = program.names.resolve(text, in: file, kinds: .norms)
    if case .found(let declaration) = resolution {
      builder.index?.use(declaration.reference, at: name.range, in: file)
      return norms(declaration.qualifiedName, of: declaration)
    }
    // A requirement of a standard, after its name.
    if let point = text.lastIndex(of: "."),
      case .found(let standard) = program.names.resolve(String(text[..<point]), in: file, kinds: [.standard])
    {
      let requirement = String(text[text.index(after: point)...])
      let full = standard.qualifiedName + "." + requirement
      if !targets.norms(named: full).isEmpty {
        let end = name.range.end - requirement.utf8.count
        builder.index?.use(
          requirement: requirement, of: standard.reference, at: SourceRange(end, name.range.end), in: file)
        builder.index?.use(standard.reference, at: SourceRange(name.range.start, end - 1), in: file)
        return norms(full, of: standard)
      }
      report(requirement, notIn: standard, at: name)
      return nil
    }
    if case .unknown = resolution, let target = rows(text) { return target }
    NameReporter(program: program).report(
      resolution, of: text, "a norm", at: name.range, in: file,
      besides: ["findings"] + (text.contains(".") ? TestTargets.waiverChecks : []), unknown: .unknownNorm)
    return nil
  }

  /// The norm of a row of this name, which only the data of the test knows; nil where no template is in sight.
  private func rows(_ name: String) -> Expectation.Target? {
    let visible = program.names.levels[file]
    var templates = targets.templates.filter { visible[$0.namespace] != nil }
    var name = name
    if templates.isEmpty || name.contains("."), let point = name.lastIndex(of: ".") {
      let qualified = targets.templates.filter { $0.namespace == name[..<point] }
      if !qualified.isEmpty {
        templates = qualified
        name = String(name[name.index(after: point)...])
      }
    }
    return templates.isEmpty ? nil : .rows(templates: templates.map(\.norm), name: name)
  }

  /// Nil where the norm is faulty, which has been reported.
  private func norms(_ name: String, of declaration: Declaration) -> Expectation.Target? {
    builder.usedDeclarations.insert(declaration.reference)
    let norms = targets.norms(named: name)
    return norms.isEmpty ? nil : .norms(norms)
  }

  private func report(_ requirement: String, notIn standard: Declaration, at name: QualifiedNameSyntax) {
    let names = targets.requirements(of: standard.qualifiedName)
    let nearest = builder.nameIndex.nearest(to: requirement, in: names)
    let range = name.parts.last?.range ?? name.range
    builder.report(
      .unknownNorm,
      "`\(standard.name)` has no requirement `\(requirement)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: range, in: file,
      related: builder.place(of: standard.origin).map {
        [RelatedPlace(message: "`\(standard.name)` is declared here", place: $0)]
      } ?? [],
      notes: nearest == nil && !names.isEmpty ? ["its requirements are " + checker.listed(names)] : [],
      fixIts: nearest.map { [checker.replacing(range, with: $0, "Change `\(requirement)` to `\($0)`")] } ?? [])
  }

  // MARK: Subjects

  private func subject(_ type: QualifiedNameSyntax, _ syntax: TestSyntax.Expectation) -> Expectation.Subject? {
    guard !type.parts.isEmpty else { return nil }
    let resolution = program.names.resolve(type.name, in: file, kinds: [.entity])
    guard case .found(let declaration) = resolution, case .table(let table) = declaration.reference else {
      checker.report(resolution, of: type.name, "an entity", at: type.range, in: file)
      return nil
    }
    builder.use(declaration, at: type.range, in: file)
    let hasKey = program.schema[table].keyField != nil
    if let key = syntax.subjectKey {
      guard hasKey else {
        checker.reportNoKey(table, at: type.range, Scope(file: file))
        return nil
      }
      return subject(key, of: table)
    }
    guard let token = syntax.subjectIndex else { return nil }
    guard !hasKey else {
      builder.report(
        .testReference, "an instance of `\(type.name)` is named by its key, found \(token.text)", at: token.range,
        in: file)
      return nil
    }
    let count = given.counts[table] ?? 0
    guard let index = Int(token.text.filter { $0 != "_" }), index < count || !given.isComplete else {
      builder.report(
        .testReference,
        count == 0
          ? "the test gives no `\(type.name)`"
          : "the test gives \(count) of `\(type.name)`, the last one of which has the number \(count - 1)",
        at: token.range, in: file, notes: count == 0 ? [] : ["the first one has the number 0"])
      return nil
    }
    return .index(table, index)
  }

  private func subject(_ key: StringSyntax, of table: TableID) -> Expectation.Subject? {
    guard let text = checker.canonicalKey(key, of: table, in: Scope(file: file)) else { return nil }
    guard given.isComplete, given.keys[table]?[text] == nil, program.groupedEntities[table] == nil else {
      return .key(table, text)
    }
    let name = program.schema[table].name
    let nearest = builder.nameIndex.nearest(to: text, in: given.keys[table].map { $0.keys.sorted() } ?? [])
    builder.report(
      .testReference,
      "the test gives no `\(name)` with the key `\(text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: key.range, in: file, notes: nearest == nil ? ["give it: `given \(name) { … }`"] : [],
      fixIts: nearest.map {
        [checker.replacing(key.range, with: StringSyntax.quoted($0), "Change `\(text)` to `\($0)`")]
      } ?? [])
    return nil
  }

  /// Whether findings of the target can be about instances of an entity; false after reporting that they are not.
  private func isAbout(_ target: Expectation.Target, _ table: TableID, at range: SourceRange, name: String) -> Bool {
    let subjects: [TableID]
    switch target {
    case .all: return true
    case .waiverCheck: subjects = [BuiltInTables.waiver]
    case .norms(let norms), .rows(templates: let norms, name: _):
      let known = norms.compactMap { targets.subjects(of: $0) }
      guard known.count == norms.count else { return true }
      subjects = known.flatMap { $0 }
    }
    guard !subjects.contains(table) else { return true }
    let found = program.schema[table].name
    var names: [String] = []
    for subject in subjects where !names.contains(program.schema[subject].name) {
      names.append(program.schema[subject].name)
    }
    builder.report(
      .expectedSubject,
      names.isEmpty
        ? "`\(name)` is about the data as a whole, not about a `\(found)`"
        : "`\(name)` is about \(checker.listed(names)), found `\(found)`", at: range, in: file)
    return false
  }

  // MARK: Severities

  private func severity(_ token: SyntaxToken) -> Norm.Severity? {
    if let severity = Norm.Severity(rawValue: token.text) { return severity }
    let nearest = NameSuggestion.nearest(to: token.text, in: [Norm.Severity.error, .warning].map(\.rawValue))
    builder.report(
      .unknownSeverity,
      "expected `error` or `warning`, found `\(token.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: token.range, in: file,
      fixIts: nearest.map { [checker.replacing(token.range, with: $0, "Change it to `\($0)`")] } ?? [])
    return nil
  }

  // MARK: Conflicts

  /// The conflict between two expectations of one test; nil where they go together.
  private func conflict(_ one: Expectation, _ other: Expectation) -> String? {
    if one.kind == other.kind, one.target == other.target, one.subject == other.subject, one.severity == other.severity
    {
      return "the same is expected twice"
    }
    if excludes(one, other) || excludes(other, one) { return "this cannot hold together with `\(other.text)`" }
    return nil
  }

  /// Whether nothing that the second asks for is left by the first.
  private func excludes(_ first: Expectation, _ second: Expectation) -> Bool {
    guard first.kind == .none, case .found(let status) = second.kind else { return false }
    if let subject = first.subject, subject != second.subject { return false }
    switch (first.target, second.target) {
    case (.all, _): break
    case (.norms(let all), .norms(let some)): guard Set(some).isSubset(of: all) else { return false }
    case (let one, let other): guard one == other else { return false }
    }
    switch first.severity {
    case nil, .warning: return true
    case .error:
      if second.severity == .error { return true }
      // An undetermined finding of a norm may weigh more or less than a proved one.
      guard status != .undetermined, case .norms(let norms) = second.target else { return false }
      return norms.allSatisfy { builder.plan[$0].severity == .error }
    }
  }
}
