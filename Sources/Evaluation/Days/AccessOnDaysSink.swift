import RecordStore
import RulePlan

/// Unites what the rights of subjects give, each subject on a day of its own.
final class AccessOnDaysSink: PipelineSink {
  private(set) var words: [UInt64]
  private(set) var sureWords: [UInt64]
  private let model: AccessModel
  private let evaluator: ExpressionEvaluator
  private let width: Int
  /// Whether what a row gives through which rights reach entitlements depends on the day.
  private let givesByDay: Bool

  /// A name that no variable of a plan has.
  private static let subject = VariableID(-1)

  init(model: AccessModel, count: Int, evaluator: ExpressionEvaluator) {
    self.model = model
    self.evaluator = evaluator
    width = evaluator.context.atoms.wordCount
    words = [UInt64](repeating: 0, count: count * width)
    sureWords = words
    givesByDay = evaluator.context.dayDependence.contains(model.gives)
  }

  /// Reads the rights of subjects on days. The subjects are given, so that an index finds their rights.
  func read(_ pairs: [DayMemo.Pair]) {
    let context = evaluator.context
    let table = model.subjectTable
    var pipeline = Pipeline(model.subjects.steps + model.rights.steps)
    guard !pipeline.steps.isEmpty else { return }
    let type = ValueType(.row(table))
    pipeline.steps[0].source = .value(Expression(.variable(Self.subject), type, model.origin))
    let places = pairs.indices.filter { context.store.view.isVisible(Int(pairs[$0].row), in: table) }
    let shown = places.map { pairs[$0] }
    let frame = Frame(
      count: shown.count, own: [Self.subject.index: Values(.rows(shown.map(\.row)))],
      days: DayMemo.Pair.days(of: shown))
    let sink = RootsSink(self, places.map { Int32(clamping: $0) })
    PipelineRunner(evaluator: evaluator, pipeline: pipeline, sink: sink).run(frame)
  }

  func take(_ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
    guard case .rows(let rows) = evaluator.evaluate(model.pivot, frame).vector else { return }
    if givesByDay {
      let own = PivotAtoms.words(of: rows, days: frame.days, model: model, evaluator)
      own.withUnsafeBufferPointer { add($0, { rows[$0] < 0 ? -1 : $0 }, roots, uncertain) }
    } else {
      evaluator.context.pivots(of: model.id).withWords(rows, evaluator: evaluator) { words, place in
        add(words, place, roots, uncertain)
      }
    }
  }

  private func add(
    _ given: UnsafeBufferPointer<UInt64>, _ place: (Int) -> Int, _ roots: [Int32], _ uncertain: [UInt8]
  ) {
    for index in roots.indices {
      let source = place(index) * width
      guard source >= 0 else { continue }
      let target = Int(roots[index]) * width
      for word in 0..<width { words[target + word] |= given[source + word] }
      if uncertain[index] == 0 { for word in 0..<width { sureWords[target + word] |= given[source + word] } }
    }
  }

  func isDecided(_ root: Int32) -> Bool { false }

  /// Finds the pair of each tuple, where some pairs were left out.
  private final class RootsSink: PipelineSink {
    private let sink: AccessOnDaysSink
    private let places: [Int32]

    init(_ sink: AccessOnDaysSink, _ places: [Int32]) {
      self.sink = sink
      self.places = places
    }

    func take(_ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
      sink.take(frame, roots: places.gathered(roots), uncertain: uncertain)
    }

    func isDecided(_ root: Int32) -> Bool { false }
  }
}
