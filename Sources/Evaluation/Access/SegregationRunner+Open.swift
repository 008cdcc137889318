import RulePlan

extension SegregationRunner {
  /// Segregations that subjects may break by rights of which it cannot be read whose they are or what they give, besides
  /// those that are known to be broken or to be uncertain.
  func openHits(
    model: AccessModelID, segregations: [(segregation: Int, scope: Int)], besides known: Set<Hit>
  ) -> [Hit] {
    let matrix = context.access(of: model)
    guard let open = matrix.open else { return [] }
    var broken = BrokenConflicts(
      segregations.map { context.plan.segregations[$0.segregation].conflict }, atoms: matrix.atoms)
    var hits: [Hit] = []
    matrix.forEachSubject(in: 0..<context.rowCount(matrix.subjectTable)) { subject, words in
      open.possible(words, of: subject).withUnsafeBufferPointer { possible in
        guard let base = possible.baseAddress else { return }
        broken.forEach(of: base) { index in
          let hit = Hit(
            segregation: segregations[index].segregation, scope: segregations[index].scope, subject: subject)
          if !known.contains(hit) { hits.append(hit) }
        }
      }
    }
    return hits
  }
}
