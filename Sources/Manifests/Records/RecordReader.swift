import Diagnostics
import RecordStore
import RulePlan

/// Reads documents of sections and records by the schema, whatever they are written in.
struct RecordReader<Source: EventSource> {
  var source: Source
  let context: FileContext
  private let isLineFormat: Bool
  private let keyStarts = RecordStack()
  private let interner: SymbolInterner
  private let lengthLimit: Int
  /// The record of a request that only names some fields, while it is read.
  private var partial: PartialRecord?

  private struct PartialRecord {
    var row: Int
    var table: TableID
    var given: [Int] = []
    /// Whether the request says `every: true`.
    var takesEvery = false
  }

  /// References and texts of a list that wait for its end.
  private var pending: [UInt32] = []

  init(source: Source, context: FileContext, isLineFormat: Bool = false) {
    self.source = source
    self.context = context
    self.isLineFormat = isLineFormat
    interner = context.builder.symbols.interner
    lengthLimit = context.options.limits.scalarLength
  }

  private var faults: FaultList { context.faults }

  // MARK: Documents and sections

  /// Reads all documents: mappings from section to records, or the records of one section.
  mutating func readDocuments(section: TableID?) throws(ReadStopped) {
    while true {
      let root = try source.next()
      switch root.kind {
      case .end: return
      case .mappingStart where section == nil: try readSections()
      case .sequenceStart:
        guard let section else {
          faults.add(
            .dataWithoutSection, root.start, root.start + 1,
            notes: ["name the section on the command line: `--data SECTION=PATH`"],
            "expected sections with their records, found a list without a section")
          try source.skip(root)
          continue
        }
        context.builder.markSection(section, file: context.file, start: root.start, end: root.start + 1)
        try readRecords(of: context.shapes[section.index])
      case .scalar where root.isNull || root.text.isEmpty: continue
      default:
        let expected = section == nil ? "sections with their records" : "a list of records"
        faults.add(
          .wrongDataType, root.start, root.kind == .scalar ? root.end : root.start + 1,
          "expected \(expected), found \(describe(root))")
        try source.skip(root)
      }
    }
  }

  private mutating func readSections() throws(ReadStopped) {
    var firstKeys: [TableID: (start: Int, end: Int)] = [:]
    while true {
      let key = try source.next()
      if key.kind == .mappingEnd || key.kind == .end { return }
      guard key.kind == .scalar else {
        try skipBadKey(key)
        continue
      }
      let name = String(decoding: key.text, as: UTF8.self)
      guard let table = context.schema.entity(inSection: name) else {
        context.reportUnknownSection(name, key.start, key.end)
        try source.skipValue()
        continue
      }
      if let first = firstKeys[table] {
        faults.add(
          .duplicateDataField, key.start, key.end, related: [related(first.start, first.end)],
          "section `\(name)` is given twice")
        try source.skipValue()
        continue
      }
      firstKeys[table] = (key.start, key.end)
      context.builder.markSection(table, file: context.file, start: key.start, end: key.end)
      let value = try source.next()
      switch value.kind {
      case .sequenceStart: try readRecords(of: context.shapes[table.index])
      case .scalar where value.isNull, .invalid: break
      default:
        faults.add(
          .sectionNotList, value.start, value.kind == .scalar ? value.end : value.start + 1,
          "section `\(name)` expects a list of records, found \(describe(value))")
        try source.skip(value)
      }
    }
  }

  /// Reads the records of a list up to its end.
  private mutating func readRecords(of shape: TableShape) throws(ReadStopped) {
    while true {
      let event = try source.next()
      switch event.kind {
      case .sequenceEnd, .end: return
      case .mappingStart: _ = try readRecord(of: shape, start: event.start, owner: nil)
      case .invalid: continue
      default:
        reportNotARecord(event, shape)
        try source.skip(event)
      }
    }
  }

  /// Reads the one record that the source holds, a line of a line format.
  mutating func readLine(of shape: TableShape) throws(ReadStopped) {
    let event = try source.next()
    guard event.kind == .mappingStart else {
      shape.builder.breakLines()
      reportNotARecord(event, shape)
      try source.skip(event)
      _ = try source.next()
      return
    }
    _ = try readRecord(of: shape, start: event.start, owner: nil)
    _ = try source.next()
  }

  /// Drops what a stop has left of records in progress.
  mutating func forgetRecords() { keyStarts.pop(to: 0) }

  // MARK: Records

  /// Reads a record behind its start and returns its row.
  mutating func readRecord(of shape: TableShape, start: Int, owner: RecordOwner?) throws(ReadStopped) -> Int {
    let row = beginRow(of: shape, start: start, owner: owner)
    let base = keyStarts.push(shape.fields.count)
    defer { keyStarts.pop(to: base) }
    let end: Int
    do throws(ReadStopped) {
      end = try readAllFields(of: shape, row: row, base: base)
    } catch {
      for index in shape.fields.indices where keyStarts[base + index] < 0 {
        shape.fields[index].column?.setMissing(at: row)
      }
      throw error
    }
    if let partial, partial.row == row, partial.table == shape.id {
      let given = shape.fields.indices.filter { keyStarts[base + $0] >= 0 }
      self.partial?.given = given
    }
    for index in shape.fields.indices where keyStarts[base + index] < 0 && shape.fields[index].column != nil {
      if let partial, partial.row == row, partial.table == shape.id {
        // What a request does not say is neither a default nor lacking.
        shape.fields[index].column?.setMissing(at: row)
        continue
      }
      if !shape.fields[index].setAbsent(row: row, in: context.builder) {
        context.reportMissing(shape.fields[index], in: shape, start, end)
      }
    }
    shape.builder.endRow(row, end: end)
    return row
  }

  /// Reads the fields of a record and of what it merges, and returns where the record ends.
  private mutating func readAllFields(of shape: TableShape, row: Int, base: Int) throws(ReadStopped) -> Int {
    // What a merge takes over counts only where the record itself, or a merge before it, says nothing: so merges wait,
    // the next one last.
    var merges: [Range<Int>] = []
    try readFields(of: shape, row: row, base: base, isMerged: false, merges: &merges)
    let end = source.contentEnd
    while let merge = merges.popLast() {
      source.replay(merge)
      _ = try source.next()
      try readFields(of: shape, row: row, base: base, isMerged: true, merges: &merges)
    }
    return end
  }

  /// Reads a record of a request behind its start: what it gives must be right, and nothing has to be given.
  mutating func readPartialRecord(
    of shape: TableShape, start: Int
  ) throws(ReadStopped) -> (row: Int, given: [Int], takesEvery: Bool) {
    partial = PartialRecord(row: shape.builder.rowCount, table: shape.id)
    defer { partial = nil }
    let row = try readRecord(of: shape, start: start, owner: nil)
    return (row, partial?.given ?? [], partial?.takesEvery ?? false)
  }

  private func isEvery(_ key: Event) -> Bool { key.text.elementsEqual("every".utf8) }

  private mutating func readEvery() throws(ReadStopped) {
    let value = try source.next()
    if value.kind == .scalar, value.text.elementsEqual("true".utf8) {
      partial?.takesEvery = true
    } else if value.kind != .scalar || !value.text.elementsEqual("false".utf8) {
      faults.add(.wrongDataType, value.start, max(value.start + 1, value.end), "`every` expects true or false")
      try source.skip(value)
    }
  }

  private func beginRow(of shape: TableShape, start: Int, owner: RecordOwner?) -> Int {
    guard isLineFormat else { return shape.builder.beginRow(file: context.file, start: start, owner: owner) }
    guard let owner else { return shape.builder.beginLine(file: context.file, start: start) }
    return shape.builder.beginRecord(file: context.file, owner: owner)
  }

  private mutating func readFields(
    of shape: TableShape, row: Int, base: Int, isMerged: Bool, merges: inout [Range<Int>]
  ) throws(ReadStopped) {
    var guess = 0
    let mergesBefore = merges.count
    while true {
      let key = try source.next()
      if key.kind == .mappingEnd || key.kind == .end { return }
      guard key.kind == .scalar else {
        try skipBadKey(key)
        continue
      }
      guard let index = shape.field(named: key.text, guess: guess) else {
        if source.isMergeKey(key) {
          let captured = try source.captureMerges()
          merges.insert(contentsOf: captured.reversed(), at: mergesBefore)
        } else if let partial, partial.row == row, partial.table == shape.id, isEvery(key) {
          try readEvery()
        } else {
          context.reportUnknownField(String(decoding: key.text, as: UTF8.self), in: shape, key.start, key.end)
          try source.skipValue()
        }
        continue
      }
      guess = index + 1
      if keyStarts[base + index] < 0 {
        let access = shape.access + index
        if access.pointee.form != .other {
          try readCommonValue(access, index, of: shape, row: row)
          keyStarts[base + index] = key.start
          continue
        }
      }
      let field = shape.fields[index]
      guard let column = field.column else {
        context.reportDerivedField(field, in: shape, key.start, key.end)
        try source.skipValue()
        continue
      }
      if keyStarts[base + index] >= 0 {
        if !isMerged {
          let first = keyStarts[base + index]
          faults.add(
            .duplicateDataField, key.start, key.end,
            related: [related(first, first + key.end - key.start)],
            "`\(field.field.name)` is given twice in one \(shape.table.name)")
        }
        try source.skipValue()
        continue
      }
      try readValue(of: field, in: shape, to: column, row: row)
      keyStarts[base + index] = key.start
    }
  }

  // MARK: Values

  /// Reads a text, a reference, a date, or a list of texts or references.
  @inline(__always)
  private mutating func readCommonValue(
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

  private mutating func readValue(
    of field: FieldShape, in shape: TableShape, to column: ColumnBuilder, row: Int
  ) throws(ReadStopped) {
    try read(source.next(), of: field, in: shape, to: column, row: row)
  }

  private mutating func read(
    _ value: Event, of field: FieldShape, in shape: TableShape, to column: ColumnBuilder, row: Int
  ) throws(ReadStopped) {
    if value.kind == .scalar, !value.isNull, column.elements == nil {
      if context.isShortEnough(value.text.count, value.start, value.end) {
        guard let fault = context.writer.write(value.text, of: field, to: column, at: row) else { return }
        context.report(fault, in: value.text, of: field, value.start, value.end)
      }
      column.setMissing(at: row)
      return
    }
    try readOther(value, of: field, in: shape, to: column, row: row)
  }

  private mutating func readOther(
    _ value: Event, of field: FieldShape, in shape: TableShape, to column: ColumnBuilder, row: Int
  ) throws(ReadStopped) {
    if value.kind == .invalid {
      column.setMissing(at: row)
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
          "`\(field.field.name)` expects a list, found \(describe(value))")
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
    if !(try readComposite(value, of: field, to: column, at: row)) { column.setMissing(at: row) }
  }

  /// Reads a period or an amount from a mapping. Returns false where there is a fault.
  private mutating func readComposite(
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
        let name = String(decoding: key.text, as: UTF8.self)
        faults.add(
          .unknownDataField, key.start, key.end, severity: context.unknownNameSeverity,
          "`\(field.field.name)` has no part \(quoted(name)); it has \(listed(parts.names, "and"))")
        try source.skipValue()
        continue
      }
      if parts.isSeen(part) {
        faults.add(
          .duplicateDataField, key.start, key.end,
          "`\(parts.names[part])` is given twice in one `\(field.field.name)`")
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

  private mutating func readCommonElements(
    _ access: UnsafeMutablePointer<FieldAccess>, of field: FieldShape, to column: ColumnBuilder, row: Int
  ) throws(ReadStopped) {
    guard let elements = column.elements else { return }
    pending.removeAll(keepingCapacity: true)
    while true {
      let event = try source.next()
      if event.kind == .scalar, !event.isNull, event.text.count <= lengthLimit, let base = event.text.baseAddress {
        pending.append(interner.intern(base, count: event.text.count, cache: &access.pointee.cache))
      } else if event.kind == .sequenceEnd || event.kind == .end {
        break
      } else if event.kind == .scalar, event.text.isEmpty, !event.isNull {
        pending.append(context.builder.symbols.intern(event.text))
      } else {
        try readBadElement(event, of: field)
      }
    }
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

  /// Reports an element that is no scalar, or none that is short enough.
  private mutating func readBadElement(_ event: Event, of field: FieldShape) throws(ReadStopped) {
    switch event.kind {
    case .scalar where event.isNull:
      faults.add(
        .wrongDataType, event.start, event.end,
        "each of `\(field.field.name)` expects \(field.scalar.expectation(in: context.schema)), found nothing")
    case .scalar: _ = context.isShortEnough(event.text.count, event.start, event.end)
    case .invalid: break
    default:
      reportWrongType(event, of: field)
      try source.skip(event)
    }
  }

  private mutating func readElements(
    of field: FieldShape, to elements: ColumnBuilder, column: ColumnBuilder, row: Int
  ) throws(ReadStopped) {
    if let target = field.target, case .records = elements.kind {
      // Collected first: a record may hold records of the same table, whose lists end before this one does.
      var records: [Int32] = []
      while true {
        let event = try source.next()
        if event.kind == .sequenceEnd || event.kind == .end { break }
        guard event.kind == .mappingStart else {
          if event.kind != .invalid { reportWrongType(event, of: field) }
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
      return
    }
    let first = elements.count
    while true {
      let event = try source.next()
      switch event.kind {
      case .sequenceEnd, .end:
        column.set(elements: first..<elements.count, at: row)
        return
      case .invalid: continue
      case .scalar where event.isNull: try readBadElement(event, of: field)
      case .scalar:
        guard context.isShortEnough(event.text.count, event.start, event.end) else { continue }
        if let fault = context.writer.write(event.text, of: field, to: elements, at: elements.count) {
          context.report(fault, in: event.text, of: field, event.start, event.end)
        }
      default:
        _ = try readComposite(event, of: field, to: elements, at: elements.count)
      }
    }
  }

  // MARK: Faults

  private mutating func skipBadKey(_ key: Event) throws(ReadStopped) {
    if key.kind != .invalid {
      faults.add(.wrongDataType, key.start, key.start + 1, "expected the name of a field, found \(describe(key))")
    }
    try source.skip(key)
    try source.skipValue()
  }

  private func reportNotARecord(_ event: Event, _ shape: TableShape) {
    faults.add(
      .notARecord, event.start, event.kind == .scalar ? event.end : event.start + 1,
      "expected \(shape.table.name.withArticle) with its fields, found \(describe(event))")
  }

  private func reportWrongType(_ event: Event, of field: FieldShape) {
    faults.add(
      .wrongDataType, event.start, event.kind == .scalar ? event.end : event.start + 1,
      "`\(field.field.name)` expects \(field.scalar.expectation(in: context.schema)), found \(describe(event))")
  }

  private func reportWrongType(_ event: Event, of field: FieldShape, part: String, _ expectation: String) {
    faults.add(
      .wrongDataType, event.start, event.start + 1,
      "`\(part)` of `\(field.field.name)` expects \(expectation), found \(describe(event))")
  }

  private func describe(_ event: Event) -> String {
    switch event.kind {
    case .mappingStart: "a mapping"
    case .sequenceStart: "a list"
    case .scalar: event.isNull ? "nothing" : found(event.text)
    case .mappingEnd, .sequenceEnd, .invalid, .end: "nothing"
    }
  }

  private func related(_ start: Int, _ end: Int) -> Fault.Related {
    Fault.Related(message: "first given here", file: context.file, start: start, end: end)
  }
}
