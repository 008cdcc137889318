import Diagnostics
import PolicySyntax

/// Finds tests whose outcome may change with the day on which they are run.
struct TestDateAdvice {
  let program: Program

  func give() {
    for (test, file) in program.tests where test.asOf == nil {
      program.builder.report(
        .testWithoutDate, "the test has no day: add `as of`", at: test.title?.range ?? test.range, in: file,
        notes: ["for example `as of 2019-06-30`"])
    }
  }
}
