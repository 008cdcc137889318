import Diagnostics
import PolicySyntax
import RulePlan
import SourceText
import Vocabulary

/// Reads what every norm says of itself: title, citations, level, time, waivers.
struct NormHeader {
  let program: Program

  private var builder: PlanBuilder { program.builder }

  /// The norm, with a fresh ID, before its messages and its condition.
  func norm(_ declared: Program.Declared<NormSyntax>, kind: Norm.Kind, severity: Norm.Severity) -> Norm {
    let syntax = declared.syntax
    let file = declared.file
    let days = DateReader(program: program).days(of: syntax.inForce, in: file)
    let policy = program.policyDays[file]
    if syntax.rows == nil { reportFields(of: syntax, in: file) }
    return Norm(
      id: NormID(builder.plan.norms.count), kind: kind, name: declared.declaration.qualifiedName,
      shortName: declared.declaration.name, namespace: declared.declaration.namespace,
      title: title(of: declared), severity: severity, level: level(syntax.level, in: file),
      citations: CitationResolver(program: program).resolve(syntax.citations, in: file),
      waivability: syntax.waivable.map { waivability($0, in: file) },
      inForceFrom: [days.from, policy.from].compactMap { $0 }.max(),
      inForceUntil: [days.until, policy.until].compactMap { $0 }.min(), owner: syntax.owner?.value,
      tags: syntax.tags.map { $0.kind == .string ? StringSyntax($0).value : $0.text },
      documentation: syntax.documentation, origin: declared.declaration.origin)
  }

  /// The fields of a row where there is no row.
  private func reportFields(of syntax: NormSyntax, in file: Int) {
    for field in [syntax.levelField].compactMap({ $0 }) + (syntax.waivable?.fields ?? []) {
      builder.report(
        .rowValueOutsideEach, "`\(field.node.text)` is a field of a row, and this norm is not one for each row",
        at: field.range, in: file, notes: ["`segregate each r in Risk as r.id` makes a norm for each row"])
    }
  }

  private func title(of declared: Program.Declared<NormSyntax>) -> LocalizedText {
    let title = LocalizedText(declared.syntax.title, declared.syntax.localizedTitle)
    return title.entries.isEmpty ? LocalizedText(declared.declaration.name) : title
  }

  private func level(_ token: SyntaxToken?, in file: Int) -> Norm.Level? {
    guard let token else { return nil }
    if let level = Norm.Level(rawValue: token.text) { return level }
    let names = Norm.Level.allCases.map(\.rawValue)
    let nearest = ForeignWord.level(token.text)?.text ?? NameSuggestion.nearest(to: token.text, in: names)
    builder.report(
      .unknownLevel,
      "expected `low`, `medium`, `high` or `critical`, found `\(token.text)`"
        + (nearest.map { "; did you mean `\($0)`?" } ?? ""), at: token.range, in: file,
      fixIts: nearest.map {
        [FixIt(title: "Change it to `\($0)`", edits: [TextEdit(range: token.range, replacement: $0)])]
      }
        ?? names.map {
          FixIt(title: "Change it to `\($0)`", edits: [TextEdit(range: token.range, replacement: $0)])
        })
    return nil
  }

  /// Months as days: 30 each, or as many as any such months have.
  private func dayFixes(_ limit: ExpressionSyntax, months: Int) -> [FixIt] {
    guard months > 0, months <= 1_200 else { return [] }
    return [months * 30, (months * 3_044 + 99) / 100].map {
      FixIt(title: "Change it to `\($0) days`", edits: [TextEdit(range: limit.range, replacement: "\($0) days")])
    }
  }

  private func waivability(_ syntax: WaivableSyntax, in file: Int) -> Waivability {
    var days: Int?
    if let limit = syntax.limit {
      let value = ExpressionChecker(program: program).checkConstant(
        limit, type: ValueType(.duration), for: "the longest waiver", in: Scope(file: file))
      if case .duration(let duration) = value {
        if duration.months == 0, duration.microseconds == 0, duration.days >= 1 {
          days = Int(duration.days)
        } else {
          builder.report(
            .waiverLimit, "expected a number of days from 1, found `\(limit.node.text)`", at: limit.range, in: file,
            notes: duration.months != 0 ? ["say how many days are meant: `180 days`"] : [],
            fixIts: dayFixes(limit, months: Int(duration.months)))
        }
      }
    }
    return Waivability(authorities: syntax.authorities.compactMap { authority($0, in: file) }, maximumDays: days)
  }

  private func authority(_ syntax: WaivableSyntax.Authority, in file: Int) -> Authority? {
    switch syntax {
    case .text(let text): return Authority(name: nil, title: LocalizedText(text.value))
    case .name(let name):
      guard !name.isEmpty else { return nil }
      let resolution = program.names.resolve(name.name, in: file, kinds: [.authority])
      guard case .found(let declaration) = resolution, case .authority(let place) = declaration.reference,
        builder.plan.authorities.indices.contains(place)
      else {
        NameReporter(program: program).report(
          resolution, of: name.name, "an authority", at: name.range, in: file, unknown: .unknownAuthority)
        return nil
      }
      builder.use(declaration, at: name.range, in: file)
      return builder.plan.authorities[place]
    }
  }
}
