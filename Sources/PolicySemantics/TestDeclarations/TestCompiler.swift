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
  /// - Parameter only: the file whose tests are compiled; nil: all of them.
  func compile(only: Int? = nil) -> [PolicyTest] {
    guard program.tests.contains(where: { only == nil || only == $0.file }) else { return [] }
    reportRepeatedTitles()
    let targets = TestTargets(program: program)
    return program.tests.lazy.filter { only == nil || only == $0.file }.compactMap {
      compile($0.syntax, in: $0.file, targets)
    }
  }

  private func reportRepeatedTitles() {
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

  private func compile(_ syntax: TestSyntax, in file: Int, _ targets: TestTargets) -> PolicyTest? {
    let titleRange = syntax.title?.range ?? syntax.range
    if syntax.expectations.isEmpty, !syntax.node.isBroken {
      builder.report(
        .testWithoutExpectation, "the test expects nothing", at: titleRange, in: file,
        notes: ["say what is found, `expect R_01 for Person \"u1\"`, or that nothing is: `expect no findings`"])
    }
    let asOf = syntax.asOf.flatMap { DateReader(program: program).day($0, in: file) }
    let dataFiles = syntax.dataFiles.map {
      PolicyTest.DataFile(path: $0.value, origin: builder.origin($0.range, in: file))
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
