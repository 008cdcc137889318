import RulePlan
import Synchronization

/// The entitlements of individual subjects under an access model, each computed on first use. For a state of the
/// data in which only a few matter.
final class SubjectAccess: Sendable {
  private struct Entitlements {
    var words: [UInt64]
    /// By rights that are sure, where that is not all.
    var sureWords: [UInt64]?
  }

  private let model: AccessModel
  private let width: Int
  private let known = Mutex<[Int32: Entitlements]>([:])

  init(model: AccessModel, context: EvaluationContext) {
    self.model = model
    width = context.atoms.wordCount
  }

  /// Whether each of some subjects passes a test; undetermined where only rights that are not sure make it so.
  func truths(
    _ subjects: Values, _ context: EvaluationContext, _ test: (UnsafePointer<UInt64>) -> Bool
  ) -> Values {
    guard case .rows(let rows) = subjects.vector else {
      return Values(truths: [UInt8](repeating: Kleene.isUndetermined, count: subjects.count))
    }
    let entitlements = entitlements(of: rows, context)
    func passes(_ words: [UInt64]) -> Bool {
      words.withUnsafeBufferPointer { $0.baseAddress.map(test) ?? false }
    }
    let truths = rows.indices.map { index -> UInt8 in
      guard subjects.status(index) == Values.present else { return Kleene.isUndetermined }
      guard let own = entitlements[rows[index]], passes(own.words) else { return Kleene.isFalse }
      if let sure = own.sureWords, !passes(sure) { return Kleene.isUndetermined }
      return Kleene.isTrue
    }
    return Values(truths: truths)
  }

  private func entitlements(of rows: [Int32], _ context: EvaluationContext) -> [Int32: Entitlements] {
    let known = known.withLock { $0 }
    let missing = Set(rows.filter { $0 >= 0 && known[$0] == nil }).sorted()
    guard !missing.isEmpty else { return known }
    let subjects = RightsReader.subjects(
      of: model, among: missing, evaluator: ExpressionEvaluator(context: context))
    let rights = RightsOfSubjects(model: model, of: missing, subjects: subjects, context: context)
    var all = known
    for row in missing {
      let own = rights.rights(of: Int(row))
      all[row] = Entitlements(
        words: rights.words(of: Int(row), width),
        sureWords: own.allSatisfy(\.isSure) ? nil : rights.words(of: Int(row), width, onlySure: true))
    }
    self.known.withLock { [all] in $0.merge(all) { first, _ in first } }
    return all
  }
}

extension EvaluationContext {
  func performs(_ subjects: Values, _ duty: DutyID, _ model: AccessModelID) -> Values {
    guard isAboutFew(subjects, model) else { return access(of: model).performs(subjects, duty) }
    return subjectAccess(of: model).truths(subjects, self) { self.atoms.amounts($0, to: duty) }
  }

  func holds(_ subjects: Values, _ pattern: TextPattern, _ model: AccessModelID) -> Values {
    guard isAboutFew(subjects, model) else { return access(of: model).holds(subjects, pattern) }
    guard let atom = atoms.atom(of: pattern) else {
      return Values(truths: [UInt8](repeating: Kleene.isUndetermined, count: subjects.count))
    }
    return subjectAccess(of: model).truths(subjects, self) { $0[atom >> 6] >> UInt64(atom & 63) & 1 != 0 }
  }

  /// Where few rows are evaluated, only the rights of the subjects in question are computed, unless they are many.
  private func isAboutFew(_ subjects: Values, _ model: AccessModelID) -> Bool {
    if let origin, !dayDependence.contains(model) { return origin.isAboutFew(subjects, model) }
    return isFew(subjects.count, of: plan[model].subjectTable)
  }
}
