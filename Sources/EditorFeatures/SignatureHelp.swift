import PolicySemantics
import PolicySyntax
import RulePlan
import SourceText
import Vocabulary

/// The parameters of a function, shown while its arguments are written.
public enum SignatureHelp {
  public struct Result: Sendable {
    public var label: String
    public var documentation: String
    /// The texts of the parameters, each a part of the label.
    public var parameters: [String]
    public var active: Int
  }

  public static func at(_ offset: Int, in context: EditorContext) -> Result? {
    guard let (name, argument) = call(before: offset, in: context.source) else { return nil }
    if let builtIn = FunctionWord(name)?.entry {
      let parameters = builtIn.parameters.map { "\($0.name): \($0.type)" }
      return Result(
        label: "\(name)(\(parameters.joined(separator: ", "))): \(builtIn.result)",
        documentation: "\(builtIn.documentation) For example `\(builtIn.example)`.", parameters: parameters,
        active: max(0, min(argument, parameters.count - 1)))
    }
    let index = context.index
    for number in index.visibleDeclarations(in: context.file) {
      let declaration = index.declarations[number]
      guard declaration.name == name, let id = declaration.function, index.signatures.indices.contains(id.index) else {
        continue
      }
      let parameters = index.signatures[id.index].parameters.map {
        "\($0.name): \($0.type.map { index.spelling($0) } ?? "…")"
      }
      let result = index.signatures[id.index].result.map { index.spelling($0) } ?? "…"
      return Result(
        label: "\(name)(\(parameters.joined(separator: ", "))): \(result)",
        documentation: declaration.node?.documentation ?? "", parameters: parameters,
        active: max(0, min(argument, parameters.count - 1)))
    }
    return nil
  }

  /// The call whose arguments contain the offset: the name before the bracket that is open there, and how many commas
  /// have come since. Looks back so far and no further.
  private static func call(before offset: Int, in source: SourceFile) -> (name: String, argument: Int)? {
    let bytes = source.bytes
    var index = min(offset, bytes.count) - 1
    let stop = max(0, index - 4000)
    var depth = 0
    var commas = 0
    while index >= stop, index >= 0 {
      switch bytes[index] {
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth += 1
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if depth == 0 { return nil }
        depth -= 1
      case UInt8(ascii: ","): if depth == 0 { commas += 1 }
      case UInt8(ascii: "("):
        if depth == 0 {
          let start = identifierStart(before: index, in: bytes)
          guard start < index else { return nil }
          return (source.text(in: SourceRange(start, index)), commas)
        }
        depth -= 1
      default: break
      }
      index -= 1
    }
    return nil
  }

  /// Where the word that ends at an offset begins.
  static func identifierStart(before offset: Int, in bytes: [UInt8]) -> Int {
    var start = offset
    while start > 0, isWordByte(bytes[start - 1]) { start -= 1 }
    return start
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }
}
