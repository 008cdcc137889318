import Diagnostics
import RecordStore
import RulePlan
import SourceText

extension LoadRun {
  /// Resolves references, and turns the faults of the data into diagnostics. `checking` may add faults that need the
  /// whole store.
  func finish(checking: (RecordStore) -> Void = { _ in }) -> LoadResult {
    let (store, report) = builder.finish(faultLimit: options.limits.errorsPerFile, jobs: options.jobs)
    addIntegrityFaults(report, of: store)
    let entryOfFile = Dictionary(
      entries.enumerated().compactMap { index, entry in entry.file.map { ($0, index) } }
    ) { first, _ in first }
    addRateFaults(of: store) { entryOfFile[$0].map { self.entries[$0] } }
    checking(store)
    let unlistedPassed = addPassedNames()
    noteChangedFiles(of: store)
    var diagnostics: [Diagnostic] = []
    var unlisted = 0
    // A fault of a file that several sources read is one.
    var said: Set<Diagnostic> = []
    let isShared = Set(entries.map(\.path)).count < entries.count
    for entry in entries where !entry.holdsRequests {
      unlisted += entry.faults.unlisted
      let own = makeDiagnostics(of: entry, in: store)
      diagnostics.append(contentsOf: isShared ? own.filter { said.insert($0).inserted } : own)
    }
    if unlistedPassed > 0 {
      diagnostics.append(
        Diagnostic(
          .unlistedFaults, "\(unlistedPassed) more unknown sections and fields were passed over and are not listed",
          place: .none, severity: .warning))
    }
    var statistics = statistics
    statistics.recordCount = store.recordCount
    statistics.sources = sourceCounts.byFile
    diagnostics += unfoundSteps() + emptySources()
    let outcome: LoadResult.Outcome =
      if diagnostics.contains(where: { $0.code.isFailure }) {
        .failed
      } else if unlisted > 0 || diagnostics.contains(where: { $0.severity == .error }) {
        .faulty
      } else {
        .complete
      }
    return LoadResult(
      store: store, diagnostics: diagnostics, unlistedCount: unlisted, outcome: outcome,
      isWhole: !entries.contains { $0.faults.isCut }, statistics: statistics)
  }

  /// The bytes of a file that was written to meanwhile are neither those that it holds nor those that it held.
  private func noteChangedFiles(of store: RecordStore) {
    for entry in entries {
      guard let file = entry.file, store.files[file].bytes.hasChanged else { continue }
      _ = entry.faults.stop(.changedWhileRead, 0, 0, "`\(entry.path)` was changed while it was read")
    }
  }

  /// Paths that led nowhere in any document, with what may have been meant.
  private func unfoundSteps() -> [Diagnostic] {
    var found: Set<UnfoundStep.Identity> = []
    for entry in entries { found.formUnion(entry.faults.foundSteps) }
    var unfound: [UnfoundStep.Identity: UnfoundStep] = [:]
    for entry in entries {
      for step in entry.faults.unfoundSteps where !found.contains(step.identity) {
        unfound[step.identity, default: step].others.formUnion(step.others)
      }
    }
    return unfound.values.sorted { ($0.source, $0.step) < ($1.source, $1.step) }.map { step in
      let nearest = NameSuggestion.nearest(to: step.name, in: step.others.sorted())
      return Diagnostic(
        .sourceStep,
        "no document that `\(step.source)` reads has \(quoted(step.name)) there"
          + (nearest.map { "; did you mean \(quoted($0))?" } ?? ""),
        place: options.policyPlace(step.origin) ?? .none,
        notes: ["where it may be missing, say so: `… otherwise …`, or `… is present`"])
    }
  }

  /// Sources of which no record is kept.
  private func emptySources() -> [Diagnostic] {
    var counts: [String: (kept: Int, came: Int)] = [:]
    for count in sourceCounts.byFile.values {
      counts[count.source, default: (0, 0)].kept += count.kept
      counts[count.source, default: (0, 0)].came += count.came
    }
    let isCut = Set(sourceCounts.byFile.keys)
    guard isCut.count == sourceCounts.fileCount else { return [] }
    return counts.filter { $0.value.kept == 0 }.keys.sorted().map { name in
      let came = counts[name]?.came ?? 0
      return Diagnostic(
        .emptySource,
        "`\(name)` keeps no record" + (came > 0 ? ": all \(came) that came are left out by `where`" : ""),
        place: sourceCounts.origins[name].flatMap { options.policyPlace($0) } ?? .none)
    }
  }

  /// Says each unknown section and field once, where it first came up, with how often it did. Returns how often others
  /// came up.
  private func addPassedNames() -> Int {
    var order: [(entry: Int, passed: PassedName)] = []
    var indexes: [PassedName.Identity: Int] = [:]
    for (entry, next) in entries.enumerated() {
      for passed in next.faults.passedNames {
        if let known = indexes[passed.identity] {
          order[known].passed.count += passed.count
        } else {
          indexes[passed.identity] = order.count
          order.append((entry, passed))
        }
      }
    }
    for (entry, passed) in order {
      var fault = passed.fault
      if passed.count > 1 { fault.message += " (passed over \(passed.count) times)" }
      entries[entry].faults.add(counted: fault)
    }
    return entries.reduce(0) { $0 + $1.faults.unlistedPassed }
  }

  /// The faults of a file of requests, in their order.
  func requestDiagnostics(of entry: Int, in store: RecordStore) -> [Diagnostic] {
    makeDiagnostics(of: entries[entry], in: store)
  }

  // MARK: Integrity

  private func addIntegrityFaults(_ report: IntegrityReport, of store: RecordStore) {
    var entryOfFile: [Int: Int] = [:]
    for (index, entry) in entries.enumerated() { if let file = entry.file { entryOfFile[file] = index } }
    // Where something was not read, a reference may well lead to it.
    let isDataCut = entries.contains { $0.faults.isCut && !$0.holdsRequests }
    let isCut = isDataCut || entries.contains { $0.faults.isCut }
    var searchesLeft = 100
    for fault in report.faults {
      let element = fault.element
      guard let (file, range) = store.range(of: .field(fault.field, row: fault.row, element: element)),
        let entry = entryOfFile[file]
      else { continue }
      let faults = entries[entry].faults
      let field = store.schema[fault.field]
      switch fault.kind {
      case .duplicateKey(let symbol, let first):
        let key = quoted(store.symbols.string(of: symbol))
        var related: [Fault.Related] = []
        if let (file, range) = store.range(of: .field(fault.field, row: first)) {
          related.append(
            Fault.Related(message: "first given here", file: file, start: range.start, end: range.end))
        }
        let name = store.schema[fault.field.table].name
        faults.add(
          .duplicateKey, range.start, range.end, related: related, "another \(name) has the key \(key) already")
      case .noSuchInstance(let target, let symbol):
        let isRequest = entries[entry].holdsRequests
        let fits = store.schema.canonicalKey(store.symbols.string(of: symbol), of: target) != nil
        guard
          !fits
            || !(isRequest ? isCut : isDataCut) && !incompleteTables.contains(target)
              && (!isRequest || !incompleteRequestTables.contains(target))
        else { continue }
        searchesLeft -= 1
        let hint = searchesLeft >= 0 ? nearestKey(to: symbol, of: target, in: store) : nil
        addDangling(
          store.symbols.string(of: symbol), of: field, to: target, hint, store.schema, faults, range)
      }
    }
    for (field, count) in report.unlisted {
      let isReference = !store.schema[field.table].keyParts.contains(field.index)
      if isReference, isCut || isIncomplete(store.schema[field].type.scalar) { continue }
      // Which files they are in is not known any more; the last one of the data says it.
      (entries.last { !$0.holdsRequests } ?? entries.last)?.faults.count(unlisted: count)
    }
  }

  private static func parentName(_ schema: Schema, _ table: TableID) -> String {
    schema[table].containment.map { schema[$0.parent].name } ?? ""
  }

  private func addDangling(
    _ key: String, of field: Field, to target: TableID, _ hint: String?, _ schema: Schema, _ faults: FaultList,
    _ range: SourceRange
  ) {
    let name = schema[target].name
    guard schema.canonicalKey(key, of: target) != nil else {
      return faults.add(
        .keyForm, range.start, range.end, notes: Self.keyNotes(schema, target),
        "`\(field.dataName)` expects a key of \(name), `\(schema.keyForm(of: target, inData: true))`, found \(quoted(key))"
          + (hint.map { "; did you mean \(quoted($0))?" } ?? ""))
    }
    faults.add(
      .danglingReference, range.start, range.end,
      "`\(field.dataName)` refers to \(name) \(quoted(key)), which the data does not have"
        + (hint.map { "; did you mean \(quoted($0))?" } ?? ""))
  }

  private static func keyNotes(_ schema: Schema, _ target: TableID) -> [String] {
    guard schema[target].containment == nil else {
      return ["the last part alone refers only from inside the same \(parentName(schema, target))"]
    }
    return schema.keyFields(of: target).count > 1
      ? ["a slash inside a part is written `\\/`, and a backslash `\\\\`"] : []
  }

  private func isIncomplete(_ type: ScalarType) -> Bool {
    if case .row(let table) = type { return incompleteTables.contains(table) }
    return false
  }

  /// The key that may have been meant. Large sections are not searched.
  private func nearestKey(to symbol: UInt32, of table: TableID, in store: RecordStore) -> String? {
    let rowCount = store[table].rowCount
    guard rowCount <= 20_000 else { return nil }
    let keys = (0..<rowCount).lazy.compactMap { store.key(of: $0, in: table) }.map { store.symbols.string(of: $0) }
    return NameSuggestion.nearest(to: store.symbols.string(of: symbol), in: keys)
  }

  // MARK: Places

  private func makeDiagnostics(of entry: Entry, in store: RecordStore) -> [Diagnostic] {
    let faults = entry.faults.faults.sorted {
      ($0.start, $0.end, $0.code.code, $0.message) < ($1.start, $1.end, $1.code.code, $1.message)
    }
    var ranges: [Int: [SourceRange]] = [:]
    for fault in faults {
      if let file = entry.file { ranges[file, default: []].append(SourceRange(fault.start, fault.end)) }
      for related in fault.related { ranges[related.file, default: []].append(SourceRange(related.start, related.end)) }
    }
    var places: [Int: [Place]] = [:]
    for (file, ranges) in ranges {
      places[file] = store.linePositions(of: ranges, inFile: file).reversed().map(Place.init)
    }
    func nextPlace(_ file: Int?) -> Place? { file.flatMap { places[$0]?.popLast() } }
    var diagnostics: [Diagnostic] = []
    for fault in faults {
      let place =
        nextPlace(entry.file) ?? Place(file: entry.path, line: 1, column: 1, endLine: 1, endColumn: 1)
      diagnostics.append(
        Diagnostic(
          fault.code, fault.message, place: place, range: SourceRange(fault.start, fault.end),
          severity: fault.severity,
          related: fault.related.compactMap { related in
            nextPlace(related.file).map { RelatedPlace(message: related.message, place: $0) }
          }
            + fault.origins.compactMap { place in
              options.policyPlace(place.origin).map { RelatedPlace(message: place.message, place: $0) }
            }, notes: fault.notes))
    }
    // In a sentence of its own, so that programs see it too.
    if entry.faults.unlisted > 0 {
      diagnostics.append(
        Diagnostic(
          .unlistedFaults, "\(entry.faults.unlisted) more errors in this file are not listed",
          place: diagnostics.last?.place ?? Place(file: entry.path, line: 1, column: 1, endLine: 1, endColumn: 1)))
    }
    return diagnostics
  }
}

extension Place {
  init(_ place: DataPlace) {
    self.init(
      file: place.file, line: place.line, column: place.column, endLine: place.endLine, endColumn: place.endColumn)
  }
}
