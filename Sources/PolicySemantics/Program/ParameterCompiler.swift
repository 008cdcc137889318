import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Compiles parameters: their types first, then the steps of their values, then what the project sets instead.
struct ParameterCompiler {
  let program: Program
  let checker: ExpressionChecker

  private var builder: PlanBuilder { program.builder }

  func declare() {
    let resolver = TypeResolver(program: program)
    for declared in program.parameters {
      var type = resolver.type(declared.syntax.type, in: declared.file)
      if let found = type, found.isOptional {
        builder.report(
          .parameterType, "a parameter has a value on every day, found `\(program.spelling(found))`",
          at: declared.syntax.type?.range ?? declared.syntax.range, in: declared.file,
          fixIts: declared.syntax.type.map {
            [
              FixIt(
                title: "Make it `\(program.spelling(found.with(.one)))`",
                edits: [TextEdit(range: $0.range, replacement: program.spelling(found.with(.one)))])
            ]
          } ?? [])
        type = found.with(.one)
      }
      program.parameterTypes.append(type)
    }
  }

  func compile() {
    for (index, declared) in program.parameters.enumerated() {
      let citations = CitationResolver(program: program).resolve(declared.syntax.citations, in: declared.file)
      checkBasis(of: declared)
      builder.plan.parameters.append(
        Parameter(
          name: declared.declaration.name, namespace: declared.declaration.namespace,
          type: program.parameterTypes[index] ?? .boolean, steps: steps(of: declared, index), citations: citations,
          isIllustrative: declared.syntax.illustrative != nil, origin: declared.declaration.origin))
    }
    applyOverrides()
  }

  /// A value that a source sets is not an illustration.
  private func checkBasis(of declared: Program.Declared<ParameterSyntax>) {
    guard let word = declared.syntax.illustrative,
      let basis = declared.syntax.citations.first(where: { !$0.isInspiration })
    else { return }
    let end = basis.range.end
    builder.report(
      .illustrationWithBasis,
      "`\(declared.declaration.name)` is an illustration and has a basis: it is one of the two", at: word.range,
      in: declared.file, related: place(basis.range, "the basis is cited here", declared.file),
      fixIts: [
        FixIt(
          title: "Cite `\(basis.node.text)` as inspiration",
          edits: [TextEdit(range: SourceRange(end, end), replacement: " as inspiration")])
      ])
  }

  // MARK: Steps

  private func steps(of declared: Program.Declared<ParameterSyntax>, _ index: Int) -> [Parameter.Step] {
    let file = declared.file
    let scope = Scope(file: file)
    let days = DateReader(program: program)
    var steps: [Parameter.Step] = []
    var until: (day: CalendarDate, range: SourceRange)?
    var previous: (day: CalendarDate, range: SourceRange)?
    for syntax in declared.syntax.steps {
      let value = syntax.value.flatMap { value in
        program.parameterTypes[index].flatMap {
          checker.checkConstant(value, type: $0, for: "the parameter `\(declared.declaration.name)`", in: scope)
        }
      }
      guard let from = syntax.from, let day = days.day(from, in: file) else { continue }
      if let previous, day <= previous.day {
        builder.report(
          .parameterOrder, "expected a day after \(previous.day), found \(day)", at: from.range, in: file,
          related: place(previous.range, "the value before is from here on", file))
        continue
      }
      if let until, let next = until.day.adding(days: 1), next != day {
        builder.report(
          .parameterGap,
          until.day >= day
            ? "two values on the days from \(day) until \(until.day)"
            : "no value on the days from \(next) until \(day.adding(days: -1) ?? day)", at: until.range, in: file,
          related: place(from.range, "the next value begins here", file))
      }
      until = syntax.until.flatMap { end in days.day(end, in: file).map { ($0, end.range) } }
      if let until, until.day < day {
        builder.report(
          .timeReversed, "the end, \(until.day), comes before the beginning, \(day)", at: until.range, in: file)
      }
      previous = (day, from.range)
      if let value {
        steps.append(Parameter.Step(from: day, value: value, origin: builder.origin(from.range, in: file)))
      }
    }
    if let until {
      builder.report(
        .parameterGap, "no value on the days after \(until.day)", at: until.range, in: file,
        notes: ["the last value has no end; where the parameter no longer matters, limit the norms that use it"])
    }
    if declared.syntax.steps.isEmpty {
      builder.report(
        .parameterWithoutValue, "`\(declared.declaration.name)` has no value",
        at: program.range(of: declared.declaration.origin), in: file,
        notes: ["say what it is and from when on: `from 2019-01-01 : …`"])
    }
    return steps
  }

  private func place(_ range: SourceRange, _ message: String, _ file: Int) -> [RelatedPlace] {
    [RelatedPlace(message: message, place: Place(range, in: builder.files[file]))]
  }

  // MARK: Values of the project

  private func applyOverrides() {
    for override in builder.options.parameterOverrides {
      let fitting = program.parameters.indices.filter {
        let declaration = program.parameters[$0].declaration
        return declaration.qualifiedName == override.name || declaration.name == override.name
      }
      guard let index = fitting.first, fitting.count == 1 else {
        report(override, unknownAmong: fitting)
        continue
      }
      guard let type = program.parameterTypes[index] else { continue }
      guard let value = ParameterText(schema: program.schema).constant(override.value, type) else {
        builder.report(
          Diagnostic(
            .parameterOverride,
            "expected `\(program.spelling(type))` for the parameter `\(override.name)`, found `\(override.value)`",
            place: override.place,
            related: builder.place(of: program.parameters[index].declaration.origin).map {
              [RelatedPlace(message: "the parameter is declared here", place: $0)]
            } ?? []))
        continue
      }
      builder.plan.parameters[index].override = Parameter.Override(from: override.from, value: value)
    }
  }

  private func report(_ override: CompilerOptions.ParameterOverride, unknownAmong fitting: [Int]) {
    let names = program.parameters.map(\.declaration.qualifiedName)
    guard fitting.isEmpty else {
      builder.report(
        Diagnostic(
          .parameterOverride,
          "`\(override.name)` could be " + fitting.map { "`\(names[$0])`" }.joined(separator: " or "),
          place: override.place, notes: ["write it with its namespace"]))
      return
    }
    let nearest = NameSuggestion.nearest(to: override.name, in: names + program.parameters.map(\.declaration.name))
    builder.report(
      Diagnostic(
        .parameterOverride,
        "the policies have no parameter `\(override.name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
        place: override.place))
  }
}
