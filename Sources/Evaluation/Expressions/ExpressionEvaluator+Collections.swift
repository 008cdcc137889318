import RulePlan

extension ExpressionEvaluator {
  /// `[a, b]`; elements that are missing drop out.
  func list(_ elements: [Expression], _ type: ValueType, _ frame: Frame) -> Values {
    let parts = elements.map { evaluate($0, frame) }
    guard let first = parts.first else {
      return Values(
        .lists(
          ListVector(
            offsets: [Int32](repeating: 0, count: frame.count + 1),
            elements: Values(context.constants.empty(type.with(.one))))))
    }
    let all = Values.concatenated(parts, like: first.vector)
    var offsets: [Int32] = [0]
    var places: [Int32] = []
    for index in 0..<frame.count {
      for part in parts.indices where parts[part].status(index) != Values.missing {
        places.append(Int32(part * frame.count + index))
      }
      offsets.append(Int32(places.count))
    }
    return Values(.lists(ListVector(offsets: offsets, elements: all.gathered(places))))
  }

  func distinct(_ values: Values) -> Values {
    guard case .lists(let lists) = values.vector else { return values }
    var offsets: [Int32] = [0]
    var places: [Int32] = []
    for index in 0..<lists.count {
      var seen: Set<HashKey> = []
      for element in lists.range(index) {
        // An undetermined value may equal anything: it is kept, and a count of the list becomes undetermined.
        if lists.elements.status(element) != Values.present || seen.insert(HashKey(lists.elements, element)).inserted {
          places.append(Int32(element))
        }
      }
      offsets.append(Int32(places.count))
    }
    return Values(
      .lists(ListVector(offsets: offsets, elements: lists.elements.gathered(places).withoutRounded)),
      status: values.status)
  }

  /// The lists of an expression; one list for all tuples where it depends on none of them.
  func collection(_ expression: Expression, _ frame: Frame) -> (values: Values, isShared: Bool) {
    if frame.count != 1, isShared(expression, frame) {
      return (shared(expression, .values) { evaluate(expression, .single) }, true)
    }
    return (evaluate(expression, frame), false)
  }

  /// Whether an expression has one value for all tuples.
  private func isShared(_ expression: Expression, _ frame: Frame) -> Bool {
    guard FreeVariables.of(expression).isEmpty else { return false }
    return !frame.hasDays || !context.dayDependence.contains(expression)
  }

  func isMember(_ element: Expression, _ collection: Expression, _ frame: Frame) -> Values {
    let elements = evaluate(element, frame)
    if case .instances = collection.node { return Values(truths: isThere(elements)) }
    let (values, isShared) = self.collection(collection, frame)
    guard case .lists(let lists) = values.vector else { return undetermined(.boolean, frame.count) }
    var shared = isShared ? members(of: collection, lists, values.status(0)) : nil
    let truths = (0..<frame.count).map { index -> UInt8 in
      guard elements.status(index) == Values.present else { return Kleene.isUndetermined }
      if shared == nil || !isShared { shared = MemberSet(lists, index, values.status(index)) }
      return shared?.contains(HashKey(elements, index)) ?? Kleene.isUndetermined
    }
    return Values(truths: truths)
  }

  private func isThere(_ values: Values) -> [UInt8] {
    (0..<values.count).map { values.status($0) == Values.present ? 1 : Kleene.isUndetermined }
  }

  func isSubset(_ left: Expression, _ right: Expression, _ frame: Frame) -> Values {
    let (parts, leftIsShared) = collection(left, frame)
    let (wholes, rightIsShared) = collection(right, frame)
    guard case .lists(let a) = parts.vector, case .lists(let b) = wholes.vector else {
      return undetermined(.boolean, frame.count)
    }
    let shared = rightIsShared ? members(of: right, b, wholes.status(0)) : nil
    let truths = (0..<frame.count).map { index -> UInt8 in
      let place = leftIsShared ? 0 : index
      let members = shared ?? MemberSet(b, index, wholes.status(index))
      var truth = parts.status(place) == Values.present ? Kleene.isTrue : Kleene.isUndetermined
      for element in a.range(place) {
        let isPresent = a.elements.status(element) == Values.present
        truth = Kleene.and(truth, isPresent ? members.contains(HashKey(a.elements, element)) : Kleene.isUndetermined)
      }
      return truth
    }
    return Values(truths: truths)
  }

  // MARK: Counting and summing

  func count(_ operand: Expression, _ frame: Frame) -> Values {
    if case .instances(let table) = operand.node {
      return Values(.integers([Int64](repeating: Int64(context.visibleCount(table)), count: frame.count)))
    }
    return reduced(operand, .count, frame) { values in
      guard case .lists(let lists) = values.vector else { return undetermined(ValueType(.integer), values.count) }
      var status: [UInt8]? = values.status
      let isDistinct = if case .distinct = operand.node { true } else { false }
      let counts = (0..<lists.count).map { Int64(lists.range($0).count) }
      if isDistinct || lists.isUncertain, let elementStatus = lists.elements.status {
        var own = status ?? [UInt8](repeating: Values.present, count: counts.count)
        for index in own.indices where lists.range(index).contains(where: { elementStatus[$0] != Values.present }) {
          own[index] = Values.undetermined
        }
        status = own
      }
      return Values(.integers(counts), status: status)
    }
  }

  func aggregate(_ aggregate: Aggregate, _ operand: Expression, _ type: ValueType, _ frame: Frame) -> Values {
    reduced(operand, .aggregate(aggregate), frame) { values in
      guard case .lists(let lists) = values.vector else { return undetermined(type, values.count) }
      return Reducing(evaluator: self, type: type).reduce(aggregate, lists, status: values.status)
    }
  }

  /// Evaluates an operand of several values and reduces it; once for all tuples, or once for each distinct outer value,
  /// where it depends on no more.
  private func reduced(
    _ operand: Expression, _ part: SharedMemo.Part, _ frame: Frame, _ reduce: (Values) -> Values
  ) -> Values {
    if frame.count > 1, isShared(operand, frame) {
      let value = shared(operand, part) { reduce(evaluate(operand, .single)) }
      return value.gathered([Int32](repeating: 0, count: frame.count))
    }
    if case .collect(let pipeline, let value) = operand.node {
      return subquery(pipeline, value, frame) { reduce(self.collect(pipeline, value, $0)) }
    }
    if case .distinct(let inner) = operand.node, case .collect(let pipeline, let value) = inner.node {
      return subquery(pipeline, value, frame) { reduce(self.distinct(self.collect(pipeline, value, $0))) }
    }
    return reduce(evaluate(operand, frame))
  }
}

extension Values {
  /// The same with numbers undetermined of which digits were left out, since their equality is not decided.
  fileprivate var withoutRounded: Values {
    switch vector {
    case .decimals(_, let aside), .monies(_, let aside):
      guard aside.hasRounded else { return self }
      var result = self
      var own = status ?? [UInt8](repeating: Self.present, count: count)
      for index in own.indices where own[index] == Self.present && HashKey(self, index).isRounded {
        own[index] = Self.undetermined
      }
      result.status = own
      return result
    case .truths, .integers, .days, .symbols, .rows, .timestamps, .durations, .periods, .versions, .lists: return self
    }
  }
}

extension ListVector {
  /// Whether some element is undetermined.
  var isUncertain: Bool { elements.status?.contains(Values.undetermined) == true }
}
