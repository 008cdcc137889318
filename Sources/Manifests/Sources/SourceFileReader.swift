import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// Reads one file by one source.
final class SourceFileReader {
  private let plan: SourcePlan
  private let context: FileContext
  private let shape: TableShape
  private let evaluator: SourceEvaluator
  private let places: SourcePlaces
  private var reader: RecordReader<TakenRecordEvents>
  private(set) var count: SourceCount
  /// By clause, and last of the fields: the steps of paths that a document should have.
  private let steps: [[(number: Int, path: SourceExpression)]]

  init(_ plan: SourcePlan, path: String, places: SourcePlaces, context: FileContext) {
    self.plan = plan
    self.context = context
    self.places = places
    shape = context.shapes[plan.entity.index]
    evaluator = SourceEvaluator(plan, fileName: Self.stem(of: path))
    let forms = FormReader(plan.forms, arena: evaluator.arena, context: context)
    reader = RecordReader(
      source: TakenRecordEvents(evaluator, forms: forms, shape: shape, context: context), context: context)
    count = SourceCount(source: plan.name)
    let parts: [[SourceExpression]] =
      plan.clauses.map { clause in
        switch clause {
        case .each(_, _, let list): [list]
        case .where(let condition): [condition]
        }
      } + [plan.fields.map(\.value)]
    steps = parts.map { part in
      part.flatMap(\.steps).filter { !plan.steps[$0.number].isOptional }
    }
  }

  /// Looks for the steps that have led nowhere so far, whether or not a choice comes to them.
  private func lookForSteps(_ part: Int) {
    for step in steps[part] where !evaluator.foundSteps[step.number] { _ = evaluator.value(step.path) }
  }

  deinit { reader.source.deallocate() }

  /// The name of a file without its folder and ending; that of a packed one without both of its endings.
  static func stem(of path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    if FormatReaders.isPacked(name) { name = String(name.dropLast(3)) }
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }

  func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(ReadStopped) {
    context.builder.markSection(plan.entity, file: context.file, start: start, end: min(bytes.count, start + 1))
    defer { context.valueCount += reader.source.valueCount }
    if plan.format.isTable {
      try readTable(bytes, from: start)
    } else {
      try readDocuments(bytes, from: start)
    }
  }

  // MARK: Documents

  private func readDocuments(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(ReadStopped) {
    guard var documents = try FormatReaders.documents(bytes, from: start, SourceReading(plan: plan, context: context))
    else { return }
    let tree = DocumentTree(bytes)
    while true {
      tree.removeAll()
      evaluator.begin(tree)
      guard try documents.readDocument(into: tree) else { break }
      if tree.root != nil { try run(0, at: tree.place(of: 0)) }
    }
    context.valueCount += tree.valueCount
    reportUnfound()
  }

  /// A step that led nowhere in the whole file.
  private func reportUnfound() {
    for (index, step) in plan.steps.enumerated()
    where !step.isOptional && !evaluator.foundSteps[index] && !evaluator.otherNames[index].isEmpty {
      context.faults.noteUnfound(
        UnfoundStep(
          source: plan.name, step: index, name: step.name, origin: step.origin, others: evaluator.otherNames[index]))
    }
    for (index, step) in plan.steps.enumerated() where evaluator.foundSteps[index] && !step.isOptional {
      context.faults.noteFound(UnfoundStep.Identity(source: plan.name, step: index))
    }
  }

  // MARK: Clauses

  /// Goes through the clauses from one on. The compiler allows a hundred of them.
  private func run(_ clause: Int, at place: SourceRange) throws(ReadStopped) {
    if case .document = evaluator.scope { lookForSteps(clause) }
    guard clause < plan.clauses.count else {
      count.came += 1
      count.kept += 1
      return try take(at: place)
    }
    switch plan.clauses[clause] {
    case .where(let condition):
      if evaluator.holds(condition) {
        try run(clause + 1, at: place)
      } else {
        count.came += 1
      }
    case .each(nil, let variable, let list):
      for element in evaluator.elements(of: evaluator.value(list)) {
        evaluator.variables[variable] = element
        try run(clause + 1, at: self.place(of: element) ?? place)
      }
    case .each(let name?, let variable, let list):
      let object = evaluator.value(list)
      guard let members = evaluator.members(of: object) else {
        let found = self.place(of: object) ?? place
        context.faults.add(
          .sourceEach, found.start, max(found.start + 1, found.end),
          "`each` with two names expects an object, found something else")
        return
      }
      for member in members {
        evaluator.variables[name] = member.name
        evaluator.variables[variable] = member.value
        try run(clause + 1, at: self.place(of: member.name) ?? place)
      }
    }
  }

  private func place(of item: SourceItem) -> SourceRange? {
    switch item {
    case .text(let text): return text.place
    case .node(let node):
      if case .document(let tree) = evaluator.scope { return tree.place(of: node) }
      return nil
    case .missing, .list, .record: return nil
    }
  }

  private func take(at place: SourceRange) throws(ReadStopped) {
    reader.source.begin(place)
    _ = try reader.readRecord(of: shape, start: place.start, owner: nil)
    places.append(reader.source.places, reader.source.elementPlaces)
  }

  // MARK: Tables

  private func readTable(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(ReadStopped) {
    let isSheet = plan.format == .xlsx
    let header = SourceHeader(plan, isSheet: isSheet, context: context)
    guard let layout = try header.read(bytes, from: start) else { return }
    count.untaken = layout.untaken
    var scanner = TableRowScanner(bytes, from: layout.bodyStart, dialect: plan.table, isSheet: isSheet)
    var skipped = 0
    evaluator.cells = Array(repeating: .missing, count: plan.columns.count)
    while true {
      switch scanner.next() {
      case .end: return
      case .fault(let message, let range):
        context.noteIncomplete(shape.id)
        context.faults.add(.malformedCSV, range.start, range.end, message)
        context.builder.addUnreadableRow(of: shape.id, file: context.file, start: range.start, end: range.end)
        places.append(Array(repeating: nil, count: plan.fields.count), Array(repeating: [], count: plan.fields.count))
      case .cells:
        if scanner.cells.allSatisfy(\.isEmpty) { continue }
        if skipped < plan.table.skippedRows {
          skipped += 1
          continue
        }
        if let end = plan.table.endText, let first = scanner.cells.first,
          bytes[first.start..<first.end].elementsEqual(end.utf8)
        {
          return
        }
        try readRow(scanner, bytes, layout, isSheet: isSheet)
      }
    }
  }

  private func readRow(
    _ scanner: TableRowScanner, _ bytes: UnsafeBufferPointer<UInt8>, _ layout: SourceHeader.Layout, isSheet: Bool
  ) throws(ReadStopped) {
    let place = SourceRange(scanner.rowStart, scanner.rowEnd)
    guard
      scanner.cells.count == layout.cellCount || isSheet && scanner.cells.count < layout.cellCount
        || scanner.cells.count > layout.cellCount && scanner.cells[layout.cellCount...].allSatisfy(\.isEmpty)
    else {
      context.noteIncomplete(shape.id)
      let lacking = layout.names.dropFirst(scanner.cells.count)
      context.faults.add(
        .malformedCSV, place.start, place.end,
        "expected \(layout.cellCount) cells as in the header, found \(scanner.cells.count)"
          + (lacking.isEmpty ? "" : "; \(listed(Array(lacking), "and")) would be missing"))
      context.builder.addUnreadableRow(of: shape.id, file: context.file, start: place.start, end: place.end)
      places.append(Array(repeating: nil, count: plan.fields.count), Array(repeating: [], count: plan.fields.count))
      return
    }
    evaluator.beginRow()
    for (index, column) in layout.columns.enumerated() {
      guard column < scanner.cells.count, !scanner.cells[column].isEmpty else {
        evaluator.cells[index] = .missing
        continue
      }
      let cell = scanner.cells[column]
      guard context.isShortEnough(cell.end - cell.start, cell.start, cell.end) else {
        evaluator.cells[index] = .missing
        continue
      }
      let text =
        cell.isEscaped
        ? evaluator.arena.keep(scanner.unescaped(cell)) : UnsafeBufferPointer(rebasing: bytes[cell.start..<cell.end])
      evaluator.cells[index] = .text(
        SourceTextItem(bytes: text, place: cell.range, isCanonical: cell.isCanonical))
    }
    try run(0, at: place)
  }
}
