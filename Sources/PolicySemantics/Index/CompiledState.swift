import PolicySyntax
import RulePlan

/// The state of a compilation, kept so that a changed file can be checked again without the others.
public final class CompiledState: Sendable {
  public let compilation: Compilation
  public let index: PolicyIndex
  // Nothing writes to either once it is here: what is checked again works on copies.
  nonisolated(unsafe) let program: Program
  nonisolated(unsafe) let recorder: IndexRecorder

  init(compilation: Compilation, index: PolicyIndex, program: Program, recorder: IndexRecorder) {
    self.compilation = compilation
    self.index = index
    self.program = program
    self.recorder = recorder
  }
}

extension Program {
  /// A copy to work on with one tree in the place of another. The content of the lists is shared until it is changed.
  convenience init(copying other: Program, builder: PlanBuilder, trees: [SyntaxTree]) {
    self.init(builder: builder, trees: trees, names: other.names)
    enumerations = other.enumerations
    tables = other.tables
    functions = other.functions
    parameters = other.parameters
    duties = other.duties
    dutyTemplates = other.dutyTemplates
    rowDutyEntitlements = other.rowDutyEntitlements
    accessModels = other.accessModels
    instruments = other.instruments
    norms = other.norms
    tests = other.tests
    functionSignatures = other.functionSignatures
    parameterTypes = other.parameterTypes
    dutyEntitlements = other.dutyEntitlements
    derivedFields = other.derivedFields
    groupedEntities = other.groupedEntities
    brokenFields = other.brokenFields
    accessStates = other.accessStates
    compiledAccessModels = other.compiledAccessModels
    definitions = other.definitions
    reported = other.reported
  }
}
