/// The nearest right name to one that was not found.
public enum NameSuggestion {
  /// The candidates that may have been meant, nearest first: at most two edits away, and no more than a third of the
  /// length (short names: one edit), with something of the name left. Letter case counts little. Ties keep the order
  /// of the candidates.
  public static func nearest(to name: String, in candidates: some Sequence<String>, limit: Int = 1) -> [String] {
    let wanted = Array(name.unicodeScalars)
    let lowered = Array(name.lowercased().unicodeScalars)
    let bound = min(2, max(1, wanted.count / 3))
    var found: [(distance: Int, index: Int, name: String)] = []
    for (index, candidate) in candidates.enumerated() where candidate != name {
      let scalars = Array(candidate.unicodeScalars)
      guard abs(scalars.count - wanted.count) <= bound else { continue }
      var distance = editDistance(wanted, scalars, bound: bound)
      if distance > bound, Array(candidate.lowercased().unicodeScalars) == lowered { distance = 1 }
      guard distance <= bound, distance < max(wanted.count, scalars.count) else { continue }
      found.append((distance, index, candidate))
    }
    found.sort { ($0.distance, $0.index) < ($1.distance, $1.index) }
    return found.prefix(limit).map(\.name)
  }

  public static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
    nearest(to: name, in: candidates, limit: 1).first
  }

  /// Insertions, deletions, replacements and swaps of neighbours from one to the other (optimal string alignment);
  /// anything above the bound is reported as `bound + 1`. Time and memory linear in the shorter times the longer.
  static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], bound: Int) -> Int {
    guard left.count <= 200, right.count <= 200 else { return bound + 1 }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in 0..<left.count {
      var current = [i + 1] + [Int](repeating: 0, count: right.count)
      var smallest = current[0]
      for j in 0..<right.count {
        let substitution = last[j] + (left[i] == right[j] ? 0 : 1)
        current[j + 1] = min(substitution, last[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          current[j + 1] = min(current[j + 1], beforeLast[j - 1] + 1)
        }
        smallest = min(smallest, current[j + 1])
      }
      if smallest > bound { return bound + 1 }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
