import Manifests
import RecordStore
import RulePlan
import SourceText
import Testing

/// The lines of rows, which are counted from kept places where each row is one line, and in the bytes elsewhere.
@Suite struct RowLineTests {
  /// The signs between the rows and in them.
  enum Irregularity: CaseIterable { case none, blankLines, severalLines, faults, all }

  private struct File {
    private(set) var text: String
    /// Where each row begins, and where its number does; of a row with a fault nothing is known but its place.
    private(set) var rows: [(start: Int, number: Int)] = []

    init(rowCount: Int, ending: String, _ irregularity: Irregularity) {
      text = "id,text,integer" + ending
      for row in 0..<rowCount {
        // Some stretches are regular, so that both ways of counting are met in one file.
        func has(_ wanted: Irregularity, every interval: Int) -> Bool {
          row % 700 > 400 && (irregularity == wanted || irregularity == .all) && row % interval == 3
        }
        if has(.blankLines, every: 31) { text += ending + ending }
        if has(.faults, every: 43) {
          rows.append((text.utf8.count, text.utf8.count))
          text += "too,few" + ending
        }
        let start = text.utf8.count
        text += "t\(row)," + (has(.severalLines, every: 17) ? "\"é\(ending)\(ending)two\"" : "é") + ","
        rows.append((start, text.utf8.count))
        text += "\(row)" + ending
      }
    }
  }

  @Test(arguments: ["\n", "\r\n", "\r"], Irregularity.allCases)
  func rowsStandInTheirLines(ending: String, irregularity: Irregularity) throws {
    let file = File(rowCount: 3000, ending: ending, irregularity)
    let bytes = Array(file.text.utf8)
    let lines = LineTable(bytes)
    for jobs in [1, 3] {
      var options = LoadOptions(jobs: jobs)
      options.partSize = 1 << 13
      let store = DataLoader.load(
        [.bytes(bytes, name: "things.csv")], schema: Office.typesSchema, options: options
      ).store
      let table = try #require(store.schema.entity(inSection: "things"))
      let number = FieldID(table, try #require(store.schema[table].fieldIndex(named: "integer")))
      #expect(store[table].rowCount == file.rows.count)
      for step in [1, 7, 64, 997] {
        let rows = Array(stride(from: step / 2, to: file.rows.count, by: step))
        let requests = rows.map { PlaceRequest.row(table, $0) } + rows.map { .field(number, row: $0) }
        let wanted = rows.map { file.rows[$0].start } + rows.map { file.rows[$0].number }
        for jobs in [1, 3] {
          let places = store.places(of: requests, jobs: jobs)
          #expect(
            places.map { $0?.line } == wanted.map { lines.line(at: $0) + 1 }, "every \(step)th row, \(jobs) threads")
        }
      }
      for row in stride(from: 0, to: file.rows.count, by: 499) {
        #expect(store.place(of: row, in: table)?.line == lines.line(at: file.rows[row].start) + 1)
      }
    }
  }
}
