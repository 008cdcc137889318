import RulePlan

/// The thing that a name of a policy refers to.
enum DeclarationReference: Hashable {
  case table(TableID)
  case enumeration(EnumerationID)
  case function(FunctionID)
  case parameter(ParameterID)
  case duty(DutyID)
  /// A duty for each row, by its place among all of them. It has no name.
  case dutyTemplate(Int)
  case accessModel(AccessModelID)
  case instrument(InstrumentID)
  /// By its place among all of them.
  case authority(Int)
  /// A rule, a segregation or a standard, by its place among all of them.
  case norm(Int)

  /// The name of the kind of declaration in messages: “entity”, “function”, ….
  enum Kind: String {
    case entity, record, enumeration = "enum", function, parameter, duty, access = "access model"
    case instrument, rule, segregation, standard, authority

    /// With its article: “an entity”.
    var phrase: String { ("aeiou".contains(rawValue.prefix(1)) ? "an " : "a ") + rawValue }
  }
}

/// A set of kinds of declarations, as bits.
struct DeclarationKinds: ExpressibleByArrayLiteral {
  private var bits: UInt16 = 0

  init(arrayLiteral kinds: DeclarationReference.Kind...) { for kind in kinds { bits |= Self.bit(of: kind) } }

  func contains(_ kind: DeclarationReference.Kind) -> Bool { bits & Self.bit(of: kind) != 0 }

  private static func bit(of kind: DeclarationReference.Kind) -> UInt16 {
    let position: UInt16 =
      switch kind {
      case .entity: 0
      case .record: 1
      case .enumeration: 2
      case .function: 3
      case .parameter: 4
      case .duty: 5
      case .access: 6
      case .instrument: 7
      case .rule: 8
      case .segregation: 9
      case .standard: 10
      case .authority: 11
      }
    return 1 << position
  }

  static let types: DeclarationKinds = [.entity, .record, .enumeration]
  /// The kinds that may be used where a value is expected.
  static let values: DeclarationKinds = [.entity, .record, .enumeration, .function, .parameter]
  static let norms: DeclarationKinds = [.rule, .segregation, .standard]
  static let any: DeclarationKinds = [
    .entity, .record, .enumeration, .function, .parameter, .duty, .access, .instrument, .rule, .segregation, .standard,
    .authority,
  ]
}

/// A declaration with its name and its place.
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
