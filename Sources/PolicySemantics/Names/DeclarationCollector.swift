import Diagnostics
import PolicySyntax
import RulePlan
import SourceText
import Vocabulary

/// Enters every declaration of every file into the table of names and gives it its ID.
struct DeclarationCollector {
  let program: Program

  private var builder: PlanBuilder { program.builder }

  func collect() {
    for table in BuiltInTables.tables {
      let declaration = Declaration(
        reference: .table(table.id), kind: .entity, name: table.name, namespace: "", origin: .builtIn)
      _ = program.names.add(declaration)
      builder.index?.declare(declaration, node: nil)
    }
    for (file, syntax) in program.syntax.enumerated() {
      for node in syntax.declarations { collect(node, in: file) }
    }
  }

  private func collect(_ node: SyntaxNode, in file: Int) {
    switch node.kind {
    case .entityDeclaration, .recordDeclaration:
      let syntax = TableSyntax(node: node)
      let id = TableID(BuiltInTables.tables.count + program.tables.count)
      enter(node, syntax.name, .table(id), syntax.isEntity ? .entity : .record, in: file) {
        program.tables.append(.init(syntax: syntax, declaration: $0, file: file))
      }
    case .enumDeclaration:
      let syntax = EnumSyntax(node: node)
      let id = EnumerationID(program.enumerations.count)
      enter(node, syntax.name, .enumeration(id), .enumeration, in: file) {
        program.enumerations.append(.init(syntax: syntax, declaration: $0, file: file))
      }
    case .functionDeclaration:
      let syntax = FunctionSyntax(node: node)
      enter(node, syntax.name, .function(FunctionID(program.functions.count)), .function, in: file) {
        program.functions.append(.init(syntax: syntax, declaration: $0, file: file))
      }
    case .parameterDeclaration:
      let syntax = ParameterSyntax(node: node)
      enter(node, syntax.name, .parameter(ParameterID(program.parameters.count)), .parameter, in: file) {
        program.parameters.append(.init(syntax: syntax, declaration: $0, file: file))
      }
    case .dutyDeclaration:
      let syntax = DutySyntax(node: node)
      if let rows = syntax.rows {
        let declaration = unnamed(rows, .dutyTemplate(program.dutyTemplates.count), .duty, in: file)
        program.dutyTemplates.append(.init(syntax: syntax, declaration: declaration, file: file))
        return
      }
      enter(node, syntax.name, .duty(DutyID(program.duties.count)), .duty, in: file) {
        program.duties.append(.init(syntax: syntax, declaration: $0, file: file))
      }
    case .accessDeclaration:
      let syntax = AccessSyntax(node: node)
      enter(node, syntax.name, .accessModel(AccessModelID(program.accessModels.count)), .access, in: file) {
        program.accessModels.append(.init(syntax: syntax, declaration: $0, file: file))
        program.accessStates.append(.pending)
      }
    case .instrumentDeclaration:
      let syntax = InstrumentSyntax(node: node)
      enter(node, syntax.name, .instrument(InstrumentID(program.instruments.count)), .instrument, in: file) {
        program.instruments.append(.init(syntax: syntax, declaration: $0, file: file))
      }
    case .authorityDeclaration:
      let syntax = AuthoritySyntax(node: node)
      enter(node, syntax.name, .authority(builder.plan.authorities.count), .authority, in: file) {
        builder.plan.authorities.append(Authority(name: $0.name, title: LocalizedText(nil, syntax.texts)))
      }
    case .ruleDeclaration, .segregationDeclaration, .standardDeclaration:
      let syntax = NormSyntax(node: node)
      if let rows = syntax.rows {
        let declaration = unnamed(rows, .norm(program.norms.count), .segregation, in: file)
        program.norms.append(.init(syntax: syntax, declaration: declaration, file: file))
        return
      }
      let kind: DeclarationReference.Kind =
        syntax.isRule ? .rule : syntax.isSegregation ? .segregation : .standard
      enter(node, syntax.name, .norm(program.norms.count), kind, in: file) {
        program.norms.append(.init(syntax: syntax, declaration: $0, file: file))
      }
    case .sourceDeclaration: program.sources.append((SourceSyntax(node: node), file))
    case .testDeclaration: program.tests.append((TestSyntax(node: node), file))
    default: break
    }
  }

  /// A declaration of something for each row, whose names are in the data.
  private func unnamed(
    _ rows: RowSourceSyntax, _ reference: DeclarationReference, _ kind: DeclarationReference.Kind, in file: Int
  ) -> Declaration {
    Declaration(
      reference: reference, kind: kind, name: "each \(rows.entity?.name ?? "")",
      namespace: program.names.namespaces[file], origin: builder.origin(rows.range, in: file))
  }

  /// A name that counts on from one that is taken: `ACC_02` after `ACC_01`.
  private func freeName(like name: String, in file: Int) -> String? {
    let digits = min(9, name.reversed().prefix { ("0"..."9").contains($0) }.count)
    let stem = name.dropLast(digits)
    let first = Int(name.suffix(digits)) ?? 1
    for number in (first + 1)...(first + 100) {
      let text = String(number)
      let padding = String(repeating: "0", count: max(0, digits - text.count))
      let candidate = digits == 0 ? "\(name)_\(number)" : stem + padding + text
      if program.names.isFree(String(candidate), in: file) { return String(candidate) }
    }
    return nil
  }

  /// Enters a name, after checking that it is free. A missing name has been reported by the parser.
  private func enter(
    _ node: SyntaxNode, _ name: SyntaxToken?, _ reference: DeclarationReference, _ kind: DeclarationReference.Kind,
    in file: Int, add: (Declaration) -> Void
  ) {
    guard let name else { return }
    let declaration = Declaration(
      reference: reference, kind: kind, name: name.declaredName, namespace: program.names.namespaces[file],
      origin: builder.origin(name.range, in: file))
    if ReservedWords.names.contains(declaration.name) {
      builder.report(
        .reservedName, "`\(declaration.name)` is a word of the language and cannot name \(kind.phrase)",
        at: name.range, in: file)
    }
    builder.index?.declare(declaration, node: node)
    let earlier = program.names.add(declaration)
    // Versions of one standard share its name.
    if let earlier, !(earlier.kind == .standard && kind == .standard) {
      builder.report(
        .duplicateDeclaration, "`\(declaration.name)` is already \(earlier.kind.phrase) of this namespace",
        at: name.range, in: file,
        related: builder.place(of: earlier.origin).map {
          [RelatedPlace(message: "`\(earlier.name)` is declared here first", place: $0)]
        } ?? [],
        fixIts: freeName(like: declaration.name, in: file).map {
          [FixIt(title: "Call it `\($0)`", edits: [TextEdit(range: name.range, replacement: $0)])]
        } ?? [])
    }
    add(declaration)
  }
}
