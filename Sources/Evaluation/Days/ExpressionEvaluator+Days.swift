import RecordStore
import RulePlan

/// Values on other days than that of the evaluation. Days are a vector beside the tuples, so that tuples of many days are
/// evaluated at once; what rows come to on a day is found once for each row and day.
extension ExpressionEvaluator {
  /// The tuples with another `today`.
  func frame(_ frame: Frame, on days: Values) -> Frame {
    guard case .days(let numbers) = days.vector else {
      return frame.onDays(undetermined(ValueType(.date), frame.count))
    }
    let status = days.status
    let isEvaluationDay =
      numbers.allSatisfy { $0 == context.asOf.days } && status?.allSatisfy { $0 == Values.present } ?? true
    if isEvaluationDay { return frame.onDays(nil) }
    // A missing day is not known either.
    guard let status, status.contains(Values.missing) else { return frame.onDays(days) }
    return frame.onDays(
      Values(.days(numbers), status: status.map { $0 == Values.missing ? Values.undetermined : $0 }))
  }

  // MARK: Derived fields

  /// A derived field of rows, each on its day; a negative row gives a missing element.
  func column(_ id: FieldID, rows: [Int32], days: Values) -> Values {
    guard let derivation = context.plan.schema[id].derivation else {
      return context.column(id, rows: rows, evaluator: self)
    }
    let pairs = DayMemo.Pair.all(rows, days)
    // Taken out, so that adding to it copies nothing.
    var entry = dayMemo.fields.removeValue(forKey: id) ?? DayMemo.Field()
    if entry.places.count > DayMemo.limit { entry = DayMemo.Field() }
    var asked: [DayMemo.Pair] = []
    for pair in pairs where pair.row >= 0 && entry.places[pair] == nil {
      entry.places[pair] = Int32(clamping: entry.places.count)
      asked.append(pair)
    }
    if !asked.isEmpty {
      let frame = Frame(
        count: asked.count, own: [derivation.instance.index: Values(.rows(asked.map(\.row)))],
        days: DayMemo.Pair.days(of: asked))
      let values = evaluate(derivation.value, frame)
      entry.values = entry.values.map { Values.concatenated([$0, values], like: values.vector) } ?? values
    }
    defer { dayMemo.fields[id] = entry }
    let values = entry.values ?? Values(context.constants.empty(context.plan.schema[id].type))
    return values.gathered(pairs.map { $0.row < 0 ? -1 : entry.places[$0] ?? -1 })
  }

  // MARK: Closures

  /// The rows that are reached over a derived field, for each tuple on its day; once for all tuples of a day.
  func closure(
    _ field: FieldID, from starts: [[Int32]], status: [UInt8]?, includesStart: Bool, days: Values
  ) -> Values {
    var reached = [[Int32]](repeating: [], count: starts.count)
    var status = status ?? [UInt8](repeating: Values.present, count: starts.count)
    for (day, tuples) in Self.tuplesByDay(days, count: starts.count) {
      guard day != DayMemo.noDay else {
        for tuple in tuples where !starts[tuple].isEmpty { status[tuple] = Values.undetermined }
        continue
      }
      let links = context.links(field, on: day, evaluator: self)
      var known: [[Int32]: [Int32]] = [:]
      for tuple in tuples {
        var rows: [Int32] = []
        if let found = known[starts[tuple]] {
          rows = found
        } else {
          links.walk(from: starts[tuple], includesStart: includesStart, into: &rows)
          known[starts[tuple]] = rows
        }
        reached[tuple] = rows
        if links.isOpen(starts[tuple], rows[...]) { status[tuple] = Values.undetermined }
      }
    }
    var offsets: [Int32] = [0]
    for rows in reached { offsets.append((offsets.last ?? 0) + Int32(clamping: rows.count)) }
    return Values(
      .lists(ListVector(offsets: offsets, elements: Values(.rows(reached.flatMap { $0 })))), status: status)
  }

  /// The tuples of each day, days in ascending order.
  static func tuplesByDay(_ days: Values, count: Int) -> [(day: Int32, tuples: [Int])] {
    let pairs = DayMemo.Pair.all([Int32](repeating: 0, count: count), days)
    var tuples: [Int32: [Int]] = [:]
    for (tuple, pair) in pairs.enumerated() { tuples[pair.day, default: []].append(tuple) }
    return tuples.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  // MARK: Access

  func performs(_ subjects: Values, _ duty: DutyID, _ model: AccessModelID, _ frame: Frame) -> Values {
    guard let days = daysOfAccess(model, frame) else { return context.performs(subjects, duty, model) }
    return truths(subjects, on: days, model) { self.context.atoms.amounts($0, to: duty) }
  }

  func holds(_ subjects: Values, _ pattern: TextPattern, _ model: AccessModelID, _ frame: Frame) -> Values {
    guard let days = daysOfAccess(model, frame) else { return context.holds(subjects, pattern, model) }
    guard let atom = context.atoms.atom(of: pattern) else {
      return Values(truths: [UInt8](repeating: Kleene.isUndetermined, count: subjects.count))
    }
    return truths(subjects, on: days, model) { $0[atom >> 6] >> UInt64(atom & 63) & 1 != 0 }
  }

  /// The days of the tuples, where a model may give something else on them than on the day of the evaluation.
  private func daysOfAccess(_ model: AccessModelID, _ frame: Frame) -> Values? {
    frame.hasDays && context.dayDependence.contains(model) ? frame.days : nil
  }

  /// Whether each subject passes a test on its day; undetermined where only rights that are not sure make it so.
  private func truths(
    _ subjects: Values, on days: Values, _ model: AccessModelID, _ test: (UnsafePointer<UInt64>) -> Bool
  ) -> Values {
    guard case .rows(let rows) = subjects.vector else {
      return Values(truths: [UInt8](repeating: Kleene.isUndetermined, count: subjects.count))
    }
    let pairs = DayMemo.Pair.all(rows, days)
    let access = access(of: pairs, model)
    let width = context.atoms.wordCount
    let truths = access.words.withUnsafeBufferPointer { words in
      access.sureWords.withUnsafeBufferPointer { sureWords in
        pairs.indices.map { index -> UInt8 in
          guard subjects.status(index) == Values.present, pairs[index].day != DayMemo.noDay else {
            return Kleene.isUndetermined
          }
          guard let place = access.places[pairs[index]], let own = words.baseAddress, let sure = sureWords.baseAddress,
            test(own + Int(place) * width)
          else { return mayHave(pairs[index], access, model, test) ? Kleene.isUndetermined : Kleene.isFalse }
          return test(sure + Int(place) * width) ? Kleene.isTrue : Kleene.isUndetermined
        }
      }
    }
    return Values(truths: truths)
  }

  /// Whether rights that cannot be read may make a subject pass a test on a day.
  private func mayHave(
    _ pair: DayMemo.Pair, _ access: DayMemo.Access, _ id: AccessModelID, _ test: (UnsafePointer<UInt64>) -> Bool
  ) -> Bool {
    guard context.store.hasUnreadableValues, let place = access.places[pair] else { return false }
    let open = openRights(id, on: pair.day)
    guard let rights = open.rights, open.subjects.contains(Int(pair.row)) else { return false }
    let possible = access.words.withUnsafeBufferPointer { words in
      words.baseAddress.map { rights.possible($0 + Int(place) * context.atoms.wordCount, of: Int(pair.row)) } ?? []
    }
    return possible.withUnsafeBufferPointer { $0.baseAddress.map(test) ?? false }
  }

  private func openRights(_ id: AccessModelID, on day: Int32) -> DayMemo.Open {
    if let known = dayMemo.open[id]?[day] { return known }
    let other = context.on(CalendarDate(days: day))
    let model = context.plan[id]
    let made = DayMemo.Open(
      rights: OpenRights(model: model, pivots: other.pivots(of: id), context: other),
      subjects: RightsReader.subjects(of: model, evaluator: ExpressionEvaluator(context: other)).possible)
    dayMemo.open[id, default: [:]][day] = made
    return made
  }

  /// The entitlements of subjects by a model, each on its day.
  private func access(of pairs: [DayMemo.Pair], _ id: AccessModelID) -> DayMemo.Access {
    // Taken out, so that adding to it copies nothing.
    var entry = dayMemo.access.removeValue(forKey: id) ?? DayMemo.Access()
    if entry.places.count > DayMemo.limit { entry = DayMemo.Access() }
    var fresh: [DayMemo.Pair] = []
    for pair in pairs where pair.row >= 0 && pair.day != DayMemo.noDay && entry.places[pair] == nil {
      entry.places[pair] = Int32(clamping: entry.places.count)
      fresh.append(pair)
    }
    if !fresh.isEmpty {
      let sink = AccessOnDaysSink(model: context.plan[id], count: fresh.count, evaluator: self)
      sink.read(fresh)
      entry.words += sink.words
      entry.sureWords += sink.sureWords
    }
    dayMemo.access[id] = entry
    return entry
  }
}

extension ListVector {
  /// For each element the tuple whose list it is in.
  var owners: [Int32] {
    var owners: [Int32] = []
    owners.reserveCapacity(elements.count)
    for tuple in 0..<count {
      owners.append(contentsOf: repeatElement(Int32(clamping: tuple), count: range(tuple).count))
    }
    return owners
  }
}
