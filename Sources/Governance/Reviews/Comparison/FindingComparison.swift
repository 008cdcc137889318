import Evaluation
import RecordStore
import RulePlan

/// Compares one finding before and after a request, stretch of days by stretch of days.
struct FindingComparison {
  /// The list that a finding belongs in.
  enum Kind {
    /// Broken on some day after, on none before.
    case new
    case worse
    case better
    /// Broken before, on no day after.
    case settled
    case same
  }

  struct Result {
    var kind: Kind
    /// The stretches on which it is worse than before, and those on which it is better.
    var worse: Set<Int> = []
    var better: Set<Int> = []
    /// By the names of the duties of a conflict: the stretches on which it is new or worse.
    var worseConflicts: [Set<String>: Set<Int>] = [:]
  }

  let before: [Int: FindingHistory.Day]
  let after: [Int: FindingHistory.Day]
  let conflicts: ConflictComparison
  let values: ValueComparison

  func result() -> Result {
    var result = Result(kind: .same)
    for stretch in Set(before.keys).union(after.keys) {
      compare(before[stretch], after[stretch], stretch, &result)
    }
    let wasBroken = before.values.contains { $0.outline.isBroken }
    let isBroken = after.values.contains { $0.outline.isBroken }
    result.kind =
      switch (wasBroken, isBroken) {
      case (false, false): .same
      case (false, true): .new
      case (true, false): .settled
      case (true, true): !result.worse.isEmpty ? .worse : !result.better.isEmpty ? .better : .same
      }
    return result
  }

  private func compare(
    _ before: FindingHistory.Day?, _ after: FindingHistory.Day?, _ stretch: Int, _ result: inout Result
  ) {
    let old = before.flatMap { $0.outline.isBroken ? $0 : nil }
    let new = after.flatMap { $0.outline.isBroken ? $0 : nil }
    switch (old, new) {
    case (nil, nil): return
    case (nil, let new?):
      result.worse.insert(stretch)
      for conflict in new.outline.brokenConflicts {
        result.worseConflicts[conflict.dutyNames, default: []].insert(stretch)
      }
    case (.some, nil): result.better.insert(stretch)
    case (let old?, let new?):
      if new.outline.conflicts.isEmpty {
        switch values.compare(old, new, stretch) {
        case .worse: result.worse.insert(stretch)
        case .better: result.better.insert(stretch)
        case .same: break
        }
      } else {
        let (worse, isBetter) = conflicts.compare(old, new, stretch)
        if !worse.isEmpty { result.worse.insert(stretch) } else if isBetter { result.better.insert(stretch) }
        for duties in worse { result.worseConflicts[duties, default: []].insert(stretch) }
      }
    }
  }
}

/// How something stands after a request, compared with before.
enum Trend { case worse, better, same }
