import RulePlan

/// The dependencies of functions, derived fields and access models. A definition may not rest on itself.
struct DefinitionGraph {
  enum Definition: Hashable {
    case function(FunctionID)
    case derivedField(FieldID)
    case accessModel(AccessModelID)
  }

  /// The definitions that a definition uses, with how often.
  private(set) var uses: [Definition: [Definition: Int]] = [:]
  /// In the order in which they were compiled.
  private(set) var order: [Definition] = []

  mutating func add(_ definition: Definition) {
    guard uses[definition] == nil else { return }
    uses[definition] = [:]
    order.append(definition)
  }

  /// Notes that a definition uses another one.
  mutating func add(_ definition: Definition, uses other: Definition) {
    add(definition)
    uses[definition]?[other, default: 0] += 1
  }

  /// Cycles, each once, from its first definition on; and all definitions that are in none and rest on none, each
  /// after those that it uses. Linear in the uses; no recursion.
  func sorted() -> (cycles: [[Definition]], order: [Definition]) {
    enum Color { case active, done }
    var colors: [Definition: Color] = [:]
    var cycles: [[Definition]] = []
    var inCycle: Set<Definition> = []
    var result: [Definition] = []
    for start in order where colors[start] == nil {
      var path: [(definition: Definition, rest: ArraySlice<Definition>)] = [(start, edges(start))]
      colors[start] = .active
      while let (definition, rest) = path.last {
        guard let next = rest.first else {
          colors[definition] = .done
          result.append(definition)
          path.removeLast()
          continue
        }
        path[path.count - 1].rest = rest.dropFirst()
        switch colors[next] {
        case .done: continue
        case .active:
          let first = path.firstIndex { $0.definition == next } ?? 0
          let cycle = path[first...].map(\.definition)
          if !cycle.contains(where: { inCycle.contains($0) }) { cycles.append(cycle) }
          inCycle.formUnion(cycle)
        case nil:
          colors[next] = .active
          path.append((next, edges(next)))
        }
      }
    }
    return (cycles, inCycle.isEmpty ? result : [])
  }

  private func edges(_ definition: Definition) -> ArraySlice<Definition> {
    let used = uses[definition] ?? [:]
    return used.keys.sorted { Self.key($0).lexicographicallyPrecedes(Self.key($1)) }[...]
  }

  private static func key(_ definition: Definition) -> [Int] {
    switch definition {
    case .function(let id): [0, id.index]
    case .derivedField(let id): [1, id.table.index, id.index]
    case .accessModel(let id): [2, id.index]
    }
  }
}
