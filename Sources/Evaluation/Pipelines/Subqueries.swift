import RulePlan

extension ExpressionEvaluator {
  func exists(_ pipeline: Pipeline, _ frame: Frame) -> Values {
    let sink = ExistsSink(count: frame.count)
    PipelineRunner(evaluator: self, pipeline: pipeline, sink: sink).run(frame)
    return Values(truths: sink.truths)
  }

  func every(_ pipeline: Pipeline, _ condition: Expression, _ frame: Frame) -> Values {
    let sink = EverySink(count: frame.count, condition: condition, evaluator: self)
    PipelineRunner(evaluator: self, pipeline: pipeline, sink: sink).run(frame)
    return Values(truths: sink.truths)
  }

  func collect(_ pipeline: Pipeline, _ value: Expression, _ frame: Frame) -> Values {
    let sink = CollectSink(count: frame.count, value: value, evaluator: self)
    PipelineRunner(evaluator: self, pipeline: pipeline, sink: sink).run(frame)
    return sink.lists(like: context.constants.empty(value.type.with(.one)))
  }
}

/// True where a tuple is sure, undetermined where one may be.
private final class ExistsSink: PipelineSink {
  var truths: [UInt8]

  init(count: Int) { truths = [UInt8](repeating: Kleene.isFalse, count: count) }

  func take(_ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
    for tuple in 0..<frame.count {
      let root = Int(roots[tuple])
      truths[root] = Kleene.or(truths[root], uncertain[tuple] == 0 ? Kleene.isTrue : Kleene.isUndetermined)
    }
  }

  func isDecided(_ root: Int32) -> Bool { truths[Int(root)] == Kleene.isTrue }
}

/// False where a tuple surely breaks the condition.
private final class EverySink: PipelineSink {
  var truths: [UInt8]
  private let condition: Expression
  private let evaluator: ExpressionEvaluator

  init(count: Int, condition: Expression, evaluator: ExpressionEvaluator) {
    truths = [UInt8](repeating: Kleene.isTrue, count: count)
    self.condition = condition
    self.evaluator = evaluator
  }

  func take(_ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
    let holds = evaluator.evaluate(condition, frame).truths
    for tuple in 0..<frame.count {
      let root = Int(roots[tuple])
      // Whether the tuple is there at all implies the condition.
      let isThere = uncertain[tuple] == 0 ? Kleene.isTrue : Kleene.isUndetermined
      truths[root] = Kleene.and(truths[root], Kleene.or(Kleene.not(isThere), holds[tuple]))
    }
  }

  func isDecided(_ root: Int32) -> Bool { truths[Int(root)] == Kleene.isFalse }
}

/// The value of each tuple that is sure to be there, in lists by root. Where there may be more the list is undetermined.
private final class CollectSink: PipelineSink {
  private let value: Expression
  private let evaluator: ExpressionEvaluator
  private let count: Int
  private var parts: [Values] = []
  private var roots: [Int32] = []
  private var isUndetermined: [Bool]

  init(count: Int, value: Expression, evaluator: ExpressionEvaluator) {
    self.count = count
    self.value = value
    self.evaluator = evaluator
    isUndetermined = [Bool](repeating: false, count: count)
  }

  func take(_ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
    if uncertain.contains(1) {
      for tuple in 0..<frame.count where uncertain[tuple] != 0 { isUndetermined[Int(roots[tuple])] = true }
      let sure = uncertain.indices.filter { uncertain[$0] == 0 }.map(Int32.init)
      if sure.isEmpty { return }
      return take(
        frame.selected(sure), roots: sure.map { roots[Int($0)] }, uncertain: [UInt8](repeating: 0, count: sure.count))
    }
    let values = evaluator.evaluate(value, frame)
    if case .lists(let lists) = values.vector {
      // A path over several inside a collection: all of them.
      var elementRoots: [Int32] = []
      for tuple in 0..<lists.count {
        elementRoots.append(contentsOf: repeatElement(roots[tuple], count: lists.range(tuple).count))
        if values.status(tuple) == Values.undetermined { isUndetermined[Int(roots[tuple])] = true }
      }
      // The elements of the lists are all those and in that order.
      let places = (0..<lists.count).flatMap { lists.range($0).map(Int32.init) }
      parts.append(lists.elements.gathered(places))
      self.roots.append(contentsOf: elementRoots)
      return
    }
    guard let status = values.status, status.contains(Values.missing) else {
      parts.append(values)
      self.roots.append(contentsOf: roots)
      return
    }
    let places = status.indices.filter { status[$0] != Values.missing }.map(Int32.init)
    parts.append(values.gathered(places))
    self.roots.append(contentsOf: places.map { roots[Int($0)] })
  }

  func isDecided(_ root: Int32) -> Bool { false }

  /// Lists in the order of the roots; inside a list in the order of the pipeline.
  func lists(like model: Vector) -> Values {
    let all = Values.concatenated(parts, like: model)
    var offsets = [Int32](repeating: 0, count: count + 1)
    for root in roots { offsets[Int(root) + 1] += 1 }
    for index in 1...max(1, count) where index < offsets.count { offsets[index] += offsets[index - 1] }
    var next = offsets
    var places = [Int32](repeating: 0, count: roots.count)
    for (place, root) in roots.enumerated() {
      places[Int(next[Int(root)])] = Int32(place)
      next[Int(root)] += 1
    }
    let status =
      isUndetermined.contains(true)
      ? isUndetermined.map { $0 ? Values.undetermined : Values.present } : nil
    return Values(.lists(ListVector(offsets: offsets, elements: all.gathered(places))), status: status)
  }
}
