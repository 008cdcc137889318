import RecordStore
import RulePlan

/// Finds the subjects of an access model who hold duties that a segregation keeps apart.
struct SegregationRunner {
  let context: EvaluationContext

  /// A subject that breaks a segregation: indices into the plan’s segregations and their scopes.
  struct Hit: Hashable {
    var segregation: Int
    var scope: Int
    var subject: Int
  }

  /// The duties that a subject holds together, and the rights that make it so.
  struct Breach {
    var hit: Hit
    var conflicts: [Outcome.Conflict]
    var evidence: Evidence
  }

  /// All breaches of one model, by subject. One pass over the subjects’ words, then one over the rights of those who are
  /// hit.
  func run(model: AccessModelID, segregations: [(segregation: Int, scope: Int)]) -> [Breach] {
    let matrix = context.access(of: model)
    let candidates = candidates(matrix, segregations)
    guard !candidates.isEmpty else { return [] }
    var marked = Bitset(capacity: context.rowCount(matrix.subjectTable))
    for hit in candidates { marked.insert(hit.subject) }
    return hits(candidates, matrix.model, RightsOfSubjects(matrix: matrix, subjects: marked, context: context))
  }

  /// The same for a few subjects, whose rights an index finds.
  func run(
    model id: AccessModelID, segregations: [(segregation: Int, scope: Int)], subjects: [Int32]
  ) -> [Breach] {
    let model = context.plan[id]
    let possible = RightsReader.subjects(
      of: model, among: subjects, evaluator: ExpressionEvaluator(context: context))
    let rights = RightsOfSubjects(model: model, of: subjects, subjects: possible, context: context)
    var candidates: [Hit] = []
    for subject in subjects where possible.contains(Int(subject)) {
      let words = rights.words(of: Int(subject), context.atoms.wordCount)
      let held = words.withUnsafeBufferPointer { $0.baseAddress.map(context.atoms.heldDuties) ?? [] }
      guard held.contains(true) else { continue }
      for (segregation, scope) in segregations
      where context.plan.segregations[segregation].conflict.isBroken(by: held) {
        candidates.append(Hit(segregation: segregation, scope: scope, subject: Int(subject)))
      }
    }
    return candidates.isEmpty ? [] : hits(candidates, model, rights)
  }

  /// The breaches among the candidates, where units overlap.
  private func hits(_ candidates: [Hit], _ model: AccessModel, _ rights: RightsOfSubjects) -> [Breach] {
    let jobs = candidates.count < Self.hitsWorthSplitting ? 1 : context.jobs
    let ranges = Workers.ranges(of: candidates.count, parts: jobs)
    return Workers.map(parts: ranges.count) { explained(candidates[ranges[$0]], model, rights) }.flatMap { $0 }
  }

  /// Fewer hits than this are explained by one thread.
  private static let hitsWorthSplitting = 512

  private func explained(_ hits: ArraySlice<Hit>, _ model: AccessModel, _ rights: RightsOfSubjects) -> [Breach] {
    let evaluator = ExpressionEvaluator(context: context)
    let scopes = ScopeTree(model: model, context: context, evaluator: evaluator)
    let finder = ConflictFinder(model: model, context: context, evaluator: evaluator, scopes: scopes)
    let ways = EntitlementWays(model: model, context: context, evaluator: evaluator)
    return hits.compactMap { hit in
      let segregation = context.plan.segregations[hit.segregation]
      let own = rights.rights(of: hit.subject)
      let conflicts = finder.conflicts(of: hit.subject, own, segregation)
      guard !conflicts.isEmpty else { return nil }
      let groups = groups(of: own, segregation, model, scopes)
      return Breach(hit: hit, conflicts: conflicts, evidence: ways.evidence(of: groups, segregation.conflict))
    }
  }

  private func candidates(_ matrix: AccessMatrix, _ segregations: [(segregation: Int, scope: Int)]) -> [Hit] {
    let conflicts = segregations.map { context.plan.segregations[$0.segregation].conflict }
    let parts = Workers.map(splitting: context.rowCount(matrix.subjectTable), context) { range -> [Hit] in
      var hits: [Hit] = []
      var broken = BrokenConflicts(conflicts, atoms: matrix.atoms)
      matrix.forEachSubject(in: range) { subject, words in
        broken.forEach(of: words) { index in
          hits.append(
            Hit(segregation: segregations[index].segregation, scope: segregations[index].scope, subject: subject))
        }
      }
      return hits
    }
    return parts.flatMap { $0 }
  }

  /// The rights that break the segregation together: all of them, or those that cover one unit.
  private func groups(
    of rights: [RightsOfSubjects.Right], _ segregation: Segregation, _ model: AccessModel, _ scopes: ScopeTree
  ) -> [[RightsOfSubjects.Right]] {
    func isBroken(_ group: [RightsOfSubjects.Right]) -> Bool {
      var words = [UInt64](repeating: 0, count: context.atoms.wordCount)
      for right in group { for word in words.indices { words[word] |= right.words[word] } }
      return words.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { segregation.conflict.isBroken(by: $0, context.atoms) } ?? false
      }
    }
    guard segregation.withinOverlappingScope, model.scope != nil else { return isBroken(rights) ? [rights] : [] }
    var units: [Int32] = []
    for right in rights where !units.contains(right.scope) { units.append(right.scope) }
    var groups: [[RightsOfSubjects.Right]] = []
    for unit in scopes.meetingPlaces(of: units) {
      let above = unit < 0 ? [] : scopes.covering(unit)
      let covering = rights.filter { $0.scope < 0 || above.contains($0.scope) }
      if isBroken(covering) { groups.append(covering) }
    }
    return groups
  }
}

/// The rights of some subjects, read in one pass over all rights.
struct RightsOfSubjects {
  struct Right {
    /// −1 where the subject itself holds the entitlements.
    var row: Int32
    var pivot: Int32
    /// −1 is everywhere.
    var scope: Int32
    var words: [UInt64]
    /// Whether the subject has the right for sure.
    var isSure: Bool
    /// The rows that lead to the right where the model has several variables after `each`, once for each way there.
    var trails: [[Value]] = [[]]
  }

  private var bySubject: [Int: [Right]] = [:]

  init(matrix: AccessMatrix, subjects: Bitset, context: EvaluationContext) {
    let reader = RightsReader(model: matrix.model, context: context)
    let subjects = RightsReader.Subjects(possible: subjects, uncertain: matrix.uncertainSubjects)
    let pivots = context.pivots(of: matrix.model.id)
    if let giving = matrix.givingRights, let columns = reader.columns(for: subjects, withScopes: true),
      let plain = pivots.plainWords
    {
      let parts = Workers.map(splitting: giving.words.count, context) { range in
        Self.rights(columns, giving, in: range, subjects.possible, plain)
      }
      add(parts)
      return
    }
    let parts = Workers.map(splitting: reader.rowCount, context) { range -> [(Int, Right)] in
      let evaluator = ExpressionEvaluator(context: context)
      var found: [(Int, Right)] = []
      reader.read(range, subjects: subjects, given: pivots, evaluator: evaluator, withScopes: true) { block in
        found += Self.rights(block, pivots, evaluator)
      }
      return found
    }
    add(parts)
  }

  /// The rights of a few subjects, which an index finds.
  ///
  /// - Parameters:
  ///   - rows: the subjects.
  ///   - subjects: those of them who are subjects of the model.
  init(model: AccessModel, of rows: [Int32], subjects: RightsReader.Subjects, context: EvaluationContext) {
    let reader = RightsReader(model: model, context: context)
    let pivots = context.pivots(of: model.id)
    let evaluator = ExpressionEvaluator(context: context)
    let rows = rows.filter { subjects.contains(Int($0)) }
    var found: [(Int, Right)] = []
    reader.read(of: rows, subjects: subjects, given: pivots, evaluator: evaluator, withScopes: true) { block in
      found += Self.rights(block, pivots, evaluator)
    }
    add([found])
  }

  private mutating func add(_ parts: [[(Int, Right)]]) {
    for part in parts { for (subject, right) in part { bySubject[subject, default: []].append(right) } }
    let unclear = bySubject.filter { !Self.areDistinct($0.value) }
    for (subject, rights) in unclear { bySubject[subject] = Self.once(rights) }
  }

  /// Those of a block that give something.
  private static func rights(
    _ block: RightsReader.Block, _ pivots: PivotAtoms, _ evaluator: ExpressionEvaluator
  ) -> [(Int, Right)] {
    let width = pivots.width
    var found: [(Int, Right)] = []
    pivots.withWords(block.pivots, evaluator: evaluator) { words, place in
      for index in block.subjects.indices {
        let source = place(index)
        guard source >= 0 else { continue }
        let own = Array(words[(source * width)..<((source + 1) * width)])
        if own.allSatisfy({ $0 == 0 }) { continue }
        found.append(
          (
            Int(block.subjects[index]),
            Right(
              row: block.rights[index], pivot: block.pivots[index], scope: block.scopes[index], words: own,
              isSure: block.uncertain[index] == 0, trails: [block.trails.isEmpty ? [] : block.trails[index]])
          ))
      }
    }
    return found
  }

  /// The entitlements of a subject by all of its rights, or by those that are sure.
  func words(of subject: Int, _ width: Int, onlySure: Bool = false) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: width)
    for right in rights(of: subject) where right.isSure || !onlySure {
      for word in words.indices { words[word] |= right.words[word] }
    }
    return words
  }

  /// The rights of the subjects when everything that determines them is stored in columns.
  private static func rights(
    _ columns: RightsReader.Columns, _ giving: Bitset, in range: Range<Int>, _ subjects: Bitset,
    _ pivots: PivotAtoms.PlainWords
  ) -> [(Int, Right)] {
    var found: [(Int, Right)] = []
    // All rights through a row share one array of its entitlements.
    var known = [[UInt64]?](repeating: nil, count: pivots.isGiving.count)
    columns.forEach(of: giving, in: range) { right, subject, pivot in
      guard subjects.contains(subject) else { return }
      let words = known[pivot] ?? Array(pivots.words[(pivot * pivots.width)..<((pivot + 1) * pivots.width)])
      known[pivot] = words
      found.append(
        (
          subject,
          Right(
            row: Int32(truncatingIfNeeded: right), pivot: Int32(truncatingIfNeeded: pivot), scope: -1, words: words,
            isSure: true)
        ))
    }
    return found
  }

  /// Whether the rights come in the order of their rows, so that none is listed twice.
  private static func areDistinct(_ rights: [Right]) -> Bool {
    rights.indices.dropFirst().allSatisfy { rights[$0 - 1].row < rights[$0].row }
  }

  private struct Identity: Hashable {
    var row: Int32
    var pivot: Int32
    var scope: Int32
  }

  /// A right that is listed twice is one right.
  private static func once(_ rights: [Right]) -> [Right] {
    var places: [Identity: Int] = [:]
    var result: [Right] = []
    for right in rights {
      let identity = Identity(row: right.row, pivot: right.pivot, scope: right.scope)
      if let place = places[identity] {
        result[place].isSure = result[place].isSure || right.isSure
        for trail in right.trails where !result[place].trails.contains(trail) { result[place].trails.append(trail) }
      } else {
        places[identity] = result.count
        result.append(right)
      }
    }
    return result
  }

  func rights(of subject: Int) -> [Right] { bySubject[subject] ?? [] }
}
