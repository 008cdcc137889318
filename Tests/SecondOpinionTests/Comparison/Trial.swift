import Diagnostics
import Evaluation
import Manifests
import PolicySemantics
import RecordStore
import RulePlan
import SourceText

/// A policy with data, judged by both evaluators.
struct Trial {
  enum Verdict {
    case same(outcomes: Int)
    /// The fault given by the compiler or the reader of the data; the case is not well made.
    case rejectedPolicy(String)
    case rejectedData(String)
    case different(String)

    var isDifferent: Bool { if case .different = self { true } else { false } }
  }

  static let today = "2019-06-30"
  /// A day on which the same data is evaluated as well.
  static let otherDay = "2019-01-15"

  static func compile(_ text: String) -> (plan: Plan?, faults: String) {
    let compilation = Compiler.compile(
      [SourceFile(path: "opinion.policy", text: text)], options: CompilerOptions(givesAdvice: false))
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    return (
      compilation.plan,
      errors.map { "\($0.place.line):\($0.place.column) \($0.code.code) \($0.message)" }.joined(separator: "\n")
    )
  }

  static func judge(_ policy: String, _ data: DataSet) -> Verdict {
    let (plan, faults) = compile(policy)
    guard let plan else { return .rejectedPolicy(faults) }
    return judge(plan, data)
  }

  static func judge(_ plan: Plan, _ data: DataSet) -> Verdict {
    let input = DataInput.bytes(Array(data.json.utf8), name: "opinion.json", format: .json)
    let loaded = DataLoader.load([input], schema: plan.schema)
    guard loaded.outcome == .complete, let asOf = CalendarDate(today) else {
      return .rejectedData(
        loaded.diagnostics.map { "\($0.place.line):\($0.place.column) \($0.message)" }.joined(separator: "\n"))
    }
    guard plan.accessModels.indices.allSatisfy({ plan.accessModels[$0].id.index == $0 }),
      plan.segregations.allSatisfy({ $0.scopes.allSatisfy { $0.model.index < plan.accessModels.count } })
    else { return .different("the plan lacks an access model") }
    let stated = Set(plan.requirements.map(\.norm) + plan.segregations.map(\.norm))
    guard plan.norms.allSatisfy({ stated.contains($0.id) || $0.each != nil }) else {
      return .different("the plan lacks a requirement")
    }
    var dice = Dice(seed: UInt64(data.json.utf8.count))
    let verdict = compare(plan, GroupedData(loaded.store, plan: plan).store, asOf, data, hidden: [:])
    // The same data without some of its records: read again by the one, seen differently by the other.
    let hidden = data.loose(&dice)
    if verdict.isDifferent || hidden.isEmpty { return verdict }
    var view = RowView()
    for (section, rows) in hidden {
      guard let table = plan.schema.entity(inSection: section) else { continue }
      view.hide(rows, in: table)
    }
    let grouped = GroupedData(loaded.store, plan: plan, view: loaded.store.completed(view))
    let other = compare(plan, grouped.store.viewed(as: grouped.view), asOf, data, hidden: hidden)
    if case .different(let what) = other { return .different("without \(hidden):\n" + what) }
    return verdict
  }

  private static func compare(
    _ plan: Plan, _ store: RecordStore, _ asOf: CalendarDate, _ data: DataSet, hidden: [String: Set<Int>]
  ) -> Verdict {
    let plan = plan.withNorms(of: store, on: asOf)
    let none = NaiveEvaluator(plan: plan, world: World(rows: [], keys: []), today: Civil(text: today))
    let world = World(data, plan: plan, hidden: hidden) { none.constant($0) }.grouped(plan, today: Civil(text: today))
    let naive = NaiveEvaluator(plan: plan, world: world, today: Civil(text: today))
    let expected = naive.outcomes()
    let evaluator = Evaluator(plan: plan, store: store, asOf: asOf)
    let result = evaluator.run()
    let parallel = Evaluator(plan: plan, store: store, asOf: asOf, jobs: 3, rowsWorthSplitting: 2).run()
    let spelling = Spelling(plan: plan, store: store)
    let found = result.outcomes.map { spelling.text($0) }
    let again = parallel.outcomes.map { spelling.text($0) }
    if found != again { return .different("one thread:\n\(listed(found))\nthree threads:\n\(listed(again))") }
    if let day = CalendarDate(otherDay) {
      let moved = evaluator.on(day).run().outcomes.map { spelling.text($0) }
      let direct = Evaluator(plan: plan, store: store, asOf: day).run().outcomes.map { spelling.text($0) }
      if moved != direct { return .different("moved to \(day):\n\(listed(moved))\non it:\n\(listed(direct))") }
    }
    let wanted = expected.map { spelling.text($0) }
    if found.sorted() != wanted.sorted() {
      var (extra, lacking) = (found, wanted)
      for text in wanted { if let place = extra.firstIndex(of: text) { extra.remove(at: place) } }
      for text in found { if let place = lacking.firstIndex(of: text) { lacking.remove(at: place) } }
      return .different("only the evaluator:\n\(listed(extra))\nonly the second opinion:\n\(listed(lacking))")
    }
    if let missing = result.outcomes.first(where: { $0.reason?.cause == .missingValue }) {
      return .different("the compiler let a missing value through:\n\(spelling.text(missing))")
    }
    let check = EvidenceCheck(plan: plan, store: store, naive: naive)
    for outcome in result.outcomes {
      guard let evidence = outcome.evidence else { continue }
      let text = spelling.text(outcome)
      guard let own = expected.first(where: { $0.evidence != nil && spelling.text($0) == text })?.evidence,
        let fault = check.fault(outcome, evidence, own)
      else { continue }
      return .different("evidence of \(text): \(fault)")
    }
    if let fault = messageFault(result, expected, evaluator, naive, spelling) { return .different(fault) }
    return .same(outcomes: found.count)
  }

  /// A value of a message on which the two do not agree.
  private static func messageFault(
    _ result: EvaluationResult, _ expected: [NaiveOutcome], _ evaluator: Evaluator, _ naive: NaiveEvaluator,
    _ spelling: Spelling
  ) -> String? {
    let plan = naive.plan
    var counts: [NormID: Int] = [:]
    for outcome in result.outcomes where outcome.scope == nil {
      counts[outcome.norm, default: 0] += 1
      guard counts[outcome.norm, default: 0] <= 3, let message = plan[outcome.norm].message,
        let requirement = plan.requirements.first(where: { $0.norm == outcome.norm })
      else { continue }
      let text = spelling.text(outcome)
      guard let own = expected.first(where: { $0.norm == outcome.norm.index && spelling.text($0) == text }) else {
        continue
      }
      let variables = requirement.variables.map(\.index)
      var environment = NaiveEvaluator.Environment(uniqueKeysWithValues: zip(variables, own.bindings))
      if let day = own.day {
        // Without a day there is no message.
        guard day.isPresent else { continue }
        environment[NaiveEvaluator.todayPlace] = day
      }
      for case .value(let expression, _) in message.entries.flatMap(\.parts) {
        let found = spelling.text(evaluator.evaluate(expression, outcome.bindings, on: outcome.day))
        let wanted = spelling.text(naive.value(expression, environment))
        if found != wanted { return "the message of \(text) says \(found), the second opinion \(wanted)" }
      }
    }
    return nil
  }

  private static func listed(_ texts: [String]) -> String { texts.map { "  " + $0 }.joined(separator: "\n") }
}

extension Plan {
  /// With the duties and norms of the rows.
  func withNorms(of store: RecordStore, on day: CalendarDate) -> Plan {
    RowNorms(of: self, store: store, asOf: day) { value, _ in "\(value)" }.plan
  }
}

/// Outcomes of both evaluators in one spelling.
struct Spelling {
  let plan: Plan
  let store: RecordStore

  func text(_ outcome: Outcome) -> String {
    let subject = outcome.subject.map { store.positionName($0.table, row: $0.row) } ?? "-"
    return line(
      outcome.norm.index, outcome.kind == .undetermined, subject, outcome.bindings.map { text($0.value) },
      outcome.scope,
      outcome.day.map { "on \($0)" } ?? "")
  }

  func text(_ outcome: NaiveOutcome) -> String {
    line(
      outcome.norm, outcome.isUndetermined, outcome.subject?.name ?? "-", outcome.bindings.map { text($0) },
      outcome.scope, outcome.day.map { $0.isPresent ? "on \(text($0))" : "" } ?? "")
  }

  private func line(
    _ norm: Int, _ isUndetermined: Bool, _ subject: String, _ bindings: [String], _ scope: Int?, _ day: String
  ) -> String {
    plan.norms[norm].shortName + (isUndetermined ? "? " : " ") + subject + " "
      + (scope.map { "scope \($0) " } ?? "") + bindings.joined(separator: " ") + day
  }

  func text(_ value: Plain) -> String {
    switch value {
    case .missing: "missing"
    case .undetermined: "?"
    case .truth(let truth): "\(truth)"
    case .text(let scalars): "text" + scalars.map { "/\($0)" }.joined()
    case .integer(let value): "\(value)"
    case .number(let value): "#" + value.text
    case .money(let amount, let currency): amount.text + currency
    case .date(let date): date.text
    case .moment(let moment): "@\(moment.number)+\(moment.offset)"
    case .length(let length): "\(length.months)m\(length.fixed)"
    case .period(let from, let until): (from?.text ?? "") + ".." + (until?.text ?? "")
    case .size(let bytes): "\(bytes)B"
    case .version(let parts): "v" + parts.map(String.init).joined(separator: ".")
    case .choice(let index): "case\(index)"
    case .row(let row): row.name
    case .list(let elements, let isOpen):
      isOpen ? "?" : "[" + elements.map { text($0) }.joined(separator: ",") + "]"
    }
  }

  func text(_ value: Value) -> String {
    switch value {
    case .missing: return "missing"
    case .undetermined: return "?"
    case .text(let text): return self.text(Plain.text(text))
    case .instance(_, let key): return key
    case .row(let row): return store.positionName(row.table, row: row.row)
    case .record: return Row.writtenName
    case .list(let list): return "[" + list.map { text($0) }.joined(separator: ",") + "]"
    case .enumeration(_, let index): return "case\(index)"
    case .boolean(let truth): return "\(truth)"
    case .integer(let value): return "\(value)"
    case .decimal(let value), .percent(let value): return "#" + Number(text: value.description).text
    case .money(let amount): return Number(text: amount.number.description).text + amount.currency.description
    case .date(let date): return date.description
    case .timestamp(let moment): return "@\(NaiveEvaluator.moment(moment).number)+\(moment.offset)"
    case .duration(let length):
      return text(
        Plain.length(
          Length(months: Int(length.months), days: Int(length.days), microseconds: Int(length.microseconds))))
    case .period(let period): return (period.firstDay?.description ?? "") + ".." + (period.lastDay?.description ?? "")
    case .dataSize(let size): return "\(size.bytes)B"
    case .version(let version): return text(Plain.version(version.numbers))
    }
  }
}
