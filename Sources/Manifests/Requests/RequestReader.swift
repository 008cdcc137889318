import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// A request while its file is read: with the symbols of keys, before rows are known.
struct DraftRequest {
  struct Reference {
    var table: TableID
    var row: Int
    var given: [Int]
    /// The symbol of the key, where it is given: the row itself has none, so that no key is there twice.
    var key: UInt32?
    /// Whether all parts of a key are given that is put together once everything is read.
    var givesParts: Bool
    var takesEvery: Bool
    var start: Int
    var end: Int

    var givesKey: Bool { key != nil || givesParts }
  }

  var entry: Int
  var file: Int
  var start = 0
  var end = 0
  /// Whether it is one of a list, under `requests`.
  var isListed = false
  var texts: [String: String] = [:]
  var additions: [RequestRecord.Addition] = []
  var removals: [Reference] = []
  var changes: [Reference] = []
}

/// Reads the requests of a file: `request:` with one, or `requests:` with several.
struct RequestReader<Source: EventSource> {
  private var records: RecordReader<Source>
  private let context: FileContext
  private let entry: Int
  private(set) var requests: [DraftRequest] = []

  private static var texts: [String] { ["id", "reason", "requester", "approver", "deadline"] }
  private static var actions: [String] { ["add", "remove", "change"] }

  init(source: Source, context: FileContext, entry: Int) {
    records = RecordReader(source: source, context: context)
    self.context = context
    self.entry = entry
  }

  mutating func readDocument() throws(ReadStopped) {
    let root = try records.source.next()
    guard root.kind == .mappingStart else {
      reportNoRequest(root)
      return try records.source.skip(root)
    }
    while let key = try nextName(among: ["request", "requests"]) {
      let value = try records.source.next()
      switch (key.name, value.kind) {
      case ("request", .mappingStart): try readRequest(value)
      case ("requests", .sequenceStart):
        while true {
          let element = try records.source.next()
          if element.kind == .sequenceEnd || element.kind == .end { break }
          if element.kind == .mappingStart {
            try readRequest(element, isListed: true)
          } else {
            reportNoRequest(element)
            try records.source.skip(element)
          }
        }
      default:
        reportNoRequest(value)
        try records.source.skip(value)
      }
    }
    if requests.isEmpty, context.faults.faults.isEmpty { reportNoRequest(root) }
  }

  private func reportNoRequest(_ event: Event) {
    context.faults.add(
      .malformedRequest, event.start, max(event.start + 1, event.kind == .scalar ? event.end : 0),
      notes: ["write `request:` with `id`, and with `add`, `remove` or `change`"], "expected a request")
  }

  /// The next name of a mapping that is one of some; nil at the end of the mapping.
  private mutating func nextName(
    among names: [String]
  ) throws(ReadStopped) -> (name: String, start: Int, end: Int)? {
    while true {
      let key = try records.source.next()
      if key.kind == .mappingEnd || key.kind == .end { return nil }
      guard key.kind == .scalar else {
        context.faults.add(.malformedRequest, key.start, key.start + 1, "expected a name, found a list or a mapping")
        try records.source.skip(key)
        try records.source.skipValue()
        continue
      }
      let name = String(decoding: key.text, as: UTF8.self)
      if names.contains(name) { return (name, key.start, key.end) }
      context.reportUnknown(
        PassedName.Identity(table: nil, name: "request." + name), .malformedRequest, key.start, key.end
      ) {
        let nearest = NameSuggestion.nearest(to: name, in: names)
        return "a request has no \(quoted(name)) here; "
          + (nearest.map { "did you mean `\($0)`?" } ?? "it has \(listed(names, "and"))")
      }
      try records.source.skipValue()
    }
  }

  // MARK: A request

  private mutating func readRequest(_ start: Event, isListed: Bool = false) throws(ReadStopped) {
    var request = DraftRequest(entry: entry, file: context.file, start: start.start, isListed: isListed)
    do throws(ReadStopped) {
      try readContent(of: &request)
    } catch {
      // The file ends inside this request, whose fault it is.
      request.end = .max
      requests.append(request)
      throw error
    }
    requests.append(request)
  }

  private mutating func readContent(of request: inout DraftRequest) throws(ReadStopped) {
    let earlierFaults = context.faults.faults.count
    while let key = try nextName(among: Self.texts + Self.actions) {
      let value = try records.source.next()
      if Self.texts.contains(key.name) {
        if value.kind == .scalar, !value.isNull {
          request.texts[key.name] = String(decoding: value.text, as: UTF8.self)
        } else if value.kind != .scalar {
          context.faults.add(.malformedRequest, value.start, value.start + 1, "`\(key.name)` expects a text")
          try records.source.skip(value)
        }
        continue
      }
      guard value.kind == .mappingStart else {
        if !value.isNull {
          context.faults.add(
            .malformedRequest, value.start, max(value.start + 1, value.end),
            "`\(key.name)` expects sections with their records")
        }
        try records.source.skip(value)
        continue
      }
      try readSections(key.name, into: &request)
    }
    request.end = records.source.contentEnd
    if request.texts["id"]?.isEmpty ?? true {
      context.faults.add(
        .malformedRequest, request.start, request.start + 1, notes: ["for example `id: REQ-0142`"],
        "this request has no `id`")
    }
    if request.additions.isEmpty, request.removals.isEmpty, request.changes.isEmpty,
      context.faults.faults.count == earlierFaults
    {
      context.faults.add(.malformedRequest, request.start, request.start + 1, "this request changes nothing")
    }
  }

  private mutating func readSections(_ action: String, into request: inout DraftRequest) throws(ReadStopped) {
    while true {
      let key = try records.source.next()
      if key.kind == .mappingEnd || key.kind == .end { return }
      let name = key.kind == .scalar ? String(decoding: key.text, as: UTF8.self) : ""
      guard let table = context.schema.entity(inSection: name) else {
        context.reportUnknownSection(name, key.start, max(key.start + 1, key.end))
        if key.kind != .scalar { try records.source.skip(key) }
        try records.source.skipValue()
        continue
      }
      let list = try records.source.next()
      guard list.kind == .sequenceStart else {
        context.faults.add(
          .sectionNotList, list.start, max(list.start + 1, list.end), "section `\(name)` expects a list of records")
        try records.source.skip(list)
        continue
      }
      while true {
        let element = try records.source.next()
        if element.kind == .sequenceEnd || element.kind == .end { break }
        guard element.kind == .mappingStart else {
          if element.kind != .invalid {
            context.faults.add(.notARecord, element.start, max(element.start + 1, element.end), "expected a record")
          }
          try records.source.skip(element)
          continue
        }
        try readRecord(element, of: context.shapes[table.index], action, into: &request)
      }
    }
  }

  private mutating func readRecord(
    _ start: Event, of shape: TableShape, _ action: String, into request: inout DraftRequest
  ) throws(ReadStopped) {
    guard action != "add" else {
      let row = try records.readRecord(of: shape, start: start.start, owner: nil)
      request.additions.append(RequestRecord.Addition(table: shape.id, row: row))
      return
    }
    let (row, given, takesEvery) = try records.readPartialRecord(of: shape, start: start.start)
    var key: UInt32?
    let givesParts = shape.table.hasComposedKey && shape.table.keyParts.allSatisfy { given.contains($0) }
    if shape.table.hasComposedKey || !shape.table.furtherKeys.isEmpty {
      context.builder.withholdKey(of: row, in: shape.id)
    }
    if let index = shape.table.keyField, given.contains(index), let column = shape.fields[index].column {
      key = column.symbol(at: row)
      column.setMissing(at: row)
    }
    let reference = DraftRequest.Reference(
      table: shape.id, row: row, given: given, key: key, givesParts: givesParts, takesEvery: takesEvery,
      start: start.start, end: records.source.contentEnd)
    if let held = given.first(where: { shape.fields[$0].field.holdsRows }) {
      reportUnclear(
        reference,
        "`\(shape.fields[held].name)` holds instances, so a request gives it only where it adds the \(shape.table.name)"
      )
    }
    if action == "remove" {
      if given.isEmpty { reportUnclear(reference, "say which \(shape.table.name) is to be removed") }
      request.removals.append(reference)
    } else {
      if key == nil, !givesParts {
        reportUnclear(
          reference,
          shape.table.keyField == nil
            ? "\(shape.table.name) has no key, so a change cannot name its record; take it away and add another"
            : "a change names its record by its key, `\(context.schema.keyForm(of: shape.id, inData: true))`")
      }
      request.changes.append(reference)
    }
  }

  private func reportUnclear(_ reference: DraftRequest.Reference, _ message: String) {
    context.faults.add(.unclearRequest, reference.start, reference.end, message)
  }
}
