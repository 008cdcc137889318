import Diagnostics
import Governance
import Workbench

/// The outcome of a test, in a few lines.
enum TestReport {
  static func run(_ title: String, path: String, snapshot: ProjectSnapshot, language: String) -> String {
    guard let outcome = snapshot.runTest(title, path: path, language: language) else {
      return "“\(title)” cannot be run: the policies have errors."
    }
    guard !outcome.isPassed else { return "“\(title)” passed." }
    var lines = ["“\(title)” failed."]
    lines += outcome.diagnostics.map(\.message)
    lines += outcome.failures.map { "\($0.expectation): \($0.message)" }
    return lines.joined(separator: "\n")
  }
}
