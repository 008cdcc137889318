import Diagnostics
import RecordStore
import RulePlan

/// Reads documents of sections and records by the schema, whatever they are written in.
struct RecordReader<Source: EventSource> {
  var source: Source
  let context: FileContext
  private let isLineFormat: Bool
  private let keyStarts = RecordStack()
  let interner: SymbolInterner
  let lengthLimit: Int
  /// The record of a request that only names some fields, while it is read.
  private var partial: PartialRecord?

  private struct PartialRecord {
    var row: Int
    var table: TableID
    var given: [Int] = []
    /// Whether the request says `every: true`.
    var takesEvery = false
  }

  /// Whether the record in progress gives something that it does not have: what it lacks could be meant by that.
  private var hasUnknownField = false

  /// Names in the open records in progress that resemble a field.
  private var resembling: [(field: Int, name: String, start: Int, end: Int)] = []

  /// Notes a name that is not a field. An open record may have others, but for those that may have been meant for a field.
  private mutating func passOver(_ key: Event, in shape: TableShape) {
    let name = String(decoding: key.text, as: UTF8.self)
    guard shape.table.isOpen else {
      context.reportUnknownField(name, in: shape, key.start, key.end)
      if !context.options.isLenient { hasUnknownField = true }
      return
    }
    if let field = shape.resembled(by: name) { resembling.append((field, name, key.start, key.end)) }
  }

  /// References and texts of a list that wait for its end.
  var pending: [UInt32] = []

  init(source: Source, context: FileContext, isLineFormat: Bool = false) {
    self.source = source
    self.context = context
    self.isLineFormat = isLineFormat
    interner = context.builder.symbols.interner
    lengthLimit = context.options.limits.scalarLength
  }

  var faults: FaultList { context.faults }

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
        // A place for anchors, and not a section.
        if name.hasPrefix("x-") {
          try source.skipValue()
          continue
        }
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
      case .invalid: addUnreadableRecord(event, of: shape)
      default:
        reportNotARecord(event, shape)
        addUnreadableRecord(event, of: shape)
        try source.skip(event)
      }
    }
  }

  /// A record that cannot be read could be any.
  private func addUnreadableRecord(_ event: Event, of shape: TableShape) {
    context.noteIncomplete(shape.id)
    context.builder.addUnreadableRow(
      of: shape.id, file: context.file, start: event.start, end: max(event.start + 1, event.end))
  }

  /// Reads the one record that the source holds, a line of a line format.
  mutating func readLine(of shape: TableShape) throws(ReadStopped) {
    let event = try source.next()
    guard event.kind == .mappingStart else {
      shape.builder.breakLines()
      reportNotARecord(event, shape)
      addUnreadableRecord(event, of: shape)
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

  /// Reads a record after its start and returns its row.
  mutating func readRecord(of shape: TableShape, start: Int, owner: RecordOwner?) throws(ReadStopped) -> Int {
    let row = beginRow(of: shape, start: start, owner: owner)
    let base = keyStarts.push(shape.fields.count)
    defer { keyStarts.pop(to: base) }
    let isOuterUnknown = hasUnknownField
    hasUnknownField = false
    defer { hasUnknownField = isOuterUnknown }
    let firstResembling = resembling.count
    defer { resembling.removeLast(max(0, resembling.count - firstResembling)) }
    let end: Int
    do throws(ReadStopped) {
      end = try readAllFields(of: shape, row: row, base: base)
    } catch {
      for index in shape.fields.indices where keyStarts[base + index] < 0 {
        shape.fields[index].column?.setUnreadable(at: row)
      }
      throw error
    }
    for near in resembling[firstResembling...] where keyStarts[base + near.field] < 0 {
      context.reportResemblance(near.name, to: shape.fields[near.field], in: shape, near.start, near.end)
    }
    if let partial, partial.row == row, partial.table == shape.id {
      let given = shape.fields.indices.filter { keyStarts[base + $0] >= 0 }
      self.partial?.given = given
    }
    for index in shape.fields.indices where keyStarts[base + index] < 0 && shape.fields[index].column != nil {
      if let partial, partial.row == row, partial.table == shape.id {
        // A field that a request leaves out is neither defaulted nor missing.
        shape.fields[index].column?.setMissing(at: row)
        continue
      }
      let isMeant = resembling.count > firstResembling && resembling[firstResembling...].contains { $0.field == index }
      if !shape.fields[index].setAbsent(row: row, in: context.builder), !isMeant || context.options.isLenient {
        context.reportMissing(shape.fields[index], in: shape, start, end)
      }
      if hasUnknownField || isMeant && !context.options.isLenient { shape.fields[index].column?.setUnreadable(at: row) }
    }
    shape.builder.endRow(row, end: end)
    return row
  }

  /// Reads the fields of a record and of what it merges, and returns where the record ends.
  private mutating func readAllFields(of shape: TableShape, row: Int, base: Int) throws(ReadStopped) -> Int {
    // Merged values count only where the record itself, or a merge before it, gives none: so merges wait,
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

  /// Reads a record of a request after its start: what it gives must be right, and nothing has to be given.
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
    var hasMerge = false
    while true {
      let key = try source.next()
      if key.kind == .mappingEnd || key.kind == .end { return }
      guard key.kind == .scalar else {
        try skipBadKey(key)
        continue
      }
      guard let index = shape.field(named: key.text, guess: guess) else {
        if source.isMergeKey(key) {
          if hasMerge {
            faults.add(
              .duplicateDataField, key.start, key.end, "`<<` is given twice in one \(shape.table.name); give it a list")
          }
          hasMerge = true
          let captured = try source.captureMerges()
          merges.insert(contentsOf: captured.reversed(), at: mergesBefore)
        } else if let partial, partial.row == row, partial.table == shape.id, isEvery(key) {
          try readEvery()
        } else {
          passOver(key, in: shape)
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
            "`\(field.name)` is given twice in one \(shape.table.name)")
          column.setUnreadable(at: row)
        }
        try source.skipValue()
        continue
      }
      try readValue(of: field, in: shape, to: column, row: row)
      keyStarts[base + index] = key.start
    }
  }
}
