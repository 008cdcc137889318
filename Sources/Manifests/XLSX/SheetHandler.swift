import Diagnostics

/// Reads the rows of a sheet as they come, and writes them as text.
final class SheetHandler: XMLHandler {
  private enum State {
    case document, worksheet, rows, row, cell, value, inline, run, text, merges
  }

  private(set) var writer: SheetTextWriter
  private(set) var merges: [CellRange] = []
  /// The first cells with a formula whose value is not in the file, and how many there are.
  private(set) var unstored: [CellReference] = []
  private(set) var unstoredCount = 0
  private let strings: SharedStrings
  private let formats: CellFormats
  private let values: CellValue
  private let headerLines: ClosedRange<Int>?
  private var states: [State] = [.document]
  private var skippedDepth = 0
  private var position = CellReference(column: 0, row: 0)
  private var cell = Cell()
  private var content: [UInt8] = []

  private struct Cell {
    var type = CellType.number
    var style = 0
    var hasFormula = false
    var hasValue = false
  }

  private enum CellType {
    case number, shared, inline, text, boolean, error, date
  }

  init(
    strings: SharedStrings, formats: CellFormats, values: CellValue, headerLines: ClosedRange<Int>?, limit: Int
  ) {
    self.strings = strings
    self.formats = formats
    self.values = values
    self.headerLines = headerLines
    writer = SheetTextWriter(headerLines: headerLines, limit: limit)
  }

  /// Call it when the sheet has been read to its end.
  func finish() { writer.finish(merges: merges) }

  // MARK: Elements

  func begin(_ element: XMLName, _ attributes: XMLAttributes, _ parser: XMLParser) {
    guard skippedDepth == 0, OfficePath.isOffice(element), let state = states.last,
      let next = self.state(in: state, of: element)
    else {
      skippedDepth += 1
      return
    }
    states.append(next)
    switch (state, next) {
    case (.rows, .row): beginRow(attributes, parser)
    case (.row, .cell): beginCell(attributes, parser)
    case (.merges, .merges): addMerge(attributes)
    case (_, .value), (_, .inline): cell.hasValue = true
    default: break
    }
  }

  private func state(in state: State, of element: XMLName) -> State? {
    switch state {
    case .document: return element.isNamed("worksheet") ? .worksheet : nil
    case .worksheet:
      if element.isNamed("sheetData") { return .rows }
      return element.isNamed("mergeCells") ? .merges : nil
    case .rows: return element.isNamed("row") ? .row : nil
    case .row: return element.isNamed("c") ? .cell : nil
    case .cell:
      if element.isNamed("v") { return .value }
      if element.isNamed("is") { return .inline }
      if element.isNamed("f") { cell.hasFormula = true }
      return nil
    case .inline:
      if element.isNamed("t") { return .text }
      return element.isNamed("r") ? .run : nil
    case .run: return element.isNamed("t") ? .text : nil
    case .merges: return element.isNamed("mergeCell") ? .merges : nil
    case .value, .text: return nil
    }
  }

  func end(_ parser: XMLParser) {
    if skippedDepth > 0 {
      skippedDepth -= 1
      return
    }
    if case .cell? = states.popLast() { endCell(parser) }
  }

  func text(_ piece: UnsafeBufferPointer<UInt8>, _ parser: XMLParser) {
    guard skippedDepth == 0 else { return }
    switch states.last {
    case .value, .text: content.append(contentsOf: piece)
    default: break
    }
  }

  // MARK: Rows and cells

  private func beginRow(_ attributes: XMLAttributes, _ parser: XMLParser) {
    var row = position.row + 1
    if let given = attributes.value(of: "r") {
      guard let number = Int(String(cString: given)), number >= row, number <= CellReference.lastRow else {
        return stop(parser, "the rows of the sheet are not in ascending order: \(quoted(String(cString: given)))")
      }
      row = number
    }
    guard row <= CellReference.lastRow else {
      return stop(parser, "the sheet has more than \(CellReference.lastRow) rows")
    }
    position = CellReference(column: 0, row: row)
  }

  private func beginCell(_ attributes: XMLAttributes, _ parser: XMLParser) {
    content.removeAll(keepingCapacity: true)
    cell = Cell()
    var reference: CellReference? = CellReference(column: position.column + 1, row: position.row)
    attributes.forEach { name, value in
      let bytes = XMLName.bytes(value)
      if name.isNamed("r") {
        reference = CellReference(bytes)
      } else if name.isNamed("s") {
        cell.style = Int(String(decoding: bytes, as: UTF8.self)) ?? 0
      } else if name.isNamed("t") {
        cell.type = Self.type(bytes)
      }
    }
    guard let reference, reference.row == position.row, reference.column > position.column,
      reference.column <= CellReference.lastColumn
    else {
      return stop(parser, "the cells of row \(position.row) are not in ascending order")
    }
    position = reference
  }

  private static func type(_ name: UnsafeBufferPointer<UInt8>) -> CellType {
    if name.equals("s") { return .shared }
    if name.equals("inlineStr") { return .inline }
    if name.equals("str") { return .text }
    if name.equals("b") { return .boolean }
    if name.equals("e") { return .error }
    return name.equals("d") ? .date : .number
  }

  private func addMerge(_ attributes: XMLAttributes) {
    // Only those of the header bear on what is read, so the others need no memory.
    guard let headerLines, let range = attributes.text(of: "ref").flatMap({ CellRange($0) }),
      headerLines.contains(range.first.row)
    else { return }
    merges.append(range)
  }

  private func endCell(_ parser: XMLParser) {
    if cell.hasFormula, !cell.hasValue {
      unstoredCount += 1
      if unstored.isEmpty { unstored.append(position) }
      return
    }
    guard !content.isEmpty else { return }
    switch cell.type {
    case .shared: addShared(parser)
    case .inline, .text:
      OfficeText.decodeEscapes(in: &content, from: 0)
      add(content, isText: true)
    case .error: add(content, isText: true)
    case .boolean: add(Array((content == [0x30] ? "false" : "true").utf8), isText: false)
    case .date: add(content.withUnsafeBufferPointer { values.text(ofISO: $0) }, isText: false)
    case .number:
      guard let number = content.withUnsafeBufferPointer({ CellNumber($0) }) else {
        let shown = content.withUnsafeBufferPointer { quoted($0) }
        return stop(parser, "\(position.text) holds \(shown), which is not a number")
      }
      add(values.text(of: number, formats.kind(ofStyle: cell.style)), isText: false)
    }
    if writer.hasPassedLimit {
      parser.stop(.unpacksTooLarge, "the texts of the cells have more bytes than may be unpacked of the file")
    }
  }

  private func addShared(_ parser: XMLParser) {
    let index = Int(String(decoding: content, as: UTF8.self)) ?? -1
    let isThere = strings.withText(index) { writer.add(position, $0, isText: true) }
    if !isThere {
      stop(parser, "\(position.text) refers to text \(index), and the workbook has \(strings.count) texts")
    }
  }

  private func add(_ text: [UInt8], isText: Bool) {
    text.withUnsafeBufferPointer { writer.add(position, $0, isText: isText) }
  }

  private func stop(_ parser: XMLParser, _ message: String) { parser.stop(.malformedWorkbook, message) }
}
