import Diagnostics

/// Which part of a compilation has reported what, so that one part can be computed again and the others kept.
struct ReportedParts {
  /// Diagnostics about names, types and definitions, which do not depend on the insides of norms and tests.
  var frame: [Diagnostic] = []
  /// By the place of the norm in the list of norms; nothing for those without faults.
  var norms: [Int: [Diagnostic]] = [:]
  /// By the place of the test in the list of tests.
  var tests: [Int: [Diagnostic]] = [:]
}
