import PolicySyntax
import RulePlan
import SourceText

/// Everything that is known of the policies while they are compiled: the trees, the names, and the types that
/// declarations give to what they declare. A type that could not be found out is nil and silences what follows from it.
final class Program {
  /// A declaration with its syntax, in the order of the files.
  struct Declared<Syntax> {
    var syntax: Syntax
    var declaration: Declaration
    var file: Int
  }

  struct FunctionSignature {
    var parameters: [(variable: VariableID, name: String, type: ValueType?, origin: Origin)]
    var result: ValueType?
  }

  /// A derived field while its type is being found out.
  struct DerivedField {
    enum State {
      case pending, compiling
      /// With the type; nil where the value is faulty.
      case done(ValueType?)
    }

    var syntax: FieldSyntax
    var file: Int
    var state = State.pending
  }

  let builder: PlanBuilder
  let trees: [SyntaxTree]
  let syntax: [PolicyFileSyntax]
  var names: DeclarationTable

  // The declarations; the ID of a declaration is its place in the list (tables: after the built-in ones).
  var enumerations: [Declared<EnumSyntax>] = []
  var tables: [Declared<TableSyntax>] = []
  var functions: [Declared<FunctionSyntax>] = []
  var parameters: [Declared<ParameterSyntax>] = []
  var duties: [Declared<DutySyntax>] = []
  /// Those of which there is one for each row.
  var dutyTemplates: [Declared<DutySyntax>] = []
  var accessModels: [Declared<AccessSyntax>] = []
  var instruments: [Declared<InstrumentSyntax>] = []
  var norms: [Declared<NormSyntax>] = []
  var sources: [(syntax: SourceSyntax, file: Int)] = []
  var tests: [(syntax: TestSyntax, file: Int)] = []

  /// First and last day on which the policy of each file is in force; both count.
  var policyDays: [(from: CalendarDate?, until: CalendarDate?)]

  // The types given by the declarations.
  var functionSignatures: [FunctionSignature] = []
  var parameterTypes: [ValueType?] = []
  /// The parts of a duty; nil where its declaration is faulty.
  var dutyEntitlements: [ScalarType?] = []
  /// By the entity of the rows; nil where the declaration is faulty.
  var rowDutyEntitlements: [TableID: ScalarType?] = [:]
  var derivedFields: [FieldID: DerivedField] = [:]
  /// The entities whose instances are groups, with those that are grouped.
  var groupedEntities: [TableID: TableID] = [:]
  /// The day on which instances of an entity are judged, where it says one.
  var judgmentDays: [TableID: Derivation] = [:]
  /// Fields whose declared type is faulty.
  var brokenFields: Set<FieldID> = []
  var accessStates: [AccessState] = []
  var compiledAccessModels: [AccessModelID: AccessModel] = [:]
  var definitions = DefinitionGraph()
  var reported = ReportedParts()
  /// Every `E on D`, for advice.
  var datedValues: [DatedValue] = []

  /// A value with a day.
  struct DatedValue {
    var value: Expression
    /// Of `E on D`, and of `E`.
    var syntax: SourceRange
    var base: SourceRange
    var file: Int
    /// The comparison of which it is the second operand.
    var comparison: SourceRange?
  }

  /// An access model while its types are being found out.
  enum AccessState {
    case pending, compiling
    /// The entity of the subjects and the type of the entitlements; nil where the model is faulty.
    case done(AccessSignature?)
  }

  struct AccessSignature {
    var subject: TableID
    var entitlement: ScalarType
    /// Whether it gives patterns, which fit entitlements of every kind.
    var givesPatterns = false

    func gives(_ wanted: ScalarType) -> Bool { givesPatterns || wanted == entitlement }
  }

  init(builder: PlanBuilder, trees: [SyntaxTree], names: DeclarationTable) {
    self.builder = builder
    self.trees = trees
    self.names = names
    policyDays = trees.map { _ in (nil, nil) }
    syntax = trees.map { PolicyFileSyntax(node: $0.root) }
  }

  var schema: Schema { builder.plan.schema }

  func spelling(_ type: ValueType) -> String { builder.plan.schema.spelling(type) }
  func spelling(_ type: ScalarType) -> String { builder.plan.schema.spelling(type) }

  func range(of origin: Origin) -> SourceRange { SourceRange(origin.start, origin.end) }
}
