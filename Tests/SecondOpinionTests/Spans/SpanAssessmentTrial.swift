import Evaluation
import Governance
import Manifests
import RecordStore
import RulePlan

/// A policy with data, assessed over a span in one go and on every day of it alone: both must come to the same findings on
/// the same days.
struct SpanAssessmentTrial {
  private let plan: Plan
  private let store: RecordStore
  private let json: String
  private let span: DaySpan
  private let baseline: Baseline?
  /// Days evaluated by the one and by the other, and findings with their periods.
  private(set) var days = 0
  private(set) var evaluatedDays = 0
  private(set) var findings = 0
  private(set) var periods = 0

  /// Nil where the data does not fit.
  init?(_ plan: Plan, _ data: DataSet, seed: UInt64) {
    var dice = Dice(seed: seed)
    json = Self.withWaivers(data, plan, &dice)
    let loaded = DataLoader.load(
      [DataInput.bytes(Array(json.utf8), name: "span.json", format: .json)], schema: plan.schema)
    let length = Int32(dice.pick(3...30))
    guard loaded.outcome == .complete, let first = CalendarDate(dice.pick(SpanTrial.starts)),
      let span = DaySpan(first: first, last: CalendarDate(days: first.days + length))
    else { return nil }
    store = loaded.store
    self.span = span
    let plan = plan.withNorms(of: loaded.store, on: first)
    self.plan = plan
    baseline = Self.baseline(plan, loaded.store, span, &dice)
  }

  /// Waivers that begin and end around the days of the data, of norms for some subjects.
  private static func withWaivers(_ data: DataSet, _ plan: Plan, _ dice: inout Dice) -> String {
    var waivers: [String] = []
    for norm in plan.norms where dice.chance(60) {
      for section in data.sections where section.name != "exchange_rates" {
        for record in section.records where dice.chance(40) {
          guard case .literal(let key)? = record.first(where: { $0.name == "id" })?.value else { continue }
          for _ in 0...dice.below(2) {
            let ends = [dice.pick(days), dice.pick(days)].sorted()
            let duties = plan.segregations.first { $0.norm == norm.id }?.conflict.duties ?? []
            let meant = duties.filter { _ in dice.chance(80) }.map { "\"\(plan[$0].name)\"" }
            let named = meant.isEmpty ? "" : "\"duties\":[\(meant.joined(separator: ","))],"
            waivers.append(
              "{\"rule\":\"\(norm.shortName)\",\"subject\":\(key.json),\(named)\"reason\":\"r\",\"approved_by\":\"Controller\","
                + "\"valid\":{\"from\":\"\(ends[0])\",\"until\":\"\(ends[1])\"}}")
          }
        }
      }
    }
    guard !waivers.isEmpty, let end = data.json.lastIndex(of: "}") else { return data.json }
    let separator = data.sections.isEmpty ? "" : ","
    return data.json[..<end] + separator + "\"waivers\":[" + waivers.joined(separator: ",") + "]}"
  }

  private static let days =
    Literals.dates + ["2019-06-25", "2019-07-03", "2019-02-05", "2020-02-20", "2018-12-26", "9999-12-10"]

  /// Some of what is open on the first day, some of it with an end.
  private static func baseline(_ plan: Plan, _ store: RecordStore, _ span: DaySpan, _ dice: inout Dice) -> Baseline? {
    guard dice.chance(40) else { return nil }
    let assessor = assessor(plan, store, on: span.first)
    let assessment = assessor.assess(assessor.evaluate())
    var baseline = BaselineDesk(assessor: assessor).baseline(of: assessment, after: nil, on: span.first)
    baseline.entries = baseline.entries.compactMap { entry in
      guard dice.chance(70) else { return nil }
      var entry = entry
      if dice.chance(50) { entry.until = CalendarDate(days: span.first.days + Int32(dice.below(12))) }
      return entry
    }
    return baseline
  }

  private static func assessor(_ plan: Plan, _ store: RecordStore, on day: CalendarDate) -> Assessor {
    Assessor(
      plan: plan, store: store, evaluator: Evaluator(plan: plan, store: store, asOf: day), asOf: day, language: "en",
      files: [])
  }

  /// The identity of a finding: rows of the data have one position.
  private struct Key: Hashable {
    var rule: String
    var subject: Finding.Subject
    var about: [Finding.Subject]
    var access: String?
  }

  private static func key(_ finding: Finding) -> Key {
    Key(rule: finding.rule, subject: finding.subject, about: finding.about, access: finding.access)
  }

  /// The days of one status, by finding, and by conflict and way.
  private typealias Runs = [String: [String]]

  /// Where the two differ; nil where they agree.
  mutating func run() -> String? {
    let first = Self.assessor(plan, store, on: span.first)
    let outcome = SpanAssessor(assessor: first, span: span, baseline: baseline).assess()
    evaluatedDays = outcome.assessment.span?.evaluatedDays ?? 0
    days = span.dayCount
    var found: [Key: [Finding]] = [:]
    for finding in outcome.assessment.findings { found[Self.key(finding), default: []].append(finding) }
    findings = outcome.assessment.findings.count
    periods = outcome.assessment.findings.reduce(0) { $0 + $1.periods.count }
    var daily: [Key: [(day: Int32, findings: [Finding])]] = [:]
    for number in span.first.days...span.last.days {
      let day = CalendarDate(days: number)
      let assessor = Self.assessor(plan, store, on: day)
      var assessment = assessor.assess(assessor.evaluate())
      if let baseline { _ = BaselineDesk(assessor: assessor).apply(baseline, to: &assessment, on: day) }
      for (key, findings) in Dictionary(grouping: assessment.findings, by: Self.key) {
        daily[key, default: []].append((number, findings))
      }
    }
    for key in Set(found.keys).union(daily.keys).sorted(by: { "\($0)" < "\($1)" }) {
      if key.rule == "waiver.unused" { continue }
      let own = found[key] ?? []
      // Of several that are about the same, only the days are compared.
      let expected = Self.runs(daily[key] ?? [])
      let wanted = Self.listed(expected)
      let actual = Self.listed(own.flatMap { $0.periods.map { ($0.days, $0.status.rawValue) } })
      if own.count <= 1, actual != wanted { return fault(key, actual, wanted) }
      guard own.count == 1, let finding = own.first else { continue }
      if let fault = messageFault(finding, daily[key] ?? []) { return "\(key): \(fault)\n\(json)" }
      let conflicts = Self.conflictRuns(daily[key] ?? [])
      let shown = Self.conflictRuns(of: finding)
      if conflicts != shown { return fault(key, "\(shown)", "\(conflicts)") }
    }
    return unusedFault(outcome.assessment.findings, daily)
  }

  private func fault(_ key: Key, _ actual: String, _ wanted: String) -> String {
    "\(span.first) to \(span.last), \(key.rule) \(key.subject)\nspan: \(actual)\ndays: \(wanted)\n\(json)"
  }

  private static func listed(_ runs: [(days: Period, status: String)]) -> String {
    runs.sorted { ($0.days.from, $0.status) < ($1.days.from, $1.status) }.map { days, status in
      "\(CalendarDate(days: days.from)) to \(CalendarDate(days: days.until)) \(status)"
    }.joined(separator: "; ")
  }

  /// The longest runs of days of one status.
  private static func runs(_ days: [(day: Int32, findings: [Finding])]) -> [(days: Period, status: String)] {
    var runs: [(days: Period, status: String)] = []
    for (day, findings) in days {
      guard let status = findings.first?.status.rawValue else { continue }
      if let last = runs.last, last.status == status, last.days.until + 1 == day {
        runs[runs.count - 1].days.until = day
      } else {
        runs.append((Period(from: day, until: day), status))
      }
    }
    return runs
  }

  /// By conflict and by way, the days of each status.
  private static func conflictRuns(_ days: [(day: Int32, findings: [Finding])]) -> Runs {
    var parts: [String: [(day: Int32, findings: [Finding])]] = [:]
    for (day, findings) in days {
      for conflict in findings.first?.conflicts ?? [] {
        var shown = findings
        shown[0].status = conflict.status
        let name = conflict.duties.map(\.name).joined(separator: "+")
        parts[name, default: []].append((day, shown))
        shown[0].status = .open
        for way in conflict.ways where conflict.ways.count < 10 {
          parts["\(name): \(way.rights) \(way.scope ?? "-")", default: []].append((day, shown))
        }
      }
    }
    return parts.mapValues { runs($0).map { "\($0.days.from)-\($0.days.until) \($0.status)" } }
  }

  private static func conflictRuns(of finding: Finding) -> Runs {
    var result: Runs = [:]
    for conflict in finding.conflicts {
      let name = conflict.duties.map(\.name).joined(separator: "+")
      result[name] = conflict.periods.map { "\($0.days.from)-\($0.days.until) \($0.status.rawValue)" }
      for way in conflict.ways {
        result["\(name): \(way.rights) \(way.scope ?? "-")"] = way.days.map { "\($0.from)-\($0.until) open" }
      }
    }
    return result
  }

  /// Message and evidence are those of the first day of the worst status.
  private func messageFault(_ finding: Finding, _ days: [(day: Int32, findings: [Finding])]) -> String? {
    guard let worst = finding.periods.first(where: { $0.status == finding.status }),
      finding.periods.allSatisfy({ $0.status >= finding.status })
    else { return "the status \(finding.status) is not the worst of \(finding.periods)" }
    guard let own = days.first(where: { $0.day == worst.days.from })?.findings, own.count == 1 else { return nil }
    if own[0].message != finding.message { return "says “\(finding.message)”, on the day “\(own[0].message)”" }
    let (shown, wanted) = (finding.evidence.map(\.text), own[0].evidence.map(\.text))
    return shown == wanted ? nil : "has the evidence \(shown), on the day \(wanted)"
  }

  /// A waiver is unused where it fits nothing on any of its days in the span.
  private func unusedFault(_ findings: [Finding], _ daily: [Key: [(day: Int32, findings: [Finding])]]) -> String? {
    let unused = Set(findings.filter { $0.rule == "waiver.unused" }.map(\.subject))
    for (key, days) in daily where key.rule == "waiver.unused" {
      let isUnused = days.count == waiverDays(key.subject)
      if unused.contains(key.subject) != isUnused {
        return "\(key.subject) is unused on \(days.count) days, in the span: \(unused.contains(key.subject))\n\(json)"
      }
    }
    return nil
  }

  /// The days of a waiver in the span.
  private func waiverDays(_ subject: Finding.Subject) -> Int {
    let fields = BuiltInTables.WaiverField.valid
    guard case .periods(let from, let until)? = store.column(fields)?.values else { return 0 }
    for row in from.indices where store.positionName(BuiltInTables.waiver, row: row) == subject.key {
      return Int(min(until[row], span.last.days)) - Int(max(from[row], span.first.days)) + 1
    }
    return 0
  }
}
