import PolicySyntax

/// The lines of one declaration.
struct DeclarationLayout {
  /// Columns of the duties around, for a duty.
  let duties: DutyColumns?

  func lines(of node: SyntaxNode) -> [String] {
    switch node.kind {
    case .enumDeclaration: return enumLines(node)
    case .dutyDeclaration where node.token(.leftBrace) == nil: return dutyLines(node)
    default: break
    }
    guard let brace = node.elements.firstIndex(where: { $0.isToken(.leftBrace) }) else {
      return indented(AtomCollector.atoms(of: node))
    }
    let items = BlockItem.items(of: node.elements[(brace + 1)...])
    var head = indented(AtomCollector.atoms(of: node.elements[...brace], in: node))
    guard !items.isEmpty else {
      head[head.count - 1] += "}"
      return head
    }
    // A comment right after the brace stays there.
    let (trailing, body) = Self.split(items, after: node, brace)
    head[head.count - 1] += trailing.map { "  " + $0 }.joined()
    return head + BlockLayout(items: body, in: node).lines() + ["}"]
  }

  /// Comments on the line of the opening brace, and what follows.
  private static func split(
    _ items: [BlockItem], after node: SyntaxNode, _ brace: Int
  ) -> (trailing: [String], body: [BlockItem]) {
    var trailing: [String] = []
    for element in node.elements[(brace + 1)...] {
      guard case .token(let token) = element else { break }
      if token.kind == .whitespace, token.text.utf8.contains(0x0A) { break }
      if token.kind == .lineComment || token.kind == .blockComment { trailing.append(token.text.trimmingEnd) }
    }
    // The first item is a comment that took the others as its own trailing ones.
    guard !trailing.isEmpty, case .comment? = items.first?.content else { return ([], items) }
    var body = Array(items.dropFirst())
    if !body.isEmpty { body[0].hasBlankBefore = false }
    return (trailing, body)
  }

  private func indented(_ atoms: [Atom]) -> [String] {
    LineFiller(indent: 2).lines(of: atoms, used: 0).enumerated().map { ($0 > 0 ? "  " : "") + $1 }
  }

  private func enumLines(_ node: SyntaxNode) -> [String] {
    let atoms = AtomCollector.atoms(of: node)
    let line = LineFiller.joined(Self.withoutLastComma(atoms))
    let hasLanguages = node.nodes.contains { EnumCaseSyntax($0)?.localizedLabel.isEmpty == false }
    if line.unicodeScalars.count <= PolicyFormatter.width, !hasLanguages, !atoms.contains(where: \.endsLine),
      !line.contains("\n")
    {
      return [line]
    }
    guard let brace = node.elements.firstIndex(where: { $0.isToken(.leftBrace) }) else { return [line] }
    let items = BlockItem.items(of: node.elements[(brace + 1)...])
    let cases = items.indices.filter { if case .node = items[$0].content { true } else { false } }
    var lines = indented(AtomCollector.atoms(of: node.elements[...brace], in: node))
    let name = node.nodes.compactMap { EnumCaseSyntax($0)?.name?.text.unicodeScalars.count }.max() ?? 0
    for (index, item) in items.enumerated() {
      if item.hasBlankBefore { lines.append("") }
      switch item.content {
      case .comment(let comment): lines.append("  " + comment)
      case .node(let node):
        lines += caseLines(node, name: name)
        if index != cases.last { lines[lines.count - 1] += "," }
      }
      lines[lines.count - 1] += item.trailing.map { "  " + $0 }.joined()
    }
    return lines + ["}"]
  }

  /// `laptop "Laptop" fr "Portable"`, with the labels after the longest name.
  private func caseLines(_ node: SyntaxNode, name width: Int) -> [String] {
    guard let each = EnumCaseSyntax(node), let name = each.name?.text, each.words.isEmpty,
      !AtomCollector.hasComment(in: node)
    else {
      return LineFiller(indent: 4).lines(of: AtomCollector.atoms(of: node), used: 2).enumerated().map {
        ($0 == 0 ? "  " : "    ") + $1
      }
    }
    let labels = TitleColumn(each.label, each.localizedLabel)
    guard labels.width > 0 else { return ["  " + name] }
    var lines = labels.lines(from: 2 + width + 1)
    let space = String(repeating: " ", count: max(0, width - name.unicodeScalars.count) + 1)
    lines[0] = "  " + name + space + lines[0]
    return lines
  }

  private static func withoutLastComma(_ atoms: [Atom]) -> [Atom] {
    guard let comma = atoms.indices.dropLast().last, atoms[comma].text == "," else { return atoms }
    var result = atoms
    result.remove(at: comma)
    return result
  }

  /// `duty name "title" of Permission = any of …`, in the columns of the duties above and below.
  private func dutyLines(_ node: SyntaxNode) -> [String] {
    var atoms = AtomCollector.atoms(of: node)
    guard let duties, atoms.count > 3, !atoms.contains(where: \.endsLine) else { return indented(atoms) }
    pad(&atoms[1], to: duties.name)
    if node.token(.string) != nil {
      pad(&atoms[2], to: duties.title)
    } else if duties.title > 0 {
      pad(&atoms[1], to: duties.name + 1 + duties.title)
    }
    return indented(atoms)
  }

  private func pad(_ atom: inout Atom, to width: Int) {
    atom.text += String(repeating: " ", count: max(0, width - atom.width))
  }
}

extension SyntaxNode.Element {
  func isToken(_ kind: SyntaxKind) -> Bool {
    if case .token(let token) = self { token.kind == kind } else { false }
  }

  var isComment: Bool { isToken(.lineComment) || isToken(.blockComment) || isToken(.docComment) }
}
