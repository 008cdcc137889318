import Diagnostics
public import PolicySyntax
import RulePlan
public import SourceText

/// The compiler: texts in, a plan and diagnostics out.
public enum Compiler {
  /// Compiles a set of policy files, which may name each other. Never fails: faults become diagnostics, and a plan is
  /// there only where none of them is an error. Linear in the texts, but for import chains and the rows of one norm.
  public static func compile(_ files: [SourceFile], options: CompilerOptions = CompilerOptions()) -> Compilation {
    compile(files.map { PolicyParser.parse($0) }, options: options, index: nil).compilation
  }

  /// Compiles trees, and says what every name in them means.
  public static func analyze(_ trees: [SyntaxTree], options: CompilerOptions = CompilerOptions()) -> CompiledState {
    let recorder = IndexRecorder(fileCount: trees.count)
    let (compilation, program) = compile(trees, options: options, index: recorder)
    return CompiledState(
      compilation: compilation, index: recorder.finish(program), program: program, recorder: recorder)
  }

  private static func compile(
    _ trees: [SyntaxTree], options: CompilerOptions, index: IndexRecorder?
  ) -> (compilation: Compilation, program: Program) {
    let files = trees.map(\.source)
    let builder = PlanBuilder(files: files, options: options, index: index)
    for tree in trees { for diagnostic in tree.diagnostics { builder.report(diagnostic) } }
    let textual = builder.diagnostics.count
    let names = NamespaceReader(builder: builder, syntax: trees.map { PolicyFileSyntax(node: $0.root) }).read()
    let program = Program(builder: builder, trees: trees, names: names)
    index?.noteNamespaces(of: program)
    program.reported.frame = builder.reported(since: textual)
    ClauseChecker(program: program).check()
    let allowClauses = AllowClauses(program: program)
    allowClauses.check()
    let declared = builder.diagnostics.count
    DeclarationCollector(program: program).collect()

    let checker = ExpressionChecker(program: program)
    SchemaCompiler(program: program, checker: checker).compile()
    let functions = FunctionCompiler(program: program, checker: checker)
    functions.declare()
    let parameters = ParameterCompiler(program: program, checker: checker)
    parameters.declare()
    PolicyHeaderChecker(program: program).check()
    InstrumentCompiler(program: program, checker: checker).compile()
    let duties = DutyCompiler(program: program)
    duties.compile()
    SchemaCompiler(program: program, checker: checker).compileDefaults()
    SchemaCompiler(program: program, checker: checker).compileDerivedFields()
    functions.compile()
    let accessModels = AccessModelCompiler(program: program, checker: checker)
    for index in program.accessModels.indices { _ = accessModels.signature(of: AccessModelID(index)) }
    parameters.compile()
    let norms = NormCompiler(program: program, checker: checker)
    norms.reportRepeatedVersions()
    let tests = TestCompiler(program: program, checker: checker)
    tests.reportRepeatedTitles()
    DefinitionChecker(program: program).check()
    program.reported.frame += builder.reported(since: declared)
    norms.compile()
    let compiledTests = tests.compile()

    let hasErrors = builder.hasErrors
    if options.givesAdvice, !hasErrors { PolicyAdvisor(program: program).advise() }
    allowClauses.silence(isComplete: options.givesAdvice && !hasErrors)
    let diagnostics = builder.sortedDiagnostics()
    builder.plan.accessModels = program.accessModels.indices.compactMap {
      program.compiledAccessModels[AccessModelID($0)]
    }
    let compilation = Compilation(
      files: files, diagnostics: diagnostics, plan: hasErrors ? nil : builder.plan,
      tests: hasErrors ? [] : compiledTests)
    return (compilation, program)
  }
}
