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

  /// The parts of a key after the start of their mapping, as one text. Keys nest no deeper than the policy declares.
  private mutating func readKey(
    of target: TableID, _ start: Event, _ field: FieldShape, named name: String
  ) throws(ReadStopped) -> [UInt8]? {
    let parts = context.schema.keyFields(of: target)
    var texts = [[UInt8]?](repeating: nil, count: parts.count)
    var seen: Set<Int> = []
    var isFaulty = parts.isEmpty
    while true {
      let key = try source.next()
      if key.kind == .mappingEnd || key.kind == .end { break }
      guard key.kind == .scalar else {
        try skipBadKey(key)
        isFaulty = true
        continue
      }
      guard let index = parts.firstIndex(where: { key.text.elementsEqual(context.schema[$0].dataName.utf8) }) else {
        reportUnknownPart(key, of: field, target, named: name)
        isFaulty = true
        try source.skipValue()
        continue
      }
      guard seen.insert(index).inserted else {
        let part = context.schema[parts[index]].dataName
        faults.add(.duplicateDataField, key.start, key.end, "`\(part)` is given twice in one \(name)")
        isFaulty = true
        try source.skipValue()
        continue
      }
      texts[index] = try readPart(parts[index], field, named: name)
      if texts[index] == nil { isFaulty = true }
    }
    let missing = parts.indices.filter { !seen.contains($0) }.map { context.schema[parts[$0]].dataName }
    // A part that is lacking may be meant by a name that is none.
    if !missing.isEmpty, !isFaulty {
      faults.add(
        .missingDataField, start.start, max(start.start + 1, source.contentEnd),
        "\(name) lacks \(listed(missing, "and")) of a key of \(context.schema[target].name)")
    }
    guard !isFaulty, missing.isEmpty else { return nil }
    let given = texts.compactMap { $0 }
    return given.count == 1 ? given[0] : KeyNotation.text(of: given)
  }

  private mutating func readPart(
    _ part: FieldID, _ field: FieldShape, named name: String
  ) throws(ReadStopped) -> [UInt8]? {
    let value = try source.next()
    if value.kind == .scalar, !value.isNull {
      return context.isShortEnough(value.text.count, value.start, value.end) ? Array(value.text) : nil
    }
    let declared = context.schema[part]
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
