import Diagnostics
import RecordStore
import RulePlan
import SourceText
import TestSupport
import Testing

@testable import Manifests

/// Rows are scanned many at a time, and plain lines of JSON without events: the result equals that of reading one by
/// one.
@Suite struct RowScanTests {
  // MARK: CSV

  /// A row, or the fault in its place, as text.
  private func describe(_ bytes: UnsafeBufferPointer<UInt8>, _ cells: [(content: Range<Int>, form: String)]) -> String {
    cells.map { "\($0.content.lowerBound)-\($0.content.upperBound)\($0.form)" }.joined(separator: " ")
  }

  private func oneByOne(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, columnCount: Int) -> [String] {
    let row = CSVRow(capacity: 16)
    var scanner = CSVScanner(bytes, from: range.lowerBound, to: range.upperBound, into: row)
    var found: [String] = []
    while true {
      switch scanner.next() {
      case .end: return found
      case .fault(let fault, let range): found.append("\(fault) at \(range.start)-\(range.end)")
      case .cells(columnCount):
        let cells = (0..<columnCount).map { index in
          let cell = row.cells[index]
          return (content: cell.start..<cell.end, form: cell.form == .plain ? "" : "\(cell.form)")
        }
        found.append("\(scanner.rowStart)-\(scanner.rowEnd): " + describe(bytes, cells))
      case .cells(let count): found.append("\(count) cells in \(scanner.rowStart)-\(scanner.rowEnd)")
      }
    }
  }

  private func together(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, columnCount: Int) -> [String] {
    guard let base = bytes.baseAddress else { return [] }
    let cells = RowCells(columnCount: columnCount)
    var scanner = CSVScanner(bytes, from: range.lowerBound, to: range.upperBound, into: CSVRow(capacity: 0))
    var found: [String] = []
    while true {
      let (count, stop) = scanner.fill(cells)
      for row in 0..<count {
        let texts = (0..<columnCount).map { column in
          let cell = cells.column(column)[row]
          let form = cell.isEscaped ? "escaped" : cell.isQuoted(in: base) ? "quoted" : ""
          return (content: cell.content, form: form)
        }
        found.append("\(cells.starts[row])-\(cells.ends[row]): " + describe(bytes, texts))
      }
      switch stop {
      case nil: continue
      case .end: return found
      case .fault(let fault, let range): found.append("\(fault) at \(range.start)-\(range.end)")
      case .cells(let count): found.append("\(count) cells in \(scanner.rowStart)-\(scanner.rowEnd)")
      }
    }
  }

  @Test func scanningManyRowsFindsTheCellsOfEach() {
    var random = SeededGenerator(21)
    let pieces = [
      "a", "bc", "12345678", "a longer cell", ",", ",", ",", "\n", "\n", "\r\n", "\r", "\"\"", "\"x\"", "\"a,b\"",
      "\"c\nd\"",
      "\"e\"\"f\"", "\"", "é", " ", "\u{0}", "-", "#",
    ]
    for round in 0..<3000 {
      let count = Int.random(in: 0...60, using: &random)
      let rows = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
      let text = Array((rows.joined() + (round % 3 == 0 ? "\n" : "")).utf8)
      text.withUnsafeBufferPointer { bytes in
        let end = round % 2 == 0 ? bytes.count : bytes.count * 2 / 3
        let columnCount = 1 + round % 3
        #expect(
          together(bytes, 0..<end, columnCount: columnCount) == oneByOne(bytes, 0..<end, columnCount: columnCount),
          "\(String(decoding: text, as: UTF8.self)) up to \(end)")
      }
    }
  }

  @Test func aBlockEndsWhereARowEnds() {
    let text = Array((0..<2500).map { "row \($0),\"\($0)\"\r\n" }.joined().utf8)
    text.withUnsafeBufferPointer { bytes in
      let rows = together(bytes, 0..<bytes.count, columnCount: 2)
      #expect(rows.count == 2500)
      #expect(rows == oneByOne(bytes, 0..<bytes.count, columnCount: 2))
    }
  }

  // MARK: JSON Lines

  private static let schema = Office.compile(
    """
    policy demo.plain

    enum Level { low, high }

    entity Person from people {
      key id   : Text
      name     : Text?
      manager  : Person?
      level    : Level = low
      active   : Boolean?
      days     : Integer?
      since    : Date?
      share    : Decimal?
      currency : Text?
      aliases  : [Text] = []
    }
    """)

  private func line(_ index: Int, _ random: inout SeededGenerator) -> String {
    func one(_ texts: String...) -> String { texts[Int.random(in: 0..<texts.count, using: &random)] }
    var fields = [
      one("\"id\":\"p\(index)\"", "\"id\" : \"p\(index)\"", "\"id\":\"p\(index)\"", "\"id\":\(index)"),
      one("\"name\":\"Ann\"", "\"name\": \"\"", "\"name\":null", "\"name\":\"a name of many bytes\"", "\"name\":7"),
      one("\"manager\":\"p0\"", "\"manager\":\"p\(index / 2)\"", "\"manager\": null"),
      one("\"level\":\"low\"", "\"level\":\"high\"", "\"level\":null"),
      one("\"active\":true", "\"active\":false", "\"active\":\"true\""),
      one("\"days\":0", "\"days\":-12", "\"days\":1234567", "\"days\":\"8\""),
      one("\"since\":\"2019-06-30\"", "\"since\":\"2020-02-29\""),
      one("\"share\":1.50", "\"share\":2", "\"share\":\"0.5\""),
    ]
    if Int.random(in: 0..<4, using: &random) == 0 { fields.remove(at: Int.random(in: 1..<8, using: &random)) }
    if Int.random(in: 0..<6, using: &random) == 0 { fields.shuffle(using: &random) }
    switch Int.random(in: 0..<120, using: &random) {
    case 0: fields.append("\"aliases\":[\"x\",\"y\"]")
    case 1: fields.append("\"currency\":\"a\\u0041\\n\"")
    case 2: fields.append("\"days\":3")
    case 3: fields.append("\"unknown\":1")
    case 4: fields.append("\"currency\":01")
    case 5: fields.append("\"since\":\"2019-02-30\"")
    case 6: fields.append("\"level\":\"middle\"")
    case 7: fields.removeFirst()
    case 8: fields.append("")
    case 9: return ""
    case 10: return "[1]"
    case 11: return fields[0]
    case 12: fields.append("\"currency\":tru")
    case 13: fields.append("\"manager\":\"nobody\"")
    default: break
    }
    let separator = one(",", ", ", ",")
    return one("{", "{ ", "{") + fields.joined(separator: separator) + one("}", " }", "}") + one("", "", "\r", " ")
  }

  private func load(_ text: String, jobs: Int = 1, partSize: Int = 1 << 22) -> LoadResult {
    var options = LoadOptions(jobs: jobs)
    options.partSize = partSize
    return Office.load(text, name: "people.jsonl", schema: Self.schema, options: options)
  }

  /// A space before a line keeps it from being plain.
  @Test(arguments: 0..<12)
  func plainLinesReadAsAnyOthers(seed: Int) throws {
    var random = SeededGenerator(UInt64(seed))
    let lines = (0..<1500).map { line($0, &random) }
    let plain = load(lines.map { $0 + "\n" }.joined())
    let others = load(lines.map { " " + $0 + "\n" }.joined())
    #expect(plain.store.dump("people") == others.store.dump("people"))
    let left = plain.diagnostics.map { "\($0.code.code) \($0.place.line):\($0.place.column + 1) \($0.message)" }
    let right = others.diagnostics.map { "\($0.code.code) \($0.place.line):\($0.place.column) \($0.message)" }
    #expect(left == right)
    #expect(!left.isEmpty)
    let table = try #require(plain.store.schema.entity(inSection: "people"))
    let requests = (0..<plain.store[table].rowCount).map { PlaceRequest.row(table, $0) }
    #expect(plain.store.places(of: requests).map { $0?.line } == others.store.places(of: requests).map { $0?.line })
  }

  @Test(arguments: 0..<4)
  func threadsReadTheSameLines(seed: Int) throws {
    var random = SeededGenerator(UInt64(seed) + 100)
    // Without odd lines now and then whole parts are plain.
    let lines = (0..<6000).map { seed % 2 == 0 || $0 < 2000 ? line($0, &random) : "{\"id\":\"q\($0 / 2 * 2)\"}" }
    let text = lines.map { $0 + "\n" }.joined()
    let one = load(text, partSize: 1 << 15)
    let table = try #require(one.store.schema.entity(inSection: "people"))
    for jobs in 2...4 {
      let several = load(text, jobs: jobs, partSize: 1 << 15)
      #expect(one.lines == several.lines)
      #expect(one.store.dump("people") == several.store.dump("people"))
      let symbols = (0..<UInt32(one.store.symbols.count)).map { one.store.symbols.string(of: $0) }
      #expect(symbols == (0..<UInt32(several.store.symbols.count)).map { several.store.symbols.string(of: $0) })
      let requests = (0..<one.store[table].rowCount).map { PlaceRequest.row(table, $0) }
      #expect(one.store.places(of: requests) == several.store.places(of: requests))
    }
  }

  @Test(arguments: [0, 97])
  func threadsReadTheSameRows(faultEvery interval: Int) throws {
    var text = "id,name,manager,level,active,days,since\n"
    for index in 0..<9000 {
      let day = interval > 0 && index % interval == 5 ? "2019-02-31" : "2019-03-\(10 + index % 20)"
      let name = index % 13 == 0 ? "\"one \"\"two\"\",\n\(index % 7)\"" : index % 5 == 0 ? "" : "name \(index % 700)"
      let id = interval > 0 && index % 1000 == 999 ? "p0" : "p\(index)"
      text += "\(id),\(name),p\(index * 7 % 9000),\(index % 3 == 0 ? "high" : "low"),true,\(index),\(day)"
      text += interval > 0 && index % 501 == 500 ? ",more\n" : index % 2 == 0 ? "\r\n" : "\n"
    }
    func load(_ jobs: Int) -> LoadResult {
      var options = LoadOptions(jobs: jobs)
      options.partSize = 1 << 16
      return Office.load(text, name: "people.csv", schema: Self.schema, options: options)
    }
    let one = load(1)
    #expect(one.codes.isEmpty == (interval == 0))
    let table = try #require(one.store.schema.entity(inSection: "people"))
    for jobs in 2...4 {
      let several = load(jobs)
      #expect(one.lines == several.lines)
      #expect(one.store.dump("people") == several.store.dump("people"))
      let requests = (0..<one.store[table].rowCount).map { PlaceRequest.field(FieldID(table, 6), row: $0) }
      #expect(one.store.places(of: requests) == several.store.places(of: requests))
    }
  }
}
