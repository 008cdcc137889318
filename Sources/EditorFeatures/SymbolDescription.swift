import PolicySemantics
import PolicySyntax
import RulePlan
import SourceText
import Workbench

/// A description of something that has a name: for hover, completion and signatures.
struct SymbolDescription {
  /// As it is declared, on a line or a few.
  var code: String
  /// Its documentation, as its author wrote it.
  var documentation = ""
  /// Further paragraphs: titles, clauses, values.
  var details: [String] = []

  var markdown: String {
    (["```policy\n\(code)\n```"] + [documentation] + details).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  init(code: String, documentation: String = "", details: [String] = []) {
    self.code = code
    self.documentation = documentation
    self.details = details
  }

  init?(_ symbol: PolicyIndex.Symbol, in context: EditorContext) {
    let index = context.index
    let plan = index.plan
    switch symbol {
    case .declaration(let number):
      guard index.declarations.indices.contains(number) else { return nil }
      self.init(index.declarations[number], in: context)
    case .namespace(let name):
      self.init(code: "policy \(name)")
      for tree in context.analysis.trees {
        guard let header = PolicyFileSyntax(node: tree.root).header, header.name?.name == name,
          let title = header.title.text(in: context.language)
        else { continue }
        details = [title]
        break
      }
    case .field(let field):
      guard plan.schema.tables.indices.contains(field.table.index),
        plan.schema[field.table].fields.indices.contains(field.index)
      else { return nil }
      self.init(field, in: context)
    case .enumerationCase(let id, let position):
      guard plan.schema.enumerations.indices.contains(id.index) else { return nil }
      let enumeration = plan.schema[id]
      guard enumeration.cases.indices.contains(position) else { return nil }
      self.init(
        code: "\(enumeration.name).\(enumeration.cases[position])", documentation: enumeration.documentation,
        details: ["Case \(position + 1) of \(enumeration.cases.count): " + enumeration.cases.joined(separator: ", ")])
      if let label = enumeration.label(of: position, in: context.language), label != enumeration.cases[position] {
        details.insert(label, at: 0)
      }
    case .clause(let id, let name):
      guard plan.instruments.indices.contains(id.index) else { return nil }
      let instrument = plan.instruments[id.index]
      guard let clause = instrument.clauses.first(where: { $0.name == name }) else { return nil }
      self.init(code: "\(instrument.name) §\(name)")
      details = [clauseText(clause, of: instrument, language: context.language)]
      if clause.isOrganisational { details.append("Organisational: no norm is expected to cite it.") }
    case .requirement(let number, let name):
      guard index.declarations.indices.contains(number), let node = index.declarations[number].node,
        let requirement = NormSyntax(node: node).requirements.first(where: { $0.name?.text == name })
      else { return nil }
      let titles = requirement.localizedTitle
      let title =
        titles.first { $0.language?.text == context.language }?.text ?? requirement.title ?? titles.first?.text
      self.init(code: oneLine(requirement.node.text), documentation: "", details: [title?.value ?? ""])
    case .variable(let variable):
      guard plan.variables.indices.contains(variable.index) else { return nil }
      let known = plan.variables[variable.index]
      self.init(code: "\(known.name) : \(index.spelling(known.type))")
    }
  }

  private init(_ field: FieldID, in context: EditorContext) {
    let schema = context.index.plan.schema
    let table = schema[field.table]
    let declared = table.fields[field.index]
    let isKey = table.keyParts.contains(field.index)
    var code = "\(isKey ? "key " : "")\(table.name).\(declared.name) : \(context.index.spelling(declared.type))"
    var details: [String] = []
    if let location = context.location(declared.origin), let tree = context.analysis.tree(of: location.file),
      let node = tree.path(at: declared.origin.start).last(where: {
        $0.kind == .fieldDeclaration || $0.kind == .derivedField
      })
    {
      let syntax = FieldSyntax(node: node)
      if let value = syntax.value { code += " = " + oneLine(value.node.text) }
      if syntax.isDerived { details.append("Derived: computed, not read from the data.") }
    }
    if declared.type.isOptional { details.append("May be missing.") }
    self.init(code: code, documentation: declared.documentation, details: details)
  }

  /// Where the instances of an entity come from, as its declaration says it.
  private static func origin(of table: Table, _ schema: Schema) -> String {
    if let containment = table.containment {
      let record = containment.holder.table == containment.parent ? "" : "…."
      return " within \(schema[containment.parent].name).\(record)\(schema[containment.holder].name)"
    }
    if let grouping = table.grouping {
      return " of \(schema[grouping.members].name) by \(table.fields[grouping.keyField].name)"
    }
    return table.section.map { " from \($0)" } ?? ""
  }

  private init(_ declaration: PolicyIndex.Declaration, in context: EditorContext) {
    let index = context.index
    let plan = index.plan
    let place = declaration.namespace.isEmpty ? "" : "In `\(declaration.namespace)`."
    let documentation = declaration.node?.documentation ?? ""
    switch declaration.kind {
    case .entity, .record:
      guard let id = declaration.table, plan.schema.tables.indices.contains(id.index) else {
        self.init(code: "\(declaration.kind.rawValue) \(declaration.name)", documentation: documentation)
        return
      }
      let table = plan.schema[id]
      let head = "\(declaration.kind.rawValue) \(table.name)" + Self.origin(of: table, plan.schema)
      let fields = table.declaredFields.prefix(16).enumerated().map { position, field in
        "  \(table.keyParts.contains(position) ? "key " : "")\(field.name) : \(index.spelling(field.type))"
      }
      let count = table.declaredFields.count
      let more = count > 16 ? ["  // and \(count - 16) more"] : []
      self.init(
        code: ([head + " {"] + fields + more + ["}"]).joined(separator: "\n"), documentation: table.documentation,
        details: [place])
    case .enumeration:
      self.init(
        code: oneLine(declaration.node?.text ?? declaration.name), documentation: documentation, details: [place])
    case .function:
      self.init(
        code: declaration.function.map { Self.signature($0, declaration.name, index) } ?? declaration.name,
        documentation: documentation, details: [place])
    case .parameter:
      let syntax = declaration.node.map { ParameterSyntax(node: $0) }
      self.init(
        code: "parameter \(declaration.name) : \(syntax?.type?.node.text ?? "…")", documentation: documentation,
        details: [syntax?.title?.value ?? ""])
      if let steps = syntax?.steps, !steps.isEmpty {
        details.append(
          steps.map { "- from \($0.from?.node.text ?? "…"): \($0.value?.node.text ?? "…")" }.joined(separator: "\n"))
      }
      if let id = declaration.parameter, plan.parameters.indices.contains(id.index) {
        let parameter = plan.parameters[id.index]
        details += clauses(parameter.citations, in: context)
        if parameter.isIllustrative, parameter.override == nil {
          details.append("Illustration, not set by the source.")
        }
        if let override = parameter.override {
          details.append("The project sets a value of its own" + (override.from.map { ", from \($0)." } ?? "."))
        }
      }
      details.append(place)
    case .duty:
      self.init(code: oneLine(declaration.node?.text ?? declaration.name), documentation: documentation)
      if let title = declaration.node.flatMap({ DutySyntax(node: $0).title?.value }) { details = [title] }
      details.append(place)
    case .access:
      let syntax = declaration.node.map { AccessSyntax(node: $0) }
      self.init(
        code: "access \(declaration.name)" + (syntax?.gives.map { " gives \(oneLine($0.node.text))" } ?? ""),
        documentation: documentation, details: [place])
    case .instrument:
      self.init(code: "instrument \(declaration.name)", documentation: documentation)
      if let id = declaration.instrument, plan.instruments.indices.contains(id.index) {
        let instrument = plan.instruments[id.index]
        details.append("**\(instrument.symbol)** " + (instrument.title.text(in: context.language) ?? ""))
        if let issuer = instrument.issuer { details.append("Issued by: \(issuer)") }
        if let from = instrument.inForceFrom {
          details.append("In force from \(from)" + (instrument.inForceUntil.map { " until \($0)" } ?? "") + ".")
        }
        details.append("\(instrument.clauses.count) clauses.")
      }
    case .authority:
      self.init(
        code: oneLine(declaration.node?.text ?? declaration.name), documentation: documentation, details: [place])
    case .rule, .segregation, .standard:
      let syntax = declaration.node.map { NormSyntax(node: $0) }
      self.init(
        code: "\(declaration.kind == .segregation ? "segregate" : declaration.kind.rawValue) \(declaration.name)"
          + (syntax?.separation.map { "\n  " + oneLine($0.node.text) } ?? "")
          + (syntax?.requirements.first.map { "\n  " + oneLine($0.node.text) } ?? ""),
        documentation: documentation, details: [syntax?.title?.value ?? ""])
      if let level = syntax?.level { details.append("Level: \(level.text)") }
      let range = declaration.node?.range ?? SourceRange(declaration.origin.start, declaration.origin.end)
      if let norm = plan.norms.first(where: {
        $0.origin.file == declaration.origin.file && range.contains($0.origin.start)
      }) {
        details += clauses(norm.citations, in: context)
      }
      details.append(place)
    }
  }

  /// `define late(po: PurchaseOrder): Boolean`
  static func signature(_ id: FunctionID, _ name: String, _ index: PolicyIndex) -> String {
    guard index.signatures.indices.contains(id.index) else { return "define \(name)(…)" }
    let signature = index.signatures[id.index]
    let parameters = signature.parameters.map { "\($0.name): \($0.type.map { index.spelling($0) } ?? "…")" }
    return "define \(name)(\(parameters.joined(separator: ", "))): "
      + (signature.result.map { index.spelling($0) } ?? "…")
  }

  private func clauses(_ citations: [Citation], in context: EditorContext) -> [String] {
    citations.compactMap { citation in
      let instruments = context.index.plan.instruments
      guard instruments.indices.contains(citation.instrument.index) else { return nil }
      let instrument = instruments[citation.instrument.index]
      return instrument.clauses.first { $0.name == citation.clause }.map {
        clauseText($0, of: instrument, language: context.language) + (citation.isInspiration ? " (as inspiration)" : "")
      }
    }
  }

  private func clauseText(_ clause: Instrument.Clause, of instrument: Instrument, language: String) -> String {
    "**\(instrument.symbol) §\(clause.name)** \(clause.text.text(in: language) ?? "")"
  }
}

/// A text on one line, shortened.
func oneLine(_ text: String) -> String {
  let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  return words.count > 240 ? String(words.prefix(239)) + "…" : words
}

extension [LocalizedTextSyntax] {
  /// The text in a language; else the one without a language; else the first.
  func text(in language: String) -> String? {
    (first { $0.language?.text == language } ?? first { $0.language == nil } ?? first)?.text?.value
  }
}
