import Diagnostics
import RulePlan
import SourceText

/// Finds the columns of a table that a source names.
struct SourceHeader {
  struct Layout {
    /// By column of the source: which cell of a row it is.
    var columns: [Int] = []
    var names: [String] = []
    var cellCount = 0
    var bodyStart = 0
    /// Names that the source does not take.
    var untaken: [String] = []
  }

  private let plan: SourcePlan
  private let isSheet: Bool
  private let context: FileContext

  init(_ plan: SourcePlan, isSheet: Bool, context: FileContext) {
    self.plan = plan
    self.isSheet = isSheet
    self.context = context
  }

  /// The layout; nil where the file holds no row at all or a column is not there, which has been reported.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(ReadStopped) -> Layout? {
    var layout = Layout()
    var range = SourceRange(start, start)
    guard let lines = plan.table.header.lines else {
      if case .columns(let names) = plan.table.header { layout.names = names }
      layout.bodyStart = start
      if layout.names.isEmpty { layout.names = firstRow(bytes, from: start) }
      return resolve(layout, range)
    }
    guard let first = TableRowScanner.start(ofLine: lines.lowerBound, in: bytes, from: start, isSheet: isSheet),
      first < bytes.count
    else {
      throw context.faults.stop(
        .sourceFormat, max(start, bytes.count - 1), bytes.count,
        "the header of `\(plan.name)` is line \(lines.lowerBound), and the file ends before it")
    }
    var scanner = TableRowScanner(bytes, from: first, dialect: plan.table, isSheet: isSheet)
    for line in lines {
      let expected = TableRowScanner.start(ofLine: line, in: bytes, from: start, isSheet: isSheet) ?? bytes.count
      switch scanner.next() {
      case .end:
        throw context.faults.stop(
          .sourceFormat, first, first, "the header of `\(plan.name)` is line \(line), and the file ends before it")
      case .fault(let message, let place): throw context.faults.stop(.malformedCSV, place.start, place.end, message)
      case .cells:
        // A line that the scanner has passed over holds no names.
        guard scanner.rowStart == expected || lines.count > 1 else {
          throw context.faults.stop(
            .sourceFormat, expected, expected + 1,
            "line \(line), which `\(plan.name)` takes for the header, is blank or a comment")
        }
        if line == lines.lowerBound { range = SourceRange(scanner.rowStart, scanner.rowEnd) }
        for (index, cell) in scanner.cells.enumerated() {
          let text = String(
            decoding: cell.isEscaped ? scanner.unescaped(cell) : Array(bytes[cell.start..<cell.end]), as: UTF8.self)
          if index < layout.names.count {
            layout.names[index] += layout.names[index].isEmpty || text.isEmpty ? text : " " + text
          } else {
            layout.names.append(text)
          }
        }
      }
    }
    layout.bodyStart = scanner.position
    return resolve(layout, range)
  }

  /// As many names as the first row has cells.
  private func firstRow(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> [String] {
    var scanner = TableRowScanner(bytes, from: start, dialect: plan.table, isSheet: isSheet)
    guard case .cells = scanner.next() else { return [] }
    return scanner.cells.map { _ in "" }
  }

  private func resolve(_ given: Layout, _ header: SourceRange) -> Layout? {
    var layout = given
    // Columns without a name at the end are there because of the writer.
    layout.cellCount = layout.names.count
    while isSheet == false, layout.cellCount > 1, layout.names[layout.cellCount - 1].isEmpty,
      plan.table.header.lines != nil
    {
      layout.cellCount -= 1
    }
    var isWhole = true
    for column in plan.columns {
      switch column.reference {
      case .position(let position):
        layout.columns.append(position)
        if position >= layout.cellCount {
          isWhole = false
          report(
            "`\(plan.name)` takes column [\(position)], and there are \(layout.cellCount)", column, header)
        }
      case .name(let name):
        let found = layout.names.indices.filter { layout.names[$0] == name }
        layout.columns.append(found.first ?? 0)
        if found.count != 1 {
          isWhole = false
          report(self.message(name, found.count, layout.names, header), column, header)
        }
      }
    }
    let taken = Set(layout.columns)
    layout.untaken = layout.names.indices.filter { !taken.contains($0) && !layout.names[$0].isEmpty }.map {
      layout.names[$0]
    }
    if !isWhole { context.noteIncomplete(plan.entity) }
    return isWhole ? layout : nil
  }

  private func message(_ name: String, _ count: Int, _ names: [String], _ header: SourceRange) -> String {
    guard count == 0 else {
      return "the header has \(count) columns \(quoted(name)), of which `\(plan.name)` takes one"
    }
    if let nearest = NameSuggestion.nearest(to: name, in: names) {
      return "the header has no column \(quoted(name)), which `\(plan.name)` takes; did you mean `\(nearest)`?"
    }
    let whole = names.count == 1 ? names[0] : ""
    for (sign, what) in [(";", "semicolons"), ("\t", "tabs"), ("|", "bars"), (",", "commas")]
    where whole.contains(sign) {
      return
        "the header has no column \(quoted(name)), which `\(plan.name)` takes; it has \(what): `separator \"\(sign == "\t" ? "\\t" : sign)\"`"
    }
    return
      "the header has no column \(quoted(name)), which `\(plan.name)` takes; it has \(listed(names.filter { !$0.isEmpty }, "and"))"
  }

  private func report(_ message: String, _ column: SourcePlan.Column, _ header: SourceRange) {
    context.faults.add(
      .sourceColumn, header.start, max(header.end, header.start),
      origins: [
        Fault.PolicyPlace(message: "the source takes it here", origin: column.origin)
      ], message)
  }
}
