import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Compiles tests: their records as the data would have them, their expectations of norms that exist.
struct TestCompiler {
  let program: Program
  let checker: ExpressionChecker

  private var builder: PlanBuilder { program.builder }

  /// The tests that are sound. The norms have been compiled before.
  ///
  /// - Parameter only: the tests that are compiled, by their places in the list; nil: all of them.
  func compile(only: Set<Int>? = nil) -> [PolicyTest] {
    guard only?.isEmpty != true, !program.tests.isEmpty else { return [] }
    let targets = TestTargets(program: program)
    var result: [PolicyTest] = []
    for (index, test) in program.tests.enumerated() where only?.contains(index) ?? true {
      let count = builder.diagnostics.count
      if let compiled = compile(test.syntax, in: test.file, targets) { result.append(compiled) }
      let reported = builder.reported(since: count)
      program.reported.tests[index] = reported.isEmpty ? nil : reported
    }
    return result
  }

  /// Tests of one namespace differ in their titles.
  func reportRepeatedTitles() {
    var seen: [String: [String: Place]] = [:]
    for (syntax, file) in program.tests {
      guard let title = syntax.title else { continue }
      let namespace = program.names.namespaces[file]
      if let earlier = seen[namespace]?[title.value] {
        builder.report(
          .repeatedTest, "there is already a test \(title.token.text)", at: title.range, in: file,
          related: [RelatedPlace(message: "the first one is here", place: earlier)])
      } else {
        seen[namespace, default: [:]][title.value] = Place(title.range, in: builder.files[file])
      }
    }
  }

  /// The name of a source, which is reported where there is none.
  private func source(_ token: SyntaxToken, in file: Int) -> String {
    let names = program.sources.compactMap { $0.syntax.name?.text }
    guard !names.contains(token.text) else { return token.text }
    let nearest = NameSuggestion.nearest(to: token.text, in: names)
    builder.report(
      .sourceUnknownName, "no source is named `\(token.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: token.range, in: file,
      fixIts: nearest.map {
        [FixIt(title: "Change `\(token.text)` to `\($0)`", edits: [TextEdit(range: token.range, replacement: $0)])]
      } ?? [])
    return token.text
  }

  private func compile(_ syntax: TestSyntax, in file: Int, _ targets: TestTargets) -> PolicyTest? {
    let titleRange = syntax.title?.range ?? syntax.range
    if syntax.expectations.isEmpty, !syntax.node.isBroken {
      builder.report(
        .testWithoutExpectation, "the test expects nothing", at: titleRange, in: file,
        notes: ["say what is found, `expect R_01 for Person \"u1\"`, or that nothing is: `expect no findings`"])
    }
    let asOf = syntax.asOf.flatMap { DateReader(program: program).day($0, in: file) }
    let dataFiles = syntax.dataFiles.map { named in
      PolicyTest.DataFile(
        path: named.path.value, source: named.source.map { source($0, in: file) },
        origin: builder.origin(named.path.range, in: file))
    }
    let given = TestRecords(program: program, checker: checker, file: file, hasDataFiles: !dataFiles.isEmpty)
      .read(syntax.records)
    let expectations = ExpectationChecker(
      program: program, checker: checker, file: file, given: given, targets: targets
    )
    .check(syntax.expectations)
    guard let title = syntax.title, !given.isBroken, expectations.count == syntax.expectations.count else { return nil }
    return PolicyTest(
      title: title.value, namespace: program.names.namespaces[file], asOf: asOf, dataFiles: dataFiles,
      records: given.records, expectations: expectations, origin: builder.origin(title.range, in: file))
  }
}
