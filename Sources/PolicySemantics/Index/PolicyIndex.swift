public import PolicySyntax
public import RulePlan
public import SourceText

/// The meaning of the names in a set of policies, and the types of its expressions: for editors. Plain data; places are
/// byte ranges in the files of the compilation. It is there whether or not the policies have faults.
public struct PolicyIndex: Sendable {
  /// Something that has a name.
  public enum Symbol: Hashable, Sendable {
    /// By its place in ``declarations``.
    case declaration(Int)
    case namespace(String)
    case field(FieldID)
    case enumerationCase(EnumerationID, Int)
    case clause(InstrumentID, String)
    /// A requirement of a standard, by the declaration of the standard and its name.
    case requirement(Int, String)
    case variable(VariableID)
  }

  public enum Kind: String, Sendable, CaseIterable {
    case entity, record, enumeration = "enum", function, parameter, duty, access = "access model"
    case instrument, rule, segregation, standard, authority
  }

  /// A declaration of the policies, or a table that the tool declares itself (then without a file).
  public struct Declaration: Sendable {
    public var kind: Kind
    public var name: String
    public var namespace: String
    public var origin: Origin
    /// The whole declaration; nil for what the tool declares itself.
    public var node: SyntaxNode?
    public var table: TableID?
    public var enumeration: EnumerationID?
    public var function: FunctionID?
    public var parameter: ParameterID?
    public var duty: DutyID?
    public var accessModel: AccessModelID?
    public var instrument: InstrumentID?

    public var qualifiedName: String { namespace.isEmpty ? name : namespace + "." + name }
  }

  /// A name at a place.
  public struct Occurrence: Hashable, Sendable {
    public var symbol: Symbol
    public var range: SourceRange
    public var isDeclaration: Bool
  }

  /// The type of an expression.
  public struct TypedRange: Hashable, Sendable {
    public var range: SourceRange
    public var type: ValueType
  }

  /// In the order of the files; the tool’s own first.
  public internal(set) var declarations: [Declaration] = []
  /// By file, sorted by place; no two overlap.
  public internal(set) var occurrences: [[Occurrence]] = []
  /// By file, sorted by place, the longer one first.
  public internal(set) var types: [[TypedRange]] = []
  /// Namespaces that each file imports, and its own.
  public internal(set) var imports: [[String]] = []
  public internal(set) var namespaces: [String] = []
  /// The program of the policies; where they have faults, parts are missing.
  public internal(set) var plan = Plan()
  /// The parameters of functions, by ``FunctionID/index``.
  public internal(set) var signatures: [Signature] = []

  public struct Signature: Sendable {
    public var parameters: [(name: String, type: ValueType?)]
    public var result: ValueType?
  }

  /// The name that a caret at an offset touches; of two, the one that begins there. Logarithmic.
  public func occurrence(at offset: Int, in file: Int) -> Occurrence? {
    guard occurrences.indices.contains(file) else { return nil }
    let list = occurrences[file]
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle].range.start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, list[low - 1].range.touches(offset) else { return nil }
    return list[low - 1]
  }

  /// The names within a range. Logarithmic.
  public func occurrences(in range: SourceRange, of file: Int) -> ArraySlice<Occurrence> {
    guard occurrences.indices.contains(file) else { return [] }
    let list = occurrences[file]
    func first(from offset: Int) -> Int {
      var low = 0
      var high = list.count
      while low < high {
        let middle = (low + high) / 2
        if list[middle].range.start < offset { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return list[first(from: range.start)..<max(first(from: range.start), first(from: range.end))]
  }

  /// The innermost expression around an offset that has a type.
  public func type(at offset: Int, in file: Int) -> TypedRange? {
    guard types.indices.contains(file) else { return nil }
    var best: TypedRange?
    for typed in types[file] {
      if typed.range.start > offset { break }
      if typed.range.touches(offset), best.map({ typed.range.count <= $0.range.count }) ?? true { best = typed }
    }
    return best
  }

  /// The type of the expression that takes up exactly a range.
  public func type(of range: SourceRange, in file: Int) -> ValueType? {
    guard types.indices.contains(file) else { return nil }
    let list = types[file]
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      let other = list[middle].range
      if (other.start, -other.end) < (range.start, -range.end) { low = middle + 1 } else { high = middle }
    }
    return low < list.count && list[low].range == range ? list[low].type : nil
  }

  /// A type as authors write it.
  public func spelling(_ type: ValueType) -> String { plan.schema.spelling(type) }

  /// The declarations that a file can name without a namespace.
  public func visibleDeclarations(in file: Int) -> [Int] {
    guard namespaces.indices.contains(file) else { return [] }
    let reachable = Set(imports[file] + [namespaces[file], ""])
    return declarations.indices.filter { reachable.contains(declarations[$0].namespace) }
  }
}
