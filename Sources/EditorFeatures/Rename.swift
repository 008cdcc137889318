import PolicySemantics
import PolicySyntax
import RulePlan
public import SourceText
import Vocabulary
import Workbench

/// New names, everywhere at once.
public enum Rename {
  public struct Refusal: Error, Hashable {
    public var message: String
  }

  /// The name at an offset, where it can be changed.
  public static func prepare(at offset: Int, in context: EditorContext) throws(Refusal) -> SourceRange {
    guard let occurrence = context.occurrence(at: offset) else {
      throw Refusal(message: "there is no name here that could be changed")
    }
    switch occurrence.symbol {
    case .declaration(let number):
      guard context.index.declarations[number].node != nil else {
        throw Refusal(message: "`\(context.index.declarations[number].name)` belongs to the tool and keeps its name")
      }
    case .clause: throw Refusal(message: "clauses are numbered by their source and cannot be renamed")
    case .field(let field):
      guard context.index.plan.schema[field].origin.file >= 0 else {
        throw Refusal(message: "the field belongs to the tool and keeps its name")
      }
      guard
        !context.index.plan.schema[field].isGenerated
          || References.occurrences(of: occurrence.symbol, in: context).contains(where: \.isDeclaration)
      else { throw Refusal(message: "the field has the name of its entity; `as` gives it another") }
    case .variable:
      guard References.occurrences(of: occurrence.symbol, in: context).contains(where: \.isDeclaration) else {
        throw Refusal(message: "`\(context.source.text(in: occurrence.range))` is a word of the language here")
      }
    case .namespace, .enumerationCase, .requirement: break
    }
    return occurrence.range
  }

  /// The edits of every file; a name that is taken or not a name is refused.
  public static func edits(
    at offset: Int, to name: String, in context: EditorContext
  ) throws(Refusal) -> [(file: SourceFile, edits: [TextEdit])] {
    let range = try prepare(at: offset, in: context)
    guard let occurrence = context.occurrence(at: offset) else { return [] }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isNamespace = if case .namespace = occurrence.symbol { true } else { false }
    guard isNamespace || parts.count == 1, parts.allSatisfy({ isIdentifier(String($0)) }) else {
      throw Refusal(message: "`\(name)` is not a name: a letter or `_`, then letters, digits and `_`")
    }
    guard name != context.source.text(in: range) else { return [] }
    guard !isReserved(name, for: occurrence.symbol, in: context) else {
      throw Refusal(message: "`\(name)` is a word of the language")
    }
    if let conflict = conflict(of: occurrence.symbol, with: name, in: context) { throw Refusal(message: conflict) }
    var files: [String: (file: SourceFile, edits: [TextEdit])] = [:]
    for found in References.occurrences(of: occurrence.symbol, in: context) {
      let edit = TextEdit(range: found.location.range, replacement: name)
      files[found.location.file.path, default: (found.location.file, [])].edits.append(edit)
    }
    return files.values.sorted { $0.file.path < $1.file.path }
  }

  /// Whether a word of the language cannot be the name of a symbol, or would be read as something else where it is used.
  private static func isReserved(
    _ name: String, for symbol: PolicyIndex.Symbol, in context: EditorContext
  ) -> Bool {
    if ReservedWords.names.contains(name) { return true }
    let isWordOfValues =
      ReservedWords.operators.contains(name) || ReservedWords.ending.contains(name)
      || ReservedWords.quantifiers.contains(name)
    switch symbol {
    case .variable: return isWordOfValues
    case .enumerationCase: return isWordOfValues
    case .field: return isWordOfValues && isUsedBare(symbol, in: context)
    case .declaration(let number):
      if isWordOfValues || DeclarationWord(name) != nil { return true }
      switch context.index.declarations[number].kind {
      case .duty: return ReservedWords.firstOfSegregation.contains(name)
      case .rule, .segregation, .standard: return ReservedWords.expectations.contains(name)
      case .entity, .record, .enumeration, .function, .parameter, .access, .instrument, .authority:
        return false
      }
    case .requirement: return ReservedWords.operators.contains(name)
    case .namespace, .clause: return false
    }
  }

  /// Whether a field is used without a point before it, as a derived field uses those beside it.
  private static func isUsedBare(_ symbol: PolicyIndex.Symbol, in context: EditorContext) -> Bool {
    References.occurrences(of: symbol, in: context).contains { found in
      guard !found.isDeclaration else { return false }
      let bytes = found.location.file.bytes
      let range = found.location.range
      if range.start > 0, bytes[range.start - 1] == UInt8(ascii: ".") { return false }
      let rest = bytes[range.end...].drop { $0 == UInt8(ascii: " ") }
      return rest.first != UInt8(ascii: ":")
    }
  }

  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0) }
  }

  private static func conflict(
    of symbol: PolicyIndex.Symbol, with name: String, in context: EditorContext
  ) -> String? {
    let index = context.index
    switch symbol {
    case .declaration(let number):
      let own = index.declarations[number]
      let taken = index.declarations.contains { $0.name == name && $0.namespace == own.namespace }
      return taken ? "`\(name)` is declared in `\(own.namespace)` already" : nil
    case .field(let field):
      let table = index.plan.schema[field.table]
      return table.fieldIndex(named: name) == nil ? nil : "`\(table.name)` has a field `\(name)` already"
    case .enumerationCase(let id, _):
      let enumeration = index.plan.schema[id]
      return enumeration.cases.contains(name) ? "`\(enumeration.name)` has a case `\(name)` already" : nil
    case .requirement(let number, _):
      let names = index.declarations[number].node.map { NormSyntax(node: $0).requirements.compactMap(\.name?.text) }
      return names?.contains(name) == true ? "the standard has a requirement `\(name)` already" : nil
    case .variable:
      guard let place = References.occurrences(of: symbol, in: context).first(where: \.isDeclaration)?.location,
        let number = References.declaration(around: place, in: context),
        let range = index.declarations[number].node?.range, let file = context.analysis.file(place.file.path)
      else { return nil }
      let taken = index.occurrences[file].contains { other in
        guard case .variable = other.symbol, other.symbol != symbol else { return false }
        return range.start <= other.range.start && other.range.end <= range.end
          && place.file.text(in: other.range) == name
      }
      return taken ? "`\(name)` is a variable here already" : nil
    case .namespace: return index.namespaces.contains(name) ? "there is a namespace `\(name)` already" : nil
    case .clause: return nil
    }
  }
}
