import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Reads the records that a test gives, as strictly as data is read.
struct TestRecords {
  /// The data that a test gives.
  struct Given {
    var records: [PolicyTest.Record] = []
    /// The keys of each entity, in order, with where the instances are; of one without a key, how many there are.
    var keys: [TableID: [String: SourceRange]] = [:]
    var counts: [TableID: Int] = [:]
    /// Whether something in it has been reported, so that more may be meant to be there.
    var isBroken = false
    /// Whether data files give more.
    var hasDataFiles = false

    /// Whether all that the test has is known here.
    var isComplete: Bool { !isBroken && !hasDataFiles }
  }

  let program: Program
  let checker: ExpressionChecker
  let file: Int
  let hasDataFiles: Bool

  private var builder: PlanBuilder { program.builder }

  func read(_ records: [TestSyntax.Record]) -> Given {
    var given = Given(hasDataFiles: hasDataFiles)
    var syntax: [ExpressionSyntax] = []
    for record in records {
      if let value = record.value, read(record, value, into: &given) {
        syntax.append(value)
      } else {
        given.isBroken = true
      }
    }
    if given.isComplete {
      for (record, value) in zip(given.records, syntax) { checkReferences(of: record, value, given) }
    }
    return given
  }

  /// Adds a record; false after reporting what is wrong with it.
  private func read(_ record: TestSyntax.Record, _ value: ExpressionSyntax, into given: inout Given) -> Bool {
    let scope = Scope(file: file)
    guard let name = record.entity, !name.isEmpty else { return false }
    let resolution = program.names.resolve(name.name, in: file, kinds: [.entity])
    guard case .found(let declaration) = resolution, case .table(let table) = declaration.reference else {
      checker.report(resolution, of: name.name, "an entity", at: name.range, in: file)
      return false
    }
    builder.use(declaration, at: name.range, in: file)
    guard program.groupedEntities[table] == nil else {
      builder.report(
        .testRecord, "`\(declaration.name)` are groups, which follow from the instances that a test gives",
        at: name.range, in: file)
      return false
    }
    guard program.schema[table].containment == nil else {
      let parent = program.schema[table].containment.map { program.schema[$0.parent].name } ?? ""
      builder.report(
        .testRecord, "`\(declaration.name)` lies inside `\(parent)`, so a test gives it there", at: name.range, in: file
      )
      return false
    }
    guard case .record(let fields) = value.form else {
      builder.report(
        .testRecord, "expected the fields of `\(declaration.name)` in braces, found \(checker.quoted(value))",
        at: value.range, in: file)
      return false
    }
    guard !record.node.isBroken, let values = checker.constants(fields, of: table, value, in: scope) else {
      return false
    }
    given.counts[table, default: 0] += 1
    given.records.append(
      PolicyTest.Record(table: table, values: values, origin: builder.origin(record.range, in: file)))
    note(values, of: table, inside: nil, record, declaration.name, &given)
    return true
  }

  /// Notes the keys of a record and of the instances that lie in it. The parser limits how deep they nest.
  private func note(
    _ values: [Constant?], of table: TableID, inside parent: String?, _ record: TestSyntax.Record, _ name: String,
    _ given: inout Given
  ) {
    let key = program.schema[table].isEntity ? key(of: table, values, inside: parent) : parent
    for (index, field) in program.schema[table].fields.enumerated() where values.indices.contains(index) {
      for case .record(let inner, let fields) in values[index]?.elements ?? [] {
        note(
          fields, of: inner, inside: field.holdsRows || !program.schema[inner].isEntity ? key : nil, record,
          program.schema[inner].name, &given)
      }
    }
    guard program.schema[table].isEntity, let key else { return }
    if let earlier = given.keys[table]?[key] {
      builder.report(
        .testRecord, "the test already gives a `\(name)` with the key `\(key)`", at: record.range, in: file,
        related: [RelatedPlace(message: "the first one is here", place: Place(earlier, in: builder.files[file]))])
    } else {
      given.keys[table, default: [:]][key] = record.range
    }
    for further in program.schema[table].furtherKeys where values.indices.contains(further) {
      guard case .text(let text) = values[further], given.keys[table]?[text] == nil else { continue }
      given.keys[table, default: [:]][text] = record.range
    }
  }

  /// The key of a record; nil for an entity without one.
  ///
  /// - Parameter parent: the key of the instance that it lies in.
  private func key(of table: TableID, _ values: [Constant?], inside parent: String?) -> String? {
    let parts = program.schema[table].keyParts
    let texts = parts.compactMap { part in
      values.indices.contains(part) ? values[part]?.keyText(in: program.schema) : nil
    }
    guard !texts.isEmpty, texts.count == parts.count else { return nil }
    guard program.schema[table].containment != nil else { return program.schema.key(of: table, parts: texts) }
    return parent.flatMap {
      key(String(decoding: KeyNotation.text(of: texts.map(\.utf8)), as: UTF8.self), of: table, inside: $0)
    }
  }

  /// The whole key of an instance that is named inside its parent.
  private func key(_ bare: String, of table: TableID, inside parent: String) -> String? {
    guard let containment = program.schema[table].containment,
      let own = program.schema.bareKey(Array(bare.utf8), of: table)
    else { return nil }
    let first = program.schema.parentParts(Array(parent.utf8), of: containment.parent)
    return String(decoding: first + [UInt8(ascii: "/")] + own, as: UTF8.self)
  }

  // MARK: References

  private func checkReferences(of record: PolicyTest.Record, _ syntax: ExpressionSyntax, _ given: Given) {
    check(.record(record.table, record.values), syntax, given, inside: [:])
  }

  /// Reports instances that are named but not given. The parser limits how deep values nest.
  ///
  /// - Parameter parents: the keys of the instances that the value lies in.
  private func check(
    _ value: Constant, _ syntax: ExpressionSyntax, _ given: Given, inside parents: [TableID: String]
  ) {
    if case .group(let inner) = syntax.form { return check(value, inner, given, inside: parents) }
    switch value {
    case .instance(let table, let key):
      let parent = program.schema[table].containment.flatMap { parents[$0.parent] }
      let whole = parent.flatMap { self.key(key, of: table, inside: $0) } ?? key
      if given.keys[table]?[whole] == nil { report(whole, of: table, at: syntax, given) }
    case .list(let values):
      if case .list(let elements) = syntax.form, elements.count == values.count {
        for (value, element) in zip(values, elements) { check(value, element, given, inside: parents) }
      } else {
        for value in values { check(value, syntax, given, inside: parents) }
      }
    case .record(let table, let values):
      var parents = parents
      if program.schema[table].isEntity {
        let parent = program.schema[table].containment.flatMap { parents[$0.parent] }
        parents[table] = key(of: table, values, inside: parent)
      }
      var written: [Int: ExpressionSyntax] = [:]
      if case .record(let fields) = syntax.form {
        for field in fields {
          if let name = field.name, let index = program.schema[table].fieldIndex(named: name.text) {
            written[index] = field.value
          }
        }
      }
      for (index, value) in values.enumerated() {
        // A default is nowhere in the test: what it lacks is reported at the record.
        if let value { check(value, written[index] ?? syntax, given, inside: parents) }
      }
    default: break
    }
  }

  private func report(_ key: String, of table: TableID, at syntax: ExpressionSyntax, _ given: Given) {
    let name = program.schema[table].name
    let nearest = builder.nameIndex.nearest(to: key, in: given.keys[table].map { $0.keys.sorted() } ?? [])
    var fixIts: [FixIt] = []
    if let nearest, case .literal(let literal) = syntax.form, let token = literal.token {
      fixIts = [
        checker.replacing(token.range, with: StringSyntax.quoted(nearest), "Change `\(key)` to `\(nearest)`")
      ]
    }
    builder.report(
      .testReference,
      "the test gives no `\(name)` with the key `\(key)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: syntax.range, in: file, notes: nearest == nil ? ["give it: `given \(name) { … }`"] : [], fixIts: fixIts)
  }
}

extension StringSyntax {
  /// A text as it is written in quotes.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension Constant {
  /// The values of a list; else the value itself.
  fileprivate var elements: [Constant] { if case .list(let values) = self { values } else { [self] } }
}
