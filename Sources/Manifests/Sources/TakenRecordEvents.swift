import Diagnostics
import RulePlan
import SourceText

/// The events of a record that a source makes, so that it is read as a record of a section is.
struct TakenRecordEvents: EventSource {
  /// A value on its way, with the field that it is for.
  private enum Work {
    case value(SourceItem, of: FieldShape, type: ScalarType, isMany: Bool, mayEnd: Bool)
    /// A member of an object, whose name is given as it is.
    case name(UnsafeBufferPointer<UInt8>)
    case member(Int, of: TableShape)
    /// A part of a period or an amount.
    case part(SourceItem, name: String, of: FieldShape)
    case event(Event)
  }

  private let evaluator: SourceEvaluator
  private let forms: FormReader
  private let context: FileContext
  private let shape: TableShape
  private var work: [Work] = []
  private var dates: [DatePattern]?
  /// Where the record is.
  private var record = SourceRange(0, 0)
  private(set) var valueCount = 0
  /// Of each field that was taken, by its place among them: where its value is; and of several values each.
  private(set) var places: [SourceRange?] = []
  private(set) var elementPlaces: [[SourceRange]] = []
  /// The field that is being read.
  private var current = -1
  private let fieldNames: [UnsafeMutableBufferPointer<UInt8>]

  init(_ evaluator: SourceEvaluator, forms: FormReader, shape: TableShape, context: FileContext) {
    self.evaluator = evaluator
    self.forms = forms
    self.shape = shape
    self.context = context
    fieldNames = evaluator.plan.fields.map { field in
      let bytes = Array(shape.fields[field.field].nameBytes)
      let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
      _ = buffer.initialize(from: bytes)
      return buffer
    }
    names = fieldNames.enumerated().map {
      UnsafeBufferPointer(rebasing: $1[..<shape.fields[evaluator.plan.fields[$0].field].nameBytes.count])
    }
    places = Array(repeating: nil, count: names.count)
    elementPlaces = Array(repeating: [], count: names.count)
  }

  private let names: [UnsafeBufferPointer<UInt8>]

  /// Gives back what the names of the fields took.
  func deallocate() { for name in fieldNames { name.deallocate() } }

  var contentEnd: Int { record.end }

  /// Begins with another record, whose start has been read.
  mutating func begin(_ place: SourceRange) {
    record = place
    current = -1
    work.removeAll(keepingCapacity: true)
    for index in places.indices {
      places[index] = nil
      elementPlaces[index].removeAll(keepingCapacity: true)
    }
  }

  func isMergeKey(_ key: Event) -> Bool { false }
  mutating func captureMerges() throws(ReadStopped) -> [Range<Int>] { [] }
  mutating func replay(_ mapping: Range<Int>) {}

  mutating func next() throws(ReadStopped) -> Event {
    while true {
      guard let next = work.popLast() else {
        guard try beginField() else { return Event(kind: .mappingEnd, start: record.end, end: record.end) }
        continue
      }
      switch next {
      case .event(let event): return event
      case .name(let name): return Event(kind: .scalar, start: record.start, end: record.start, text: name)
      case .value(let item, let field, let type, let isMany, let mayEnd):
        if let event = open(item, field, type, isMany: isMany, mayEnd: mayEnd) { return event }
      case .member(let node, let table): open(member: node, of: table)
      case .part(let item, let name, let field): open(part: item, name, of: field)
      }
    }
  }

  /// Prepares the next field that has a value; false where there is none.
  private mutating func beginField() throws(ReadStopped) -> Bool {
    while current + 1 < names.count {
      current += 1
      let taken = evaluator.plan.fields[current]
      let field = shape.fields[taken.field]
      var item = evaluator.value(taken.value)
      if item.isMissing, field.scalar == .boolean, !field.isMany, forms.isEmptyFalse { item = falseItem }
      guard !item.isMissing else { continue }
      dates = taken.dates
      work.append(
        .value(
          item, of: field, type: field.scalar, isMany: field.isMany,
          mayEnd: !field.isRequired && field.field.type.isOptional))
      if isEndless(item, field) {
        work.removeLast()
        continue
      }
      work.append(.name(names[current]))
      return true
    }
    return false
  }

  private var falseItem: SourceItem {
    .text(SourceTextItem(bytes: evaluator.arena.keep(Array("false".utf8)), place: nil, isCanonical: true))
  }

  /// Whether a day of a field that may be missing is a word for no day: then the field is left out.
  private func isEndless(_ item: SourceItem, _ field: FieldShape) -> Bool {
    guard case .text(let text) = item, !text.isCanonical, !field.isMany, field.field.type.isOptional,
      field.scalar == .date || field.scalar == .timestamp
    else { return false }
    return evaluator.isForever(text.bytes)
  }

  // MARK: Values

  private mutating func note(_ place: SourceRange?) {
    guard let place, places[current] == nil else { return }
    places[current] = place
  }

  private mutating func open(
    _ item: SourceItem, _ field: FieldShape, _ type: ScalarType, isMany: Bool, mayEnd: Bool
  ) -> Event? {
    if isMany { return open(several: item, field, type) }
    switch holdsParts(type) ? item : evaluator.asText(item) {
    case .missing: return Event(kind: .scalar, start: record.start, end: record.start, isNull: true)
    case .text(let text):
      note(text.place)
      return scalar(text, field, type, mayEnd: mayEnd)
    case .record(let fields):
      pushEnd(.mappingEnd)
      push(fields, field, type)
      return Event(kind: .mappingStart, start: record.start, end: record.start)
    case .list(let elements):
      // One value of several would be a guess.
      if elements.count == 1, let only = elements.first {
        return open(only, field, type, isMany: false, mayEnd: mayEnd)
      }
      return severalFound(elements.count, field)
    case .node(let node):
      guard case .document(let tree) = evaluator.scope else { return invalid() }
      note(tree.place(of: node))
      guard tree.nodes[node].kind == .object else {
        return severalFound(evaluator.elements(of: item).count, field)
      }
      pushEnd(.mappingEnd, at: tree.place(of: node).end)
      push(members: node, tree, field, type)
      let place = tree.place(of: node)
      return Event(kind: .mappingStart, start: place.start, end: place.start)
    }
  }

  /// Whether a value of a type may be an object.
  private func holdsParts(_ type: ScalarType) -> Bool {
    switch type {
    case .period, .money: true
    case .row(let table): !context.schema[table].isEntity
    case .text, .boolean, .integer, .decimal, .percent, .date, .timestamp, .duration, .dataSize, .version, .enumeration:
      false
    }
  }

  private mutating func severalFound(_ count: Int, _ field: FieldShape) -> Event {
    let place = places[max(0, current)] ?? record
    context.faults.add(.sourceSeveral, place.start, max(place.start + 1, place.end)) {
      "`\(field.field.name)` expects one value, found \(count == 0 ? "an empty list" : "\(count) values")"
    }
    return invalid()
  }

  private func invalid() -> Event { Event(kind: .invalid, start: record.start, end: record.start) }

  private mutating func open(several item: SourceItem, _ field: FieldShape, _ type: ScalarType) -> Event? {
    let elements = evaluator.elements(of: item)
    var start = record.start
    if case .node(let node) = item, case .document(let tree) = evaluator.scope {
      note(tree.place(of: node))
      start = tree.place(of: node).start
    }
    pushEnd(.sequenceEnd)
    for element in elements.reversed() {
      work.append(.value(element, of: field, type: type, isMany: false, mayEnd: false))
    }
    for element in elements {
      let place = place(of: element)
      note(place)
      elementPlaces[current].append(place ?? record)
    }
    return Event(kind: .sequenceStart, start: start, end: start)
  }

  private func place(of item: SourceItem) -> SourceRange? {
    switch item {
    case .text(let text): text.place
    case .node(let node): if case .document(let tree) = evaluator.scope { tree.place(of: node) } else { nil }
    case .missing, .list: nil
    case .record(let fields): fields.lazy.compactMap { place(of: $0.value) }.first
    }
  }

  private mutating func scalar(_ text: SourceTextItem, _ field: FieldShape, _ type: ScalarType, mayEnd: Bool) -> Event {
    valueCount += 1
    let place = text.place ?? record
    switch forms.read(text, of: field, as: type, dates: dates, mayEnd: mayEnd, at: place) {
    case .text(let bytes): return Event(kind: .scalar, start: place.start, end: place.end, text: bytes)
    case .missing: return Event(kind: .scalar, start: place.start, end: place.end, isNull: true)
    case .faulty: return Event(kind: .invalid, start: place.start, end: place.end)
    }
  }

  private mutating func pushEnd(_ kind: Event.Kind, at end: Int? = nil) {
    let place = end ?? record.end
    work.append(.event(Event(kind: kind, start: place, end: place)))
  }

  /// The parts of a period or an amount, or the fields of a record that the source makes.
  private mutating func push(
    _ fields: [(name: String, value: SourceItem)], _ field: FieldShape, _ type: ScalarType
  ) {
    for (name, value) in fields.reversed() where !value.isMissing {
      if case .row(let table) = type, let index = context.shapes[table.index].table.fieldIndex(named: name) {
        let inner = context.shapes[table.index].fields[index]
        work.append(
          .value(
            value, of: inner, type: inner.scalar, isMany: inner.isMany, mayEnd: inner.field.type.isOptional))
        work.append(.name(evaluator.arena.keep(inner.nameBytes)))
      } else {
        work.append(.part(value, name: name, of: field))
      }
    }
  }

  private mutating func open(part item: SourceItem, _ name: String, of field: FieldShape) {
    guard case .text(let text) = evaluator.asText(item) else { return }
    note(text.place)
    let type: ScalarType =
      switch name {
      case "from", "until": .date
      case "amount": .decimal
      default: .text
      }
    if name == "until", !text.isCanonical, evaluator.isForever(text.bytes) { return }
    let event = scalar(text, field, type, mayEnd: name == "until")
    work.append(.event(event))
    work.append(.name(evaluator.arena.keep(Array(name.utf8))))
  }

  /// The members of an object of what comes, read by the declared fields.
  private mutating func push(members node: Int, _ tree: DocumentTree, _ field: FieldShape, _ type: ScalarType) {
    var members: [Int] = []
    var child = node + 1
    let end = tree.next(after: node)
    while child < end {
      members.append(child)
      child = tree.next(after: child)
    }
    if case .row(let table) = type {
      for member in members.reversed() { work.append(.member(member, of: context.shapes[table.index])) }
      return
    }
    // A period or an amount as it comes, whose parts have the names of ours.
    for member in members.reversed() {
      let name = String(decoding: tree.name(of: member), as: UTF8.self)
      work.append(.part(evaluator.item(member, tree), name: name, of: field))
    }
  }

  private mutating func open(member node: Int, of table: TableShape) {
    guard case .document(let tree) = evaluator.scope else { return }
    let name = tree.name(of: node)
    let item = evaluator.item(node, tree)
    guard let index = table.field(named: name, guess: 0) else {
      // A field that nobody declared: the reader says so, or passes it over.
      work.append(.event(Event(kind: .invalid, start: record.start, end: record.start)))
      work.append(.event(keyEvent(name, tree.place(of: node))))
      return
    }
    guard !item.isMissing else { return }
    let inner = table.fields[index]
    work.append(.value(item, of: inner, type: inner.scalar, isMany: inner.isMany, mayEnd: inner.field.type.isOptional))
    work.append(.event(keyEvent(name, tree.place(of: node))))
  }

  private func keyEvent(_ name: UnsafeBufferPointer<UInt8>, _ place: SourceRange) -> Event {
    Event(kind: .scalar, start: place.start, end: place.end, text: name)
  }
}
