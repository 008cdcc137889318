import Glibc
import Synchronization
import Testing

/// A review evaluates again only what a request touches. Random requests over random policies and data must come to the
/// same findings, byte for byte, as two checks of the whole data: one before and one after.
///
/// `POLICYC_SEED` and `POLICYC_CASES` as for ``SecondOpinionTests``; a case is a set of data with three requests.
@Suite struct ChangeTests {
  struct Tally {
    var cases = 0
    var changed = 0
    var spared = 0
    var differences: [String] = []
  }

  final class Ledger: Sendable {
    let tally = Mutex(Tally())
    let next = Atomic<Int>(0)
  }

  @Test func reviewsFindWhatTwoChecksFind() async {
    let cases = Int(SecondOpinionTests.setting("POLICYC_CASES") ?? 24)
    let seed = SecondOpinionTests.seed
    print("changes: seed \(seed), \(cases) cases")
    let ledger = Ledger()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) {
        group.addTask {
          while true {
            let index = ledger.next.add(1, ordering: .relaxed).oldValue
            if index >= max(1, cases / 4) || ledger.tally.withLock({ $0.differences.count >= 3 }) { return }
            Self.tryPolicy(seed &* 7_000_003 &+ UInt64(index), ledger)
          }
        }
      }
    }
    let total = ledger.tally.withLock { $0 }
    print(
      "changes: \(total.cases) cases; findings changed in \(total.changed) requests; \(total.spared) norms were not "
        + "evaluated as a whole")
    #expect(total.changed > total.cases / 10, "too few requests change anything")
    for difference in total.differences { Issue.record(Comment(rawValue: difference)) }
  }

  private static func tryPolicy(_ seed: UInt64, _ ledger: Ledger) {
    var maker = PolicyMaker(seed: seed)
    let policy = maker.make()
    guard let plan = Trial.compile(policy.text).plan else { return }
    for index in 0..<4 {
      var data = DataMaker(maker.blueprint, seed: seed &+ UInt64(index) &* 7_919)
      guard var trial = ChangeTrial(plan, data.make(), seed: seed &+ UInt64(index)) else { continue }
      let difference = trial.run()
      ledger.tally.withLock {
        $0.cases += 1
        $0.changed += trial.changed
        $0.spared += trial.spared
        if let difference { $0.differences.append("policy \(seed), data \(index)\n\(difference)\n\(policy.text)") }
      }
      if difference != nil { return }
    }
  }
}
