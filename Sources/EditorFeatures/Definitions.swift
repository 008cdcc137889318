import PolicySemantics
import PolicySyntax
import RulePlan
public import SourceText
import Workbench

/// From a name to where it is declared, and to where it is put into effect.
public enum Definitions {
  public struct Target: Sendable {
    /// Of the name.
    public var location: FileLocation
    /// The whole declaration.
    public var range: SourceRange
  }

  /// Where the name at an offset is declared.
  public static func definition(at offset: Int, in context: EditorContext) -> (source: SourceRange, targets: [Target])?
  {
    guard let occurrence = context.occurrence(at: offset) else { return nil }
    let targets = declarations(of: occurrence.symbol, in: context)
    return targets.isEmpty ? nil : (occurrence.range, targets)
  }

  /// Where the type of the thing at an offset is declared.
  public static func typeDefinition(
    at offset: Int, in context: EditorContext
  ) -> (source: SourceRange, targets: [Target])? {
    let index = context.index
    var type: ValueType?
    var source = SourceRange(offset, offset)
    if let occurrence = context.occurrence(at: offset) {
      source = occurrence.range
      switch occurrence.symbol {
      case .field(let field) where index.plan.schema.tables.indices.contains(field.table.index):
        let fields = index.plan.schema[field.table].fields
        if fields.indices.contains(field.index) { type = fields[field.index].type }
      case .variable(let variable) where index.plan.variables.indices.contains(variable.index):
        type = index.plan.variables[variable.index].type
      case .enumerationCase(let id, _): type = ValueType(.enumeration(id))
      case .declaration(let number) where index.declarations.indices.contains(number):
        if let parameter = index.declarations[number].parameter, index.plan.parameters.indices.contains(parameter.index)
        {
          type = index.plan.parameters[parameter.index].type
        } else if let function = index.declarations[number].function, index.signatures.indices.contains(function.index)
        {
          type = index.signatures[function.index].result
        } else if let table = index.declarations[number].table {
          type = ValueType(.row(table))
        }
      default: break
      }
    }
    if type == nil, let typed = index.type(at: offset, in: context.file) { (type, source) = (typed.type, typed.range) }
    guard let type else { return nil }
    let number = index.declarations.firstIndex { declaration in
      switch type.scalar {
      case .row(let table): declaration.table == table
      case .enumeration(let id): declaration.enumeration == id
      default: false
      }
    }
    guard let number else { return nil }
    let targets = declarations(of: .declaration(number), in: context)
    return targets.isEmpty ? nil : (source, targets)
  }

  /// The norms that rest on the clause or the instrument at an offset, or that keep the duty apart.
  public static func implementation(
    at offset: Int, in context: EditorContext
  ) -> (source: SourceRange, targets: [Target])? {
    guard let occurrence = context.occurrence(at: offset) else { return nil }
    let targets = References.enclosingDeclarations(of: occurrence.symbol, in: context) { kind in
      kind == .rule || kind == .segregation || kind == .standard || kind == .parameter
    }
    return targets.isEmpty ? nil : (occurrence.range, targets)
  }

  /// All places that declare a symbol: several for a namespace.
  static func declarations(of symbol: PolicyIndex.Symbol, in context: EditorContext) -> [Target] {
    References.occurrences(of: symbol, in: context).filter(\.isDeclaration).map { occurrence in
      Target(location: occurrence.location, range: fullRange(occurrence.location, in: context))
    }
  }

  /// The smallest node with a name that has the name at a location.
  static func fullRange(_ location: FileLocation, in context: EditorContext) -> SourceRange {
    guard let tree = context.analysis.tree(of: location.file) else { return location.range }
    let node = tree.path(at: location.range.start).last { $0.declaredName?.range.start == location.range.start }
    return node.map(\.range) ?? location.range
  }
}
