import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Reads the types of fields, parameters and results.
struct TypeResolver {
  let program: Program

  /// The type that is written; nil after reporting what is wrong with it. A type that was left out has been reported by
  /// the parser.
  func type(_ syntax: TypeSyntax?, in file: Int) -> ValueType? {
    guard let syntax else { return nil }
    if syntax.isList {
      guard let element = syntax.element, let type = type(element, in: file) else { return nil }
      guard type.cardinality == .one, !syntax.isOptional else {
        let isListOfLists = type.isMany
        report(
          .nestedType,
          isListOfLists
            ? "a list of lists does not exist"
            : syntax.isOptional
              ? "`\(text(syntax))` is several values, which are never missing" : "several values are never missing one",
          at: syntax.range, in: file,
          notes: [
            isListOfLists
              ? "use a record that holds the inner list"
              : "without a value the list is empty: write `[\(program.spelling(type.scalar))]`"
          ])
        return nil
      }
      return type.with(.many)
    }
    guard let name = syntax.name, !name.isEmpty else { return nil }
    guard var scalar = scalar(name, in: file) else { return nil }
    if let currency = syntax.currency {
      guard scalar == .money(nil) else {
        report(
          .currencyOfOtherType, "only `Money` has a currency, found `\(program.spelling(scalar)) in \(currency.text)`",
          at: currency.range, in: file)
        return nil
      }
      guard let known = ExpressionChecker(program: program).currency(currency, in: file) else { return nil }
      scalar = .money(known)
    }
    return ValueType(scalar, syntax.isOptional ? .optional : .one)
  }

  private func scalar(_ syntax: QualifiedNameSyntax, in file: Int) -> ScalarType? {
    let name = syntax.name
    if let builtIn = ScalarType.builtIn.first(where: { $0.name == name }) { return builtIn.type }
    let resolution = program.names.resolve(name, in: file, kinds: .types)
    guard case .found(let declaration) = resolution else {
      NameReporter(program: program).report(
        resolution, of: name, "a type", at: syntax.range, in: file, besides: ScalarType.builtIn.map(\.name),
        unknown: .unknownType)
      return nil
    }
    program.builder.use(declaration, at: syntax.range, in: file)
    switch declaration.reference {
    case .table(let table): return .row(table)
    case .enumeration(let id): return .enumeration(id)
    default: return nil
    }
  }

  private func text(_ syntax: TypeSyntax) -> String { syntax.node.text }

  private func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, in file: Int, notes: [String] = []
  ) {
    program.builder.report(code, message, at: range, in: file, notes: notes)
  }
}
