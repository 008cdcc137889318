import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Values written out: periods, records, and constants for defaults, parameters and tests.
extension ExpressionChecker {
  /// `{ from: …, until: … }`, or a record of constants where the place says which.
  func checkRecord(
    _ fields: [RecordFieldSyntax], _ syntax: ExpressionSyntax, expecting: ScalarType?, in scope: Scope
  ) -> Expression? {
    switch expecting {
    case .period: return checkPeriod(fields, syntax, in: scope)
    case .row(let table) where !builder.plan.schema[table].isEntity:
      guard let values = constants(fields, of: table, syntax, in: scope) else { return nil }
      return Expression(.constant(.record(table, values)), ValueType(.row(table)), origin(syntax, scope))
    case nil where !fields.isEmpty && fields.allSatisfy({ ["from", "until"].contains($0.name?.text ?? "") }):
      return checkPeriod(fields, syntax, in: scope)
    case nil:
      report(
        .untypedValue, "nothing here says of which record \(quoted(syntax)) is", at: syntax.range, scope,
        notes: ["a record is written out only as a default, in a test, as the value of a parameter, or for a function"])
    case let type?:
      report(
        .typeMismatch, "expected `\(spelling(type))`, found the record \(quoted(syntax))", at: syntax.range, scope,
        notes: type.table == nil ? [] : ["an instance of an entity is named by its key: `\(spelling(type)) \"…\"`"])
    }
    return nil
  }

  private func checkPeriod(_ fields: [RecordFieldSyntax], _ syntax: ExpressionSyntax, in scope: Scope) -> Expression? {
    let outer = context
    context = nil
    defer { context = outer }
    var ends: [String: Expression] = [:]
    var seen: Set<String> = []
    var isBroken = false
    for field in fields {
      guard let name = field.name, let value = field.value else {
        isBroken = true
        continue
      }
      let text = name.text
      guard text == "from" || text == "until" else {
        let nearest = NameSuggestion.nearest(to: text, in: ["from", "until"])
        report(
          .unknownField, "`Period` has no field `\(text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
          at: name.range, scope, notes: ["its fields are `from` and `until`"],
          fixIts: nearest.map { [replacing(name.range, with: $0, "Change `\(text)` to `\($0)`")] } ?? [])
        isBroken = true
        continue
      }
      guard seen.insert(text).inserted else {
        report(.recordFields, "the field `\(text)` is given twice", at: name.range, scope)
        isBroken = true
        continue
      }
      let checked = check(value, expecting: .date, in: scope).flatMap {
        fit($0, to: ValueType(.date), for: "`\(text)` of a period", value, in: scope)
      }
      if let checked { ends[text] = checked } else { isBroken = true }
    }
    guard seen.contains("from") || isBroken else {
      report(
        .recordFields, "a `Period` needs `from`", at: syntax.range, scope,
        notes: ["only `until` may be left out: the period is then open"])
      return nil
    }
    guard !isBroken, let from = ends["from"] else { return nil }
    let here = origin(syntax, scope)
    let type = ValueType(.period)
    if case .constant(.date(let first)) = from.node {
      switch ends["until"]?.node {
      case nil: return Expression(.constant(.period(Period(from: first, until: nil))), type, here)
      case .constant(.date(let last)):
        guard first <= last else {
          report(.recordFields, "the period ends on \(last), before it begins on \(first)", at: syntax.range, scope)
          return nil
        }
        return Expression(.constant(.period(Period(from: first, until: last))), type, here)
      default: break
      }
    }
    return Expression(.period(from: from, until: ends["until"]), type, here)
  }

  // MARK: Constants

  /// The value of a default, a step of a parameter or a field of a test: a literal, a case, a list or a record of such.
  /// An instance of an entity may be written as its key, as in the data. Nil after reporting what is wrong.
  ///
  /// - Parameter place: what asks for the value, for messages: “the field `size`”.
  func checkConstant(
    _ syntax: ExpressionSyntax, type: ValueType, holdsRows: Bool = false, for place: String, in scope: Scope
  ) -> Constant? {
    if case .group(let inner) = syntax.form {
      return checkConstant(inner, type: type, holdsRows: holdsRows, for: place, in: scope)
    }
    if type.isMany, case .list(let elements) = syntax.form {
      var values: [Constant] = []
      for element in elements {
        if let value = checkConstant(element, type: type.with(.one), holdsRows: holdsRows, for: place, in: scope) {
          values.append(value)
        }
      }
      return values.count == elements.count ? .list(values) : nil
    }
    if holdsRows, !type.isMany, case .row(let table) = type.scalar {
      guard case .record(let fields) = syntax.form else {
        report(
          .typeMismatch,
          "expected the fields of `\(builder.plan.schema[table].name)` for \(place), which holds the instances, found "
            + quoted(syntax), at: syntax.range, scope)
        return nil
      }
      return constants(fields, of: table, syntax, in: scope).map { .record(table, $0) }
    }
    if case .row(let table) = type.scalar, !type.isMany, builder.plan.schema[table].isEntity,
      case .literal(let literal) = syntax.form, let token = literal.token, token.kind == .string
    {
      guard builder.plan.schema[table].keyField != nil else {
        reportNoKey(table, at: syntax.range, scope)
        return nil
      }
      return canonicalKey(StringSyntax(token), of: table, mayBeBare: true, in: scope).map { .instance(table, key: $0) }
    }
    if case .row(let table) = type.scalar, !type.isMany, builder.plan.schema[table].isEntity,
      builder.plan.schema[table].keyField != nil, case .record(let fields) = syntax.form
    {
      return checkKeyParts(fields, of: table, syntax, in: scope)
    }
    guard let checked = check(syntax, expecting: type.scalar, in: scope),
      let value = fit(checked, to: type, for: place, syntax, in: scope)
    else { return nil }
    guard let constant = Self.constant(value) else {
      report(
        .notConstant, "expected a constant for \(place), found \(quoted(syntax)), which depends on the data or the day",
        at: syntax.range, scope, notes: ["a constant is a literal, a case, or a list or record of them"])
      return nil
    }
    return constant
  }

  private static func constant(_ value: Expression) -> Constant? {
    switch value.node {
    case .constant(let constant): return constant
    case .list(let elements):
      let values = elements.compactMap { constant($0) }
      return values.count == elements.count ? .list(values) : nil
    default: return nil
    }
  }

  /// The fields of an instance or a record written out: one constant a field, in the order of the fields, defaults
  /// filled in. Nil where a field is missing, unknown, derived or of a wrong type, after reporting it.
  func constants(
    _ fields: [RecordFieldSyntax], of table: TableID, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> [Constant?]? {
    let declaration = builder.plan.schema[table]
    var values = declaration.fields.map(\.defaultValue)
    var given: Set<Int> = []
    var isBroken = false
    for field in fields {
      guard let name = field.name else {
        isBroken = true
        continue
      }
      guard let index = declaration.fieldIndex(named: name.text) else {
        reportUnknownField(name.text, of: table, at: name.range, scope)
        isBroken = true
        continue
      }
      let id = FieldID(table, index)
      builder.index?.use(.field(id), at: name.range, in: scope.file)
      if !given.insert(index).inserted {
        report(.recordFields, "the field `\(name.text)` is given twice", at: name.range, scope)
        isBroken = true
      } else if declaration.fields[index].isGenerated {
        report(
          .recordFields, "`\(name.text)` follows from where the instance is, so it is not given", at: name.range, scope)
        isBroken = true
      } else if program.derivedFields[id] != nil {
        report(
          .recordFields, "`\(name.text)` is derived, so it is not given", at: name.range, scope,
          notes: ["its value follows from the other fields"])
        isBroken = true
      } else if let value = field.value, !program.brokenFields.contains(id),
        let constant = checkConstant(
          value, type: declaration.fields[index].type, holdsRows: declaration.fields[index].holdsRows,
          for: "the field `\(name.text)`", in: scope)
      {
        values[index] = constant
      } else {
        isBroken = true
      }
    }
    let missing = declaration.declaredFields.indices.filter { index in
      let id = FieldID(table, index)
      return !given.contains(index) && program.derivedFields[id] == nil && !program.brokenFields.contains(id)
        && declaration.fields[index].defaultValue == nil && !declaration.fields[index].isGenerated
        && declaration.fields[index].type.cardinality == .one
    }
    if !missing.isEmpty, !isBroken {
      report(
        .recordFields,
        "`\(declaration.name)` needs " + listed(missing.map { declaration.fields[$0].name }), at: syntax.range, scope)
      isBroken = true
    }
    return isBroken ? nil : values
  }
}
