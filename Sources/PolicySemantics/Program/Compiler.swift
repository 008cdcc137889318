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

  /// Says what is wrong in a few files of many, before everything is compiled: their errors, but for those of tests about
  /// norms of other files. Takes time for all declarations, and for the norms and tests of these files.
  public static func firstLook(
    at files: Set<Int>, of trees: [SyntaxTree], options: CompilerOptions = CompilerOptions()
  ) -> [Diagnostic] {
    let (program, checker) = frame(trees, options: options, index: nil)
    for file in files.sorted() {
      ClauseChecker(program: program).check(only: file)
      AllowClauses(program: program, only: file).check()
    }
    let norms = NormCompiler(program: program, checker: checker)
    for (index, declared) in program.norms.enumerated() where files.contains(declared.file) {
      norms.compile(declared, index: index)
    }
    let tests = Set(program.tests.indices.filter { files.contains(program.tests[$0].file) })
    _ = TestCompiler(program: program, checker: checker).compile(only: tests)
    let paths = Set(files.lazy.filter { trees.indices.contains($0) }.map { trees[$0].source.path })
    program.builder.removeDiagnostics { $0.severity != .error || !paths.contains($0.place.file) }
    return program.builder.sortedDiagnostics()
  }

  private static func compile(
    _ trees: [SyntaxTree], options: CompilerOptions, index: IndexRecorder?
  ) -> (compilation: Compilation, program: Program) {
    let (program, checker) = frame(trees, options: options, index: index)
    let builder = program.builder
    ClauseChecker(program: program).check()
    let allowClauses = AllowClauses(program: program)
    allowClauses.check()
    NormCompiler(program: program, checker: checker).compile()
    let tests = TestCompiler(program: program, checker: checker).compile()

    let hasErrors = builder.hasErrors
    if options.givesAdvice { PolicyAdvisor(program: program, hasErrors: hasErrors).advise() }
    allowClauses.silence(isComplete: options.givesAdvice && !hasErrors)
    let diagnostics = builder.sortedDiagnostics()
    builder.plan.accessModels = program.accessModels.indices.compactMap {
      program.compiledAccessModels[AccessModelID($0)]
    }
    let compilation = Compilation(
      files: builder.files, diagnostics: diagnostics, plan: hasErrors ? nil : builder.plan,
      tests: hasErrors ? [] : tests)
    return (compilation, program)
  }

  /// Compiles everything but the insides of norms and tests.
  private static func frame(
    _ trees: [SyntaxTree], options: CompilerOptions, index: IndexRecorder?
  ) -> (program: Program, checker: ExpressionChecker) {
    let builder = PlanBuilder(files: trees.map(\.source), options: options, index: index)
    for tree in trees { for diagnostic in tree.diagnostics { builder.report(diagnostic) } }
    let textual = builder.diagnostics.count
    let names = NamespaceReader(builder: builder, syntax: trees.map { PolicyFileSyntax(node: $0.root) }).read()
    let program = Program(builder: builder, trees: trees, names: names)
    index?.noteNamespaces(of: program)
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
    SchemaCompiler(program: program, checker: checker).compileGroupings()
    SchemaCompiler(program: program, checker: checker).compileDefaults()
    SchemaCompiler(program: program, checker: checker).compileDerivedFields()
    SourceCompiler(program: program).compile()
    functions.compile()
    SchemaCompiler(program: program, checker: checker).compileJudgmentDays()
    SchemaCompiler(program: program, checker: checker).compileLabels()
    DutyTemplateCompiler(program: program, checker: checker).compile()
    let accessModels = AccessModelCompiler(program: program, checker: checker)
    for index in program.accessModels.indices { _ = accessModels.signature(of: AccessModelID(index)) }
    parameters.compile()
    NormCompiler(program: program, checker: checker).reportRepeatedVersions()
    TestCompiler(program: program, checker: checker).reportRepeatedTitles()
    DefinitionChecker(program: program).check()
    SchemaCompiler(program: program, checker: checker).checkGroupings()
    program.reported.frame = builder.reported(since: textual)
    return (program, checker)
  }
}
