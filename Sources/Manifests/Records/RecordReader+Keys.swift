import Diagnostics
import RecordStore
import RulePlan

/// References that name the parts of a key: `{ order: "45", line: 20 }`.
extension RecordReader {
  /// The symbol of the key; nil after noting what is wrong.
  mutating func readKeyParts(_ start: Event, of field: FieldShape) throws(ReadStopped) -> UInt32? {
    guard let target = field.target,
      let text = try readKey(of: target, start, field, named: "`\(field.name)`")
    else { return nil }
    return text.withUnsafeBufferPointer { context.builder.symbols.intern($0) }
  }

  /// The names by which an object gives a key: one for each part of its own and, for what lies inside a parent, the parent,
  /// or each part of its key.
  private struct Names {
    var parts: [FieldID]
    /// How many of the parts are those of the parent, which may be left out inside it.
    var ofParent: Int
    var parent: (field: Field, table: TableID)?

    init(of target: TableID, _ schema: Schema) {
      parts = schema.keyFields(of: target)
      let table = schema[target]
      ofParent = parts.count - table.keyParts.count
      parent = table.containment.map { (table.fields[$0.parentField], $0.parent) }
    }

    func index(of name: UnsafeBufferPointer<UInt8>, _ schema: Schema) -> Int? {
      // Parts of its own come before those of the same name.
      parts.indices.last { name.elementsEqual(schema[parts[$0]].dataName.utf8) }
    }

    func isParent(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
      parent.map { name.elementsEqual($0.field.name.utf8) } ?? false
    }
  }

  /// The parts of a key after the start of their mapping, as one text. Keys nest no deeper than the policy declares.
  private mutating func readKey(
    of target: TableID, _ start: Event, _ field: FieldShape, named name: String
  ) throws(ReadStopped) -> [UInt8]? {
    let names = Names(of: target, context.schema)
    var texts = [[UInt8]?](repeating: nil, count: names.parts.count)
    var seen: Set<Int> = []
    var parent: [UInt8]?
    var isFaulty = names.parts.isEmpty
    while true {
      let key = try source.next()
      if key.kind == .mappingEnd || key.kind == .end { break }
      guard key.kind == .scalar else {
        try skipBadKey(key)
        isFaulty = true
        continue
      }
      let index = names.index(of: key.text, context.schema)
      if index == nil, parent == nil, let parentField = names.parent?.field, names.isParent(key.text) {
        parent = try readPart(parentField, field, named: name)
        if parent == nil { isFaulty = true }
        continue
      }
      guard let index else {
        reportUnknownPart(key, of: field, target, named: name)
        isFaulty = true
        try source.skipValue()
        continue
      }
      guard seen.insert(index).inserted else {
        let part = context.schema[names.parts[index]].dataName
        faults.add(.duplicateDataField, key.start, key.end, "`\(part)` is given twice in one \(name)")
        isFaulty = true
        try source.skipValue()
        continue
      }
      texts[index] = try readPart(context.schema[names.parts[index]], field, named: name)
      if texts[index] == nil { isFaulty = true }
    }
    let needsParent = parent == nil && seen.contains { $0 < names.ofParent }
    let needed = names.parts.indices.dropFirst(needsParent ? 0 : names.ofParent)
    let missing = needed.filter { !seen.contains($0) }.map { context.schema[names.parts[$0]].dataName }
    // A part that is lacking may be meant by another name.
    if !missing.isEmpty, !isFaulty {
      faults.add(
        .missingDataField, start.start, max(start.start + 1, source.contentEnd),
        "\(name) lacks \(listed(missing, "and")) of a key of \(context.schema[target].name)")
    }
    guard !isFaulty, missing.isEmpty else { return nil }
    let given = needed.compactMap { texts[$0] }
    // A bare key is read as parts, too.
    let isPart = given.count > 1 || names.parent != nil
    let own = isPart ? KeyNotation.text(of: given) : given[0]
    guard let parent, let table = names.parent?.table else { return own }
    return context.schema.parentParts(parent, of: table) + [UInt8(ascii: "/")] + own
  }

  private mutating func readPart(
    _ declared: Field, _ field: FieldShape, named name: String
  ) throws(ReadStopped) -> [UInt8]? {
    let value = try source.next()
    if value.kind == .scalar, !value.isNull {
      return context.isShortEnough(value.text.count, value.start, value.end) ? Array(value.text) : nil
    }
    if value.kind == .mappingStart, case .row(let inner) = declared.type.scalar {
      return try readKey(of: inner, value, field, named: "`\(declared.dataName)` of \(name)")
    }
    if value.kind != .invalid {
      faults.add(
        .wrongDataType, value.start, max(value.start + 1, value.end),
        "`\(declared.dataName)` of \(name) expects \(declared.type.scalar.expectation(in: context.schema)), found "
          + describe(value))
    }
    try source.skip(value)
    return nil
  }

  private func reportUnknownPart(_ key: Event, of field: FieldShape, _ target: TableID, named name: String) {
    let part = String(decoding: key.text, as: UTF8.self)
    faults.add(
      .unknownDataField, key.start, key.end,
      "a key of \(context.schema[target].name) in \(name) has no part \(quoted(part)); it has "
        + listed(context.schema.keyFields(of: target).map { context.schema[$0].dataName }, "and"))
  }
}
