import RecordStore
import RulePlan

/// Reads the rights of an access model in blocks: whose each is, through which row it gives, and where it applies.
struct RightsReader: Sendable {
  /// Rights, one an index in each array.
  struct Block {
    /// Rows of the subjects’ table.
    var subjects: [Int32] = []
    /// Rows of the rights’ table; −1 where the subject itself holds the entitlements.
    var rights: [Int32] = []
    var pivots: [Int32] = []
    /// Unit rows; −1 is everywhere. Empty where the model has no scope or it is not asked for.
    var scopes: [Int32] = []
    /// 1 where it is undetermined whether the subject has the right.
    var uncertain: [UInt8] = []
    /// Values of the variables before the right, in their order. Empty where there are none or they are not asked for.
    var trails: [[Value]] = []
  }

  let model: AccessModel
  let context: EvaluationContext
  /// Where each right names its subject, so that the rights can be read in their own order.
  let subjectKey: Expression?
  /// Further values that must be equal.
  let otherEqualities: [Pipeline.Equality]

  init(model: AccessModel, context: EvaluationContext) {
    self.model = model
    self.context = context
    var equalities = model.rights.steps.first?.equalities ?? []
    let place = Self.subjectEquality(of: model)
    subjectKey = place.map { equalities.remove(at: $0).inner }
    otherEqualities = equalities
  }

  /// `grant.person` in `each grant in Grant where grant.person == person`.
  private static func subjectEquality(of model: AccessModel) -> Int? {
    guard model.rights.steps.count == 1, case .scan = model.rights.steps[0].source,
      model.rights.steps[0].window == nil, let subject = model.subjectVariable
    else { return nil }
    return model.rights.steps[0].equalities.firstIndex { equality in
      if case .variable(subject) = equality.outer.node { true } else { false }
    }
  }

  /// The table of the rights, where they have one.
  var rightsTable: TableID? {
    if let step = model.rights.steps.last, case .row(let table) = context.plan[step.variable].type.scalar {
      return table
    }
    return nil
  }

  /// The rows of which ``read(_:subjects:evaluator:_:)`` takes ranges: rights, or subjects where the rights must be
  /// joined to them.
  var rowCount: Int {
    if subjectKey != nil, case .scan(let table) = model.rights.steps[0].source { return context.rowCount(table) }
    return context.rowCount(model.subjectTable)
  }

  /// The subjects for which the model’s conditions hold or cannot be decided, and those of them for which they cannot.
  static func subjects(of model: AccessModel, evaluator: ExpressionEvaluator) -> Subjects {
    let count = evaluator.context.rowCount(model.subjectTable)
    if model.subjects.steps.count == 1, model.subjects.steps[0].conditions.isEmpty {
      var all = Bitset.full(capacity: count)
      for row in evaluator.context.store.view.hiddenRows(in: model.subjectTable) ?? RowSet() { all.remove(row) }
      return Subjects(possible: all, uncertain: Bitset(capacity: count))
    }
    let sink = SubjectSink(few: false, capacity: count, variable: model.subjectVariable?.index ?? -1)
    PipelineRunner(evaluator: evaluator, pipeline: model.subjects, sink: sink).run(.single)
    return sink.subjects
  }

  /// The same of some rows, without going over the others.
  static func subjects(of model: AccessModel, among rows: [Int32], evaluator: ExpressionEvaluator) -> Subjects {
    let sink = SubjectSink(few: true, capacity: 0, variable: model.subjectVariable?.index ?? -1)
    var runner = PipelineRunner(evaluator: evaluator, pipeline: model.subjects, sink: sink)
    runner.firstRows = rows
    runner.run(.single)
    return sink.subjects
  }

  /// Who has rights by an access model.
  struct Subjects: Sendable {
    var possible: Bitset
    /// The possible ones for which it is undetermined.
    var uncertain: Bitset
    /// The same where they are a few of many.
    fileprivate var few: (possible: RowSet, uncertain: RowSet)?

    init(possible: Bitset, uncertain: Bitset) {
      self.possible = possible
      self.uncertain = uncertain
    }

    func contains(_ row: Int) -> Bool { few?.possible.contains(row) ?? possible.contains(row) }

    /// For each of some rows, 1 where it is not sure.
    func uncertainty(_ rows: [Int32]) -> [UInt8] {
      if let few { return rows.map { few.uncertain.contains(Int($0)) ? 1 : 0 } }
      if uncertain.isEmpty { return [UInt8](repeating: 0, count: rows.count) }
      return rows.map { uncertain.contains(Int($0)) ? 1 : 0 }
    }
  }

  /// Reads the rights of a range of rows and of subjects that are in the set.
  ///
  /// - Parameter given: what rows give through which rights reach entitlements; rights that give nothing may be left
  ///   out.
  func read(
    _ range: Range<Int>, subjects: Subjects, given: PivotAtoms, evaluator: ExpressionEvaluator,
    withScopes: Bool = false, _ body: (Block) -> Void
  ) {
    if subjectKey != nil {
      readRights(range, subjects, given, evaluator, withScopes, body)
    } else {
      readSubjects(range, subjects, evaluator, withScopes, body)
    }
  }

  /// Reads the rights of a few subjects, which an index finds.
  ///
  /// - Parameter rows: the subjects’ rows, all of which are in the set.
  func read(
    of rows: [Int32], subjects: Subjects, given: PivotAtoms, evaluator: ExpressionEvaluator, withScopes: Bool = false,
    _ body: (Block) -> Void
  ) {
    guard let subjectKey, let right = model.rights.steps.first?.variable else {
      return readSubjects(rows, subjects, evaluator, withScopes, body)
    }
    guard let rights = context.rows(from: right, leadingTo: rows, by: subjectKey) else {
      return readRights(0..<rowCount, subjects, given, evaluator, withScopes, body)
    }
    readRights(0..<rowCount, only: rights, subjects, given, evaluator, withScopes, body)
  }

  /// In the order of the rights, each of which names its subject.
  private func readRights(
    _ range: Range<Int>, only some: [Int32]? = nil, _ subjects: Subjects, _ given: PivotAtoms,
    _ evaluator: ExpressionEvaluator, _ withScopes: Bool, _ body: (Block) -> Void
  ) {
    guard let subjectKey, let subject = model.subjectVariable else { return }
    let step = model.rights.steps[0]
    var hidden: RowSet?
    if case .scan(let table) = step.source { hidden = context.store.view.hiddenRows(in: table) }
    let giving = some ?? givingRights(range, given)
    let count = giving?.count ?? range.count
    for start in stride(from: 0, to: count, by: PipelineRunner.blockSize) {
      guard !context.isCancelled else { return }
      let end = min(count, start + PipelineRunner.blockSize)
      var rows =
        giving.map { Array($0[start..<end]) }
        ?? (Int32(range.lowerBound + start)..<Int32(range.lowerBound + end)).map { $0 }
      if let hidden { rows.removeAll { hidden.contains(Int($0)) } }
      var frame = Frame(count: rows.count, own: [step.variable.index: Values(.rows(rows))])
      guard case .rows(var owners) = evaluator.evaluate(subjectKey, frame).vector else { return }
      let places = owners.indices.filter { owners[$0] >= 0 && subjects.contains(Int(owners[$0])) }.map(
        Int32.init)
      if places.isEmpty { continue }
      if places.count < owners.count {
        owners = places.map { owners[Int($0)] }
        frame = frame.selected(places)
      } else {
        frame = frame.extended()
      }
      frame.bind(subject.index, Values(.rows(owners)))
      var uncertain = subjects.uncertainty(owners)
      let equalities = otherEqualities.map { equality in
        Expression(.compare(.equal, equality.inner, equality.outer), .boolean, equality.inner.origin)
      }
      for condition in equalities + step.conditions { filter(&frame, &uncertain, condition, evaluator) }
      emit(frame, uncertain, subject.index, step.variable.index, evaluator, withScopes, body)
    }
  }

  /// Keeps the rights for which the condition holds or cannot be decided.
  private func filter(
    _ frame: inout Frame, _ uncertain: inout [UInt8], _ condition: Expression, _ evaluator: ExpressionEvaluator
  ) {
    guard frame.count > 0 else { return }
    let truths = evaluator.evaluate(condition, frame).truths
    guard truths.contains(where: { $0 != Kleene.isTrue }) else { return }
    let places = truths.indices.filter { truths[$0] != Kleene.isFalse }
    uncertain = places.map { truths[$0] == Kleene.isUndetermined ? 1 : uncertain[$0] }
    frame = frame.selected(places.map(Int32.init))
  }

  /// In the order of the subjects, to each of which its rights are joined.
  private func readSubjects(
    _ range: Range<Int>, _ subjects: Subjects, _ evaluator: ExpressionEvaluator, _ withScopes: Bool,
    _ body: (Block) -> Void
  ) {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 4096) {
      guard !context.isCancelled else { return }
      let rows = (start..<min(range.upperBound, start + 4096)).filter { subjects.possible.contains($0) }.map(Int32.init)
      readSubjects(rows, subjects, evaluator, withScopes, body)
    }
  }

  private func readSubjects(
    _ all: [Int32], _ subjects: Subjects, _ evaluator: ExpressionEvaluator, _ withScopes: Bool, _ body: (Block) -> Void
  ) {
    guard let subject = model.subjectVariable else { return }
    for start in stride(from: 0, to: all.count, by: 4096) {
      let rows = Array(all[start..<min(all.count, start + 4096)])
      let frame = Frame(count: rows.count, own: [subject.index: Values(.rows(rows))])
      let uncertain = subjects.uncertainty(rows)
      guard let last = model.rights.steps.last else {
        emit(frame, uncertain, subject.index, nil, evaluator, withScopes, body)
        continue
      }
      withoutActuallyEscaping(body) { body in
        let sink = FrameSink { self.emit($0, $1, subject.index, last.variable.index, evaluator, withScopes, body) }
        PipelineRunner(evaluator: evaluator, pipeline: model.rights, sink: sink).run(frame, uncertain: uncertain)
      }
    }
  }

  private func emit(
    _ frame: Frame, _ uncertain: [UInt8], _ subject: Int, _ right: Int?, _ evaluator: ExpressionEvaluator,
    _ withScopes: Bool,
    _ body: (Block) -> Void
  ) {
    guard frame.count > 0, case .rows(let owners) = frame.values(of: subject)?.vector else { return }
    var block = Block()
    block.subjects = owners
    block.uncertain = uncertain
    if let right, case .rows(let rows) = frame.values(of: right)?.vector {
      block.rights = rows
    } else {
      block.rights = [Int32](repeating: -1, count: frame.count)
    }
    guard case .rows(let pivots) = evaluator.evaluate(model.pivot, frame).vector else { return }
    block.pivots = pivots
    if withScopes, let scope = model.scope {
      let values = evaluator.evaluate(scope, frame)
      if case .rows(let units) = values.vector {
        block.scopes = units.indices.map { values.status($0) == Values.present ? units[$0] : -1 }
      }
      // A right whose unit is undetermined may apply anywhere.
      for index in uncertain.indices where values.status(index) == Values.undetermined { block.uncertain[index] = 1 }
    }
    if withScopes { block.trails = trails(frame) }
    if block.scopes.isEmpty, withScopes { block.scopes = [Int32](repeating: -1, count: frame.count) }
    body(block)
  }

  private func trails(_ frame: Frame) -> [[Value]] {
    let before = model.rights.steps.dropLast().compactMap { step in
      frame.values(of: step.variable.index).map { ($0, context.plan[step.variable].type) }
    }
    if before.isEmpty { return [] }
    return (0..<frame.count).map { index in before.map { context.value($0, index, $1) } }
  }
}

/// Marks the rows of a variable.
private final class SubjectSink: PipelineSink {
  private(set) var subjects: RightsReader.Subjects
  private let variable: Int

  init(few: Bool, capacity: Int, variable: Int) {
    subjects = RightsReader.Subjects(possible: Bitset(capacity: capacity), uncertain: Bitset(capacity: capacity))
    if few { subjects.few = (RowSet(), RowSet()) }
    self.variable = variable
  }

  func take(_ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
    guard case .rows(let rows) = frame.values(of: variable)?.vector else { return }
    for (row, isUncertain) in zip(rows, uncertain) {
      if subjects.few != nil {
        subjects.few?.possible.insert(Int(row))
        if isUncertain != 0 { subjects.few?.uncertain.insert(Int(row)) }
        continue
      }
      subjects.possible.insert(Int(row))
      if isUncertain != 0 { subjects.uncertain.insert(Int(row)) }
    }
  }

  func isDecided(_ root: Int32) -> Bool { false }
}

/// Hands on every frame.
private final class FrameSink: PipelineSink {
  private let body: (Frame, [UInt8]) -> Void
  init(_ body: @escaping (Frame, [UInt8]) -> Void) { self.body = body }

  func take(_ frame: Frame, roots: [Int32], uncertain: [UInt8]) { body(frame, uncertain) }
  func isDecided(_ root: Int32) -> Bool { false }
}
