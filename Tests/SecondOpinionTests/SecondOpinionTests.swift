import Glibc
import Synchronization
import Testing

/// Random policies and data give the same outcomes in the evaluator and in one that is written for clarity alone.
///
/// `POLICYC_SEED` sets the seed, `POLICYC_CASES` the number of cases. The seed is printed, so that a failure can be had
/// again.
@Suite struct SecondOpinionTests {
  static func setting(_ name: String) -> UInt64? { getenv(name).flatMap { UInt64(String(cString: $0)) } }

  static let seed = setting("POLICYC_SEED") ?? 20_190_630
  static let cases = Int(setting("POLICYC_CASES") ?? 600)
  /// How many sets of data each policy is tried with.
  static let dataSets = 4

  struct Tally {
    var policies = 0
    var compiled = 0
    var cases = 0
    var rejectedData = 0
    var findings = 0
    var differences: [UInt64] = []
    var faults: [String] = []
  }

  /// State shared by the threads.
  final class Ledger: Sendable {
    let tally = Mutex(Tally())
    let next = Atomic<Int>(0)
  }

  @Test func bothEvaluatorsFindTheSame() async {
    print("second opinion: seed \(Self.seed), \(Self.cases) cases")
    let count = max(1, Self.cases / Self.dataSets)
    let ledger = Ledger()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) {
        group.addTask {
          while true {
            let index = ledger.next.add(1, ordering: .relaxed).oldValue
            if index >= count || ledger.tally.withLock({ $0.differences.count >= 5 }) { return }
            Self.tryPolicy(Self.seed &* 1_000_003 &+ UInt64(index), ledger)
          }
        }
      }
    }
    let total = ledger.tally.withLock { $0 }
    print(
      "second opinion: \(total.cases) cases, \(total.findings) findings, \(total.compiled) of \(total.policies) policies "
        + "compiled, \(total.rejectedData) sets of data rejected")
    for fault in total.faults.prefix(10) { print(fault) }
    #expect(total.compiled * 100 >= total.policies * 95, "too many policies do not compile")
    #expect(total.rejectedData * 100 <= total.cases * 5, "too many sets of data do not fit")
    for seed in total.differences { Issue.record(Comment(rawValue: Self.report(seed))) }
  }

  private static func tryPolicy(_ seed: UInt64, _ ledger: Ledger) {
    var maker = PolicyMaker(seed: seed)
    let policy = maker.make()
    let (plan, faults) = Trial.compile(policy.text)
    ledger.tally.withLock {
      $0.policies += 1
      if plan != nil { $0.compiled += 1 } else { $0.faults.append("\(seed): \(faults)\n\(policy.text)") }
    }
    guard let plan else { return }
    for index in 0..<dataSets {
      var data = DataMaker(maker.blueprint, seed: seed &+ UInt64(index) &* 7_919)
      let verdict = Trial.judge(plan, data.make())
      ledger.tally.withLock {
        $0.cases += 1
        switch verdict {
        case .same(let outcomes): $0.findings += outcomes
        case .rejectedData(let fault):
          $0.rejectedData += 1
          $0.faults.append("\(seed): \(fault)")
        case .rejectedPolicy: break
        case .different: $0.differences.append(seed)
        }
      }
      if verdict.isDifferent { return }
    }
  }

  /// The smallest case of a seed that shows the difference.
  private static func report(_ seed: UInt64) -> String {
    var maker = PolicyMaker(seed: seed)
    let policy = maker.make()
    for index in 0..<dataSets {
      var data = DataMaker(maker.blueprint, seed: seed &+ UInt64(index) &* 7_919)
      let set = data.make()
      guard Trial.judge(policy.text, set).isDifferent else { continue }
      var shrinker = Shrinker(policy, set) { Trial.judge($0.text, $1).isDifferent }
      shrinker.shrink()
      guard case .different(let what) = Trial.judge(shrinker.policy.text, shrinker.data) else { continue }
      return "policy \(seed), data \(index)\n\(what)\n\n\(shrinker.policy.text)\n\(shrinker.data.json)"
    }
    return "policy \(seed): the difference does not show again"
  }
}
