import Diagnostics
import PolicySemantics
import PolicySyntax
import RulePlan
import SourceText
import Vocabulary
import Workbench

/// The candidates that fit a place.
struct CompletionSource {
  typealias Item = Completion.Item

  let place: CompletionPlace
  let context: EditorContext
  private var index: PolicyIndex { context.index }

  init(place: CompletionPlace, context: EditorContext) {
    self.place = place
    self.context = context
  }

  func items() -> [Item] {
    switch place.kind {
    case .nothing: return []
    case .topLevel: return CompletionWords.declarations
    case .clause(let declaration): return CompletionWords.clauses(of: declaration) + beginnings(of: declaration)
    case .member(let end): return members(baseEnd: end)
    case .importedNamespace: return namespaces()
    case .type: return CompletionWords.types + declarations([.entity, .record, .enumeration])
    case .instrument: return declarations([.instrument])
    case .clauseOf(let name): return clauses(of: name)
    case .level: return CompletionWords.levels
    case .duty: return declarations([.duty])
    case .authority: return declarations([.authority])
    case .accessModel: return declarations([.access])
    case .entity: return declarations([.entity]) + [Item("data", .keyword, snippet: "data \"$0\"")]
    case .norm: return expectations
    case .adviceCode:
      return Catalogue.all.filter { $0.severity != .error && ($0.code.hasPrefix("P7") || $0.code.hasPrefix("P2")) }.map
      {
        Item($0.name, .code, detail: $0.title, text: "\($0.name) because \"\"", snippet: "\($0.name) because \"$0\"")
      }
    case .language: return languages
    case .recordField(let record): return fields(of: record)
    case .recordValue(let record, let field): return values(of: field, in: record)
    case .expression: return expected + variables + values + CompletionWords.operands
    case .operation: return CompletionWords.operations
    }
  }

  // MARK: Declarations

  private func declarations(_ kinds: Set<PolicyIndex.Kind>) -> [Item] {
    index.visibleDeclarations(in: context.file).compactMap { number in
      let declaration = index.declarations[number]
      guard kinds.contains(declaration.kind) else { return nil }
      return item(number, declaration)
    } + unimported(kinds)
  }

  /// Declarations of other namespaces, with their full names.
  private func unimported(_ kinds: Set<PolicyIndex.Kind>) -> [Item] {
    let visible = Set(index.visibleDeclarations(in: context.file))
    return index.declarations.indices.compactMap { number in
      let declaration = index.declarations[number]
      guard !visible.contains(number), kinds.contains(declaration.kind) else { return nil }
      var item = item(number, declaration)
      item.label = declaration.qualifiedName
      item.snippet = nil
      item.rank = 8
      return item
    }
  }

  private func item(_ number: Int, _ declaration: PolicyIndex.Declaration) -> Item {
    var item = Item(declaration.name, .entity, symbol: .declaration(number))
    switch declaration.kind {
    case .entity: item.detail = "entity"
    case .record: (item.kind, item.detail) = (.record, "record")
    case .enumeration: (item.kind, item.detail) = (.enumeration, "enum")
    case .function:
      item.kind = .function
      if let id = declaration.function, index.signatures.indices.contains(id.index) {
        let signature = index.signatures[id.index]
        item.detail = signature.result.map { index.spelling($0) }
        item.snippet = signature.parameters.isEmpty ? "\(declaration.name)()" : "\(declaration.name)($0)"
      }
    case .parameter:
      item.kind = .parameter
      item.detail = declaration.node.flatMap { ParameterSyntax(node: $0).type?.node.text }
    case .duty:
      item.kind = .duty
      item.detail = declaration.node.flatMap { DutySyntax(node: $0).title?.value }
    case .access: (item.kind, item.detail) = (.access, "access model")
    case .instrument:
      item.kind = .instrument
      item.detail = declaration.node.flatMap { InstrumentSyntax(node: $0).symbol?.value }
    case .authority:
      item.kind = .duty
      item.detail = declaration.node.flatMap { AuthoritySyntax(node: $0).texts.first?.text?.value }
    case .rule, .segregation, .standard:
      item.kind = .norm
      item.detail = declaration.node.flatMap { NormSyntax(node: $0).title?.value }
    }
    return item
  }

  private func namespaces() -> [Item] {
    let own = index.namespaces.indices.contains(context.file) ? index.namespaces[context.file] : ""
    let known = index.imports.indices.contains(context.file) ? index.imports[context.file] : []
    return Set(index.namespaces).subtracting(known + [own, ""]).sorted().map {
      Item($0, .namespace, symbol: .namespace($0))
    }
  }

  private func clauses(of name: QualifiedNameSyntax) -> [Item] {
    guard let last = name.parts.last, case .declaration(let number) = context.occurrence(at: last.range.start)?.symbol,
      let id = index.declarations[number].instrument, index.plan.instruments.indices.contains(id.index)
    else { return [] }
    return index.plan.instruments[id.index].clauses.map { clause in
      Item(
        "§\(clause.name)", .clause, detail: clause.text.text(in: context.language),
        symbol: .clause(id, clause.name))
    }
  }

  private var languages: [Item] {
    let known = context.snapshot.languages.isEmpty ? LanguageCode.usual.map(\.text) : context.snapshot.languages
    return known.map { Item($0, .value, text: "\($0) \"\"", snippet: "\($0) \"${1}\"") }
  }

  private var expectations: [Item] {
    CompletionWords.expectations + declarations([.rule, .segregation, .standard])
  }

  /// The start of a clause without a keyword: the first duty of a segregation.
  private func beginnings(of declaration: SyntaxNode) -> [Item] {
    guard declaration.kind == .segregationDeclaration, SeparationSyntax(declaration.node(.separationClause)) == nil,
      declaration.node(.atMostClause) == nil
    else { return [] }
    return declarations([.duty])
  }

  // MARK: Members

  private func members(baseEnd: Int) -> [Item] {
    guard index.types.indices.contains(context.file) else { return [] }
    var base: PolicyIndex.TypedRange?
    for typed in index.types[context.file] where typed.range.end == baseEnd {
      if base.map({ typed.range.count > $0.range.count }) ?? true { base = typed }
    }
    if let base { return members(of: base.type.scalar) }
    let start = SignatureHelp.identifierStart(before: baseEnd, in: context.source.bytes)
    if case .declaration(let number) = context.occurrence(at: start)?.symbol {
      if let id = index.declarations[number].enumeration { return cases(of: id) }
    }
    let name = context.source.text(in: SourceRange(start, baseEnd))
    if let enumeration = index.visibleDeclarations(in: context.file).first(where: {
      index.declarations[$0].name == name && index.declarations[$0].enumeration != nil
    }).flatMap({ index.declarations[$0].enumeration }) {
      return cases(of: enumeration)
    }
    return qualified(baseEnd: baseEnd)
  }

  func members(of type: ScalarType) -> [Item] {
    switch type {
    case .row(let table):
      return index.plan.schema[table].declaredFields.enumerated().map { position, field in
        Item(
          field.name, .field, detail: index.spelling(field.type), rank: 1, symbol: .field(FieldID(table, position)))
      }
    case .period: return [Item("from", .field, detail: "Date"), Item("until", .field, detail: "Date?")]
    case .money: return [Item("amount", .field, detail: "Decimal"), Item("currency", .field, detail: "Text")]
    case .date: return ["year", "month", "day"].map { Item($0, .field, detail: "Integer") }
    case .timestamp: return [Item("date", .field, detail: "Date")]
    default: return []
    }
  }

  private func cases(of id: EnumerationID) -> [Item] {
    guard index.plan.schema.enumerations.indices.contains(id.index) else { return [] }
    let enumeration = index.plan.schema[id]
    return enumeration.cases.enumerated().map { position, name in
      Item(name, .enumerationCase, detail: enumeration.name, rank: 0, symbol: .enumerationCase(id, position))
    }
  }

  /// After the name of a namespace, or a part of one.
  private func qualified(baseEnd: Int) -> [Item] {
    let bytes = context.source.bytes
    var start = baseEnd
    while start > 0, SignatureHelp.isWordByte(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".") { start -= 1 }
    let prefix = context.source.text(in: SourceRange(start, baseEnd))
    var items: [Item] = []
    for number in index.declarations.indices where index.declarations[number].namespace == prefix {
      items.append(item(number, index.declarations[number]))
    }
    for namespace in Set(index.namespaces).sorted() where namespace.hasPrefix(prefix + ".") {
      let rest = namespace.dropFirst(prefix.count + 1).split(separator: ".").first.map(String.init) ?? ""
      items.append(Item(rest, .namespace))
    }
    return items
  }

  // MARK: Expressions

  /// Cases that the other side of a comparison asks for.
  private var expected: [Item] {
    guard let before = context.tree.significantToken(before: place.word.start),
      before.kind == .equal || before.kind == .notEqual || before.kind == .assign || before.isText("in"),
      index.types.indices.contains(context.file)
    else { return [] }
    let end = context.tree.significantToken(before: before.range.start)?.range.end ?? 0
    var best: PolicyIndex.TypedRange?
    for typed in index.types[context.file] where typed.range.end == end {
      if best.map({ typed.range.count > $0.range.count }) ?? true { best = typed }
    }
    switch best?.type.scalar {
    case .enumeration(let id): return cases(of: id)
    case .boolean: return [Item("true", .value, rank: 0), Item("false", .value, rank: 0)]
    case .row(let table) where index.plan.schema[table].keyField != nil:
      let name = index.plan.schema[table].name
      return [Item(name, .entity, detail: "by its key", text: "\(name) \"\"", snippet: "\(name) \"$0\"", rank: 1)]
    default: return []
    }
  }

  /// Variables that are bound here, and the fields of `self`.
  private var variables: [Item] {
    guard let declaration = place.declaration else { return [] }
    var items: [Item] = []
    func add(_ token: SyntaxToken?) {
      guard let token,
        token.range != SourceRange(place.word.start, token.range.end) || token.range.start != place.word.start
      else { return }
      var detail: String?
      var symbol: PolicyIndex.Symbol?
      if let occurrence = context.occurrence(at: token.range.start), case .variable(let id) = occurrence.symbol,
        index.plan.variables.indices.contains(id.index)
      {
        detail = index.spelling(index.plan.variables[id.index].type)
        symbol = occurrence.symbol
      }
      items.append(Item(token.text, .variable, detail: detail, rank: 2, symbol: symbol))
    }
    var waiting = [declaration]
    while let node = waiting.popLast() {
      switch node.kind {
      case .generator:
        add(GeneratorSyntax(node: node).variable)
      case .letClause: add(LetSyntax(node: node).name)
      case .functionParameter: add(FunctionSyntax.Parameter(node: node).name)
      default: break
      }
      for child in node.nodes {
        // Variables of a quantifier or a comprehension are known only inside it.
        let isInner =
          child.kind == .quantifierExpression || child.kind == .comprehensionExpression
          || child.kind == .callExpression
        if !isInner || child.range.touches(place.offset) || child.range.touches(place.word.start) {
          waiting.append(child)
        }
      }
    }
    if declaration.kind == .segregationDeclaration { items.append(Item("subject", .variable, rank: 2)) }
    if let table = TableSyntax(declaration), let name = table.name,
      case .declaration(let number) = context.occurrence(at: name.range.start)?.symbol,
      let id = index.declarations[number].table
    {
      items += members(of: .row(id)) + [Item("self", .keyword, detail: table.name?.text, rank: 2)]
    }
    return items
  }

  private var values: [Item] { declarations([.entity, .function, .parameter, .enumeration]) }

  // MARK: Records

  /// The table of a record that is written out.
  private func table(of record: SyntaxNode) -> TableID? {
    // Inside the value of a field it is that field’s record.
    let path = context.tree.path(at: record.range.start)
    guard let given = path.last(where: { $0.kind == .givenRecord }),
      let name = TestSyntax.Record(node: given).entity?.parts.last,
      case .declaration(let number) = context.occurrence(at: name.range.start)?.symbol,
      var table = index.declarations[number].table
    else { return nil }
    for node in path where node.kind == .recordField && node.range.start < record.range.start {
      guard let field = RecordFieldSyntax(node: node).name?.text,
        let position = index.plan.schema[table].fieldIndex(named: field)
      else { return nil }
      guard case .row(let inner) = index.plan.schema[table].fields[position].type.scalar else { return nil }
      table = inner
    }
    return table
  }

  private func fields(of record: SyntaxNode) -> [Item] {
    let written = Set(record.nodes(.recordField).compactMap { RecordFieldSyntax(node: $0).name?.text })
    guard let table = table(of: record) else {
      return ["from", "until"].filter { !written.contains($0) }.map {
        Item($0, .field, detail: "Date", text: "\($0): ")
      }
    }
    return index.plan.schema[table].declaredFields.enumerated().compactMap { position, field in
      guard field.derivation == nil, !field.isGenerated, !written.contains(field.name) else { return nil }
      return Item(
        field.name, .field, detail: index.spelling(field.type), text: "\(field.name): ", rank: field.isRequired ? 0 : 2,
        symbol: .field(FieldID(table, position)))
    }
  }

  private func values(of field: String, in record: SyntaxNode) -> [Item] {
    guard let table = table(of: record), let position = index.plan.schema[table].fieldIndex(named: field) else {
      return []
    }
    switch index.plan.schema[table].fields[position].type.scalar {
    case .enumeration(let id): return cases(of: id)
    case .boolean: return [Item("true", .value), Item("false", .value)]
    case .row(let target) where index.plan.schema[target].isEntity: return keys(of: target)
    case .period: return [Item("{ from: … }", .snippet, text: "{ from:  }", snippet: "{ from: $1 }$0")]
    default: return []
    }
  }

  /// Keys of the instances that the test gives.
  private func keys(of table: TableID) -> [Item] {
    guard let test = place.declaration.flatMap({ TestSyntax($0) }) else { return [] }
    let schema = index.plan.schema
    guard let keyField = schema[table].keyField else { return [] }
    let keyName = schema[table].fields[keyField].name
    return test.records.compactMap { record in
      guard let name = record.entity?.parts.last,
        case .declaration(let number) = context.occurrence(at: name.range.start)?.symbol,
        index.declarations[number].table == table, case .record(let fields) = record.value?.form,
        let key = fields.first(where: { $0.name?.text == keyName })?.value?.node.text
      else { return nil }
      return Item(key, .value, detail: schema[table].name)
    }
  }
}
