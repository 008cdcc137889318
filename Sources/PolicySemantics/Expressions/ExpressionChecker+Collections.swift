import Diagnostics
import PolicySyntax
import RulePlan
import SourceText
import Vocabulary

/// Several values: lists, comprehensions, `distinct`, and what is made of them.
extension ExpressionChecker {
  /// `[a, b]`
  func checkList(
    _ elements: [ExpressionSyntax], _ syntax: ExpressionSyntax, expecting: ScalarType?, in scope: Scope
  ) -> Expression? {
    let outer = context
    context = nil
    defer { context = outer }
    let here = origin(syntax, scope)
    var type = expecting
    var values = [Expression?](repeating: nil, count: elements.count)
    // Elements that say their type themselves come first, so that bare cases know theirs.
    let areLater = elements.map { needsContext($0, in: scope) }
    let order = elements.indices.filter { !areLater[$0] }
    let later = elements.indices.filter { areLater[$0] }
    for index in order {
      values[index] = check(elements[index], expecting: type, in: scope)
      if type == nil { type = values[index]?.type.scalar }
    }
    if type == nil, let first = later.first, order.isEmpty {
      // Nothing gives the bare names a type: the first one is reported, the others follow from it. A period needs none.
      guard let value = check(elements[first], in: scope) else { return nil }
      values[first] = value
      type = value.type.scalar
    }
    if type != nil {
      for index in later where values[index] == nil {
        values[index] = check(elements[index], expecting: type, in: scope)
      }
    }
    guard !elements.isEmpty else {
      guard let type else {
        report(
          .untypedValue, "nothing here says what `[]` is a list of", at: syntax.range, scope,
          notes: ["an empty list takes its type from the other side, or from the field whose default it is"])
        return nil
      }
      return Expression(.list([]), ValueType(type, .many), here)
    }
    var checked: [Expression] = []
    for (value, element) in zip(values, elements) {
      guard let value else { continue }
      if value.type.isMany {
        report(
          .nestedType, "expected one value in the list, found several: \(quoted(element)) is `\(spelling(value.type))`",
          at: element.range, scope, notes: ["a list of lists does not exist; `[x for a in … …]` joins several"])
      } else if let one = single(value, element, in: scope) {
        checked.append(one)
      }
    }
    guard checked.count == elements.count, let unified = unified(checked, elements, expecting, in: scope) else {
      return nil
    }
    guard let first = unified.first else { return nil }
    return Expression(.list(unified), ValueType(first.type.scalar, .many), here)
  }

  /// The elements of a list as values of one type.
  private func unified(
    _ values: [Expression], _ elements: [ExpressionSyntax], _ expecting: ScalarType?, in scope: Scope
  ) -> [Expression]? {
    guard let first = values.first else { return [] }
    let types = Set(values.map(\.type.scalar))
    if types.count == 1 { return values }
    if types.allSatisfy(\.isMoney) {
      return values.map {
        var value = $0
        value.type.scalar = .money(nil)
        return value
      }
    }
    if types == [.integer, .decimal] { return values.map { widened($0) } }
    let wanted = expecting ?? first.type.scalar
    for (value, element) in zip(values, elements) where value.type.scalar != wanted {
      reportMismatch(
        "expected `\(spelling(wanted))` as the rest of the list, found `\(spelling(value.type.scalar))`",
        wanted: wanted,
        value, element, in: scope)
      break
    }
    return nil
  }

  /// `e for x in X where C`, in brackets or as the values of `sum` and the like.
  func checkComprehension(
    _ element: ExpressionSyntax, _ clause: ForClauseSyntax, _ syntax: ExpressionSyntax, _ expecting: ScalarType?,
    in scope: Scope
  ) -> Expression? {
    let outer = context
    context = nil
    defer { context = outer }
    var rows = Rows(scope: scope)
    add(clause, to: &rows)
    guard let value = check(element, expecting: expecting, in: rows.scope), !rows.isBroken else { return nil }
    let here = origin(syntax, scope)
    if value.type.isMany {
      // Several for each row: one more step takes them apart.
      let type = ValueType(value.type.scalar)
      let variable = builder.variable("value", type)
      rows.pipeline.steps.append(Pipeline.Step(variable: variable, source: .values(value)))
      return Expression(
        .collect(rows.pipeline, Expression(.variable(variable), type, value.origin)), value.type, here)
    }
    guard let one = single(value, element, in: rows.scope) else { return nil }
    return Expression(.collect(rows.pipeline, one), ValueType(one.type.scalar, .many), here)
  }

  /// `distinct xs`
  func checkDistinct(
    _ operand: ExpressionSyntax, _ syntax: ExpressionSyntax, _ expecting: ScalarType?, in scope: Scope
  ) -> Expression? {
    guard let value = check(operand, expecting: expecting, in: scope) else { return nil }
    guard value.type.isMany else {
      expectSeveral(value, operand, in: scope)
      return nil
    }
    if case .row(let table) = value.type.scalar, !builder.plan.schema[table].isEntity {
      report(
        .noEquality, "`distinct` cannot tell records apart: `\(spelling(value.type.scalar))` has no identity",
        at: operand.range, scope, notes: ["name the field that matters: `distinct \(quotedBody(operand)).…`"])
      return nil
    }
    return Expression(.distinct(value), value.type, origin(syntax, scope))
  }

  // MARK: Aggregates

  func checkAggregate(
    _ function: FunctionWord, _ name: SyntaxToken, _ arguments: [ExpressionSyntax], _ syntax: ExpressionSyntax,
    in scope: Scope
  ) -> Expression? {
    let outer = context
    context = nil
    defer { context = outer }
    guard let argument = arguments.first, arguments.count == 1 else {
      report(
        .argumentCount, "`\(name.text)` takes one argument, several values, found \(arguments.count)",
        at: arguments.count > 1 ? arguments[1].range : syntax.range, scope,
        notes: ["for example `\(name.text)(po.lines.amount)` or `\(name.text)([a, b])`"])
      return nil
    }
    guard let value = check(argument, in: scope) else { return nil }
    guard value.type.isMany else {
      expectSeveral(value, argument, in: scope)
      return nil
    }
    let here = origin(syntax, scope)
    let type = value.type.scalar
    switch function {
    case .count: return Expression(.count(value), ValueType(.integer), here)
    case .sum:
      guard canAdd(type, name, argument, in: scope) else { return nil }
      return Expression(.aggregate(.sum, value), ValueType(type), here)
    case .average:
      guard canAverage(type, name, argument, in: scope) else { return nil }
      let values = type == .integer ? widened(value) : value
      return Expression(.aggregate(.average, values), ValueType(values.type.scalar, .optional), here)
    case .min: return extreme(.minimum, of: value, name, argument, here, in: scope)
    case .max: return extreme(.maximum, of: value, name, argument, here, in: scope)
    case .mode: return extreme(.mode, of: value, name, argument, here, in: scope)
    case .median, .standardDeviation:
      guard canAverage(type, name, argument, in: scope) else { return nil }
      let values = type == .integer ? widened(value) : value
      return Expression(
        .aggregate(function == .median ? .median : .standardDeviation, values),
        ValueType(values.type.scalar, .optional), here)
    case .round, .roundHalfUp, .roundUp, .roundDown, .floor, .abs, .mod, .lower, .upper, .trim, .collapse, .length,
      .before, .after, .digits, .similarity, .join, .weekday, .quarter, .endOfMonth, .fiscalYear, .workingDays,
      .percentile, .rank:
      return nil
    }
  }

  private func extreme(
    _ aggregate: Aggregate, of value: Expression, _ name: SyntaxToken, _ argument: ExpressionSyntax, _ here: Origin,
    in scope: Scope
  ) -> Expression? {
    let type = value.type.scalar
    guard type != .money(nil) else {
      reportUnknownCurrency(name, argument, in: scope)
      return nil
    }
    guard isOrdered(value, argument, name, in: scope) else { return nil }
    return Expression(.aggregate(aggregate, value), ValueType(type, .optional), here)
  }

  private func canAdd(
    _ type: ScalarType, _ name: SyntaxToken, _ argument: ExpressionSyntax, in scope: Scope
  ) -> Bool {
    switch type {
    case .integer, .decimal, .percent, .money(.some), .duration, .dataSize: return true
    case .money(nil): reportUnknownCurrency(name, argument, in: scope)
    default: reportNotSummable(name, type, argument, in: scope)
    }
    return false
  }

  func canAverage(
    _ type: ScalarType, _ name: SyntaxToken, _ argument: ExpressionSyntax, in scope: Scope
  ) -> Bool {
    switch type {
    case .integer, .decimal, .percent, .money(.some): return true
    case .money(nil): reportUnknownCurrency(name, argument, in: scope)
    default: reportNotSummable(name, type, argument, in: scope)
    }
    return false
  }

  private func reportNotSummable(
    _ name: SyntaxToken, _ type: ScalarType, _ argument: ExpressionSyntax, in scope: Scope
  ) {
    var notes = ["`count(…)` is how many there are"]
    if case .row(let table) = type {
      let fields = builder.plan.schema[table].fields.filter { $0.type.scalar.isNumber || $0.type.scalar.isMoney }
      if let field = fields.first { notes = ["name what is added: `\(quotedBody(argument)).\(field.name)`"] + notes }
    }
    report(
      .noArithmetic, "`\(name.text)` needs numbers or amounts, found `[\(spelling(type))]`", at: argument.range, scope,
      notes: notes)
  }

  func reportUnknownCurrency(_ name: SyntaxToken, _ argument: ExpressionSyntax, in scope: Scope) {
    report(
      .mixedCurrencies,
      "`\(name.text)` needs amounts of one currency, and the currency of \(quoted(argument)) is not known",
      at: argument.range, scope,
      notes: [
        "fix the currency where the field is declared: `Money in USD`",
        "convert each at the rate of a day: `\(name.text)(x.amount in USD on … for x in …)`",
      ])
  }

  // MARK: Calls

  /// `f(a, b)`
  func checkCall(
    _ name: SyntaxToken, _ arguments: [ExpressionSyntax], _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    let text = syntax.calledName
    let word = FunctionWord(text)
    if let word, word.entry.isReserved { return checkAggregate(word, name, arguments, syntax, in: scope) }
    let resolution = program.names.resolve(text, in: scope.file, kinds: [.function])
    let nameRange = syntax.calledNameRange ?? name.range
    guard case .found(let declaration) = resolution, case .function(let function) = declaration.reference,
      program.functionSignatures.indices.contains(function.index)
    else {
      if let word { return checkFunction(word, name, arguments, syntax, in: scope) }
      if reportForeignCall(name, arguments, syntax, resolution, in: scope) { return nil }
      NameReporter(program: program).report(
        resolution, of: text, "a function", at: nameRange, in: scope.file,
        besides: FunctionWord.entries.map(\.word.text),
        unknown: .unknownFunction)
      return nil
    }
    builder.use(declaration, at: nameRange, in: scope.file)
    if let named = syntax.namedArguments.first {
      report(
        .argumentCount, "the inputs of `\(text)` are given in their order, without names", at: named.range, scope,
        fixIts: named.name.flatMap { name in
          named.value.map {
            [replacing(SourceRange(name.range.start, $0.range.start), with: "", "Leave out `\(name.text):`")]
          }
        } ?? [])
      return nil
    }
    if let definition { program.definitions.add(definition, uses: .function(function)) }
    let outer = context
    context = nil
    defer { context = outer }
    let signature = program.functionSignatures[function.index]
    var values: [Expression] = []
    var isBroken = signature.result == nil
    for (index, argument) in arguments.enumerated() {
      let parameter = index < signature.parameters.count ? signature.parameters[index] : nil
      let isKnown = parameter.map { $0.type != nil } ?? !needsContext(argument, in: scope)
      guard isKnown, let value = check(argument, expecting: parameter?.type?.scalar, in: scope) else {
        isBroken = true
        continue
      }
      guard let parameter, let type = parameter.type else { continue }
      if let fitting = fit(value, to: type, for: "`\(parameter.name)` of `\(text)`", argument, in: scope) {
        values.append(fitting)
      } else {
        isBroken = true
      }
    }
    let wanted = signature.parameters.count
    if arguments.count != wanted {
      let list = signature.parameters.map { "\($0.name): \($0.type.map { spelling($0) } ?? "…")" }
      let extra = arguments.count > wanted ? arguments[wanted].range : syntax.range
      report(
        .argumentCount,
        "`\(text)` takes \(wanted == 1 ? "one argument" : "\(wanted) arguments"), found \(arguments.count)", at: extra,
        scope,
        related: builder.place(of: declaration.origin).map {
          [RelatedPlace(message: "`\(text)(\(list.joined(separator: ", ")))` is declared here", place: $0)]
        } ?? [])
      return nil
    }
    guard !isBroken, let result = signature.result else { return nil }
    return Expression(.call(function, values), result, origin(syntax, scope))
  }

  /// `today()`, `len(xs)`, `patch_delay(day)`: something else is meant than a function that is missing.
  private func reportForeignCall(
    _ name: SyntaxToken, _ arguments: [ExpressionSyntax], _ syntax: ExpressionSyntax,
    _ resolution: DeclarationTable.Resolution, in scope: Scope
  ) -> Bool {
    let source = builder.files[scope.file]
    let text = name.text
    guard syntax.calledName == text, syntax.namedArguments.isEmpty else { return false }
    if arguments.isEmpty, let word = ForeignWord.value(text) {
      report(
        .foreignWord, "`\(word)` takes no brackets", at: syntax.range, scope,
        fixIts: [replacing(syntax.range, with: word.text, "Change `\(quotedBody(syntax))` to `\(word)`")])
      return true
    }
    if arguments.count == 1, case .otherKind(let declaration) = resolution, declaration.kind == .parameter {
      let meant = "\(text) on \(source.text(in: arguments[0].range))"
      report(
        .otherKindOfName,
        "expected a function, found `\(text)`, which is a parameter; its value of a day is `\(meant)`",
        at: name.range, scope, fixIts: [replacing(syntax.range, with: meant, "Write `\(meant)`")])
      return true
    }
    guard arguments.count == 1, case .unknown = resolution else { return false }
    if let function = ForeignWord.function(text) {
      report(
        .unknownFunction, "expected a function, found the unknown name `\(text)`; did you mean `\(function)`?",
        at: name.range,
        scope, fixIts: [replacing(name.range, with: function.text, "Change `\(text)` to `\(function)`")])
      return true
    }
    guard UnitWord.entries.contains(where: { $0.word.isSpelled(text) }) else { return false }
    // `days(a - b) <= 30`: a duration has its unit itself.
    var edits = [TextEdit(range: syntax.range, replacement: source.text(in: arguments[0].range))]
    var end = syntax.range.end
    while end < source.bytes.count, source.bytes[end] != 0x0A, !(source.bytes[end] >= 0x30 && source.bytes[end] <= 0x39)
    { end += 1 }
    var last = end
    while last < source.bytes.count,
      source.bytes[last] >= 0x30 && source.bytes[last] <= 0x39 || source.bytes[last] == 0x5F
    { last += 1 }
    if last > end { edits.append(TextEdit(range: SourceRange(last, last), replacement: " \(text)")) }
    let meant = source.text(in: arguments[0].range)
    report(
      .unknownFunction, "`\(text)` is a unit, not a function: compare `\(meant)` with a duration such as `30 \(text)`",
      at: name.range, scope, fixIts: [FixIt(title: "Write `\(meant)`", edits: edits)])
    return true
  }
}
