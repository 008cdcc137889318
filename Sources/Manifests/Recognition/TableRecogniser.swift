/// The separator of a table and the line of its header, by what most of its rows have in common.
struct TableRecogniser {
  static let separators: [(byte: UInt8, text: String)] = [(0x3B, ";"), (0x2C, ","), (0x09, "\\t"), (0x7C, "|")]
  private static let sampleSize = 200

  let separator: (byte: UInt8, text: String)
  let table: SampleTable
  /// The index of the row that names the columns; nil where none does.
  let header: Int?
  /// Cells of most rows.
  let width: Int

  /// Nil where no separator makes a table of the text.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var best: (score: Double, separator: (byte: UInt8, text: String))?
    for separator in Self.separators {
      let sample = SampleTable(bytes, separator: separator.byte, rowLimit: Self.sampleSize)
      let (width, share) = Self.width(of: sample)
      guard width > 1 else { continue }
      // Of two that fit all rows, the one with more columns.
      let score = share + Double(min(width, 100)) / 1_000
      if score > best?.score ?? 0 { best = (score, separator) }
    }
    let chosen = best?.separator ?? Self.separators[1]
    self.init(SampleTable(bytes, separator: chosen.byte), separator: chosen)
  }

  init?(_ table: SampleTable, separator: (byte: UInt8, text: String) = separators[1]) {
    guard !table.rows.isEmpty else { return nil }
    self.table = table
    self.separator = separator
    width = Self.width(of: table).width
    header = Self.header(of: table, width: width)
  }

  /// The number of cells that most rows have, and their share of the rows that hold something.
  private static func width(of table: SampleTable) -> (width: Int, share: Double) {
    var counts: [Int: Int] = [:]
    var filled = 0
    for row in table.rows where !row.cells.allSatisfy({ $0.text.isEmpty }) {
      filled += 1
      counts[row.cells.count, default: 0] += 1
    }
    guard let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return (0, 0) }
    return (most.key, Double(most.value) / Double(filled))
  }

  /// The first row as wide as most that names all its columns, each otherwise, and holds neither numbers nor dates.
  private static func header(of table: SampleTable, width: Int) -> Int? {
    table.rows.prefix(sampleSize).firstIndex { row in
      guard row.cells.count == width || row.cells.count > 1 && row.cells.count >= width - 1 else { return false }
      let names = row.cells.map(\.text)
      return names.allSatisfy { !$0.isEmpty && !$0.contains("\n") } && Set(names).count == names.count
        && !row.cells.contains { $0.isCanonical || ValueForms.isNumberOrDate($0.text) }
    }
  }

  /// The names of the columns, numbered ones where the file has none.
  var names: [String] {
    header.map { table.rows[$0].cells.map(\.text) } ?? (0..<width).map { "column \($0 + 1)" }
  }

  /// The rows after the header.
  var body: ArraySlice<SampleTable.Row> { table.rows[((header ?? -1) + 1)...] }
}
