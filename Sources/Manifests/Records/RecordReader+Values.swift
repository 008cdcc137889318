import Diagnostics
import RecordStore
import RulePlan

/// The values of fields.
extension RecordReader {
  /// Reads a text, a reference, a date, or a list of texts or references.
  @inline(__always)
  mutating func readCommonValue(
    _ access: UnsafeMutablePointer<FieldAccess>, _ index: Int, of shape: TableShape, row: Int
  ) throws(ReadStopped) {
    let value = try source.next()
    if value.kind == .scalar, !value.isNull, value.text.count <= lengthLimit,
      access.pointee.write(value.text, by: interner, at: row)
    {
      return
    }
    let field = shape.fields[index]
    guard let column = field.column else { return }
    if value.kind == .sequenceStart, access.pointee.form == .symbols || access.pointee.form == .keys {
      return try readCommonElements(access, of: field, to: column, row: row)
    }
    try read(value, of: field, in: shape, to: column, row: row)
  }

  mutating func readValue(
    of field: FieldShape, in shape: TableShape, to column: ColumnBuilder, row: Int
  ) throws(ReadStopped) {
    try read(source.next(), of: field, in: shape, to: column, row: row)
  }

  mutating func read(
    _ value: Event, of field: FieldShape, in shape: TableShape, to column: ColumnBuilder, row: Int
  ) throws(ReadStopped) {
    if value.kind == .scalar, !value.isNull, column.elements == nil {
      if context.isShortEnough(value.text.count, value.start, value.end) {
        guard let fault = context.writer.write(value.text, of: field, to: column, at: row) else { return }
        context.report(fault, in: value.text, of: field, value.start, value.end)
      }
      column.setUnreadable(at: row)
      return
    }
    try readOther(value, of: field, in: shape, to: column, row: row)
  }

  mutating func readOther(
    _ value: Event, of field: FieldShape, in shape: TableShape, to column: ColumnBuilder, row: Int
  ) throws(ReadStopped) {
    if value.kind == .invalid {
      column.setUnreadable(at: row)
      return
    }
    if value.kind == .scalar, value.isNull {
      if !field.setAbsent(row: row, in: context.builder) {
        context.reportMissing(field, in: shape, value.start, value.end)
      }
      return
    }
    if let elements = column.elements {
      guard value.kind == .sequenceStart else {
        faults.add(
          .wrongDataType, value.start, value.kind == .scalar ? value.end : value.start + 1,
          "`\(field.name)` expects a list, found \(describe(value))")
        column.setUnreadable(at: row)
        try source.skip(value)
        return
      }
      try readElements(of: field, to: elements, column: column, row: row)
      return
    }
    if let target = field.target, case .records = column.kind, value.kind == .mappingStart {
      let owner = RecordOwner(field: field.id, row: Int32(clamping: row))
      let record = try readRecord(of: context.shapes[target.index], start: value.start, owner: owner)
      column.set(record: Int32(clamping: record), at: row)
      return
    }
    if case .references = column.kind, value.kind == .mappingStart {
      guard let key = try readKeyParts(value, of: field) else { return column.setUnreadable(at: row) }
      return column.set(key: key, at: row)
    }
    if !(try readComposite(value, of: field, to: column, at: row)) { column.setUnreadable(at: row) }
  }

  /// Reads a period or an amount from a mapping. Returns false where there is a fault.
  mutating func readComposite(
    _ value: Event, of field: FieldShape, to column: ColumnBuilder, at row: Int
  ) throws(ReadStopped) -> Bool {
    guard value.kind == .mappingStart else {
      reportWrongType(value, of: field)
      try source.skip(value)
      return false
    }
    guard var parts = CompositeParts(of: field.scalar) else {
      reportWrongType(value, of: field)
      try source.skip(value)
      return false
    }
    while true {
      let key = try source.next()
      if key.kind == .mappingEnd || key.kind == .end { break }
      guard key.kind == .scalar else {
        try skipBadKey(key)
        parts.isFaulty = true
        continue
      }
      guard let part = parts.part(named: key.text) else {
        context.reportUnknownPart(
          String(decoding: key.text, as: UTF8.self), of: field, parts.names, key.start, key.end)
        try source.skipValue()
        continue
      }
      if parts.isSeen(part) {
        faults.add(
          .duplicateDataField, key.start, key.end,
          "`\(parts.names[part])` is given twice in one `\(field.name)`")
        parts.isFaulty = true
        try source.skipValue()
        continue
      }
      let text = try source.next()
      guard text.kind == .scalar else {
        if text.kind != .invalid { reportWrongType(text, of: field, part: parts.names[part], parts.expectation(part)) }
        parts.isFaulty = true
        try source.skip(text)
        continue
      }
      if text.isNull { continue }
      do throws(ScalarFault) {
        try parts.set(part, to: text.text)
      } catch {
        parts.isFaulty = true
        context.report(error, in: text.text, of: field, part: part, of: parts, text.start, text.end)
      }
    }
    return parts.write(field, to: column, at: row, start: value.start, end: source.contentEnd, context: context)
  }

  mutating func readCommonElements(
    _ access: UnsafeMutablePointer<FieldAccess>, of field: FieldShape, to column: ColumnBuilder, row: Int
  ) throws(ReadStopped) {
    guard let elements = column.elements else { return }
    pending.removeAll(keepingCapacity: true)
    var isFaulty = false
    while true {
      let event = try source.next()
      if event.kind == .scalar, !event.isNull, event.text.count <= lengthLimit, let base = event.text.baseAddress {
        pending.append(interner.intern(base, count: event.text.count, cache: &access.pointee.cache))
      } else if event.kind == .sequenceEnd || event.kind == .end {
        break
      } else if event.kind == .scalar, event.text.isEmpty, !event.isNull {
        pending.append(context.builder.symbols.intern(event.text))
      } else if event.kind == .mappingStart, access.pointee.form == .keys {
        if let key = try readKeyParts(event, of: field) { pending.append(key) } else { isFaulty = true }
      } else {
        isFaulty = true
        try readBadElement(event, of: field)
      }
    }
    if isFaulty { return column.setUnreadable(at: row) }
    let first = elements.count
    pending.withUnsafeBufferPointer { block in
      if access.pointee.form == .keys {
        elements.append(keys: block, at: first)
      } else {
        elements.append(symbols: block, at: first)
      }
    }
    column.set(elements: first..<elements.count, at: row)
  }

  /// Reports an element that is not a scalar, or is too long.
  mutating func readBadElement(_ event: Event, of field: FieldShape) throws(ReadStopped) {
    switch event.kind {
    case .scalar where event.isNull:
      faults.add(
        .wrongDataType, event.start, event.end,
        "each of `\(field.name)` expects \(field.scalar.expectation(in: context.schema)), found nothing")
    case .scalar: _ = context.isShortEnough(event.text.count, event.start, event.end)
    case .invalid: break
    default:
      reportWrongType(event, of: field)
      try source.skip(event)
    }
  }

  /// An instance that cannot be read could be any.
  private func addUnreadableInstance(
    _ event: Event, of target: TableID, in field: FieldShape, _ row: Int, _ element: Int
  ) {
    context.noteIncomplete(target)
    context.builder.addUnreadableRow(
      of: target, file: context.file, start: event.start, end: max(event.start + 1, event.end),
      owner: RecordOwner(field: field.id, row: Int32(clamping: row), element: Int32(clamping: element)))
  }

  mutating func readElements(
    of field: FieldShape, to elements: ColumnBuilder, column: ColumnBuilder, row: Int
  ) throws(ReadStopped) {
    if let target = field.target, case .records = elements.kind {
      // Collected first: a record may hold records of the same table, whose lists end before this one does.
      var records: [Int32] = []
      var isFaulty = false
      while true {
        let event = try source.next()
        if event.kind == .sequenceEnd || event.kind == .end { break }
        guard event.kind == .mappingStart else {
          isFaulty = true
          if event.kind != .invalid { reportWrongType(event, of: field) }
          if field.field.holdsRows { addUnreadableInstance(event, of: target, in: field, row, records.count) }
          try source.skip(event)
          continue
        }
        let owner = RecordOwner(
          field: field.id, row: Int32(clamping: row), element: Int32(clamping: records.count))
        let record = try readRecord(of: context.shapes[target.index], start: event.start, owner: owner)
        records.append(Int32(clamping: record))
      }
      let first = elements.count
      for (index, record) in records.enumerated() { elements.set(record: record, at: first + index) }
      column.set(elements: first..<elements.count, at: row)
      if isFaulty { column.setUnreadable(at: row) }
      return
    }
    let first = elements.count
    var isFaulty = false
    while true {
      let event = try source.next()
      switch event.kind {
      case .sequenceEnd, .end:
        column.set(elements: first..<elements.count, at: row)
        if isFaulty { column.setUnreadable(at: row) }
        return
      case .invalid: isFaulty = true
      case .scalar where event.isNull:
        isFaulty = true
        try readBadElement(event, of: field)
      case .scalar:
        guard context.isShortEnough(event.text.count, event.start, event.end) else {
          isFaulty = true
          continue
        }
        if let fault = context.writer.write(event.text, of: field, to: elements, at: elements.count) {
          isFaulty = true
          context.report(fault, in: event.text, of: field, event.start, event.end)
        }
      default:
        if !(try readComposite(event, of: field, to: elements, at: elements.count)) { isFaulty = true }
      }
    }
  }
}
