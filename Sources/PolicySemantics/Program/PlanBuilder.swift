import Diagnostics
import RulePlan
import SourceText

/// The plan and the diagnostics while the compiler works: one for a compilation, handed to every checker.
final class PlanBuilder {
  let files: [SourceFile]
  let options: CompilerOptions
  var plan: Plan
  private(set) var diagnostics: [Diagnostic] = []
  /// The declarations looked up by name so far: advice on unused declarations reads it.
  var usedDeclarations: Set<DeclarationReference> = []
  /// Notes what names mean, for editors; nil where nobody asks.
  let index: IndexRecorder?
  let nameIndex = NameIndex()

  /// Notes that a declaration is used, and where it is named.
  func use(_ declaration: Declaration, at range: SourceRange, in file: Int) {
    usedDeclarations.insert(declaration.reference)
    index?.use(declaration.reference, at: range, in: file)
  }

  init(files: [SourceFile], options: CompilerOptions, index: IndexRecorder? = nil) {
    self.index = index
    self.files = files
    self.options = options
    plan = Plan(files: files.map(\.path))
    plan.exchangePivot = options.exchangePivot
  }

  /// A fresh variable; no two binders share one.
  func variable(_ name: String, _ type: ValueType) -> VariableID {
    plan.variables.append(Variable(name: name, type: type))
    return VariableID(plan.variables.count - 1)
  }

  /// A field of a table by its name.
  func field(named name: String, of table: TableID) -> FieldID? {
    nameIndex.field(named: name, of: table, in: plan.schema)
  }

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  func removeDiagnostics(where isRemoved: (Diagnostic) -> Bool) { diagnostics.removeAll(where: isRemoved) }

  /// Does something on trial: what it reports is given back instead of being kept.
  func onTrial<Result>(_ body: () -> Result) -> (result: Result, diagnostics: [Diagnostic]) {
    let count = diagnostics.count
    let result = body()
    let reported = Array(diagnostics[count...])
    diagnostics.removeLast(reported.count)
    return (result, reported)
  }

  /// The diagnostics reported after the first `count`.
  func reported(since count: Int) -> [Diagnostic] { Array(diagnostics.dropFirst(count)) }

  /// Reports a fault in a file of the compilation.
  func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, in file: Int, related: [RelatedPlace] = [],
    notes: [String] = [], fixIts: [FixIt] = []
  ) {
    report(
      Diagnostic(code, message, at: range, in: files[file], related: related, notes: notes, fixIts: fixIts))
  }

  func origin(_ range: SourceRange, in file: Int) -> Origin { Origin(file: file, start: range.start, end: range.end) }

  func place(of origin: Origin) -> Place? {
    guard files.indices.contains(origin.file) else { return nil }
    return Place(SourceRange(origin.start, origin.end), in: files[origin.file])
  }
}

extension PlanBuilder {
  /// All that was reported so far, in order.
  func sortedDiagnostics() -> [Diagnostic] { sorted(diagnostics) }

  /// By file, place and code; what was found twice at one place is given once.
  func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let position = Dictionary(files.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    let fileNumbers = diagnostics.map { position[$0.place.file] ?? .max }
    let order = diagnostics.indices.sorted { left, right in
      if fileNumbers[left] != fileNumbers[right] { return fileNumbers[left] < fileNumbers[right] }
      let (a, b) = (diagnostics[left], diagnostics[right])
      if a.range != b.range { return (a.range.start, a.range.end) < (b.range.start, b.range.end) }
      if a.code != b.code { return a.code.code < b.code.code }
      return left < right
    }
    var result: [Diagnostic] = []
    // Those of one place and code follow each other: where there are several, they are held against each other.
    var alike: Set<Diagnostic> = []
    for index in order {
      let diagnostic = diagnostics[index]
      guard let last = result.last, last.range == diagnostic.range, last.code == diagnostic.code else {
        alike = []
        result.append(diagnostic)
        continue
      }
      if alike.isEmpty { alike = [last] }
      if alike.insert(diagnostic).inserted { result.append(diagnostic) }
    }
    return result
  }
}
