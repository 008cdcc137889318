import RulePlan

/// Sums, averages, minima and maxima of lists. Of nothing a sum is zero and the others are missing; an element that is
/// undetermined, a total that cannot be held or two currencies make the result undetermined.
struct Reducing {
  let evaluator: ExpressionEvaluator
  let type: ValueType

  func reduce(_ aggregate: Aggregate, _ lists: ListVector, status: [UInt8]?) -> Values {
    switch aggregate {
    case .sum: sum(lists, status)
    case .average: average(lists, status)
    case .minimum, .maximum: extremes(aggregate, lists, status)
    case .median:
      Statistics(evaluator: evaluator, type: type).percentiles(
        lists, status, shares: [Number?](repeating: .decimal(Decimal128(coefficient: 5, scale: 1)), count: lists.count))
    case .mode: Statistics(evaluator: evaluator, type: type).modes(lists, status)
    case .standardDeviation: Statistics(evaluator: evaluator, type: type).deviations(lists, status)
    }
  }

  private func sum(_ lists: ListVector, _ status: [UInt8]?) -> Values {
    switch lists.elements.vector {
    case .integers(let list): return totals(lists, status, 0, { .integers($0) }) { ExactSum.of(list[$0]) }
    case .decimals(let list, let aside):
      var sums = NumbersAside.none
      let totals = totals(lists, status, Decimal128.zero, { .decimals($0, aside: .none) }) { range in
        Self.sum(list[range], aside).map { sums.element($0) }
      }
      guard case .decimals(let elements, _) = totals.vector else { return totals }
      return Values(.decimals(elements, aside: sums), status: totals.status)
    case .monies(let list, let aside):
      let currency: Currency? = if case .money(let fixed) = type.scalar { fixed } else { nil }
      let zero = Money(amount: .zero, currency: currency ?? .usDollar)
      var sums = NumbersAside.none
      let totals = totals(lists, status, zero, { .monies($0, aside: .none) }) { range in
        total(of: list[range], aside, currency).map {
          Money(amount: sums.element($0.number), currency: $0.currency)
        }
      }
      guard case .monies(let elements, _) = totals.vector else { return totals }
      return Values(.monies(elements, aside: sums), status: totals.status)
    case .durations(let list):
      return totals(lists, status, CalendarDuration(), { .durations($0) }) { ExactSum.of(list[$0]) }
    case .truths, .days, .symbols, .rows, .timestamps, .periods, .versions, .lists:
      return evaluator.undetermined(type, lists.count)
    }
  }

  private func average(_ lists: ListVector, _ status: [UInt8]?) -> Values {
    switch lists.elements.vector {
    case .integers(let list):
      return averages(lists, status) { Self.sum(list[$0].lazy.map { Decimal128($0) }, .none) }
    case .decimals(let list, let aside): return averages(lists, status) { Self.sum(list[$0], aside) }
    case .monies(let list, let aside): return moneyAverages(lists, status, list, aside)
    case .truths, .days, .symbols, .rows, .timestamps, .durations, .periods, .versions, .lists:
      return evaluator.undetermined(type, lists.count)
    }
  }

  private static func sum(_ values: some Sequence<Decimal128>, _ aside: NumbersAside) -> Number? {
    do throws(NumberFault) { return try ExactSum.of(values, aside) } catch { return nil }
  }

  func isUndetermined(_ lists: ListVector, _ index: Int, _ status: [UInt8]?) -> Bool {
    if let status, status[index] != Values.present { return true }
    guard let elementStatus = lists.elements.status else { return false }
    return lists.range(index).contains { elementStatus[$0] != Values.present }
  }

  private func totals<T>(
    _ lists: ListVector, _ status: [UInt8]?, _ none: T, _ vector: ([T]) -> Vector, _ total: (Range<Int>) -> T?
  ) -> Values {
    var statuses = [UInt8](repeating: Values.present, count: lists.count)
    let totals = (0..<lists.count).map { index -> T in
      if !isUndetermined(lists, index, status), let total = total(lists.range(index)) { return total }
      statuses[index] = Values.undetermined
      return none
    }
    return Values(vector(totals), status: statuses.contains { $0 != Values.present } ? statuses : nil)
  }

  /// Nil where it is too large, and where the amounts are of several currencies. Nothing has any currency.
  private func total(of monies: ArraySlice<Money>, _ aside: NumbersAside, _ currency: Currency?) -> Amount? {
    let counted = currency == nil ? monies.filter { !$0.amount.isZero || $0.amount.reference != nil }[...] : monies
    guard let known = currency ?? counted.first?.currency ?? monies.last?.currency else {
      return Amount(Money(amount: .zero, currency: .usDollar))
    }
    guard counted.allSatisfy({ $0.currency == known }) else { return nil }
    return Self.sum(counted.lazy.map(\.amount), aside).map { Amount(number: $0, currency: known) }
  }

  private func averages(_ lists: ListVector, _ status: [UInt8]?, _ sum: (Range<Int>) -> Number?) -> Values {
    var statuses = [UInt8](repeating: Values.present, count: lists.count)
    var aside = NumbersAside.none
    let results = (0..<lists.count).map { index -> Decimal128 in
      let range = lists.range(index)
      if isUndetermined(lists, index, status) {
        statuses[index] = Values.undetermined
      } else if range.isEmpty {
        statuses[index] = Values.missing
      } else {
        if let average = sum(range).flatMap({ Self.quotient($0, Number(Int64(range.count))) }) {
          return aside.element(average)
        }
        statuses[index] = Values.undetermined
      }
      return .zero
    }
    return Values(.decimals(results, aside: aside), status: statuses)
  }

  private static func quotient(_ sum: Number, _ count: Number) -> Number? {
    do throws(NumberFault) { return try sum.divided(by: count) } catch { return nil }
  }

  private func moneyAverages(
    _ lists: ListVector, _ status: [UInt8]?, _ list: [Money], _ aside: NumbersAside
  ) -> Values {
    var statuses = averages(lists, status) { Self.sum(list[$0].lazy.map(\.amount), aside) }
    guard case .decimals(let amounts, let results) = statuses.vector else { return statuses }
    let monies = (0..<lists.count).map { index -> Money in
      let range = lists.range(index)
      let currency = range.isEmpty ? Currency.usDollar : list[range.lowerBound].currency
      if range.contains(where: { list[$0].currency != currency }) { statuses.status?[index] = Values.undetermined }
      return Money(amount: amounts[index], currency: currency)
    }
    return Values(.monies(monies, aside: results), status: statuses.status)
  }

  /// The shortest or longest of some durations; nil where that depends on which months are meant.
  private func extreme(_ aggregate: Aggregate, _ list: [CalendarDuration], _ range: Range<Int>) -> Int? {
    let comparison: Comparison = aggregate == .minimum ? .lessOrEqual : .greaterOrEqual
    var best = range.lowerBound
    for element in range.dropFirst() where list[element].satisfies(comparison, list[best]) == true { best = element }
    return range.allSatisfy { list[best].satisfies(comparison, list[$0]) == true } ? best : nil
  }

  private func extremes(_ aggregate: Aggregate, _ lists: ListVector, _ status: [UInt8]?) -> Values {
    var statuses = [UInt8](repeating: Values.present, count: lists.count)
    let places = (0..<lists.count).map { index -> Int32 in
      let range = lists.range(index)
      if isUndetermined(lists, index, status) {
        statuses[index] = Values.undetermined
        return -1
      }
      guard var best = range.first else {
        statuses[index] = Values.missing
        return -1
      }
      if case .durations(let list) = lists.elements.vector {
        guard let place = extreme(aggregate, list, range) else {
          statuses[index] = Values.undetermined
          return -1
        }
        return Int32(place)
      }
      for element in range.dropFirst() {
        guard let order = evaluator.comparing.order(lists.elements.vector, element, best) else {
          statuses[index] = Values.undetermined
          return -1
        }
        if aggregate == .minimum ? order < 0 : order > 0 { best = element }
      }
      return Int32(best)
    }
    var result = lists.elements.gathered(places)
    result.status = statuses
    return result
  }
}
