import Manifests
import RecordStore
import RulePlan
import Testing

/// Values and records that cannot be read are known to the store as such, whatever the file is written in.
@Suite struct UnreadableDataTests {
  private let schema = Office.compile(
    """
    policy demo.small

    entity Unit from units { key id : Text }
    entity Thing from things {
      key id : Text
      count  : Integer
      day    : Date?
      unit   : Unit?
      tags   : [Text] = []
      units  : [Unit] = []
      price  : Money?
    }
    """)

  /// For each thing, the names of its fields that cannot be read.
  private func unreadable(_ text: String, name: String = "d.yaml", section: String? = nil, jobs: Int = 1) -> [String] {
    var options = LoadOptions(jobs: jobs)
    options.partSize = 1 << 12
    let result = DataLoader.load(
      [.bytes(Array(text.utf8), name: name, section: section)], schema: schema, options: options)
    #expect(result.outcome == .faulty)
    #expect(result.isWhole)
    guard let table = schema.entity(inSection: "things") else { return [] }
    let store = result.store[table]
    return (0..<store.rowCount).map { row in
      schema[table].fields.enumerated().compactMap { index, field in
        store.columns[index]?.unreadable?.contains(row) == true ? field.name : nil
      }.joined(separator: " ")
    }
  }

  @Test func aWrongValueIsUnreadableAndItsNeighboursAreNot() {
    #expect(
      unreadable(
        """
        units: [{ id: A }]
        things:
          - { id: a, count: 1, unit: A, tags: [x] }
          - { id: b, count: many, day: soon }
          - { id: c, count: 1, unit: Z, units: [A, Z] }
          - { id: d, count: 1, tags: [[x]], price: { amount: 1 } }
          - { id: e }
          - { count: 1 }
        """) == ["", "count day", "unit units", "tags price", "count", "id"])
  }

  @Test func aRecordThatIsNotOneIsARowOfWhichNothingIsKnown() {
    let everything = "id count day unit tags units price"
    #expect(unreadable("things: [{ id: a, count: 1 }, nonsense, { id: b, count: 1 }]") == ["", everything, ""])
    #expect(
      unreadable("{\"id\": \"a\", \"count\": 1}\n[1]\n{\"id\": \"b\", \"count\": 1}\n", name: "things.jsonl")
        .filter { $0 == everything }.count >= 1)
    #expect(unreadable("id,count\na,1\nb\nc,1\n", name: "things.csv") == ["", everything, ""])
  }

  @Test func whatARecordLacksBesideAFieldThatIsNotKnownCouldBeMeantByIt() {
    #expect(
      unreadable("things: [{ id: a, count: 1, dya: 2020-01-01 }, { id: b, count: 1 }]")
        == ["day unit tags units price", ""])
  }

  @Test func ofTwoRecordsWithOneKeyAReferenceCouldMeanEither() {
    #expect(
      unreadable(
        "units: [{ id: A }, { id: A }, { id: B }]\nthings: [{ id: a, count: 1, unit: A }, { id: b, count: 1, unit: B }]"
      )
        == ["unit", ""])
  }

  @Test(arguments: [1, 3]) func rowsAndLinesAreReadAlikeOnAnyNumberOfThreads(jobs: Int) {
    let wrong: Set<Int> = [3, 700, 1999]
    let rows = (0..<2000).map { "x\($0),\(wrong.contains($0) ? "many" : "1"),2020-01-01\n" }.joined()
    let lines = (0..<2000).map { "{\"id\": \"x\($0)\", \"count\": \(wrong.contains($0) ? "\"many\"" : "1")}\n" }
      .joined()
    for (text, name) in [("id,count,day\n" + rows, "things.csv"), (lines, "things.jsonl")] {
      let found = unreadable(text, name: name, jobs: jobs)
      #expect(found.count == 2000)
      #expect(found.indices.filter { found[$0] == "count" } == wrong.sorted())
      #expect(found.filter { !$0.isEmpty }.count == 3)
    }
  }

  @Test func aFileThatCannotBeReadToItsEndIsNotWhole() {
    let result = DataLoader.load([.bytes(Array("things: [{ id: a".utf8), name: "d.yaml")], schema: schema)
    #expect(!result.isWhole)
  }
}
