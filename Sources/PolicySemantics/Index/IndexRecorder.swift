import PolicySyntax
import RulePlan
import SourceText

/// Writes down what names mean while the compiler finds it out. Only editors ask for it.
final class IndexRecorder {
  private var index = PolicyIndex()
  private var numbers: [DeclarationReference: Int] = [:]
  /// Places that are taken: a name means one thing, the first that was found.
  private var seen: [Set<SourceRange>]
  private var seenTypes: [Set<SourceRange>]
  /// The files whose names are written down.
  private let recorded: Range<Int>
  /// The parts of these files that are written down; nil: all of them.
  private let parts: [SourceRange]?

  init(fileCount: Int) {
    recorded = 0..<fileCount
    parts = nil
    index.occurrences = Array(repeating: [], count: fileCount)
    index.types = Array(repeating: [], count: fileCount)
    seen = Array(repeating: [], count: fileCount)
    seenTypes = Array(repeating: [], count: fileCount)
  }

  /// Goes on from a finished index, with a file whose changed declarations are recorded again. The others are
  /// kept at their new places.
  init(continuing other: IndexRecorder, index old: PolicyIndex, file: Int, moves: TokenMoves) {
    index = old
    recorded = file..<(file + 1)
    parts = moves.pairs.filter(\.isChanged).map(\.new.range)
    numbers = other.numbers
    seen = Array(repeating: [], count: old.occurrences.count)
    seenTypes = Array(repeating: [], count: old.occurrences.count)
    guard old.occurrences.indices.contains(file) else { return }
    let changed = moves.pairs.filter(\.isChanged).map(\.old.range)
    func isKept(_ range: SourceRange) -> Bool {
      !changed.contains { $0.start <= range.start && range.end <= $0.end }
    }
    index.occurrences[file] = old.occurrences[file].compactMap { occurrence in
      guard isKept(occurrence.range), let range = moves.moved(occurrence.range) else { return nil }
      return PolicyIndex.Occurrence(symbol: occurrence.symbol, range: range, isDeclaration: occurrence.isDeclaration)
    }
    index.types[file] = old.types[file].compactMap { typed in
      guard isKept(typed.range), let range = moves.moved(typed.range) else { return nil }
      return PolicyIndex.TypedRange(range: range, type: typed.type)
    }
    move(declarationsOf: file, moves)
  }

  /// Declarations have new nodes, and names that are elsewhere.
  private func move(declarationsOf file: Int, _ moves: TokenMoves) {
    var pairs = moves.pairs.lazy.filter { $0.new.declarationName != nil }.makeIterator()
    for number in index.declarations.indices where index.declarations[number].origin.file == file {
      guard let pair = pairs.next(), let name = pair.new.declarationName else { continue }
      index.declarations[number].node = pair.new
      index.declarations[number].origin = Origin(file: file, start: name.range.start, end: name.range.end)
      if pair.isChanged { note(.declaration(number), name.range, in: file, isDeclaration: true) }
    }
  }

  /// The declaration that a reference means, by its place in the index.
  func number(of reference: DeclarationReference) -> Int? { numbers[reference] }

  func declare(_ declaration: Declaration, node: SyntaxNode?) {
    numbers[declaration.reference] = index.declarations.count
    var entry = PolicyIndex.Declaration(
      kind: PolicyIndex.Kind(rawValue: declaration.kind.rawValue) ?? .rule, name: declaration.name,
      namespace: declaration.namespace, origin: declaration.origin, node: node)
    switch declaration.reference {
    case .table(let id): entry.table = id
    case .enumeration(let id): entry.enumeration = id
    case .function(let id): entry.function = id
    case .parameter(let id): entry.parameter = id
    case .duty(let id): entry.duty = id
    case .accessModel(let id): entry.accessModel = id
    case .instrument(let id): entry.instrument = id
    case .authority, .dutyTemplate, .norm: break
    }
    index.declarations.append(entry)
    if let number = numbers[declaration.reference] {
      note(.declaration(number), declaration.origin, isDeclaration: true)
    }
  }

  /// A use of a declaration; of a qualified name the last part means it, and those before it its namespace.
  func use(_ reference: DeclarationReference, at range: SourceRange, in file: Int) {
    guard let number = numbers[reference] else { return }
    let declaration = index.declarations[number]
    let length = declaration.name.utf8.count
    note(.declaration(number), SourceRange(max(range.start, range.end - length), range.end), in: file)
    guard !declaration.namespace.isEmpty, range.count > length + 1 else { return }
    note(.namespace(declaration.namespace), SourceRange(range.start, range.end - length - 1), in: file)
  }

  func use(_ symbol: PolicyIndex.Symbol, at range: SourceRange, in file: Int) { note(symbol, range, in: file) }

  func use(requirement name: String, of standard: DeclarationReference, at range: SourceRange, in file: Int) {
    guard let number = numbers[standard] else { return }
    note(.requirement(number, name), range, in: file)
  }

  func declare(requirement name: String, of standard: DeclarationReference, at range: SourceRange, in file: Int) {
    guard let number = numbers[standard] else { return }
    note(.requirement(number, name), range, in: file, isDeclaration: true)
  }

  func declare(_ symbol: PolicyIndex.Symbol, at range: SourceRange, in file: Int) {
    note(symbol, range, in: file, isDeclaration: true)
  }

  func type(_ type: ValueType, of range: SourceRange, in file: Int) {
    guard isRecorded(range, in: file), seenTypes[file].insert(range).inserted else { return }
    index.types[file].append(PolicyIndex.TypedRange(range: range, type: type))
  }

  private func isRecorded(_ range: SourceRange, in file: Int) -> Bool {
    recorded.contains(file) && parts?.contains { $0.start <= range.start && range.end <= $0.end } ?? true
  }

  private func note(_ symbol: PolicyIndex.Symbol, _ origin: Origin, isDeclaration: Bool) {
    note(symbol, SourceRange(origin.start, origin.end), in: origin.file, isDeclaration: isDeclaration)
  }

  private func note(
    _ symbol: PolicyIndex.Symbol, _ range: SourceRange, in file: Int, isDeclaration: Bool = false
  ) {
    guard isRecorded(range, in: file), !range.isEmpty, seen[file].insert(range).inserted else { return }
    index.occurrences[file].append(
      PolicyIndex.Occurrence(symbol: symbol, range: range, isDeclaration: isDeclaration))
  }

  /// The index, once everything has been compiled.
  func finish(_ program: Program) -> PolicyIndex {
    var result = index
    for file in recorded where result.occurrences.indices.contains(file) {
      result.occurrences[file].sort { $0.range < $1.range }
      result.types[file].sort { ($0.range.start, -$0.range.end) < ($1.range.start, -$1.range.end) }
    }
    result.plan = program.builder.plan
    result.imports = program.names.imports
    result.namespaces = program.names.namespaces
    result.signatures = program.functionSignatures.map { signature in
      PolicyIndex.Signature(
        parameters: signature.parameters.map { ($0.name, $0.type) }, result: signature.result)
    }
    return result
  }

  /// Names of namespaces: in headers and in imports.
  func noteNamespaces(of program: Program) {
    for (file, syntax) in program.syntax.enumerated() {
      if let name = syntax.header?.name, !name.isEmpty {
        declare(.namespace(name.name), at: name.range, in: file)
      }
      for statement in syntax.imports {
        if let name = statement.name, !name.isEmpty, program.names.namespaces.contains(name.name) {
          use(.namespace(name.name), at: name.range, in: file)
        }
      }
    }
  }
}
