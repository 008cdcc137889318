import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Compiles sources: how data that comes from elsewhere is read.
struct SourceCompiler {
  let program: Program

  private var builder: PlanBuilder { program.builder }

  /// Runs after the fields of all tables are known.
  func compile() {
    var first: [String: SourceRange] = [:]
    var files: [String: Int] = [:]
    for (syntax, file) in program.sources {
      guard let name = syntax.name else { continue }
      let text = name.declaredName
      if let earlier = first[text], let earlierFile = files[text] {
        builder.report(
          .sourceName, "there is already a source `\(text)`", at: name.range, in: file,
          related: [
            RelatedPlace(message: "the first one is here", place: Place(earlier, in: builder.files[earlierFile]))
          ])
        continue
      }
      first[text] = name.range
      files[text] = file
      if let entity = builder.plan.schema.tables.first(where: { $0.section == text }) {
        builder.report(
          .sourceName, "`\(text)` is the section of `\(entity.name)`, so a source cannot have this name",
          at: name.range,
          in: file, notes: ["`--data \(text)=PATH` would not say which of them is meant"])
      }
      compile(syntax, text, in: file)
    }
    reportUnfed()
  }

  /// Instances of an entity are listed by a section, or sources give them.
  private func reportUnfed() {
    var fed: Set<TableID> = []
    for (syntax, file) in program.sources {
      guard let name = syntax.entity?.name,
        case .found(let declaration) = program.names.resolve(name, in: file, kinds: [.entity]),
        case .table(let table) = declaration.reference
      else { continue }
      fed.insert(table)
    }
    for (index, declared) in program.tables.enumerated()
    where declared.syntax.isEntity && declared.syntax.section == nil && declared.syntax.containment == nil
      && declared.syntax.grouping == nil && !declared.syntax.node.isBroken
    {
      guard !fed.contains(TableID(BuiltInTables.tables.count + index)), let name = declared.syntax.name else {
        continue
      }
      let section = name.text.lowercased() + "s"
      builder.report(
        .missingToken, "expected `from` and the section of the data that lists the instances, or a source for them",
        at: name.range, in: declared.file,
        fixIts: [
          FixIt(
            title: "Insert `from \(section)`",
            edits: [TextEdit(range: SourceRange(name.range.end, name.range.end), replacement: " from \(section)")])
        ])
    }
  }

  private func compile(_ syntax: SourceSyntax, _ name: String, in file: Int) {
    guard let entity = entity(of: syntax, in: file), let format = format(of: syntax, in: file) else { return }
    var plan = SourcePlan(
      name: name, namespace: program.names.namespaces[file], entity: entity, format: format,
      patterns: syntax.patterns.map {
        SourcePlan.Pattern(text: $0.value, origin: builder.origin($0.range, in: file))
      }, documentation: syntax.documentation, origin: builder.origin(syntax.name?.range ?? syntax.range, in: file))
    SourceSettings(program: program, syntax: syntax, file: file).read(into: &plan)
    var compiler = SourceExpressionCompiler(program: program, file: file, plan: plan)
    compiler.compile(syntax)
    builder.plan.sources.append(compiler.plan)
  }

  private func entity(of syntax: SourceSyntax, in file: Int) -> TableID? {
    guard let name = syntax.entity, !name.isEmpty else { return nil }
    let resolution = program.names.resolve(name.name, in: file, kinds: [.entity])
    guard case .found(let declaration) = resolution, case .table(let table) = declaration.reference else {
      NameReporter(program: program).report(
        resolution, of: name.name, "an entity", at: name.range, in: file, unknown: .unknownType)
      return nil
    }
    builder.use(declaration, at: name.range, in: file)
    return table
  }

  private func format(of syntax: SourceSyntax, in file: Int) -> SourceFormat? {
    guard let word = syntax.format else { return nil }
    if let format = SourceFormat(rawValue: word.text) { return format }
    let names = SourceFormat.allCases.map(\.rawValue)
    let nearest = NameSuggestion.nearest(to: word.text, in: names)
    builder.report(
      .sourceClause,
      "`\(word.text)` is not a format of sources"
        + (nearest.map { "; did you mean `\($0)`?" }
          ?? "; expected " + names.map { "`\($0)`" }.joined(separator: ", ")),
      at: word.range, in: file,
      fixIts: nearest.map {
        [FixIt(title: "Change `\(word.text)` to `\($0)`", edits: [TextEdit(range: word.range, replacement: $0)])]
      } ?? [])
    return nil
  }
}
