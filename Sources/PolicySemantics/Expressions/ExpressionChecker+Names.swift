import Diagnostics
import PolicySyntax
import RulePlan
import SourceText
import Vocabulary

extension ExpressionChecker {
  /// A bare name: a word of the language, a variable, a field of `self`, a case, or something declared.
  func checkName(_ token: SyntaxToken, expecting: ScalarType?, in scope: Scope) -> Expression? {
    let name = token.text
    let here = builder.origin(token.range, in: scope.file)
    if token.isText("true") || token.isText("false") {
      return Expression(.constant(.boolean(name == "true")), .boolean, here)
    }
    if token.isText("today") { return Expression(.today, ValueType(.date), here) }
    if token.isText("self") {
      if let instance = scope.instance {
        return Expression(.variable(instance.variable), ValueType(.row(instance.table)), here)
      }
      report(
        .unknownName, "`self` is the instance only in a derived field", at: token.range, scope,
        notes: ["here the instance has the name that `for` gives it"])
      return nil
    }
    let wanted = expecting?.enumeration
    let position = wanted.flatMap { builder.nameIndex.position(ofCase: name, of: $0, in: builder.plan.schema) }
    let asCase = wanted.flatMap { id in
      position.map { Expression(.constant(.enumeration(id, $0)), ValueType(.enumeration(id)), here) }
    }
    func noteCase() {
      if let wanted, let position {
        builder.index?.use(.enumerationCase(wanted, position), at: token.range, in: scope.file)
      }
    }
    if let variable = scope.variables[name] {
      if let asCase, let type = variable.type, type.scalar.enumeration != wanted {
        noteCase()
        return asCase
      }
      builder.index?.use(.variable(variable.id), at: token.range, in: scope.file)
      guard let type = variable.type else { return nil }
      return narrowed(Expression(.variable(variable.id), type, here), in: scope)
    }
    if let instance = scope.instance, let field = builder.field(named: name, of: instance.table) {
      if asCase != nil, fieldType(field, in: scope)?.scalar.enumeration != wanted {
        noteCase()
        return asCase
      }
      builder.index?.use(.field(field), at: token.range, in: scope.file)
      let me = Expression(.variable(instance.variable), ValueType(.row(instance.table)), here)
      return member(of: me, field, here, in: scope)
    }
    if let asCase {
      noteCase()
      return asCase
    }
    switch program.names.resolve(name, in: scope.file, kinds: .values) {
    case .found(let declaration):
      if let wanted, declaration.kind != .parameter {
        return reportUnknownCase(name, of: wanted, at: token.range, scope)
      }
      return value(of: declaration, at: token.range, in: scope)
    case .unknown:
      if let wanted { return reportUnknownCase(name, of: wanted, at: token.range, scope) }
      reportUnknownName(name, at: token.range, in: scope)
      return nil
    case let resolution:
      if let wanted { return reportUnknownCase(name, of: wanted, at: token.range, scope) }
      report(resolution, of: name, "a value", at: token.range, in: scope.file)
      return nil
    }
  }

  /// Whether the type of an expression must come from the other side: a bare name that nothing else explains, or a list
  /// or a record of such.
  func needsContext(_ syntax: ExpressionSyntax, in scope: Scope) -> Bool {
    guard Self.kindsInContext.contains(syntax.node.kind) else { return false }
    switch syntax.form {
    case .group(let inner): return needsContext(inner, in: scope)
    case .name(let token):
      let name = token.text
      if scope.variables[name] != nil || Self.reservedNames.contains(name) { return false }
      if let instance = scope.instance, builder.field(named: name, of: instance.table) != nil {
        return false
      }
      if case .found = program.names.resolve(name, in: scope.file, kinds: .values) { return false }
      return true
    case .list(let elements): return elements.allSatisfy { needsContext($0, in: scope) }
    case .record: return true
    default: return false
    }
  }

  /// The expressions whose type may come from the other side.
  private static let kindsInContext: SyntaxKinds = [
    .groupExpression, .nameExpression, .listExpression, .recordExpression,
  ]

  /// The value of a declaration.
  func value(of declaration: Declaration, at range: SourceRange, in scope: Scope) -> Expression? {
    builder.use(declaration, at: range, in: scope.file)
    let here = builder.origin(range, in: scope.file)
    switch declaration.reference {
    case .table(let table) where declaration.kind == .entity:
      return Expression(.instances(table), ValueType(.row(table), .many), here)
    case .table:
      report(
        .otherKindOfName, "`\(declaration.name)` is a record, whose values are not listed in the data", at: range,
        scope,
        notes: ["reach them through the field that holds them"])
    case .enumeration(let id):
      let first = builder.plan.schema[id].cases.first.map { "name a case of it: `\(declaration.name).\($0)`" }
      report(
        .otherKindOfName, "`\(declaration.name)` is an enum, not a value", at: range, scope,
        notes: first.map { [$0] } ?? [])
    case .function:
      report(
        .otherKindOfName, "`\(declaration.name)` is a function; call it with its values in brackets", at: range, scope,
        notes: ["for example `\(declaration.name)(…)`"])
    case .parameter(let id):
      guard program.parameterTypes.indices.contains(id.index), let type = program.parameterTypes[id.index] else {
        return nil
      }
      let today = Expression(.today, ValueType(.date), here)
      return Expression(.parameter(id, on: today), type, here)
    default:
      report(
        .otherKindOfName, "`\(declaration.name)` is \(declaration.kind.phrase), not a value", at: range, scope)
    }
    return nil
  }

  // MARK: Reporting

  @discardableResult
  func reportUnknownCase(_ name: String, of id: EnumerationID, at range: SourceRange, _ scope: Scope) -> Expression? {
    let enumeration = builder.plan.schema[id]
    let nearest = builder.nameIndex.nearest(to: name, in: enumeration.cases)
    var related: [RelatedPlace] = []
    if let place = builder.place(of: enumeration.origin) {
      related = [RelatedPlace(message: "`\(enumeration.name)` is declared here", place: place)]
    }
    report(
      .unknownCase,
      "expected a case of `\(enumeration.name)`, found `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: range, scope, related: related,
      notes: nearest == nil ? ["its cases are " + listed(enumeration.cases)] : [],
      fixIts: nearest.map { [replacing(range, with: $0, "Change `\(name)` to `\($0)`")] } ?? [])
    return nil
  }

  private func reportUnknownName(_ name: String, at range: SourceRange, in scope: Scope) {
    guard !scope.lacksVariable else { return }
    var locals = scope.variables.names.sorted()
    if let instance = scope.instance {
      locals += ["self"] + builder.plan.schema[instance.table].declaredFields.map(\.name)
    }
    locals += ["today", "true", "false"]
    if scope.isMessage, scope.instance == nil { locals.append("title") }
    let meant = meant(by: name, at: range, in: scope)
    let nearest =
      meant == nil
      ? builder.nameIndex.nearest(
        to: name, in: program.names.candidates(for: name, in: scope.file, kinds: .values, besides: locals)) : nil
    let owners = builder.nameIndex.enumerations(withCase: name, in: builder.plan.schema)
    var notes: [String] = []
    var fixIts = (meant ?? nearest).map { [replacing(range, with: $0, "Change `\(name)` to `\($0)`")] } ?? []
    if meant == nil, nearest == nil { fixIts = fixes(ofValue: name, at: range, in: scope) }
    if !owners.isEmpty {
      notes.append(
        "`\(name)` is a case of " + listed(owners.map(\.name))
          + "; it can be used alone only where the other side is of that type")
      fixIts = owners.map { replacing(range, with: "\($0.name).\(name)", "Write `\($0.name).\(name)`") } + fixIts
    }
    report(
      .unknownName, "nothing here is named `\(name)`" + ((meant ?? nearest).map { "; did you mean `\($0)`?" } ?? ""),
      at: range, scope, notes: notes, fixIts: fixIts)
  }

  /// The meaning of a name that is declared nowhere: a word of another language, the section of an entity, the
  /// field of the only variable, or that variable.
  private func meant(by name: String, at range: SourceRange, in scope: Scope) -> String? {
    if let word = ForeignWord.value(name), scope.instance != nil || !word.isSpelled("self") { return word.text }
    if let table = builder.nameIndex.table(inSection: name, in: builder.plan.schema) { return table.name }
    let rows = scope.variables.names.sorted().filter { scope.variables[$0]?.type?.scalar.table != nil }
    guard rows.count == 1, let variable = rows.first, let table = scope.variables[variable]?.type?.scalar.table else {
      return nil
    }
    if builder.field(named: name, of: table) != nil { return "\(variable).\(name)" }
    // `x.name`, where only `p` has such a field.
    let bytes = builder.files[scope.file].bytes
    guard range.end < bytes.count, bytes[range.end] == UInt8(ascii: ".") else { return nil }
    let rest = bytes[(range.end + 1)...].prefix {
      $0 == UInt8(ascii: "_") || $0 >= 0x30 && $0 <= 0x39
        || $0 >= 0x41 && $0 != 0x5B && $0 != 0x5D && $0 != 0x7B && $0 != 0x7D
    }
    return builder.field(named: String(decoding: rest, as: UTF8.self), of: table) == nil ? nil : variable
  }

  /// `x == null`: the whole comparison is to be replaced.
  private func fixes(ofValue name: String, at range: SourceRange, in scope: Scope) -> [FixIt] {
    guard ForeignWord.isNothing(name) else { return [] }
    let bytes = builder.files[scope.file].bytes
    var start = range.start
    while start > 0, bytes[start - 1] == 0x20 { start -= 1 }
    guard start >= 2, bytes[start - 1] == UInt8(ascii: "=") else { return [] }
    let isEqual = bytes[start - 2] == UInt8(ascii: "=")
    guard isEqual || bytes[start - 2] == UInt8(ascii: "!") else { return [] }
    let text = isEqual ? "is missing" : "is present"
    return [replacing(SourceRange(start - 2, range.end), with: text, "Write `\(text)`")]
  }

  /// `a`, `b` and `c`
  func listed(_ names: some Collection<String>) -> String {
    let quoted = names.prefix(12).map { "`\($0)`" } + (names.count > 12 ? ["…"] : [])
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Reports a name that was not found, or not as what is needed.
  ///
  /// - Parameter what: what the place asks for: “an entity”.
  func report(
    _ resolution: DeclarationTable.Resolution, of name: String, _ what: String, at range: SourceRange, in file: Int
  ) {
    NameReporter(program: program).report(resolution, of: name, what, at: range, in: file)
  }
}
