import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Compiles duties: sets of entitlements by key or pattern.
struct DutyCompiler {
  let program: Program

  private var builder: PlanBuilder { program.builder }

  func compile() {
    for (index, declared) in program.duties.enumerated() {
      let entitlement = self.entitlement(of: declared)
      program.dutyEntitlements.append(entitlement)
      var seen: [String: SourceRange] = [:]
      var origins: [TextPattern: Origin] = [:]
      var parts = Duty.Formula.any([])
      if let syntax = declared.syntax.formula { parts = formula(syntax, in: declared.file, &seen, &origins) }
      builder.plan.duties.append(
        Duty(
          id: DutyID(index), name: declared.declaration.name, namespace: declared.declaration.namespace,
          title: declared.syntax.title.map { LocalizedText($0.value) } ?? LocalizedText(declared.declaration.name),
          entitlement: entitlement ?? .text, formula: parts, origins: origins,
          origin: declared.declaration.origin))
    }
  }

  /// The kind of keys that the parts are: those of an entity, or plain texts.
  func entitlement(of declared: Program.Declared<DutySyntax>) -> ScalarType? {
    guard let name = declared.syntax.entitlement, !name.isEmpty else { return nil }
    if name.name == "Text" { return .text }
    let isOtherBuiltIn = ScalarType.builtIn.contains { $0.name == name.name }
    let resolution = program.names.resolve(name.name, in: declared.file, kinds: [.entity])
    if case .found(let declaration) = resolution, case .table(let table) = declaration.reference {
      builder.use(declaration, at: name.range, in: declared.file)
      if builder.plan.schema[table].keyField != nil { return .row(table) }
      builder.report(
        .dutyEntitlement, "`\(name.name)` has no key, so a duty cannot name its instances", at: name.range,
        in: declared.file,
        related: builder.place(of: declaration.origin).map {
          [RelatedPlace(message: "`\(name.name)` is declared here", place: $0)]
        } ?? [])
    } else if isOtherBuiltIn {
      builder.report(
        .dutyEntitlement, "expected `Text` or an entity with a key, found `\(name.name)`", at: name.range,
        in: declared.file)
    } else {
      NameReporter(program: program).report(
        resolution, of: name.name, "an entity or `Text`", at: name.range, in: declared.file, besides: ["Text"],
        unknown: .unknownType)
    }
    return nil
  }

  /// The parser limits how deep groups nest.
  private func formula(
    _ syntax: DutyFormulaSyntax, in file: Int, _ seen: inout [String: SourceRange],
    _ origins: inout [TextPattern: Origin]
  ) -> Duty.Formula {
    var parts: [Duty.Formula] = []
    for part in syntax.parts {
      switch part {
      case .values: break
      case .group(let inner):
        var own: [String: SourceRange] = [:]
        parts.append(formula(inner, in: file, &own, &origins))
      case .entitlement(let text, let isPattern):
        let pattern = pattern(text, isPattern, in: file, &seen)
        if origins[pattern] == nil {
          origins[pattern] = Origin(file: file, start: text.range.start, end: text.range.end)
        }
        parts.append(.entitlement(pattern))
      }
    }
    checkQuantifier(of: syntax, in: file)
    return syntax.isAll ? .all(parts) : .any(parts)
  }

  /// An entitlement as it is written, after checking that it is new to its list.
  func pattern(
    _ text: StringSyntax, _ isPattern: Bool, in file: Int, _ seen: inout [String: SourceRange]
  ) -> TextPattern {
    let key = text.value
    if key.isEmpty {
      builder.report(.emptyEntitlement, "an entitlement has a key, found an empty text", at: text.range, in: file)
    } else if let earlier = seen[(isPattern ? "like " : "") + key] {
      builder.report(
        .repeatedEntitlement, "`\(key)` is listed twice", at: text.range, in: file,
        related: [
          RelatedPlace(message: "the first one is here", place: Place(earlier, in: builder.files[file]))
        ], fixIts: FixIt.removal(of: key, endingAt: text.token).map { [$0] } ?? [])
    }
    seen[(isPattern ? "like " : "") + key] = text.range
    return isPattern ? TextPattern(key) : TextPattern(literal: key)
  }

  /// Several parts need a word that says whether one of them is enough.
  func checkQuantifier(of syntax: DutyFormulaSyntax, in file: Int) {
    if syntax.parts.count > 1, !syntax.isQuantified {
      let start = SourceRange(syntax.range.start, syntax.range.start)
      builder.report(
        .unquantifiedFormula,
        "say whether any of the \(syntax.parts.count) entitlements amounts to the duty, or all of them",
        at: syntax.range, in: file,
        fixIts: ["any of ", "all of "].map {
          FixIt(title: "Write `\($0.dropLast())`", edits: [TextEdit(range: start, replacement: $0)])
        })
    }
  }
}
