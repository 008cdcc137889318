import RulePlan

/// The clauses of a source that say how values are written, by the columns that it takes.
struct FormDraft {
  private var patterns: [(pattern: DatePattern, reason: String)] = []
  private var numberForms: [(form: NumberForm, reason: String)] = []
  private var missing: [(word: String, column: String)] = []
  private var forever: [String] = []
  private var truths: [String] = []
  private var untruths: [String] = []
  private var hasZonelessTimes = false
  private(set) var remarks: [String] = []

  /// - Parameters:
  ///   - mayEnd: whether a day without end may be missing.
  ///   - isRequired: whether an empty cell has to mean something.
  mutating func add(_ column: SampleColumn, as type: ScalarType, mayEnd: Bool, isRequired: Bool) {
    let nothings = column.values.filter { ValueForms.nothings.contains($0.lowercased()) }
    let values = column.values.filter { !ValueForms.nothings.contains($0.lowercased()) }
    switch type {
    case .date, .timestamp:
      addMissing(nothings, column)
      addDates(values, column, mayEnd: mayEnd, isTimestamp: type == .timestamp)
    case .integer, .decimal, .percent, .money:
      addMissing(nothings, column)
      addNumbers(values, column)
    case .boolean: addTruths(column, isRequired: isRequired)
    case .text, .duration, .period, .dataSize, .version, .enumeration, .row:
      addMissing(nothings.filter { $0.hasPrefix("#") || $0.lowercased() == "n/a" || $0.lowercased() == "null" }, column)
    }
  }

  private mutating func addMissing(_ words: [String], _ column: SampleColumn) {
    for word in ValueForms.unique(words) where !missing.contains(where: { $0.word == word }) {
      missing.append((word, column.name))
    }
  }

  private mutating func addDates(_ values: [String], _ column: SampleColumn, mayEnd: Bool, isTimestamp: Bool) {
    guard let (pattern, rival, unread) = ValueForms.dates(of: values) else { return }
    if let last = values.first(where: { ValueForms.day($0, pattern) == .last }), mayEnd, !forever.contains(last) {
      forever.append(last)
    }
    if isTimestamp { hasZonelessTimes = true }
    if let odd = unread.first { remarks.append("\(DraftedSource.quoted(odd)) in \(column.name) is not such a date") }
    guard !patterns.contains(where: { $0.pattern == pattern }) else { return }
    var reason = "\(column.name): \(values.first ?? "")"
    if let rival { reason += "; CHECK: no day is above 12, so it may be \(rival.text)" }
    patterns.append((pattern, reason))
  }

  private mutating func addNumbers(_ values: [String], _ column: SampleColumn) {
    guard let (form, isAmbiguous, unread) = ValueForms.numbers(of: values) else { return }
    if isAmbiguous { remarks.append("CHECK: \(column.name) may have points between thousands, `numbers \"1.234,56\"`") }
    if let odd = unread.first { remarks.append("\(DraftedSource.quoted(odd)) in \(column.name) is not such a number") }
    guard !numberForms.contains(where: { $0.form == form }) else { return }
    numberForms.append((form, "\(column.name): \(values.first ?? "")"))
  }

  private mutating func addTruths(_ column: SampleColumn, isRequired: Bool) {
    let words = ValueForms.unique(column.values)
    guard
      !words.allSatisfy({ ["true", "True", "TRUE", "false", "False", "FALSE"].contains($0) })
        || column.hasGaps && isRequired
    else { return }
    for word in words {
      if ValueForms.trueWords.contains(word.lowercased()) {
        if !truths.contains(word) { truths.append(word) }
      } else if !untruths.contains(word) {
        untruths.append(word)
      }
    }
    if column.hasGaps, isRequired, !untruths.contains("") { untruths.append("") }
  }

  /// The clauses, each with its reason. Our own notation needs none.
  var clauses: [DraftedSource.Clause] {
    var result: [DraftedSource.Clause] = []
    let quote = DraftedSource.quoted
    let isOwn = patterns.allSatisfy { $0.pattern == ValueForms.datePatterns[0] }
    if !isOwn {
      result.append(
        DraftedSource.Clause(
          words: "dates", value: patterns.map { quote($0.pattern.text) }.joined(separator: ", "),
          reason: patterns.map(\.reason).joined(separator: "; ")))
      if patterns.contains(where: { $0.pattern.parts.contains(.shortYear) }) {
        result.append(
          DraftedSource.Clause(words: "century", value: "2000", reason: "CHECK: the years have two digits"))
      }
    }
    if hasZonelessTimes {
      result.append(
        DraftedSource.Clause(words: "zone", value: quote("UTC"), reason: "CHECK: the file names no zone for its times"))
    }
    if let number = numberForms.first(where: { $0.form.text != "1234.56" }) {
      result.append(DraftedSource.Clause(words: "numbers", value: quote(number.form.text), reason: number.reason))
    }
    if !missing.isEmpty {
      result.append(
        DraftedSource.Clause(
          words: "missing", value: missing.map { quote($0.word) }.joined(separator: ", "),
          reason: listedPlainly(ValueForms.unique(missing.map(\.column)))))
    }
    if !forever.isEmpty {
      result.append(DraftedSource.Clause(words: "forever", value: forever.map(quote).joined(separator: ", ")))
    }
    if !truths.isEmpty || !untruths.isEmpty {
      if !truths.isEmpty {
        result.append(DraftedSource.Clause(words: "true", value: truths.map(quote).joined(separator: ", ")))
      }
      if !untruths.isEmpty {
        result.append(DraftedSource.Clause(words: "false", value: untruths.map(quote).joined(separator: ", ")))
      }
    }
    return result
  }
}
