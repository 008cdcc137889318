import Glibc
import Synchronization
import Testing

/// On a span of days only those days are evaluated on which something can change, and only for the rows for which it can.
/// On random policies and data, evaluating everything on every day must show no other change.
///
/// `POLICYC_SEED` as for ``SecondOpinionTests``; `POLICYC_SPANS` is the number of policies.
@Suite struct SpanTests {
  struct Tally {
    var policies = 0
    var cases = 0
    var days = 0
    var relevantDays = 0
    var findings = 0
    var changes = 0
    var differences: [String] = []
  }

  final class Ledger: Sendable {
    let tally = Mutex(Tally())
    let next = Atomic<Int>(0)
  }

  @Test func everyChangeIsForeseen() async {
    let policies = Int(SecondOpinionTests.setting("POLICYC_SPANS") ?? 12)
    let seed = SecondOpinionTests.seed
    print("spans: seed \(seed), \(policies) policies")
    let ledger = Ledger()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) {
        group.addTask {
          while true {
            let index = ledger.next.add(1, ordering: .relaxed).oldValue
            if index >= policies || ledger.tally.withLock({ $0.differences.count >= 3 }) { return }
            Self.tryPolicy(seed &* 9_000_011 &+ UInt64(index), ledger)
          }
        }
      }
    }
    let total = ledger.tally.withLock { $0 }
    print(
      "spans: \(total.policies) policies, \(total.cases) sets of data, \(total.days) days, of which \(total.relevantDays) "
        + "were foreseen; \(total.changes) changes")
    #expect(total.changes > total.cases / 20, "too little changes")
    #expect(total.relevantDays < total.days * 3 / 4, "too many days are foreseen")
    for difference in total.differences { Issue.record(Comment(rawValue: difference)) }
  }

  /// Over a span in one go come the findings of every day alone, on the same days.
  @Test func aSpanIsItsDays() async {
    let policies = Int(SecondOpinionTests.setting("POLICYC_SPANS") ?? 12)
    let seed = SecondOpinionTests.seed
    print("spans: seed \(seed), \(policies) policies assessed")
    let ledger = Ledger()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) {
        group.addTask {
          while true {
            let index = ledger.next.add(1, ordering: .relaxed).oldValue
            if index >= policies || ledger.tally.withLock({ $0.differences.count >= 3 }) { return }
            Self.assessPolicy(seed &* 5_000_011 &+ UInt64(index), ledger)
          }
        }
      }
    }
    let total = ledger.tally.withLock { $0 }
    print(
      "spans: \(total.policies) policies assessed, \(total.cases) sets of data, \(total.days) days, of which "
        + "\(total.relevantDays) were evaluated; \(total.findings) findings in \(total.changes) periods")
    #expect(total.changes > total.findings, "nothing changes")
    for difference in total.differences { Issue.record(Comment(rawValue: difference)) }
  }

  private static func assessPolicy(_ seed: UInt64, _ ledger: Ledger) {
    var maker = PolicyMaker(seed: seed, isAboutDays: true)
    let policy = maker.make()
    guard let plan = Trial.compile(policy.text).plan else { return }
    ledger.tally.withLock { $0.policies += 1 }
    var data = DataMaker(maker.blueprint, seed: seed)
    guard var trial = SpanAssessmentTrial(plan, data.make(), seed: seed) else { return }
    let difference = trial.run()
    ledger.tally.withLock {
      $0.cases += 1
      $0.days += trial.days
      $0.relevantDays += trial.evaluatedDays
      $0.findings += trial.findings
      $0.changes += trial.periods
      if let difference { $0.differences.append("policy \(seed)\n\(difference)\n\(policy.text)") }
    }
  }

  private static func tryPolicy(_ seed: UInt64, _ ledger: Ledger) {
    var maker = PolicyMaker(seed: seed, isAboutDays: true)
    let policy = maker.make()
    guard let plan = Trial.compile(policy.text).plan else { return }
    ledger.tally.withLock { $0.policies += 1 }
    for index in 0..<2 {
      var data = DataMaker(maker.blueprint, seed: seed &+ UInt64(index) &* 7_919)
      guard var trial = SpanTrial(plan, data.make(), seed: seed &+ UInt64(index)) else { continue }
      let difference = trial.run()
      ledger.tally.withLock {
        $0.cases += 1
        $0.days += trial.days
        $0.relevantDays += trial.relevantDays
        $0.changes += trial.changes
        if let difference { $0.differences.append("policy \(seed), data \(index)\n\(difference)\n\(policy.text)") }
      }
      if difference != nil { return }
    }
  }
}
