import Evaluation
import Manifests
import RecordStore
import RulePlan
import Testing

/// A value that cannot be read could be any. So whatever is found of data with such a value holds for the same data with
/// each value that could have been there: what is broken is broken with all of them, and what is broken with one of them is
/// at least undetermined.
@Suite struct UnreadableTests {
  private static let policies = max(20, SecondOpinionTests.cases / 100)
  private static let trials = 6

  @Test func whatIsFoundHoldsForEveryValueThatCouldHaveBeenThere() {
    var tally = Tally()
    for index in 0..<Self.policies {
      let seed = SecondOpinionTests.seed &* 1_000_003 &+ UInt64(index) &+ 77
      var maker = PolicyMaker(seed: seed)
      let policy = maker.make()
      guard let plan = Trial.compile(policy.text).plan else { continue }
      var dice = Dice(seed: seed)
      for trial in 0..<Self.trials {
        var data = DataMaker(maker.blueprint, seed: seed &+ UInt64(trial) &* 7_919)
        if let fault = UnreadableTrial(plan: plan, data: data.make()).fault(&dice, &tally) {
          Issue.record("seed \(seed): \(fault)\n\(policy.text)")
          return
        }
      }
    }
    print(
      "unreadable: \(tally.values) values, \(tally.undetermined) outcomes became undetermined, \(tally.kept) stayed")
    #expect(tally.values > Self.policies)
    #expect(tally.undetermined > 0)
    #expect(tally.kept > 0)
  }

  struct Tally {
    var values = 0
    var undetermined = 0
    var kept = 0
  }
}

/// Some data, with one of its values made unreadable.
private struct UnreadableTrial {
  let plan: Plan
  let data: DataSet

  /// An outcome by what it is about.
  private struct Case {
    var norm: Int
    var scope: Int?
    /// Positions of rows; nil for a value that is not known.
    var rows: [String?]
    var isSure: Bool

    /// Whether this says something of another one: what is not known could be it.
    func covers(_ other: Case) -> Bool {
      norm == other.norm && scope == other.scope && rows.count == other.rows.count
        && zip(rows, other.rows).allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
    }
  }

  func fault(_ dice: inout Dice, _ tally: inout UnreadableTests.Tally) -> String? {
    guard let (section, record, field) = pick(&dice) else { return nil }
    let spoiled = replaced(section, record, field, with: .list([.list([])]))
    guard let found = cases(of: spoiled, isFaulty: true) else { return nil }
    tally.values += 1
    tally.undetermined += found.count { !$0.isSure }
    tally.kept += found.count(where: \.isSure)
    for value in values(section, record, field) {
      let whole = replaced(section, record, field, with: value)
      guard let actual = cases(of: whole, isFaulty: false) else { continue }
      for outcome in actual where !found.contains(where: { $0.covers(outcome) }) {
        return
          "with \(data.sections[section].name)[\(record)] unreadable at field \(field), nothing is said of \(outcome), "
          + "which is there with \(value.json)\n\(spoiled.json)"
      }
      for outcome in found where outcome.isSure && !actual.contains(where: { $0.isSure && $0.covers(outcome) }) {
        return "\(outcome) is said to be broken for sure, and is not with \(value.json)\n\(spoiled.json)"
      }
    }
    return nil
  }

  private func pick(_ dice: inout Dice) -> (section: Int, record: Int, field: Int)? {
    let holders = Set(plan.schema.tables.flatMap(\.fields).filter { $0.holdsRows && !$0.isGenerated }.map(\.name))
    let places = data.sections.indices.flatMap { section in
      data.sections[section].name == "exchange_rates"
        ? []
        : data.sections[section].records.indices.flatMap { record in
          // How many instances lie in a list that cannot be read is not known, as of a section.
          data.sections[section].records[record].indices
            .filter { !holders.contains(data.sections[section].records[record][$0].name) }
            .map { (section, record, $0) }
        }
    }
    return places.isEmpty ? nil : places[dice.below(places.count)]
  }

  /// The value that was there, and those of other records; of a key only the one that was.
  private func values(_ section: Int, _ record: Int, _ field: Int) -> [DataValue] {
    let records = data.sections[section].records
    let own = records[record][field]
    if own.name == "id" { return [own.value] }
    let others = records.flatMap { $0.filter { $0.name == own.name }.map(\.value) }
    return [own.value] + others.prefix(3)
  }

  private func replaced(_ section: Int, _ record: Int, _ field: Int, with value: DataValue) -> DataSet {
    var copy = data
    copy.sections[section].records[record][field].value = value
    return copy
  }

  private func cases(of data: DataSet, isFaulty: Bool) -> [Case]? {
    let input = DataInput.bytes(Array(data.json.utf8), name: "opinion.json", format: .json)
    let loaded = DataLoader.load([input], schema: plan.schema)
    guard loaded.isWhole, loaded.outcome == (isFaulty ? .faulty : .complete), let asOf = CalendarDate(Trial.today)
    else { return nil }
    let result = Evaluator(plan: plan, store: loaded.store, asOf: asOf).run()
    return result.outcomes.map { outcome in
      let values: [Value] = outcome.bindings.filter { isRow($0.variable) }.map(\.value)
      return Case(
        norm: outcome.norm.index, scope: outcome.scope,
        rows: values.map { value in
          if case .row(let row) = value { loaded.store.positionName(row.table, row: row.row) } else { nil }
        }, isSure: outcome.kind == .failed)
    }
  }

  /// Variables of values are left out: they differ with the value that is replaced.
  private func isRow(_ variable: VariableID) -> Bool {
    if case .row(let table) = plan[variable].type.scalar { return plan.schema[table].isEntity }
    return false
  }
}
