import Diagnostics
import Manifests
import RecordStore
import RulePlan
import Testing

/// Places of rows and values, found again for reports.
@Suite struct PlaceTests {
  private func show(_ place: DataPlace?) -> String {
    place.map { "\($0.line):\($0.column)-\($0.endLine):\($0.endColumn)" } ?? "-"
  }

  private func field(_ name: String, _ store: RecordStore) -> FieldID {
    let table = store.schema.entity(inSection: "things") ?? TableID(0)
    return FieldID(table, store.schema[table].fieldIndex(named: name) ?? 0)
  }

  private let yaml = """
    things:
      - id: a
        text: é
        texts:
          - x
          - "y, z"
        address: { city: Nairobi, tags: [k, l] }
      # between
      - { id: b, thing: a,
          texts: [p] }
      - &c
        id: c
        period: { from: 2019-01-01 }
      - <<: *c
        id: d
    """

  @Test func valuesOfYAMLAreFound() throws {
    let store = Office.load(yaml, schema: Office.typesSchema).store
    let things = field("id", store).table
    let address = try #require(store.schema.tables.first { $0.name == "Address" }?.id)
    let places = store.places(of: [
      .row(things, 0), .field(field("text", store), row: 0), .field(field("texts", store), row: 0),
      .field(field("texts", store), row: 0, element: 1), .field(field("address", store), row: 0),
      .row(address, 0), .field(FieldID(address, 2), row: 0, element: 1), .row(things, 1),
      .field(field("thing", store), row: 1), .field(field("texts", store), row: 1, element: 0), .row(things, 2),
      .field(field("period", store), row: 2), .row(things, 3), .field(field("period", store), row: 3),
      .field(field("preset", store), row: 0), .section(things),
    ])
    #expect(
      places.map(show) == [
        "2:5-7:45", "3:11-3:12", "5:7-6:15", "6:9-6:15", "7:14-7:45", "7:14-7:45", "7:41-7:42", "9:5-10:19",
        "9:21-9:22", "10:15-10:16", "11:5-13:33", "13:13-13:33", "14:5-15:10", "14:5-15:10", "2:5-7:45", "1:1-1:7",
      ])
  }

  @Test func valuesOfJSONAreFound() {
    let text = """
      {"things": [
        {"id": "a", "texts": ["x", "é", "z"]},
        {"id": "b", "period": {"from": "2019-01-01"}, "flag": true}
      ]}
      """
    let store = Office.load(text, name: "d.json", schema: Office.typesSchema).store
    let things = field("id", store).table
    let places = store.places(of: [
      .row(things, 0), .field(field("texts", store), row: 0, element: 2), .row(things, 1),
      .field(field("period", store), row: 1), .field(field("flag", store), row: 1), .section(things),
    ])
    #expect(places.map(show) == ["2:3-2:40", "2:35-2:38", "3:3-3:62", "3:25-3:47", "3:57-3:61", "1:2-1:10"])
  }

  @Test func cellsOfCSVAreFound() throws {
    let text =
      "id,texts,address.city,address.zip,period.from,text\na,x|é|z,Nairobi,1,2019-01-01,\"q, \"\"r\"\"\"\nb,,,,,\n"
    let store = Office.load(text, name: "things.csv", schema: Office.typesSchema).store
    let address = try #require(store.schema.tables.first { $0.name == "Address" }?.id)
    let things = field("id", store).table
    let places = store.places(of: [
      .row(things, 0), .field(field("texts", store), row: 0), .field(field("texts", store), row: 0, element: 2),
      .row(address, 0), .field(FieldID(address, 1), row: 0), .field(field("period", store), row: 0),
      .field(field("text", store), row: 0), .field(field("text", store), row: 1), .row(things, 1),
    ])
    #expect(
      places.map(show) == [
        "2:1-2:40", "2:3-2:8", "2:7-2:8", "2:1-2:40", "2:17-2:18", "2:19-2:29", "2:30-2:40", "3:1-3:7", "3:1-3:7",
      ])
  }
}
