import RulePlan

/// What a name of a policy stands for.
enum DeclarationReference: Hashable {
  case table(TableID)
  case enumeration(EnumerationID)
  case function(FunctionID)
  case parameter(ParameterID)
  case duty(DutyID)
  case accessModel(AccessModelID)
  case instrument(InstrumentID)
  /// A rule, a segregation or a standard, by its place among all of them.
  case norm(Int)

  /// What the declaration is called in messages: “entity”, “function”, ….
  enum Kind: String, CaseIterable {
    case entity, record, enumeration = "enum", function, parameter, duty, access = "access model"
    case instrument, rule, segregation, standard

    /// With its article: “an entity”.
    var phrase: String { ("aeiou".contains(rawValue.prefix(1)) ? "an " : "a ") + rawValue }
  }
}

extension Set<DeclarationReference.Kind> {
  static let types: Set = [.entity, .record, .enumeration]
  /// What may stand where a value is expected.
  static let values: Set = [.entity, .record, .enumeration, .function, .parameter]
  static let norms: Set = [.rule, .segregation, .standard]
  static let any = Set(DeclarationReference.Kind.allCases)
}

/// A declaration with its name and where it stands.
struct Declaration {
  var reference: DeclarationReference
  var kind: DeclarationReference.Kind
  /// Without the namespace.
  var name: String
  var namespace: String
  /// Of the name.
  var origin: Origin

  var qualifiedName: String { namespace.isEmpty ? name : namespace + "." + name }
}
