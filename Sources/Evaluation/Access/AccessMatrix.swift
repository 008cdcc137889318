import RecordStore
import RulePlan
import Synchronization

/// The entitlements of every subject under an access model, as bits of the atom table: one row of words for each row of
/// the subjects’ table. A right whose condition cannot be decided is among them; for those who have one, what they have
/// for sure is kept besides.
final class AccessMatrix: Sendable {
  let model: AccessModel
  let atoms: AtomTable
  let width: Int
  let subjectTable: TableID
  /// Subjects for which the model’s conditions hold or cannot be decided.
  let subjects: Bitset
  private let words: [UInt64]
  /// Those of them for which they cannot be decided.
  let uncertainSubjects: Bitset
  /// The words of the rights that are sure, of the subjects who also have others.
  private let sureWords: [Int: [UInt64]]
  /// The rights that give something, where columns say which.
  let givingRights: Bitset?
  /// Rights of which a value cannot be read; nil where there are none.
  let open: OpenRights?

  private init(
    model: AccessModel, atoms: AtomTable, subjectTable: TableID, subjects: RightsReader.Subjects, words: [UInt64],
    sureWords: [Int: [UInt64]], givingRights: Bitset? = nil, open: OpenRights? = nil
  ) {
    self.open = open
    self.model = model
    self.atoms = atoms
    self.subjectTable = subjectTable
    self.subjects = subjects.possible
    uncertainSubjects = subjects.uncertain
    self.words = words
    self.sureWords = sureWords
    self.givingRights = givingRights
    width = atoms.wordCount
  }

  /// Linear in the rights; what a pivot row gives is computed once.
  static func build(model: AccessModel, context: EvaluationContext) -> AccessMatrix {
    let atoms = context.atoms
    let table = model.subjectTable
    let evaluator = ExpressionEvaluator(context: context)
    let count = context.rowCount(table)
    let subjects = RightsReader.subjects(of: model, evaluator: evaluator)
    let width = atoms.wordCount
    let pivots = context.pivots(of: model.id)
    let reader = RightsReader(model: model, context: context)
    if let columns = reader.columns(for: subjects, withScopes: false), let plain = pivots.plainWords,
      pivots.open.isEmpty
    {
      let rights = columns.givingRights(plain, context)
      return AccessMatrix(
        model: model, atoms: atoms, subjectTable: table, subjects: subjects,
        words: words(columns, rights, plain, subjects.possible, count, context), sureWords: [:], givingRights: rights)
    }
    var words = [UInt64](repeating: 0, count: count * width)
    let unsure = Mutex(Bitset(capacity: count))
    let parts = Workers.map(splitting: reader.rowCount, context) { range -> [UInt64] in
      let evaluator = ExpressionEvaluator(context: context)
      var own = [UInt64](repeating: 0, count: count * width)
      reader.read(range, subjects: subjects, given: pivots, evaluator: evaluator) { block in
        if block.uncertain.contains(1) {
          unsure.withLock { unsure in
            for index in block.subjects.indices where block.uncertain[index] != 0 {
              unsure.insert(Int(block.subjects[index]))
            }
          }
        }
        pivots.withWords(block.pivots, evaluator: evaluator) { pivotWords, place in
          own.withUnsafeMutableBufferPointer { own in
            for index in block.subjects.indices {
              let source = place(index)
              guard source >= 0 else { continue }
              let target = Int(block.subjects[index]) * width
              for word in 0..<width { own[target + word] |= pivotWords[source * width + word] }
            }
          }
        }
      }
      return own
    }
    for part in parts {
      if parts.count == 1 {
        words = part
      } else {
        for index in words.indices { words[index] |= part[index] }
      }
    }
    return AccessMatrix(
      model: model, atoms: atoms, subjectTable: table, subjects: subjects, words: words,
      sureWords: sureWords(
        of: unsure.withLock { $0 }, subjects.uncertain, reader: reader, pivots: pivots, evaluator: evaluator),
      open: OpenRights(model: model, pivots: pivots, context: context))
  }

  /// The words of all subjects when everything that determines their rights is stored in columns.
  private static func words(
    _ columns: RightsReader.Columns, _ rights: Bitset, _ pivots: PivotAtoms.PlainWords, _ subjects: Bitset,
    _ count: Int, _ context: EvaluationContext
  ) -> [UInt64] {
    let width = pivots.width
    let jobs = rights.capacity < context.rowsWorthSplitting ? 1 : context.jobs
    let ranges = Workers.ranges(of: rights.words.count, parts: jobs)
    let parts = Workers.map(parts: ranges.count) { part -> (first: Int, words: [UInt64]) in
      // Rights mostly come in the order of their subjects: a part concerns few of them.
      var first = Int.max
      var last = -1
      if ranges.count == 1 {
        (first, last) = (0, count - 1)
      } else {
        columns.forEach(of: rights, in: ranges[part]) { _, subject, _ in
          first = min(first, subject)
          last = max(last, subject)
        }
      }
      guard first <= last, last < count else { return (0, []) }
      var own = [UInt64](repeating: 0, count: (last - first + 1) * width)
      own.withUnsafeMutableBufferPointer { own in
        pivots.words.withUnsafeBufferPointer { words in
          columns.forEach(of: rights, in: ranges[part]) { _, subject, pivot in
            guard subject < count, subjects.contains(subject) else { return }
            for word in 0..<width { own[(subject - first) * width + word] |= words[pivot * width + word] }
          }
        }
      }
      return (first, own)
    }
    if parts.count == 1, parts[0].words.count == count * width { return parts[0].words }
    var words = [UInt64](repeating: 0, count: count * width)
    words.withUnsafeMutableBufferPointer { words in
      for part in parts {
        let start = part.first * width
        part.words.withUnsafeBufferPointer { own in for index in own.indices { words[start + index] |= own[index] } }
      }
    }
    return words
  }

  /// The entitlements that some subjects surely have, in one more pass over the rights.
  private static func sureWords(
    of unsure: Bitset, _ uncertain: Bitset, reader: RightsReader, pivots: PivotAtoms, evaluator: ExpressionEvaluator
  ) -> [Int: [UInt64]] {
    guard unsure.count > 0 else { return [:] }
    let width = pivots.width
    let none = [UInt64](repeating: 0, count: width)
    var result: [Int: [UInt64]] = [:]
    for subject in unsure { result[subject] = none }
    let subjects = RightsReader.Subjects(possible: unsure, uncertain: uncertain)
    reader.read(0..<reader.rowCount, subjects: subjects, given: pivots, evaluator: evaluator) { block in
      pivots.withWords(block.pivots, evaluator: evaluator) { words, place in
        for index in block.subjects.indices where block.uncertain[index] == 0 && place(index) >= 0 {
          for word in 0..<width {
            result[Int(block.subjects[index]), default: none][word] |= words[place(index) * width + word]
          }
        }
      }
    }
    return result
  }

  /// Calls the body with each subject of a range and its words.
  func forEachSubject(in range: Range<Int>, _ body: (Int, UnsafePointer<UInt64>) -> Void) {
    words.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for subject in range.clamped(to: 0..<(buffer.count / width)) where subjects.contains(subject) {
        body(subject, base + subject * width)
      }
    }
  }

  /// Calls the body with the words of a subject.
  func withWords<Result>(of subject: Int, _ body: (UnsafePointer<UInt64>) -> Result) -> Result? {
    words.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, subject >= 0, (subject + 1) * width <= buffer.count else { return nil }
      return body(base + subject * width)
    }
  }

  func performs(_ subjects: Values, _ duty: DutyID) -> Values {
    truths(subjects) { self.atoms.amounts($0, to: duty) }
  }

  func holds(_ subjects: Values, _ pattern: TextPattern) -> Values {
    guard let atom = atoms.atom(of: pattern) else {
      return Values(truths: [UInt8](repeating: Kleene.isUndetermined, count: subjects.count))
    }
    return truths(subjects) { $0[atom >> 6] >> UInt64(atom & 63) & 1 != 0 }
  }

  /// Calls the body with what a subject has for sure, where that is not all.
  private func withSureWords(of subject: Int, _ body: (UnsafePointer<UInt64>) -> Bool) -> Bool? {
    sureWords[subject]?.withUnsafeBufferPointer { buffer in buffer.baseAddress.map(body) }
  }

  /// Whether rights that cannot be read may make a subject pass a test.
  private func mayHave(_ subject: Int, _ test: (UnsafePointer<UInt64>) -> Bool) -> Bool {
    guard let open, subjects.contains(subject),
      let possible = withWords(of: subject, { open.possible($0, of: subject) })
    else { return false }
    return possible.withUnsafeBufferPointer { $0.baseAddress.map(test) ?? false }
  }

  private func truths(_ values: Values, _ test: (UnsafePointer<UInt64>) -> Bool) -> Values {
    guard case .rows(let rows) = values.vector else {
      return Values(truths: [UInt8](repeating: Kleene.isUndetermined, count: values.count))
    }
    let truths = rows.indices.map { index -> UInt8 in
      guard values.status(index) == Values.present else { return Kleene.isUndetermined }
      guard withWords(of: Int(rows[index]), test) == true else {
        return mayHave(Int(rows[index]), test) ? Kleene.isUndetermined : Kleene.isFalse
      }
      return withSureWords(of: Int(rows[index]), test) == false ? Kleene.isUndetermined : Kleene.isTrue
    }
    return Values(truths: truths)
  }
}

extension AccessModel {
  /// The table of the subjects.
  public var subjectTable: TableID {
    if let step = subjects.steps.first, case .scan(let table) = step.source { return table }
    return TableID(0)
  }

  var subjectVariable: VariableID? { subjects.steps.first?.variable }
}
