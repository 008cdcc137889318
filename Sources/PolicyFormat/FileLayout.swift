import PolicySyntax

/// The text of a file while it is laid out.
struct FileLayout {
  private(set) var text = ""

  mutating func write(_ file: SyntaxNode) {
    let items = BlockItem.items(of: file.elements)
    var previous: (item: BlockItem, isTall: Bool)?
    for (position, item) in items.enumerated() {
      let lines: [String]
      switch item.content {
      case .comment(let comment): lines = [comment]
      case .node(let node):
        lines = DeclarationLayout(duties: DutyColumns(around: position, in: items)).lines(of: node)
      }
      if let previous, needsBlank(after: previous, before: item, isTall: lines.count > 1, items, position) {
        text += "\n"
      }
      for (index, line) in lines.enumerated() {
        text += line
        if index == lines.count - 1 { text += item.trailing.map { "  " + $0 }.joined() }
        text += "\n"
      }
      previous = (item, lines.count > 1)
    }
  }

  /// Declarations of several lines are set apart, and so are the header, the imports and the rest.
  private func needsBlank(
    after previous: (item: BlockItem, isTall: Bool), before item: BlockItem, isTall: Bool, _ items: [BlockItem],
    _ position: Int
  ) -> Bool {
    if item.hasBlankBefore { return true }
    guard case .node(let before) = previous.item.content else { return false }
    // Duties right under each other share their columns, even where one of them takes two lines.
    if DutyColumns.isLine(previous.item), DutyColumns.isLine(item) { return false }
    if previous.isTall || before.kind == .policyHeader { return true }
    // The comments before a declaration belong to it.
    let next = items[position...].lazy.compactMap { item in
      if case .node(let node) = item.content { node } else { nil }
    }.first
    guard let next else { return false }
    if (before.kind == .importDeclaration) != (next.kind == .importDeclaration) { return true }
    if case .comment = item.content { return DeclarationLayout(duties: nil).lines(of: next).count > 1 }
    return isTall
  }
}

/// Where the parts of duties on consecutive lines begin.
struct DutyColumns {
  var name: Int
  var title: Int

  /// Nil where the item is not a duty.
  init?(around position: Int, in items: [BlockItem]) {
    guard Self.duty(items[position]) != nil else { return nil }
    var first = position
    while first > 0, !items[first].hasBlankBefore, Self.duty(items[first - 1]) != nil { first -= 1 }
    var last = position
    while last + 1 < items.count, !items[last + 1].hasBlankBefore, Self.duty(items[last + 1]) != nil { last += 1 }
    let duties = items[first...last].compactMap(Self.duty)
    name = duties.map { $0.name?.text.unicodeScalars.count ?? 0 }.max() ?? 0
    title = duties.map { $0.title?.token.text.unicodeScalars.count ?? 0 }.max() ?? 0
  }

  /// Whether an item is a duty without a body.
  static func isLine(_ item: BlockItem) -> Bool { duty(item) != nil }

  private static func duty(_ item: BlockItem) -> DutySyntax? {
    guard case .node(let node) = item.content, let duty = DutySyntax(node), node.token(.leftBrace) == nil,
      duty.rows == nil
    else { return nil }
    return duty
  }
}
