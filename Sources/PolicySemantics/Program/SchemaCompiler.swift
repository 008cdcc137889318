import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Turns entities, records and enumerations into the schema of the data.
struct SchemaCompiler {
  let program: Program
  let checker: ExpressionChecker

  var builder: PlanBuilder { program.builder }

  /// Tables with the types of their fields. Defaults and derived fields come later: they may name anything.
  func compile() {
    for index in program.enumerations.indices { compile(enumeration: index) }
    for index in program.tables.indices { declare(table: index) }
    checkSections()
    for index in program.tables.indices { compileFields(ofTable: index) }
    compileContainments()
    addFieldsOfGroups()
    for (index, declared) in program.tables.enumerated() {
      if declared.syntax.grouping == nil { setKey(of: id(index)) }
      checkFurtherKeys(of: id(index), declared)
      checkNamesInData(of: id(index), declared)
    }
    checkReferences()
    checkKeyCircles()
    checkFiniteness()
  }

  /// The days on which instances are judged: each a date that is never missing.
  func compileJudgmentDays() {
    for (index, declared) in program.tables.enumerated() {
      guard let syntax = declared.syntax.judgedOn else { continue }
      let instance = builder.variable("self", ValueType(.row(id(index))))
      var scope = Scope(file: declared.file)
      scope.instance = (instance, id(index))
      checker.context = nil
      if let day = checker.checkDate(syntax, after: "judged on", in: scope) {
        program.judgmentDays[id(index)] = Derivation(instance: instance, value: day)
      }
    }
  }

  // MARK: Enumerations

  private func compile(enumeration index: Int) {
    let declared = program.enumerations[index]
    var cases: [String] = []
    var labels: [LocalizedText] = []
    var words: [[String]] = []
    var first: [String: SourceRange] = [:]
    for syntax in declared.syntax.labelledCases {
      guard let token = syntax.name else { continue }
      if let earlier = first.updateValue(token.range, forKey: token.text) {
        first[token.text] = earlier
        builder.report(
          .duplicateCase, "`\(token.text)` is already a case of `\(declared.declaration.name)`", at: token.range,
          in: declared.file, related: related(earlier, "the first one is here", in: declared.file))
      } else {
        builder.index?.declare(
          .enumerationCase(EnumerationID(index), cases.count), at: token.range, in: declared.file)
        cases.append(token.text)
        words.append(dataWords(of: syntax, earlier: words, cases, in: declared.file))
        var label = LocalizedText(syntax.label, syntax.localizedLabel)
        // In languages without a label the case goes by its name.
        if syntax.label == nil, !label.entries.isEmpty { label.entries.append(.init(language: "", text: token.text)) }
        labels.append(label)
      }
    }
    var enumeration = Enumeration(
      id: EnumerationID(index), name: declared.declaration.name, namespace: declared.declaration.namespace,
      cases: cases, labels: labels, isOrdered: declared.syntax.isOrdered,
      documentation: declared.syntax.documentation,
      origin: declared.declaration.origin)
    // Cases without words of their own go by their names.
    if words.contains(where: { !$0.isEmpty }) {
      enumeration.dataWords = zip(words, cases).map { $0.isEmpty ? [$1] : $0 }
    }
    builder.plan.schema.enumerations.append(enumeration)
  }

  /// The texts after `from`, each of which names one case only.
  private func dataWords(
    of syntax: EnumCaseSyntax, earlier: [[String]], _ cases: [String], in file: Int
  ) -> [String] {
    var words: [String] = []
    for word in syntax.words {
      let other = earlier.firstIndex { $0.contains(word.value) } ?? (words.contains(word.value) ? earlier.count : nil)
      if let other {
        builder.report(
          .duplicateCase, "data already names `\(cases[other])` by \(word.token.text)", at: word.range, in: file)
      } else {
        words.append(word.value)
      }
    }
    return words
  }

  // MARK: Tables

  func id(_ index: Int) -> TableID { TableID(BuiltInTables.tables.count + index) }

  private func declare(table index: Int) {
    let declared = program.tables[index]
    builder.plan.schema.tables.append(
      Table(
        id: id(index), name: declared.declaration.name, namespace: declared.declaration.namespace,
        section: section(of: declared.syntax), isEntity: declared.syntax.isEntity,
        documentation: declared.syntax.documentation, origin: declared.declaration.origin))
  }

  /// Instances that lie inside others, and groups of instances, are in no section.
  private func section(of syntax: TableSyntax) -> String? {
    guard syntax.isEntity, syntax.containment == nil, syntax.grouping == nil else { return nil }
    return syntax.section?.text ?? ""
  }

  private func checkSections() {
    var owners: [String: Int] = [:]
    for index in program.tables.indices where program.tables[index].syntax.isEntity {
      guard let section = program.tables[index].syntax.section else { continue }
      let file = program.tables[index].file
      if BuiltInTables.tables.contains(where: { $0.section == section.text }) {
        builder.report(
          .reservedName, "the section `\(section.text)` has a meaning of its own in every project", at: section.range,
          in: file)
      } else if let owner = owners[section.text] {
        let other = program.tables[owner]
        builder.report(
          .duplicateSection, "the section `\(section.text)` already lists `\(other.declaration.name)`",
          at: section.range, in: file,
          related: builder.place(of: other.declaration.origin).map {
            [RelatedPlace(message: "`\(other.declaration.name)` is declared here", place: $0)]
          } ?? [])
      } else {
        owners[section.text] = index
      }
    }
  }

  private func compileFields(ofTable index: Int) {
    let declared = program.tables[index]
    let table = id(index)
    let resolver = TypeResolver(program: program)
    var fields: [Field] = []
    var keyParts: [Int] = []
    var furtherKeys: [Int] = []
    for syntax in declared.syntax.fields {
      guard let name = syntax.name else { continue }
      let range = name.range
      if let earlier = fields.first(where: { $0.name == name.text }) {
        builder.report(
          .duplicateField, "`\(declared.declaration.name)` already has a field `\(name.text)`", at: range,
          in: declared.file,
          related: related(program.range(of: earlier.origin), "the first one is here", in: declared.file))
        continue
      }
      if ExpressionChecker.reservedNames.contains(name.text) {
        builder.report(
          .reservedName, "`\(name.text)` is a word of the language and cannot name a field", at: range,
          in: declared.file)
      }
      let field = FieldID(table, fields.count)
      builder.index?.declare(.field(field), at: range, in: declared.file)
      var type: ValueType?
      if syntax.isDerived {
        program.derivedFields[field] = Program.DerivedField(syntax: syntax, file: declared.file)
      } else {
        type = resolver.type(syntax.type, in: declared.file)
        if type == nil { program.brokenFields.insert(field) }
      }
      if syntax.isKey {
        check(key: syntax, type, of: declared)
        if declared.syntax.isEntity { keyParts.append(fields.count) }
      }
      if syntax.isFurtherKey { furtherKeys.append(fields.count) }
      fields.append(
        Field(
          name: name.text, type: type ?? ValueType(.text, .optional), sourceName: syntax.nameInData,
          documentation: syntax.documentation,
          origin: builder.origin(range, in: declared.file)))
    }
    builder.plan.schema.tables[table.index].fields = fields
    builder.plan.schema.tables[table.index].keyParts = keyParts
    builder.plan.schema.tables[table.index].furtherKeys = furtherKeys
    builder.plan.schema.tables[table.index].isOpen = declared.syntax.isOpen
  }

  /// A reference is written as a key, so what is referred to has one.
  private func checkReferences() {
    for declared in program.tables {
      for syntax in declared.syntax.fields where !syntax.isDerived {
        guard let written = syntax.type?.isList == true ? syntax.type?.element : syntax.type, let name = written.name,
          case .found(let found) = program.names.resolve(name.name, in: declared.file, kinds: .types),
          case .table(let table) = found.reference, builder.plan.schema[table].isEntity
        else { continue }
        if program.groupedEntities[table] != nil {
          builder.report(
            .groupField, "data does not name groups, so no field of it is a `\(builder.plan.schema[table].name)`",
            at: name.range, in: declared.file)
          continue
        }
        guard builder.plan.schema[table].keyField == nil,
          builder.plan.schema[table].containment == nil || !isHolder(syntax, declared)
        else { continue }
        checker.reportNoKey(table, at: name.range, Scope(file: declared.file))
      }
    }
  }

  /// Whether a field holds the instances of its type themselves.
  private func isHolder(_ syntax: FieldSyntax, _ declared: Program.Declared<TableSyntax>) -> Bool {
    guard let start = syntax.name?.range.start else { return false }
    return builder.plan.schema.tables.contains { table in
      table.fields.contains { $0.holdsRows && $0.origin.start == start && $0.origin.file == declared.file }
    }
  }

  /// Reports records that always hold another of their own kind. Linear in the fields; no recursion.
  private func checkFiniteness() {
    let tables = builder.plan.schema.tables
    // The records that a record always holds, by the index of the table.
    let inner = tables.map { table in
      table.fields.indices.compactMap { index -> (field: Int, table: Int)? in
        guard case .row(let target) = table.fields[index].type.scalar, table.fields[index].type.cardinality == .one,
          !tables[target.index].isEntity, program.derivedFields[FieldID(table.id, index)] == nil
        else { return nil }
        return (index, target.index)
      }
    }
    var done: Set<Int> = []
    for start in tables.indices where !tables[start].isEntity && !done.contains(start) {
      var path: [(table: Int, next: Int)] = [(start, 0)]
      while let (table, next) = path.last {
        guard next < inner[table].count else {
          done.insert(table)
          path.removeLast()
          continue
        }
        path[path.count - 1].next = next + 1
        let (field, target) = inner[table][next]
        if let first = path.firstIndex(where: { $0.table == target }) {
          let names = path[first...].map { tables[$0.table].name } + [tables[target].name]
          let origin = tables[table].fields[field].origin
          builder.report(
            .unfinishedRecord, "`\(tables[target].name)` always contains itself: " + names.joined(separator: " → "),
            at: program.range(of: origin), in: origin.file,
            notes: ["make the field optional (`?`) or a list, so that it can come to an end"])
        } else if !done.contains(target) {
          path.append((target, 0))
        }
      }
    }
  }

  // MARK: Values

  /// The defaults of fields.
  func compileDefaults() {
    for (index, declared) in program.tables.enumerated() {
      forEachField(ofTable: index) { field, syntax in
        guard !syntax.isDerived, !syntax.isKey, let value = syntax.value, !program.brokenFields.contains(field) else {
          return
        }
        let type = builder.plan.schema[field].type
        builder.plan.schema.tables[field.table.index].fields[field.index].defaultValue = checker.checkConstant(
          value, type: type, for: "the default of `\(builder.plan.schema[field].name)`", in: Scope(file: declared.file))
        // With a default the value is never missing.
        if type.isOptional {
          builder.plan.schema.tables[field.table.index].fields[field.index].type = type.with(.one)
        }
      }
    }
  }

  func compileDerivedFields() {
    let compiler = DerivedFieldCompiler(program: program, checker: checker)
    for index in program.tables.indices {
      forEachField(ofTable: index) { field, syntax in if syntax.isDerived { _ = compiler.type(of: field) } }
    }
  }

  /// The fields that have come into the schema, with their syntax.
  private func forEachField(ofTable index: Int, _ body: (FieldID, FieldSyntax) -> Void) {
    let table = id(index)
    var declared: [Int: FieldSyntax] = [:]
    for syntax in program.tables[index].syntax.fields {
      if let name = syntax.name { declared[name.range.start] = syntax }
    }
    for (position, field) in builder.plan.schema[table].fields.enumerated() {
      if let syntax = declared[field.origin.start] { body(FieldID(table, position), syntax) }
    }
  }

  func related(_ range: SourceRange, _ message: String, in file: Int) -> [RelatedPlace] {
    [RelatedPlace(message: message, place: Place(range, in: builder.files[file]))]
  }
}
