/// Puts atoms on lines no wider than the page, where they can be broken.
struct LineFiller {
  /// Column in which every line but the first begins.
  let indent: Int

  /// The lines; the first one continues a line that already has `used` columns.
  func lines(of atoms: [Atom], used: Int) -> [String] {
    var lines: [String] = []
    var rest = atoms[...]
    var column = used
    while !rest.isEmpty {
      let count = self.count(ofFirst: rest, from: column)
      lines.append(Self.joined(rest.prefix(count)))
      rest = rest.dropFirst(count)
      column = indent
    }
    return lines
  }

  /// How many atoms go on the next line: as many as fit, cut back to the best place for a break.
  private func count(ofFirst atoms: ArraySlice<Atom>, from column: Int) -> Int {
    var width = column
    var best: (count: Int, rank: Int)?
    for (offset, atom) in atoms.enumerated() {
      if offset > 0, let rank = atom.breakRank, rank <= best?.rank ?? .max { best = (offset, rank) }
      width += atom.width + (offset > 0 && atom.hasSpace ? 1 : 0)
      // A comment at the end may be as wide as it is.
      if width > PolicyFormatter.width, !atom.endsLine, let best { return best.count }
      if atom.endsLine { return offset + 1 }
    }
    return atoms.count
  }

  static func joined(_ atoms: some Sequence<Atom>) -> String {
    var text = ""
    for atom in atoms {
      if atom.hasSpace, !text.isEmpty { text += atom.endsLine ? "  " : " " }
      text += atom.text
    }
    return text
  }
}
