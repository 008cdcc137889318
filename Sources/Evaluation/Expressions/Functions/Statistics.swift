import RulePlan

/// Medians, percentiles, ranks, modes and standard deviations of lists. Of nothing they are missing; an element that is
/// undetermined, two currencies, or an order that rounding leaves open make them undetermined. Sorting costs `n log n`.
struct Statistics {
  let evaluator: ExpressionEvaluator
  let type: ValueType

  private var comparing: Comparing { evaluator.comparing }
  private var reducing: Reducing { Reducing(evaluator: evaluator, type: type) }

  /// The places of the elements of a list in their order; nil where they have none.
  private func sorted(_ elements: Values, _ range: Range<Int>) -> [Int]? {
    var hasOrder = true
    let vector = elements.vector
    let places = range.sorted { left, right in
      guard let order = comparing.order(vector, left, right) else {
        hasOrder = false
        return false
      }
      return order < 0
    }
    return hasOrder ? places : nil
  }

  // MARK: Percentiles

  /// Of each list the value at a share of the way from the least to the greatest.
  func percentiles(_ lists: ListVector, _ status: [UInt8]?, shares: [Number?]) -> Values {
    results(lists.count, like: lists) { index in
      if reducing.isUndetermined(lists, index, status) { return .undetermined }
      let range = lists.range(index)
      guard !range.isEmpty else { return .missing }
      guard let places = sorted(lists.elements, range), let share = shares[index] else { return .undetermined }
      return value(lists.elements, places, at: share)
    }
  }

  /// The places of one list that is the same for all tuples, sorted once.
  ///
  /// - Parameter expression: what the list is the value of.
  private func sorted(_ lists: ListVector, of expression: Expression) -> [Int]? {
    guard let name = SharedMemo.Name(expression, .values) else { return sorted(lists.elements, lists.range(0)) }
    if let known = evaluator.sharedMemo.orders[name] { return known }
    let places = sorted(lists.elements, lists.range(0))
    evaluator.sharedMemo.orders[name] = .some(places)
    return places
  }

  /// Of one list the values at several shares.
  ///
  /// - Parameter expression: what the list is the value of.
  func percentiles(
    of lists: ListVector, _ status: [UInt8]?, _ expression: Expression, shares: [Number?]
  ) -> Values {
    let isOpen = lists.count == 0 || reducing.isUndetermined(lists, 0, status)
    let range = lists.count == 0 ? 0..<0 : lists.range(0)
    let places = isOpen ? nil : sorted(lists, of: expression)
    return results(shares.count, like: lists) { index in
      if isOpen { return .undetermined }
      guard !range.isEmpty else { return .missing }
      guard let places, let share = shares[index] else { return .undetermined }
      return value(lists.elements, places, at: share)
    }
  }

  private enum Result {
    case missing, undetermined
    case number(Number, Currency?)
  }

  /// Linear between the ranks: of n values the one at `1 + (n - 1) * share`.
  private func value(_ elements: Values, _ places: [Int], at share: Number) -> Result {
    guard !share.isNegative, share.compare(Number(1)).map({ $0 <= 0 }) == true else { return .undetermined }
    do throws(NumberFault) {
      let place = try share.multiplied(by: Number(Int64(places.count - 1)))
      let whole = try place.rounded(.down)
      guard let index = whole.integer.map(Int.init), places.indices.contains(index) else { return .undetermined }
      guard let (low, currency) = number(elements, places[index]) else { return .undetermined }
      let rest = try place.subtracting(whole)
      guard !rest.isZero, index + 1 < places.count else { return .number(low, currency) }
      guard let (high, _) = number(elements, places[index + 1]) else { return .undetermined }
      return .number(try low.adding(high.subtracting(low).multiplied(by: rest)), currency)
    } catch {
      return .undetermined
    }
  }

  private func number(_ elements: Values, _ index: Int) -> (Number, Currency?)? {
    switch elements.vector {
    case .decimals(let list, let aside): (aside.number(list[index]), nil)
    case .monies(let list, let aside): (aside.number(list[index].amount), list[index].currency)
    case .integers(let list): (Number(list[index]), nil)
    case .truths, .days, .symbols, .rows, .timestamps, .durations, .periods, .versions, .lists: nil
    }
  }

  private func results(_ count: Int, like lists: ListVector, _ result: (Int) -> Result) -> Values {
    var status = [UInt8](repeating: Values.present, count: count)
    var aside = NumbersAside.none
    var currencies = [Currency](repeating: .usDollar, count: count)
    let elements = (0..<count).map { index -> Decimal128 in
      switch result(index) {
      case .missing: status[index] = Values.missing
      case .undetermined: status[index] = Values.undetermined
      case .number(let number, let currency):
        if let currency { currencies[index] = currency }
        return aside.element(number)
      }
      return .zero
    }
    guard case .monies = lists.elements.vector else { return Values(.decimals(elements, aside: aside), status: status) }
    return Values(
      .monies(zip(elements, currencies).map { Money(amount: $0, currency: $1) }, aside: aside), status: status)
  }

  // MARK: Deviations

  /// The square root of the mean of the squares of the differences from the mean, rounded to 34 digits.
  func deviations(_ lists: ListVector, _ status: [UInt8]?) -> Values {
    results(lists.count, like: lists) { index in
      if reducing.isUndetermined(lists, index, status) { return .undetermined }
      let range = lists.range(index)
      guard !range.isEmpty else { return .missing }
      let numbers = range.compactMap { number(lists.elements, $0) }
      guard numbers.count == range.count, let first = numbers.first, numbers.allSatisfy({ $0.1 == first.1 }) else {
        return .undetermined
      }
      do throws(NumberFault) {
        let count = Number(Int64(range.count))
        let mean = try Number.sum(of: numbers.map(\.0)).divided(by: count)
        var squares: [Number] = []
        for (number, _) in numbers {
          let difference = try number.subtracting(mean)
          squares.append(try difference.multiplied(by: difference))
        }
        return .number(try Number.sum(of: squares).divided(by: count).squareRoot(), first.1)
      } catch {
        return .undetermined
      }
    }
  }

  // MARK: Modes and ranks

  /// The least of the values that are most frequent.
  func modes(_ lists: ListVector, _ status: [UInt8]?) -> Values {
    var statuses = [UInt8](repeating: Values.present, count: lists.count)
    let places = (0..<lists.count).map { index -> Int32 in
      if reducing.isUndetermined(lists, index, status) {
        statuses[index] = Values.undetermined
        return -1
      }
      let range = lists.range(index)
      guard !range.isEmpty else {
        statuses[index] = Values.missing
        return -1
      }
      guard let places = sorted(lists.elements, range) else {
        statuses[index] = Values.undetermined
        return -1
      }
      var best = places[0]
      var most = 0
      var start = 0
      for place in places.indices {
        if comparing.order(lists.elements.vector, places[start], places[place]) != 0 { start = place }
        if place - start + 1 > most { (best, most) = (places[start], place - start + 1) }
      }
      return Int32(best)
    }
    var result = lists.elements.gathered(places)
    result.status = statuses
    return result
  }

  /// One more than how many values of the list are less; missing for an empty list.
  ///
  /// - Parameter shared: what the list is the value of, where it is the same for all tuples; else nil.
  func ranks(_ values: Values, _ lists: ListVector, _ status: [UInt8]?, shared expression: Expression?) -> Values {
    var statuses = [UInt8](repeating: Values.present, count: values.count)
    let isShared = expression != nil
    let isOpen = isShared && lists.count > 0 && reducing.isUndetermined(lists, 0, status)
    var shared = isOpen || lists.count == 0 ? nil : expression.flatMap { sorted(lists, of: $0) }
    let ranks = (0..<values.count).map { index -> Int64 in
      let list = isShared ? 0 : index
      guard values.status(index) == Values.present, list < lists.count,
        isShared ? !isOpen : !reducing.isUndetermined(lists, list, status)
      else {
        statuses[index] = Values.undetermined
        return 0
      }
      let range = lists.range(list)
      guard !range.isEmpty else {
        statuses[index] = Values.missing
        return 0
      }
      if !isShared { shared = sorted(lists.elements, range) }
      guard let places = shared, let rank = rank(values.vector, index, lists.elements.vector, places) else {
        statuses[index] = Values.undetermined
        return 0
      }
      return Int64(rank)
    }
    return Values(.integers(ranks), status: statuses)
  }

  /// By halving; nil where the value has no order with one of the list.
  private func rank(_ values: Vector, _ value: Int, _ list: Vector, _ places: [Int]) -> Int? {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      guard let order = comparing.order(list, places[middle], values, value) else { return nil }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return low + 1
  }
}
