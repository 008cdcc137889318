import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Compiles rules, standards and segregations, in the order in which they are written.
struct NormCompiler {
  let program: Program
  let checker: ExpressionChecker

  func compile() {
    for (index, declared) in program.norms.enumerated() { compile(declared, index: index) }
  }

  /// Compiles a norm, which has its place in the list of norms.
  func compile(_ declared: Program.Declared<NormSyntax>, index: Int) {
    let count = program.builder.diagnostics.count
    switch declared.declaration.kind {
    case .rule: RuleCompiler(program: program, checker: checker).compile(rule: declared)
    case .standard: RuleCompiler(program: program, checker: checker).compile(standard: declared)
    default: SegregationCompiler(program: program, checker: checker).compile(declared)
    }
    let reported = program.builder.reported(since: count)
    if !reported.isEmpty { program.reported.norms[index] = reported }
  }

  /// Two standards of one name differ in their versions.
  func reportRepeatedVersions() {
    var seen: [String: [String: Origin]] = [:]
    for declared in program.norms where declared.declaration.kind == .standard {
      guard let version = declared.syntax.version?.node.text else { continue }
      let name = declared.declaration.qualifiedName
      if let earlier = seen[name]?[version] {
        program.builder.report(
          .repeatedVersion, "`\(declared.declaration.name)` already has a version \(version)",
          at: declared.syntax.version?.range ?? program.range(of: declared.declaration.origin), in: declared.file,
          related: program.builder.place(of: earlier).map { [.init(message: "the first one is here", place: $0)] } ?? []
        )
      } else {
        seen[name, default: [:]][version] = declared.declaration.origin
      }
    }
  }
}
