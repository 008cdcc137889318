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
  enum Kind: String {
    case entity, record, enumeration = "enum", function, parameter, duty, access = "access model"
    case instrument, rule, segregation, standard
  }
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
