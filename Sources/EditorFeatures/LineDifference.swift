import SourceText

/// Edits by lines from one text to another.
enum LineDifference {
  /// Edits that replace as few lines as a longest common subsequence leaves; large differences become one edit.
  static func edits(from source: SourceFile, to text: String) -> [TextEdit] {
    let old = lines(of: source.bytes[...])
    let new = lines(of: Array(text.utf8)[...])
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var oldEnd = old.count
    var newEnd = new.count
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    guard oldEnd > start || newEnd > start else { return [] }
    let pairs = common(old[start..<oldEnd], new[start..<newEnd])
    var edits: [TextEdit] = []
    var offsets = [0]
    for line in old { offsets.append((offsets.last ?? 0) + line.count) }
    func add(_ from: Int, _ to: Int, _ newFrom: Int, _ newTo: Int) {
      guard from < to || newFrom < newTo else { return }
      edits.append(
        TextEdit(
          range: SourceRange(offsets[from], offsets[to]),
          replacement: String(decoding: new[newFrom..<newTo].joined(), as: UTF8.self)))
    }
    var (i, j) = (start, start)
    for (left, right) in pairs {
      add(i, left, j, right)
      (i, j) = (left + 1, right + 1)
    }
    add(i, oldEnd, j, newEnd)
    return edits
  }

  private static func lines(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    for index in bytes.indices where bytes[index] == 0x0A {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.endIndex { lines.append(bytes[start...]) }
    return lines
  }

  /// Pairs of equal lines in order; none where the texts are too large to compare.
  private static func common(
    _ old: ArraySlice<ArraySlice<UInt8>>, _ new: ArraySlice<ArraySlice<UInt8>>
  ) -> [(Int, Int)] {
    let (rows, columns) = (old.count, new.count)
    guard rows > 0, columns > 0, rows &* columns <= 1_000_000 else { return [] }
    var lengths = [Int32](repeating: 0, count: (rows + 1) * (columns + 1))
    let width = columns + 1
    for i in stride(from: rows - 1, through: 0, by: -1) {
      for j in stride(from: columns - 1, through: 0, by: -1) {
        let isEqual = old[old.startIndex + i] == new[new.startIndex + j]
        lengths[i * width + j] =
          isEqual
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < rows, j < columns {
      if old[old.startIndex + i] == new[new.startIndex + j] {
        pairs.append((old.startIndex + i, new.startIndex + j))
        i += 1
        j += 1
      } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }
}
