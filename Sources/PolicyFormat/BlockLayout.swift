import PolicySyntax
import Vocabulary

/// The lines between the braces of a declaration. The text after one-word keywords is aligned in one column, and so are
/// the colons of fields, of the steps of a parameter and of the requirements of a standard.
struct BlockLayout {
  private static let indent = 2

  private let items: [BlockItem]
  /// Column of what follows a keyword.
  private let column: Int
  /// Width of the part before the colons.
  private let colon: Int
  /// Of a standard: width of the names of its requirements.
  private let name: Int
  /// The conditions of `for` clauses that are laid out as clauses of their own.
  private let ownConditions: Set<Int>

  init(items: [BlockItem], in declaration: SyntaxNode) {
    self.items = items
    let nodes = items.compactMap { item in if case .node(let node) = item.content { node } else { nil } }
    var own = Set(nodes.compactMap { Self.condition(of: $0) }.filter(\.beginsLine).map(\.node.index))
    var column = Self.column(of: nodes, with: own, in: declaration)
    // A clause that does not fit moves to a line of its own, which may widen the column so that less fits.
    while true {
      let wide = nodes.filter { Self.isWide($0, from: column) }.compactMap { Self.condition(of: $0)?.node.index }
      guard !own.isSuperset(of: wide) else { break }
      own.formUnion(wide)
      column = Self.column(of: nodes, with: own, in: declaration)
    }
    ownConditions = own
    self.column = column
    name = nodes.compactMap { Self.requirement($0)?.name?.text.unicodeScalars.count }.max() ?? 0
    colon =
      nodes.compactMap { node -> Int? in
        if let requirement = Self.requirement(node) {
          return TitleColumn(requirement.title, requirement.localizedTitle).width
        }
        return Self.beforeColon(node).map { LineFiller.joined($0).unicodeScalars.count }
      }.max() ?? 0
  }

  /// A longer word, such as `supersedes`, does not push all others to the right.
  private static let widestKeyword = 9

  /// The column after the keywords, with some conditions as clauses of their own.
  private static func column(of nodes: [SyntaxNode], with own: Set<Int>, in declaration: SyntaxNode) -> Int {
    guard declaration.kind != .testDeclaration else { return indent + 1 }
    let clauses = nodes + nodes.compactMap { condition(of: $0)?.node }.filter { own.contains($0.index) }
    let widths = clauses.filter { $0.kind != .labelClause }.compactMap { keyword(of: $0)?.text.unicodeScalars.count }
    return indent + (widths.filter { $0 <= widestKeyword }.max() ?? 0) + 1
  }

  /// Whether a clause needs more than a line.
  private static func isWide(_ node: SyntaxNode, from column: Int) -> Bool {
    let atoms = AtomCollector.atoms(of: node).dropFirst()
    return atoms.contains(where: \.endsLine)
      || column + LineFiller.joined(atoms).unicodeScalars.count > PolicyFormatter.width
  }

  func lines() -> [String] {
    items.flatMap { item -> [String] in
      var lines: [String]
      switch item.content {
      case .comment(let comment): lines = [Self.spaces(Self.indent) + comment]
      case .node(let node): lines = self.lines(of: node)
      }
      lines[lines.count - 1] += item.trailing.map { "  " + $0 }.joined()
      return (item.hasBlankBefore ? [""] : []) + lines
    }
  }

  // MARK: Clauses

  private func lines(of node: SyntaxNode) -> [String] {
    if let requirement = Self.requirement(node) { return lines(of: requirement) }
    if node.kind == .takeClause { return takenFields(node) }
    if let before = Self.beforeColon(node) {
      let rest = AtomCollector.atoms(of: node).dropFirst(before.count)
      let head = Self.padded(LineFiller.joined(before), to: colon)
      return filled(Self.spaces(Self.indent) + head + " ", Array(rest), indent: Self.indent + colon + 3)
    }
    if node.clauseWord?.entry.form.hasTexts == true, !Self.hasLineCommentInside(node) { return localizedLines(node) }
    if Self.hasCommentAmongWords(node) {
      return filled(Self.spaces(Self.indent), AtomCollector.atoms(of: node), indent: Self.indent + 2)
    }
    let condition = Self.condition(of: node).flatMap { ownConditions.contains($0.node.index) ? $0.node : nil }
    let elements = condition == nil ? node.elements[...] : node.elements.dropLast()
    let atoms = AtomCollector.atoms(of: elements, in: node)
    let head = head(of: node)
    let rest = condition.map { lines(of: $0) } ?? []
    return filled(head, Array(atoms.dropFirst(Self.words(of: node))), indent: head.unicodeScalars.count) + rest
  }

  /// The `where` of a `for`, and whether it begins a line. One that does, or that finds no place on the line of its
  /// `for`, is laid out as the clause of its own that it looks like.
  private static func condition(of node: SyntaxNode) -> (node: SyntaxNode, beginsLine: Bool)? {
    guard node.kind == .forClause || node.kind == .eachClause else { return nil }
    let elements = node.elements
    guard case .node(let last)? = elements.last, last.kind == .whereClause else { return nil }
    guard case .token(let space)? = elements.dropLast().last, space.kind == .whitespace else { return (last, false) }
    return (last, space.text.utf8.contains(0x0A))
  }

  /// `take {`, a line for each field with the colons under each other, and `}`.
  private func takenFields(_ node: SyntaxNode) -> [String] {
    guard let brace = node.elements.firstIndex(where: { $0.isToken(.leftBrace) }) else {
      return filled(Self.spaces(Self.indent), AtomCollector.atoms(of: node), indent: Self.indent + 2)
    }
    let items = BlockItem.items(of: node.elements[(brace + 1)...])
    let indent = Self.indent + 2
    let names = items.compactMap { item -> Int? in
      guard case .node(let field) = item.content else { return nil }
      return TakenFieldSyntax(field)?.name?.text.unicodeScalars.count
    }
    let width = names.max() ?? 0
    var lines = filled(
      Self.spaces(Self.indent), AtomCollector.atoms(of: node.elements[...brace], in: node), indent: indent)
    for item in items {
      if item.hasBlankBefore { lines.append("") }
      switch item.content {
      case .comment(let comment): lines.append(Self.spaces(indent) + comment)
      case .node(let field):
        let elements = field.elements
        let atoms = AtomCollector.atoms(of: field)
        if let colon = elements.firstIndex(where: { $0.isToken(.colon) }) {
          let before = AtomCollector.atoms(of: elements[..<colon], in: field)
          if !before.contains(where: \.endsLine) {
            let head = Self.spaces(indent) + Self.padded(LineFiller.joined(before), to: width) + " "
            lines += filled(head, Array(atoms.dropFirst(before.count)), indent: indent + width + 3)
            break
          }
        }
        lines += filled(Self.spaces(indent), atoms, indent: indent + 2)
      }
      lines[lines.count - 1] += item.trailing.map { "  " + $0 }.joined()
    }
    return lines + [Self.spaces(Self.indent) + "}"]
  }

  /// The keyword with the space after it.
  private func head(of node: SyntaxNode) -> String {
    let words = node.tokens.prefix(Self.words(of: node)).map(\.text).joined(separator: " ")
    let start = Self.spaces(Self.indent) + words
    // The label goes with the key and the other fields.
    if node.kind == .labelClause, colon > 0 { return Self.padded(start, to: Self.indent + colon) + " " }
    guard Self.keyword(of: node) != nil else { return words.isEmpty ? start : start + " " }
    return Self.padded(start, to: column - 1) + " "
  }

  /// Texts in several languages are aligned under each other.
  private func localizedLines(_ node: SyntaxNode) -> [String] {
    let before = node.elements.prefix { element in
      if case .node(let child) = element { child.kind != .localizedText } else { true }
    }
    let rest = node.elements.dropFirst(before.count)
    var head = head(of: node)
    let middle = LineFiller.joined(AtomCollector.atoms(of: before, in: node).dropFirst())
    if !middle.isEmpty { head += middle + " " }
    let place = head.unicodeScalars.count
    var lines: [String] = []
    for item in BlockItem.items(of: rest) {
      let text =
        switch item.content {
        case .node(let node): LineFiller.joined(AtomCollector.atoms(of: node))
        case .comment(let comment): comment
        }
      lines.append((lines.isEmpty ? head : Self.spaces(place)) + ([text] + item.trailing).joined(separator: "  "))
    }
    return lines
  }

  /// `must memory "At least 16 GB of memory" : a.memory >= 16 GB`
  private func lines(of requirement: RequirementSyntax) -> [String] {
    let node = requirement.node
    var head = head(of: node) + Self.padded(requirement.name?.text ?? "", to: name)
    var titles = TitleColumn(requirement.title, requirement.localizedTitle)
      .lines(from: head.unicodeScalars.count + 1)
    if colon > 0 {
      titles[0] = head + " " + titles[0]
      head = Self.padded(titles.removeLast(), to: head.unicodeScalars.count + 1 + colon)
    } else {
      titles = []
    }
    head += " : "
    let atoms = AtomCollector.atoms(of: node)
    let start = atoms.firstIndex { $0.text == ":" }.map { $0 + 1 } ?? atoms.count
    return titles + filled(head, Array(atoms[start...]), indent: column)
  }

  private func filled(_ head: String, _ atoms: [Atom], indent: Int) -> [String] {
    let lines = LineFiller(indent: indent).lines(of: atoms, used: head.unicodeScalars.count)
    guard let first = lines.first else { return [head.trimmingEnd] }
    return [head + first] + lines.dropFirst().map { Self.spaces(indent) + $0 }
  }

  // MARK: Kinds of clauses

  /// A requirement of a standard that can be laid out in columns.
  private static func requirement(_ node: SyntaxNode) -> RequirementSyntax? {
    guard let requirement = RequirementSyntax(node), requirement.name != nil, !hasCommentBeforeColon(node) else {
      return nil
    }
    return requirement
  }

  /// Whether there is a comment between the words of the keyword: then the keyword cannot be put in a column.
  private static func hasCommentAmongWords(_ node: SyntaxNode) -> Bool {
    let count = words(of: node)
    return count > 1
      && zip(AtomCollector.atoms(of: node), node.tokens).prefix(count).contains { $0.text != $1.text }
  }

  /// Whether a comment up to the end of the line comes before a text of the clause or inside one.
  private static func hasLineCommentInside(_ node: SyntaxNode) -> Bool {
    var isBefore = true
    for element in node.elements {
      switch element {
      case .token(let token): if isBefore, token.kind == .lineComment || token.kind == .docComment { return true }
      case .node(let child):
        if child.kind == .localizedText { isBefore = false }
        if AtomCollector.atoms(of: child).contains(where: \.endsLine) { return true }
      }
    }
    return false
  }

  private static func hasCommentBeforeColon(_ node: SyntaxNode) -> Bool {
    for element in node.elements {
      switch element {
      case .token(let token):
        if token.kind == .colon { return false }
        if element.isComment { return true }
      case .node(let child):
        if child.kind == .localizedText, child.elements.contains(where: \.isComment) { return true }
      }
    }
    return false
  }

  /// The part before the colon of a field or a step of a parameter; nil for another clause.
  private static func beforeColon(_ node: SyntaxNode) -> [Atom]? {
    guard node.kind == .fieldDeclaration || node.kind == .parameterStep else { return nil }
    let elements = node.elements
    guard let colon = elements.firstIndex(where: { $0.isToken(.colon) }) else { return nil }
    let atoms = AtomCollector.atoms(of: elements[..<colon], in: node)
    return atoms.contains(where: \.endsLine) ? nil : atoms
  }

  /// The keyword of a clause of one word; the rest is put in the common column.
  private static func keyword(of node: SyntaxNode) -> SyntaxToken? {
    words(of: node) == 1 ? node.tokens.first : nil
  }

  /// How many words the keyword of a clause has; 0 for what begins with no keyword, and for what has a colon or a sign
  /// after a name of its own.
  private static func words(of node: SyntaxNode) -> Int {
    guard let entry = node.clauseWord?.entry else { return 0 }
    switch entry.form {
    case .field, .derivedField, .step: return 0
    case .requirement: return RequirementSyntax(node: node).isNegated ? 2 : 1
    case .text, .texts, .list, .name, .names, .tags, .expression, .entitlements, .operand, .nothing, .citations,
      .validity,
      .authorities,
      .rating, .allowance, .generators, .binding, .adoption, .reach, .limit, .clauseText, .records, .expectation,
      .sourceFiles, .hyphenated, .textList, .header, .namespace, .elements, .takenFields:
      return entry.words.count
    }
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private static func padded(_ text: String, to width: Int) -> String {
    text + spaces(width - text.unicodeScalars.count)
  }
}
