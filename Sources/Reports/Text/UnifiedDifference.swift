public import SourceText

/// The changes of a text, in the unified format that `patch` and reviewers read.
public struct UnifiedDifference {
  private static let context = 3

  private let path: String
  private let old: [Substring.UnicodeScalarView]
  private let new: [Substring.UnicodeScalarView]

  public init(path: String, old: String, new: String) {
    self.path = path
    self.old = Self.lines(old)
    self.new = Self.lines(new)
  }

  /// Nothing where the texts are equal. Quadratic in the number of changed lines, linear in the others.
  public var markup: PlainMarkup {
    let changes = new.difference(from: old) { $0.elementsEqual($1) }
    guard !changes.isEmpty else { return "" }
    var removed = [Bool](repeating: false, count: old.count)
    var inserted = [Bool](repeating: false, count: new.count)
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed[offset] = true
      case .insert(let offset, _, _): inserted[offset] = true
      }
    }
    return "--- \(path.shownName)\n+++ \(path.shownName)\n\(hunks(edits(removed, inserted)))"
  }

  private enum Edit { case keep, remove, insert }

  private func edits(_ removed: [Bool], _ inserted: [Bool]) -> [Edit] {
    var edits: [Edit] = []
    var (before, after) = (0, 0)
    while before < old.count || after < new.count {
      if before < old.count, removed[before] {
        edits.append(.remove)
        before += 1
      } else if after < new.count, inserted[after] {
        edits.append(.insert)
        after += 1
      } else {
        edits.append(.keep)
        before += 1
        after += 1
      }
    }
    return edits
  }

  private func hunks(_ edits: [Edit]) -> PlainMarkup {
    var text: PlainMarkup = ""
    var (before, after) = (0, 0)
    var position = 0
    while let first = edits[position...].firstIndex(where: { $0 != .keep }) {
      let start = max(position, first - Self.context)
      // A hunk goes on while the next change is near.
      var last = first
      while let next = edits[(last + 1)...].firstIndex(where: { $0 != .keep }), next - last <= 2 * Self.context {
        last = next
      }
      let end = min(edits.count, last + Self.context + 1)
      before += start - position
      after += start - position
      let kept = edits[start..<end]
      let counts = (kept.count { $0 != .insert }, kept.count { $0 != .remove })
      text += "@@ -\(before + (counts.0 > 0 ? 1 : 0)),\(counts.0) +\(after + (counts.1 > 0 ? 1 : 0)),\(counts.1) @@\n"
      for edit in kept {
        switch edit {
        case .keep: text += " \(shown(old[before]))\n"
        case .remove: text += "-\(shown(old[before]))\n"
        case .insert: text += "+\(shown(new[after]))\n"
        }
        if edit != .insert { before += 1 }
        if edit != .remove { after += 1 }
      }
      position = end
    }
    return text
  }

  /// A line with its tabs; a carriage return at its end is shown, since it may be all that changes.
  private func shown(_ line: Substring.UnicodeScalarView) -> PlainMarkup {
    PlainMarkup(lines: String(line).shown)
  }

  private static func lines(_ text: String) -> [Substring.UnicodeScalarView] {
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
