import RulePlan

/// The entitlements that duties speak of, as bits. An atom is a group of patterns of which any one will do, so that
/// most duties are a single bit.
struct AtomTable: Sendable {
  indirect enum Formula: Sendable {
    case atom(Int)
    case any([Formula])
    case all([Formula])
  }

  private(set) var formulas: [Formula] = []
  /// Atoms that each duty mentions, as `width` words for each.
  private var masks: [UInt64] = []
  private(set) var atomCount = 0
  private var byPatterns: [Set<TextPattern>: Int] = [:]
  /// By the bytes of the key.
  private var literals: [[UInt8]: [Int]] = [:]
  private var patterns: [(pattern: TextPattern, atom: Int)] = []
  /// By atom, the patterns of which any one will do, in the order of their texts.
  private(set) var groups: [[TextPattern]] = []
  /// By atom, the duties that mention it.
  private var dutiesOfAtoms: [[Int]] = []
  /// Duties that mention none: whether they are held does not depend on what is given.
  private var dutiesWithoutAtoms: [Int] = []

  var wordCount: Int { max(1, (atomCount + 63) / 64) }

  init(plan: Plan) {
    formulas = plan.duties.map { _ in .any([]) }
    for duty in plan.duties { formulas[duty.id.index] = compile(duty.formula) }
    for pattern in PatternFinder.patterns(in: plan) { _ = atom([pattern]) }
    masks = formulas.flatMap { formula in
      var words = [UInt64](repeating: 0, count: wordCount)
      Self.mark(formula, &words)
      return words
    }
    dutiesOfAtoms = [[Int]](repeating: [], count: atomCount)
    for duty in formulas.indices {
      let atoms = atoms(of: DutyID(duty), among: [UInt64](repeating: .max, count: wordCount))
      for atom in atoms { dutiesOfAtoms[atom].append(duty) }
      if atoms.isEmpty { dutiesWithoutAtoms.append(duty) }
    }
  }

  private static func mark(_ formula: Formula, _ words: inout [UInt64]) {
    switch formula {
    case .atom(let atom): words[atom >> 6] |= 1 << UInt64(atom & 63)
    case .any(let parts), .all(let parts): for part in parts { mark(part, &words) }
    }
  }

  private mutating func compile(_ formula: Duty.Formula) -> Formula {
    switch formula {
    case .entitlement(let pattern): return .atom(atom([pattern]))
    case .all(let parts): return .all(parts.map { compile($0) })
    case .any(let parts):
      var plain: Set<TextPattern> = []
      var others: [Formula] = []
      for part in parts {
        if case .entitlement(let pattern) = part { plain.insert(pattern) } else { others.append(compile(part)) }
      }
      if !plain.isEmpty { others.insert(.atom(atom(plain)), at: 0) }
      return others.count == 1 ? others[0] : .any(others)
    }
  }

  private mutating func atom(_ group: Set<TextPattern>) -> Int {
    if let known = byPatterns[group] { return known }
    let atom = atomCount
    atomCount += 1
    byPatterns[group] = atom
    groups.append(group.sorted { $0.text < $1.text })
    for pattern in group {
      if pattern.isLiteral {
        literals[Array(pattern.text.utf8), default: []].append(atom)
      } else {
        patterns.append((pattern, atom))
      }
    }
    return atom
  }

  /// The atom of a single pattern, of `holds`.
  func atom(of pattern: TextPattern) -> Int? { byPatterns[[pattern]] }

  /// Sets the bits of an entitlement.
  func mark(_ text: String, _ words: UnsafeMutablePointer<UInt64>) {
    for atom in literals[Array(text.utf8)] ?? [] { words[atom >> 6] |= 1 << UInt64(atom & 63) }
    for (pattern, atom) in patterns where pattern.matches(text) { words[atom >> 6] |= 1 << UInt64(atom & 63) }
  }

  /// Sets the bits of all that a given pattern may stand for. Linear in the names and patterns of duties.
  func mark(_ given: GivenPattern, _ words: UnsafeMutablePointer<UInt64>) {
    if given.isLiteral { return mark(given.text, words) }
    for (atom, group) in groups.enumerated() where group.contains(where: given.meets) {
      words[atom >> 6] |= 1 << UInt64(atom & 63)
    }
  }

  /// By duty, whether some bits amount to it. Looks only at the duties that mention one of them.
  func heldDuties(_ words: UnsafePointer<UInt64>) -> [Bool] {
    var held = [Bool](repeating: false, count: formulas.count)
    for duty in dutiesWithoutAtoms { held[duty] = Self.holds(formulas[duty], words) }
    for word in 0..<wordCount {
      var rest = words[word]
      while rest != 0 {
        let atom = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        guard atom < dutiesOfAtoms.count else { break }
        for duty in dutiesOfAtoms[atom] where !held[duty] { held[duty] = Self.holds(formulas[duty], words) }
      }
    }
    return held
  }

  /// The atoms among some bits that a duty mentions.
  func atoms(of duty: DutyID, among words: [UInt64]) -> [Int] {
    var result: [Int] = []
    for word in words.indices {
      var rest = masks[duty.index * wordCount + word] & words[word]
      while rest != 0 {
        result.append(word * 64 + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
    return result
  }

  /// Whether some bits amount to a duty.
  func amounts(_ words: UnsafePointer<UInt64>, to duty: DutyID) -> Bool { Self.holds(formulas[duty.index], words) }

  private static func holds(_ formula: Formula, _ words: UnsafePointer<UInt64>) -> Bool {
    switch formula {
    case .atom(let atom): words[atom >> 6] >> UInt64(atom & 63) & 1 != 0
    case .any(let parts): parts.contains { holds($0, words) }
    case .all(let parts): parts.allSatisfy { holds($0, words) }
    }
  }
}

/// Finds the patterns of all `holds` of a plan.
private struct PatternFinder {
  private var found: Set<TextPattern> = []

  static func patterns(in plan: Plan) -> [TextPattern] {
    var finder = PatternFinder()
    for requirement in plan.requirements {
      finder.visit(requirement.pipeline)
      finder.visit(requirement.condition)
    }
    for function in plan.functions { finder.visit(function.body) }
    for table in plan.schema.tables {
      for field in table.fields { if let derivation = field.derivation { finder.visit(derivation.value) } }
    }
    for norm in plan.norms {
      for template in [norm.message, norm.remedy] {
        for entry in template?.entries ?? [] {
          for case .value(let expression, _) in entry.parts { finder.visit(expression) }
        }
      }
    }
    for model in plan.accessModels {
      finder.visit(model.subjects)
      finder.visit(model.rights)
    }
    return finder.found.sorted { $0.text < $1.text }
  }

  private mutating func visit(_ pipeline: Pipeline) {
    for step in pipeline.steps {
      switch step.source {
      case .scan: break
      case .values(let source), .value(let source), .day(let source): visit(source)
      }
      for condition in step.conditions { visit(condition) }
      for equality in step.equalities {
        visit(equality.inner)
        visit(equality.outer)
      }
    }
  }

  private mutating func visit(_ expression: Expression) {
    switch expression.node {
    case .holds(_, let pattern, _): found.insert(pattern)
    case .exists(let pipeline), .every(let pipeline, _), .collect(let pipeline, _): visit(pipeline)
    default: break
    }
    for operand in expression.operands { visit(operand) }
  }
}
