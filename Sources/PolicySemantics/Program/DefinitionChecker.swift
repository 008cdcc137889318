import Diagnostics
import RulePlan
import SourceText

/// Finds definitions that rest on themselves, and those that grow beyond what can be evaluated.
struct DefinitionChecker {
  let program: Program

  /// How many calls one evaluation of a definition may come to, at most.
  static let maximumSize = 1_000_000
  /// How deep definitions may rest on each other: evaluation goes as deep.
  static let maximumDepth = 100

  func check() {
    let (cycles, order) = program.definitions.sorted()
    for cycle in cycles { report(cycle: cycle) }
    var sizes: [DefinitionGraph.Definition: (size: Int, depth: Int)] = [:]
    for definition in order {
      var size = 1
      var depth = 1
      for (used, count) in program.definitions.uses[definition] ?? [:] {
        guard let inner = sizes[used] else { continue }
        // A derived field is computed once for an instance, whoever needs it.
        let isShared = if case .function = used { false } else { true }
        let (product, overflow) = (isShared ? 1 : inner.size).multipliedReportingOverflow(by: count)
        size = overflow ? Self.maximumSize + 1 : min(Self.maximumSize + 1, size + min(product, Self.maximumSize))
        depth = max(depth, inner.depth + 1)
      }
      if size > Self.maximumSize || depth > Self.maximumDepth {
        report(tooLarge: definition, isTooDeep: depth > Self.maximumDepth)
        // Definitions that rest on it would only repeat the error.
        size = 1
        depth = 1
      }
      sizes[definition] = (size, depth)
    }
  }

  private func report(cycle: [DefinitionGraph.Definition]) {
    let names = cycle.compactMap { name(of: $0) }
    guard let first = names.first else { return }
    let message =
      names.count == 1
      ? "\(first.phrase) is defined by itself"
      : "circular definition: " + (names + [first]).map { "`\($0.name)`" }.joined(separator: " → ")
    program.builder.report(
      .definitionCircle, message, at: program.range(of: first.origin), in: first.origin.file,
      related: names.dropFirst().compactMap { other in
        program.builder.place(of: other.origin).map {
          RelatedPlace(message: "`\(other.name)` is defined here", place: $0)
        }
      })
  }

  private func report(tooLarge definition: DefinitionGraph.Definition, isTooDeep: Bool) {
    guard let named = name(of: definition) else { return }
    program.builder.report(
      .definitionTooLarge,
      isTooDeep
        ? "\(named.phrase) rests on more than \(Self.maximumDepth) definitions, one upon the other"
        : "\(named.phrase) comes to more than \(Self.maximumSize) calls for one value",
      at: program.range(of: named.origin), in: named.origin.file)
  }

  private func name(of definition: DefinitionGraph.Definition) -> (name: String, phrase: String, origin: Origin)? {
    switch definition {
    case .function(let id):
      let declaration = program.functions[id.index].declaration
      return (declaration.name, "the function `\(declaration.name)`", declaration.origin)
    case .derivedField(let field):
      let table = program.schema[field.table]
      let name = "\(table.name).\(table.fields[field.index].name)"
      return (name, "the derived field `\(name)`", table.fields[field.index].origin)
    case .accessModel(let id):
      let declaration = program.accessModels[id.index].declaration
      return (declaration.name, "the access model `\(declaration.name)`", declaration.origin)
    }
  }
}
