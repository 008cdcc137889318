import RecordStore
import RulePlan

/// Rights of which the data does not say whose they are or what they give, because a value cannot be read: what they may
/// add to what is known of the subjects of an access model.
struct OpenRights: Sendable {
  /// Entitlements that anybody may have besides, as bits of the atom table.
  private(set) var ofAnybody: [UInt64]
  /// Subjects who may have anything.
  private(set) var subjects: Bitset

  /// Nil where all rights are known, which costs no more than to ask whether anything in the data is unreadable.
  init?(model: AccessModel, pivots: PivotAtoms, context: EvaluationContext) {
    guard context.store.hasUnreadableValues else { return nil }
    ofAnybody = [UInt64](repeating: 0, count: pivots.width)
    subjects = Bitset(capacity: context.rowCount(model.subjectTable))
    let reader = RightsReader(model: model, context: context)
    let evaluator = ExpressionEvaluator(context: context)
    if let subjectKey = reader.subjectKey {
      readRights(model, subjectKey, reader.otherEqualities, pivots, evaluator)
    } else {
      readSubjects(model, pivots, evaluator)
    }
    guard !subjects.isEmpty || ofAnybody.contains(where: { $0 != 0 }) else { return nil }
  }

  /// The entitlements that a subject may have, by those that it has.
  func possible(_ words: UnsafePointer<UInt64>, of subject: Int) -> [UInt64] {
    if subjects.contains(subject) { return ofAnybody.map { _ in ~0 } }
    return ofAnybody.indices.map { words[$0] | ofAnybody[$0] }
  }

  // MARK: Reading

  /// Rights that name their subject, in their own order.
  private mutating func readRights(
    _ model: AccessModel, _ subjectKey: Expression, _ equalities: [Pipeline.Equality], _ pivots: PivotAtoms,
    _ evaluator: ExpressionEvaluator
  ) {
    let context = evaluator.context
    let step = model.rights.steps[0]
    guard case .scan(let table) = step.source, let subject = model.subjectVariable else { return }
    let conditions =
      equalities.map { Expression(.compare(.equal, $0.inner, $0.outer), .boolean, $0.inner.origin) } + step.conditions
    let hidden = context.store.view.hiddenRows(in: table)
    for start in stride(from: 0, to: context.rowCount(table), by: PipelineRunner.blockSize) {
      guard !context.isCancelled else { return }
      var rows = (Int32(start)..<Int32(min(context.rowCount(table), start + PipelineRunner.blockSize))).map { $0 }
      if let hidden { rows.removeAll { hidden.contains(Int($0)) } }
      let frame = Frame(count: rows.count, own: [step.variable.index: Values(.rows(rows))])
      let owners = evaluator.evaluate(subjectKey, frame)
      let given = evaluator.evaluate(model.pivot, frame)
      let places = rows.indices.filter { isOpen(owners, $0) || isOpen(given, pivots, $0) }.map(Int32.init)
      if places.isEmpty { continue }
      let inner = frame.selected(places).extended()
      inner.bind(subject.index, owners.gathered(places))
      var isPossible = [Bool](repeating: true, count: places.count)
      for condition in conditions {
        let truths = evaluator.evaluate(condition, inner).truths
        for index in truths.indices where truths[index] == Kleene.isFalse { isPossible[index] = false }
      }
      for (index, place) in places.enumerated() where isPossible[index] {
        add(owners, given, Int(place), pivots, evaluator)
      }
    }
  }

  /// Rights that are joined to each subject: whose they are has been decided, or is uncertain in the join itself.
  private mutating func readSubjects(
    _ model: AccessModel, _ pivots: PivotAtoms, _ evaluator: ExpressionEvaluator
  ) {
    let context = evaluator.context
    guard let subject = model.subjectVariable else { return }
    let all = RightsReader.subjects(of: model, evaluator: evaluator)
    let sink = PossibleSink(subject: subject.index, pivot: model.pivot, pivots: pivots, evaluator: evaluator)
    for start in stride(from: 0, to: context.rowCount(model.subjectTable), by: 4096) {
      guard !context.isCancelled else { return }
      let end = min(context.rowCount(model.subjectTable), start + 4096)
      let rows = (start..<end).filter { all.possible.contains($0) }.map(Int32.init)
      let frame = Frame(count: rows.count, own: [subject.index: Values(.rows(rows))])
      PipelineRunner(evaluator: evaluator, pipeline: model.rights, sink: sink).run(frame)
    }
    subjects.formUnion(sink.open)
  }

  private func isOpen(_ values: Values, _ index: Int) -> Bool { values.status(index) == Values.undetermined }

  /// Whether it is not known what a right gives.
  private func isOpen(_ given: Values, _ pivots: PivotAtoms, _ index: Int) -> Bool {
    if isOpen(given, index) { return true }
    guard case .rows(let rows) = given.vector, given.status(index) == Values.present else { return false }
    return pivots.open.contains(Int(rows[index]))
  }

  private mutating func add(
    _ owners: Values, _ given: Values, _ index: Int, _ pivots: PivotAtoms, _ evaluator: ExpressionEvaluator
  ) {
    let givesAnything = isOpen(given, pivots, index)
    if !isOpen(owners, index) {
      // Whose it is is known, so it is not known what it gives.
      if case .rows(let rows) = owners.vector, owners.status(index) == Values.present, rows[index] >= 0 {
        subjects.insert(Int(rows[index]))
      }
    } else if givesAnything {
      ofAnybody = ofAnybody.map { _ in ~0 }
    } else if case .rows(let rows) = given.vector, given.status(index) == Values.present, rows[index] >= 0 {
      pivots.withWords([rows[index]], evaluator: evaluator) { words, place in
        guard place(0) >= 0 else { return }
        for word in ofAnybody.indices { ofAnybody[word] |= words[place(0) * ofAnybody.count + word] }
      }
    }
  }
}

/// Marks the subjects of whose rights one may give anything.
private final class PossibleSink: PipelineSink {
  private(set) var open = Bitset(capacity: 0)
  private let subject: Int
  private let pivot: Expression
  private let pivots: PivotAtoms
  private let evaluator: ExpressionEvaluator

  init(subject: Int, pivot: Expression, pivots: PivotAtoms, evaluator: ExpressionEvaluator) {
    self.subject = subject
    self.pivot = pivot
    self.pivots = pivots
    self.evaluator = evaluator
  }

  func take(_ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
    let given = evaluator.evaluate(pivot, frame)
    guard case .rows(let owners) = frame.values(of: subject)?.vector, case .rows(let rows) = given.vector else {
      return
    }
    for index in owners.indices where owners[index] >= 0 {
      let isOpen =
        given.status(index) == Values.undetermined
        || given.status(index) == Values.present && pivots.open.contains(Int(rows[index]))
      if isOpen { open.insert(Int(owners[index])) }
    }
  }

  func isDecided(_ root: Int32) -> Bool { false }
}
